"""What an id means: a clause, step, passage, definition, paper, law pack or check, with its reason and its source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from generator.checks import Level, checks
from generator.checks.registry import Check, manual
from generator.library import Clause, LawPack, Library
from generator.library.clause import Definition, Paper, Passage, Step
from generator.library.front import LawPackFront
from generator.library.question import Criterion, Pack, Question, Questions
from generator.values import Place, nearest, show_hidden


class UnknownId(LookupError):
    """Nothing has this id."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """`what` it is, `why` it is there, its `source`: the file it stands in, with what that rests on, one line each."""

    kind: str
    id: str
    title: str
    what: tuple[str, ...]
    why: str
    source: tuple[str, ...]

    def as_data(self) -> dict[str, Any]:
        """For JSON output."""
        return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(self).items()}

    def __str__(self) -> str:
        parts = (("What", self.what), ("Why", (self.why,) if self.why else ()), ("Source", self.source))
        lines = [f"{self.kind} {self.id}" + (f": {self.title}" if self.title != self.id else "")]
        for name, words in parts:
            lines += [f"{name if n == 0 else '':8}{line}" for n, line in enumerate("\n".join(words).splitlines())]
        return "\n".join(lines)


def explain(id: str, library: Library, questions: Questions | None = None) -> list[Explanation]:
    """Everything of this id, in any letter case; a place finds its law pack. Raises UnknownId with the nearest id."""
    known = [*_all(library), *(_asked(questions) if questions else ())]
    found = [made() for names, made in known if id.casefold() in {name.casefold() for name in names}]
    if not found:
        near = nearest(id, [name for names, _ in known for name in names])
        kinds = "a clause, step, passage, definition, paper, law pack, place, check or question"
        raise UnknownId(f"nothing has the id “{show_hidden(id)}”{near}; write the id of {kinds}: `pactwright library list` shows them")
    return found


def _all(library: Library) -> Iterator[tuple[tuple[str, ...], Callable[[], Explanation]]]:
    """The names of each unit, and how to explain it."""
    for clause in library.clauses.values():
        yield (clause.id,), partial(_clause, clause, library)
    for step in library.steps.values():
        yield (step.front.id,), partial(_step, step)
    for passage in library.passages.values():
        yield (passage.front.id,), partial(_passage, passage)
    for definition in library.definitions.values():
        yield (definition.front.term, *definition.front.forms), partial(_definition, definition)
    for paper in library.papers.values():
        yield (paper.front.id,), partial(_paper, paper)
    for pack in library.law_packs.values():
        yield (pack.front.id, pack.front.name, *pack.front.places, *_printed(pack.front.places)), partial(_law_pack, pack, library)
    for check in checks().values():
        yield (check.ID,), partial(_check, check)


def _asked(questions: Questions) -> Iterator[tuple[tuple[str, ...], Callable[[], Explanation]]]:
    for question in questions.questions.values():
        yield (question.id,), partial(_question, question, questions)
    for pack in questions.packs.values():
        yield (pack.front.id,), partial(_pack, pack)
    for criterion in questions.criteria.values():
        yield (criterion.front.id,), partial(_criterion, criterion)


def _question(question: Question, questions: Questions) -> Explanation:
    front = question.front
    what = [f"asked in the interview, in the section “{questions.topics[front.topic].front.title}”"]
    what += [f"only when {front.when}"] if front.when else []
    what += [f"e.g. {front.example}"] if front.example else []
    for field in front.fields.values():
        places = [field.path or field.private or "", *(place for option in field.options for place in option.sets)]
        what.append(f"{field.asks or 'answer'}: {', '.join(dict.fromkeys(place for place in places if place))}")
        what += [f"  usually {field.default}, for {field.because}"] if isinstance(field.default, str) and field.because else []
    what += [f"read by {', '.join(front.feeds)}"] if front.feeds else []
    return Explanation("question", front.id, front.asks, tuple(what), "\n".join((front.why, question.help)), (question.source.name,))


def _pack(pack: Pack) -> Explanation:
    front = pack.front
    what = [f"{place}: {value}" for place, value in front.proposes.items()]
    what += [f"not asked: {', '.join(front.hides)}"] if front.hides else []
    return Explanation("pack of answers", front.id, front.title, tuple(what), front.why, (pack.source.name,))


def _criterion(criterion: Criterion) -> Explanation:
    front = criterion.front
    what = (
        front.metric, f"in {front.unit}, read from {front.source}, every {front.cadence}, owned by {front.owner}",
        f"answers wishes such as {', '.join(front.wishes)}",
    )  # fmt: skip
    return Explanation("success criterion", front.id, front.name, what, front.why, (criterion.source.name,))


def _clause(clause: Clause, library: Library) -> Explanation:
    front = clause.front
    what = [f"texts: {', '.join(clause.texts) or 'in the term sheet only'}"]
    what += [f"in a paper when {front.when}"] if front.when else []
    what += [f"defines {', '.join(front.defines)}"] if front.defines else []
    what += [f"{level.replace('_', ' ')} position: {words}" for level, _, words in clause.positions]
    source = [f"{clause.source.name}, version {front.version}"]
    for topic in front.law:
        packs = [pack.front.id for pack in library.law_packs.values() if any(note.topic == topic for note in pack.front.notes)]
        source.append(f"law on {topic}: {', '.join(packs) or 'no law pack has a note on it'}")
    return Explanation("clause", front.id, front.title, tuple(what), front.why, tuple(source))


def _step(step: Step) -> Explanation:
    front, limit = step.front, step.front.limit
    what = f"a step before an exit; {f'limit {limit.value}: {limit.why}' if limit else 'it has no limit of time'}"
    return Explanation("step", front.id, front.title, (what,), front.why, (step.source.name,))


def _passage(passage: Passage) -> Explanation:
    front = passage.front
    return Explanation("passage", front.id, front.id, ("words that several clauses share",), front.why, (passage.source.name,))


def _definition(definition: Definition) -> Explanation:
    term = definition.front.term
    what = definition.text.words if definition.text else f"defined in the clause {definition.front.defined_in}"
    return Explanation("definition", term, term, (what,), "", (definition.source.name,))


def _paper(paper: Paper) -> Explanation:
    front = paper.front
    what = f"sections: {', '.join(section.title for section in front.sections)}"
    return Explanation("paper", front.id, front.title, (what,), front.why, (paper.source.name,))


def _printed(places: list[str]) -> list[str]:
    return [str(Place.parse(place)) for place in places]


def _law_pack(pack: LawPack, library: Library) -> Explanation:
    front, packs = pack.front, library.law_packs
    upon = [other.front.id for other in packs.values() if front.id in other.front.layers]
    if upon:
        what = [f"a layer, read after the notes of {', '.join(upon)}"]
    else:
        what = [
            f"places: {', '.join(_printed(front.places)) or 'every place without a pack of its own'}",
            f"paper {front.paper}, spelling {front.spelling}, dates {front.date_style}, the word “{front.clause_word}”",
        ]
    what += [f"rests on {', '.join(f'{packs[id].front.name} ({id})' for id in front.layers)}"] if front.layers else []
    what += list(_rules(front))
    notes = tuple(f"[{note.mark}] {note.topic}: {note.text}" for note in front.notes)
    marks = "[V] checked in a stored source, [K] known authority, [U] unverified"
    return Explanation(
        "law pack", front.id, front.name, tuple(what), pack.about, (f"{pack.source.name}, checked {front.checked_on}; {marks}", *notes)
    )


def _rules(front: LawPackFront) -> Iterator[str]:
    """The rules a program reads, in words; one that the pack does not state is not known."""
    rules = {"penalty_rule": front.penalty_rule, "insolvency_rule": front.insolvency_rule, "post_term_restraint": front.post_term_restraint}
    for name, rule in rules.items():
        title, words = _RULES[name]
        reviewed = "; sums due without a breach are reviewed too" if name == "penalty_rule" and front.penalty_reaches_non_breach else ""
        yield f"{title}: {words[rule] if rule else 'not known'}{reviewed}{' (not verified)' if name in front.unverified else ''}"
    for whom, rungs in (("an agent", front.agent_notice), ("a dealer", front.dealer_notice)):
        if rungs:
            yield f"least notice for {whom}, year by year: {', '.join(rungs)}"
    if front.special_signature:
        yield f"signing: {front.special_signature}"


_RULES: dict[str, tuple[str, dict[str, str]]] = {
    "penalty_rule": ("sums for breach", {
        "proportionality": "in proportion to a legitimate interest", "reasonable_estimate": "a reasonable estimate of the loss",
        "genuine_estimate": "a genuine estimate of the loss, made beforehand", "court_adjusts": "a court may adjust them",
        "merchant_strict": "merchants cannot have them reduced", "statutory_cap": "the most that a court gives",
    }),
    "insolvency_rule": ("exit because of insolvency", {
        "none": "no rule against it", "stay_supplier_only": "stayed for suppliers", "stay_all": "stayed",
        "void_unless_justified": "void unless justified", "void": "void",
    }),
    "post_term_restraint": ("non-compete after the end", {
        "reasonableness": "what is reasonable", "max_1y": "1 year at most", "void": "void",
        "rule_of_reason": "by its effect on competition",
    }),
}  # fmt: skip


def _check(check: Check) -> Explanation:
    title, words = manual(check)
    what = f"level {check.LEVEL}; {_LEVELS[check.LEVEL]}"
    return Explanation("check", check.ID, title, (what,), words, (f"{check.__name__.replace('.', '/')}.py",))


_LEVELS: dict[Level, str] = {
    "block": "no version for signature while it stands", "error": "fails `pactwright check` until it is accepted",
    "warn": "worth a decision", "info": "good to know",
}  # fmt: skip
