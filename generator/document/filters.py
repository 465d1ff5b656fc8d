"""The filters of clause texts: grammar that depends on a value. Each takes what a path led to and gives inlines."""

from __future__ import annotations

import re
from collections.abc import Callable

from pydantic import BaseModel

from msgspec.structs import replace

from generator.bind import BoundTrigger
from generator.document.evaluate import Scope, elements
from generator.document.hit import AT_HOME, Hit, Phrase
from generator.document.phrases import capital
from generator.document.say import blank, join, main, say, say_notice, say_short
from generator.document.tree import Blank, Inlines, Ref, Text, Value, plain
from generator.library.expression import FILTERS, Expression, Filter, Path
from generator.values import Compound, Duration


def print_expression(expression: Expression, scope: Scope) -> Inlines:
    """`{{ … }}` -> inlines."""
    if isinstance(expression, Filter):
        if expression.name in _ON_WORDS and isinstance(expression.inner, Filter):
            return _ON_WORDS[expression.name](print_expression(expression.inner, scope))
        hit = _hit(expression.inner, scope)
        if expression.name == "verb":
            return verb(hit, *expression.arguments)
        if expression.name in _ON_WORDS:
            return _ON_WORDS[expression.name](show(hit, scope))
        return _ON_VALUES[expression.name](hit, scope)
    return show(_hit(expression, scope), scope)


def _hit(expression: Expression, scope: Scope) -> Hit:
    if isinstance(expression, Path):
        return scope.look_up(expression)
    if isinstance(expression, Filter):
        return Hit("", Phrase(print_expression(expression, scope)))
    raise TypeError("only a path can be printed")


def show(hit: Hit, scope: Scope) -> Inlines:
    """A value as it stands in a sentence."""
    if isinstance(hit.value, Phrase):
        return hit.value.inlines
    if hit.path.startswith("computed.") and isinstance(hit.value, str):
        return (Text(hit.value),)
    if isinstance(hit.value, list) and any(isinstance(item, BoundTrigger) for item in hit.value):
        return refs(hit, scope)
    return say(hit.value, hit.path, hit.field, hit.closed, scope.bound.deal, scope.style)


def notice(hit: Hit, scope: Scope) -> Inlines:
    """“90 days’ notice”, “1 month’s notice”, “10 Business Days’ notice”, one for each side where they differ."""
    return say_notice(hit.value, hit.path, scope.bound.deal, scope.style)


def within(hit: Hit, scope: Scope) -> Inlines:
    """“within 30 days”; “at once” where the time is none."""
    name, value = main(hit.value)
    path = f"{hit.path}.{name}" if name else hit.path
    if value == "none" or value == "on_receipt":
        return (Text("at once"),)
    if isinstance(value, Duration | Compound):
        return (Text("within "), *say(value, path, hit.field, False, scope.bound.deal, scope.style))
    return (Text("within "), *show(Hit(path, value, hit.field, hit.closed), scope))


def names(hit: Hit, scope: Scope) -> Inlines:
    """“A, B and C”. Elements with a legal name give it; others say themselves. Names that hold a list of their own: “A and B; and C”."""
    found = []
    for element in elements(hit):
        if isinstance(element.value, BoundTrigger):
            found.append(scope.ask(element.path, ("name",)).value.inlines)
            continue
        fields = type(element.value).model_fields if isinstance(element.value, BaseModel) else {}
        named = next((name for name in _NAMED_BY if name in fields), None)
        value, path = element.value, element.path
        if named and type(value) in AT_HOME:
            value, path = scope.ask(path, (named,)).value, f"{path}.{named}"
        elif named:
            value, path = getattr(value, named), f"{path}.{named}"
        found.append(say(value, path, named or element.field, element.closed, scope.bound.deal, scope.style))
    if any(re.search(r",| and ", plain(name)) for name in found):
        last = len(found) - 1
        found = [(*((Text("; and " if n == last else "; "),) if n else ()), *name) for n, name in enumerate(found)]
        return tuple(piece for name in found for piece in name)
    return join(found) if found else (blank(hit.path, hit.value),)


_NAMED_BY = ("legal_name", "name", "what", "title", "asset_class", "group", "test", "step", "breach", "who")


def refs(hit: Hit, scope: Scope) -> Inlines:
    """A list of exits, or of clause ids, as references: “clauses 21.3, 21.4 and 21.6”. The link pass sets the words."""
    named = [element.value for element in elements(hit)]
    targets = [f"trigger:{one.id}" if isinstance(one, BoundTrigger) else one for one in named if isinstance(one, BoundTrigger | str)]
    return (Ref(" ".join(targets)),) if targets else (Text("no clause"),)


def short(hit: Hit, scope: Scope) -> Inlines:
    """A value for a table cell."""
    if isinstance(hit.value, Phrase):
        return hit.value.inlines
    if hit.field == "fee":
        scope.ask("", ("fees",))  # which there are; the one that is named is told by its kind
        if any(fee.id == hit.value for fee in scope.bound.deal.fees):
            scope.ask(f"fees.{hit.value}", ("kind",))
    return say_short(hit.value, hit.path, hit.field, hit.closed, scope.bound.deal, scope.style, _titles(scope))


def _titles(scope: Scope) -> dict[str, str]:
    """How the steps and the fees are called, which a deal names by their ids."""
    titles = scope.bound.library.prepared.get("titles of steps")
    if not isinstance(titles, dict):
        titles = scope.bound.library.prepared["titles of steps"] = {id: step.front.title for id, step in scope.bound.library.steps.items()}
    fees = scope.bound.deal.fees
    return titles | {fee.id: fee.kind.replace("_", " ") for fee in fees} if fees else titles


