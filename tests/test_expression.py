"""The expressions of clause texts: a few kinds are allowed, everything else is refused with a sentence."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.library.expression import BadExpression, jinja, parse_expression, parse_list, parse_slot, paths_of, quick

ALLOWED_WORDS = "allowed are paths, one comparison, and, or, not, `in` and filters"


@pytest.mark.parametrize(("text", "tree"), [
    ("term.lock_in", "Path(parts=('term', 'lock_in'))"),
    ("  k  ", "Path(parts=('k',))"),
    ("a.b | notice", "Filter(name='notice', inner=Path(parts=('a', 'b')), arguments=())"),
    ("a|within|cap", "Filter(name='cap', inner=Filter(name='within', inner=Path(parts=('a',)), arguments=()), arguments=())"),
    ("a | verb('gives', 'give')", "Filter(name='verb', inner=Path(parts=('a',)), arguments=('gives', 'give'))"),
    ("a | cap | verb('is', 'are')", "Filter(name='verb', inner=Filter(name='cap', inner=Path(parts=('a',)), arguments=()), arguments=('is', 'are'))"),
    ("a == 'x'", "Compare(op='==', left=Path(parts=('a',)), right=Const(value='x'))"),
    ("a != 2", "Compare(op='!=', left=Path(parts=('a',)), right=Const(value=2))"),
    ("a < b", "Compare(op='<', left=Path(parts=('a',)), right=Path(parts=('b',)))"),
    ("'30 days' >= a", "Compare(op='>=', left=Const(value='30 days'), right=Path(parts=('a',)))"),
    ("a == true", "Compare(op='==', left=Path(parts=('a',)), right=Const(value=True))"),
    ("a in ['x', 'y']", "Compare(op='in', left=Path(parts=('a',)), right=Listing(items=(Const(value='x'), Const(value='y'))))"),
    ("a in ('x', 1)", "Compare(op='in', left=Path(parts=('a',)), right=Listing(items=(Const(value='x'), Const(value=1))))"),
    ("a not in []", "Compare(op='not in', left=Path(parts=('a',)), right=Listing(items=()))"),
    ("'x.y' in clauses", "Compare(op='in', left=Const(value='x.y'), right=Path(parts=('clauses',)))"),
    ("a and b", "Both(left=Path(parts=('a',)), right=Path(parts=('b',)))"),
    ("a or not b", "Either(left=Path(parts=('a',)), right=Not(inner=Path(parts=('b',))))"),
    ("not a == 1", "Not(inner=Compare(op='==', left=Path(parts=('a',)), right=Const(value=1)))"),
    ("(a or b) and c", "Both(left=Either(left=Path(parts=('a',)), right=Path(parts=('b',))), right=Path(parts=('c',)))"),
    ("class.if_", "Path(parts=('class', 'if_'))"),
])  # fmt: skip
def test_is_allowed(text: str, tree: str) -> None:
    assert repr(parse_expression(text)) == tree


def refused(kind: str) -> str:
    return f"{kind} is not allowed here; {ALLOWED_WORDS}"


PATH = f"a path is names with dots; {ALLOWED_WORDS}"
VERB = "only `verb` takes words: `verb('gives', 'give')`"


@pytest.mark.parametrize(("text", "message"), [
    ("f()", refused("a call")),
    ("a.f(1)", refused("a call")),
    ("a[0]", refused("`[…]` after a name")),
    ("a['x']", refused("`[…]` after a name")),
    ("a.0", refused("`[…]` after a name")),
    ("a[1:2]", refused("`[…]` after a name")),
    ("a + 1", refused("`+`")),
    ("a - 1", refused("`-`")),
    ("a * 2", refused("`*`")),
    ("a / 2", refused("`/`")),
    ("a // 2", refused("`//`")),
    ("a % 2", refused("`%`")),
    ("a ** 2", refused("`**`")),
    ("-a", refused("`-`")),
    ("+a", refused("`+`")),
    ("a ~ b", refused("`~`")),
    ("a if b else c", refused("`… if … else …`")),
    ("a is defined", refused("`is`")),
    ("a is not none", refused("`is`")),
    ("{'x': 1}", refused("`{…}`")),
    ("1.5", refused("a number with a point, or none,")),
    ("none", refused("a number with a point, or none,")),
    ("a == none", refused("a number with a point, or none,")),
    ("[1, 2]", f"a list may stand only after `in`; {ALLOWED_WORDS}"),
    ("a == ['x']", f"a list may stand only after `in`; {ALLOWED_WORDS}"),
    ("a, b", f"a list may stand only after `in`; {ALLOWED_WORDS}"),
    ("a in [b]", "a list after `in` holds fixed words only"),
    ("a in [['x']]", f"a list may stand only after `in`; {ALLOWED_WORDS}"),
    ("a in 'xyz'", "after `in` stands a list of fixed words or a path"),
    ("a < b < c", "one comparison at a time; join two with `and`"),
    ("(a and b) == c", "only paths and fixed words can be compared"),
    ("a | short == 'x'", "only paths and fixed words can be compared"),
    ("(a == b) | cap", "a filter stands after a path"),
    ("'x' | cap", "a filter stands after a path"),
    ("a | cap | notice", "`notice` reads a value and stands before `cap`, next to the path"),
    ("a | upper", "no filter `upper`"),
    ("a | zzzzzz", "no filter `zzzzzz`"),
    ("a | notices", "no filter `notices`; nearest: “notice”"),
    ("a | notice('x')", VERB),
    ("a | verb", VERB),
    ("a | verb('one')", VERB),
    ("a | verb(a, b)", "a filter takes fixed words only"),
    ("a | verb(1, 2)", "a filter takes fixed words only"),
    ("a | verb(x='gives')", refused("a filter with such an argument")),
    ("a | verb(*b)", refused("a filter with such an argument")),
    ("_a", "`_a` is not a name of the deal"),
    ("a._b", "`_b` is not a name of the deal"),
    ("a.__class__", "`__class__` is not a name of the deal"),
    ("a.b__", "`b__` is not a name of the deal"),
    ("", "cannot read ``: Expected an expression, got 'end of print statement'"),
    ("a }} b {{ c", "`a }} b {{ c` is not one expression"),
    ("a b", "cannot read `a b`: expected token 'end of print statement', got 'b'"),
    ("'x", "cannot read `'x`: unexpected char \"'\" at 3"),
    ("a ==", "cannot read `a ==`: unexpected 'end of print statement'"),
    ("a %} x {% endif", "cannot read `a %} x {% endif`: unexpected '}'"),
    ("a" * 601, "the expression has 601 characters; 600 are allowed"),
    ("(" * 290 + "a" + ")" * 290, "the expression is nested too deeply"),
])  # fmt: skip
def test_is_refused(text: str, message: str) -> None:
    with pytest.raises(BadExpression) as caught:
        parse_expression(text)
    assert str(caught.value) == message


# Ways out of Jinja2's sandbox that people have found. None of them is even an expression here.
@pytest.mark.parametrize("text", [
    "''.__class__.__mro__[1].__subclasses__()", "().__class__.__base__", "[].__class__", "{}.__class__", "a.__init__.__globals__",
    "cycler.__init__.__globals__.os.popen('id').read()", "joiner.__init__.__globals__", "namespace.__init__.__globals__",
    "lipsum.__globals__['os']", "lipsum()", "self._TemplateReference__context", "self.__init__", "request | attr('application')",
    "request | attr('__class__')", "a | attr('__class__')", "get_flashed_messages.__globals__", "url_for.__globals__", "config.__class__",
    "''['__class__']", "a['__class__']", "''|attr('\\x5f\\x5fclass\\x5f\\x5f')", "range(999999999)", "dict(a=1)", "a.format(b)", "'{0.__class__}'.format(a)",
    "a.mro()", "a | map('attr', '__class__')", "a | select('x')", "a | format(b)", "a | tojson", "a | safe", "a | xmlattr", "loop.__class__",
    "caller()", "super()", "varargs[0]", "kwargs['x']", "a.__getattribute__", "x.__builtins__", "g.pop.__globals__", "import os",
    "(a := 1)", "lambda: 1", "a if True", "[x for x in y]", "`id`", "a;b", "a\n{% import os %}",
])  # fmt: skip
def test_escapes_of_the_sandbox_are_refused(text: str) -> None:
    with pytest.raises(BadExpression) as caught:
        parse_expression(text)
    assert str(caught.value) and "Traceback" not in str(caught.value)


@pytest.mark.parametrize("name", ["self", "request", "lipsum", "cycler", "config", "range", "loop"])
def test_names_of_jinja_are_names_of_nothing(name: str) -> None:
    """They parse as paths; the check of paths then does not know them."""
    assert repr(parse_expression(name)) == f"Path(parts=('{name}',))"


@pytest.mark.parametrize("text", ["not " * 149 + "a", "a or " * 119 + "a", "a" + "|cap" * 149, "a and " * 99 + "b"])
def test_long_chains_are_read_to_their_end(text: str) -> None:
    assert len(paths_of(parse_expression(text))) >= 1


@pytest.mark.parametrize("text", ["a == b", "a and b", "not a", "'words'", "1", "true"])
def test_only_a_path_prints(text: str) -> None:
    with pytest.raises(BadExpression, match="only a path can be printed; write words as words, and a condition as `{% if … %}`"):
        parse_slot(text)


@pytest.mark.parametrize("text", ["'abc'", "a | names", "a or b"])
def test_a_loop_goes_over_a_path(text: str) -> None:
    with pytest.raises(BadExpression, match="^a loop goes over a path$"):
        parse_list(text)


def test_paths_are_found_in_every_branch() -> None:
    found = paths_of(parse_expression("a.b == 'x' and (not c.d or e in f) and g not in ['h']"))
    assert [str(path) for path in found] == ["a.b", "c.d", "e", "f", "g"]


PIECES = [
    "term.length", "a", "exit.fee", "side.name", "in.order", "a.not", "_x", "x__", "A", "not", "and", "or", "in", "is", "if", "else", "true", "none",
    "'word'", '"word"', "'{{'", r"'a\n'", "1", "1.5", "1_0", "(", ")", "[", "]", ",", "|", "cap", "verb", "verb('is', 'are')", "==", "!=", "<", ">=",
    "~", "-", ".", "}}", "\n", "é",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=9), st.sampled_from(["", " "]))
@settings(max_examples=1_500, deadline=None)
def test_what_is_read_quickly_is_read_the_same_by_jinja(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    found = quick.read(text)
    if found is not None:
        assert found == jinja.read(text)


def test_all_conditions_and_values_of_the_library_are_read_the_same_by_jinja() -> None:
    texts = "\n".join(path.read_text(encoding="utf-8") for path in sorted(Path("clause_library").rglob("*.md")))
    found = {*re.findall(r"\{\{(.+?)\}\}", texts), *re.findall(r"\{% (?:if|elif) (.+?) %\}", texts), *re.findall(r"(?m)^ *(?:use )?when: (.+)$", texts)}
    read = {text: quick.read(text) for text in found}
    assert sum(one is not None for one in read.values()) > 900
    assert [text for text, one in read.items() if one is not None and one != jinja.read(text)] == []