def given(hit: Hit, scope: Scope) -> Inlines:
    """A value, or nothing at all where the deal says nothing: for a detail a table can do without. An open value prints its blank."""
    return () if hit.value is None or hit.beside_open else show(hit, scope)


def money(hit: Hit, scope: Scope) -> Inlines:
    """A value in the house style of the paper; also `date` and `words`."""
    return show(hit, scope)


def verb(hit: Hit, singular: str, plural_form: str) -> Inlines:
    """The form of a verb that agrees with a holder: “the Parties together give”, “Harbor gives”."""
    words = plain(hit.value.inlines) if isinstance(hit.value, Phrase) else ""
    many = words.lower().startswith("the parties") or (isinstance(hit.value, list) and len(hit.value) != 1)
    if isinstance(hit.value, int):
        many = hit.value != 1
    return (Text(plural_form if many else singular),)


def ordinal(hit: Hit, scope: Scope) -> Inlines:
    """1st, 2nd, 3rd, 11th, 21st."""
    return (Value(hit.path, ordinal_of(hit.value)),) if isinstance(hit.value, int) else show(hit, scope)


def ordinal_of(number: int) -> str:
    """
    >>> [ordinal_of(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111)]
    ['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '22nd', '101st', '111th']
    """
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def possessive(inlines: Inlines) -> Inlines:
    """The owner form of a name: an apostrophe alone after a plural or a name in s.

    >>> [plain(possessive((Text(name),))) for name in ("Harbor", "Mosaic Systems", "the Parties", "HARBORS", "James")]
    ['Harbor’s', 'Mosaic Systems’', 'the Parties’', 'HARBORS’', 'James’']
    """
    return (*inlines, Text("’" if plain(inlines)[-1:].lower() == "s" else "’s"))


def plural(inlines: Inlines) -> Inlines:
    """More than one of a thing.

    >>> [plain(plural((Text(word),))) for word in ("Party", "day", "clause", "business", "branch", "1 month")]
    ['Parties', 'days', 'clauses', 'businesses', 'branches', '1 month']
    """
    words = plain(inlines)
    if re.match(r"1\b", words) or not words:
        return inlines
    last = inlines[-1]
    if re.search(r"[^aeiou]y$", words, re.IGNORECASE) and isinstance(last, Text | Value):
        return (*inlines[:-1], replace(last, words=f"{last.words[:-1]}{'IES' if words.isupper() else 'ies'}"))
    return (*inlines, Text("es" if re.search(r"(s|x|ch|sh)$", words, re.IGNORECASE) else "s"))


def article(inlines: Inlines) -> Inlines:
    """“a” or “an”, by sound.

    >>> [plain(article((Text(word),)))[:2].strip() for word in ("hour", "EU rule", "user", "8-day step", "18 months", "NDA", "one")]
    ['an', 'an', 'a', 'an', 'an', 'an', 'a']
    """
    return (Text(f"{article_of(plain(inlines))} "), *inlines)


def article_of(words: str) -> str:
    """
    >>> article_of("EU"), article_of("European firm"), article_of("MBA"), article_of("80%"), article_of("100 days")
    ('an', 'a', 'an', 'an', 'a')
    """
    first = re.split(r"[\s-]", words.strip())[0] if words.strip() else ""
    if re.match(r"\d", first):
        return "an" if re.match(r"(8|11(?!\d)|18(?!\d)|11[a-z]|18[a-z])", first) else "a"
    if re.fullmatch(r"[A-Z]{2,}s?|[A-Z]", first):
        return "an" if first[0] in "AEFHILMNORSX" else "a"
    if re.match(r"(hour|honest|honou?r|heir)", first, re.I):
        return "an"
    if re.match(r"(one\b|once\b|uni|unan|use|usu|ute|uti|ubiq|ukr|uga|uru|eu|ewe)", first, re.I) and not re.match(
        r"(unin|unim|unid)", first, re.I
    ):
        return "a"
    return "an" if first[:1].lower() in "aeiou" and first else "a"


# Marks after which no full stop is set; some languages have marks of their own.
_ENDED = ".;:!?,…–—-。；：！？،؛؟۔।"
_QUOTES = "”’»›\"'"
_SENTENCE_IN_BRACKETS = re.compile(rf"(?:^|[{re.escape(_ENDED)}][{_QUOTES}]* )[(\[][^()\[\]]*[.!?…][{_QUOTES}]*[)\]]$")


def sentence(inlines: Inlines) -> Inlines:
    """Words a user typed as a sentence, with the full stop that was left out. A blank waits for a sentence with its own.

    >>> [plain(sentence((Text(words),)))[-4:] for words in ("No more", "by 95%", "No more.", "No more!", "“No.”", "a “no”", "a (no)")]
    ['ore.', '95%.', 'ore.', 'ore!', 'No.”', 'no”.', 'no).']
    """
    words = plain(inlines)
    if not words or isinstance(inlines[-1], Blank) or words.rstrip(_QUOTES).endswith(tuple(_ENDED)) or _SENTENCE_IN_BRACKETS.search(words):
        return inlines
    return (*inlines, Text("."))


_ON_WORDS: dict[str, Callable[[Inlines], Inlines]] = {
    "cap": capital,
    "possessive": possessive,
    "plural": plural,
    "a": article,
    "sentence": sentence,
}
_ON_VALUES: dict[str, Callable[[Hit, Scope], Inlines]] = {
    "notice": notice,
    "within": within,
    "names": names,
    "refs": refs,
    "short": short,
    "given": given,
    "money": money,
    "date": money,
    "words": money,
    "ordinal": ordinal,
}

assert {*_ON_WORDS, *_ON_VALUES, "verb"} == {*FILTERS}
