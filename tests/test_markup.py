"""The marks of clause texts: what a text is read as, and what a broken one is told, with file, line and caret."""

from textwrap import dedent

import pytest

from generator.library.expression import Path
from generator.library.markup import Choice, CounselNote, DataTable, FixedTable, Loop, Mark, TextItem, TextParagraph, parse_text
from generator.library.pieces import Reference, Slot, parse_pieces
from generator.library.problem import LibraryError
from tests.tiny import said, scope


def outline(text: str) -> str:
    """A text -> its nodes in short: P paragraph, I(children) item, ?(…) choice with branches |, *(…) loop, T table, M mark, N note."""

    def one(node: object) -> str:
        match node:
            case TextParagraph():
                return "P"
            case TextItem():
                return "I" + (f"({''.join(map(one, node.children))})" if node.children else "")
            case Choice():
                return f"?({'|'.join(''.join(map(one, body)) for _, body in node.branches)})"
            case Loop():
                return f"*({''.join(map(one, node.body))})"
            case DataTable():
                return f"T{len(node.columns)}"
            case FixedTable():
                return f"F{len(node.header)}x{len(node.rows)}"
            case Mark():
                return f"M:{node.name}"
            case CounselNote():
                return "N"
        raise TypeError(node)

    return "".join(one(node) for node in parse_text(tuple(dedent(text).splitlines()), "f.md", 1))


@pytest.mark.parametrize(("text", "nodes"), [
    ("", ""),
    ("\n\n  \n", ""),
    ("One\ntwo\n\nthree", "PP"),
    ("A:\n\n- a\n- b\n", "PII"),
    ("A:\n- a\n- b\nrest", None),
    ("- a\n  goes on\n- b", "II"),
    ("- a:\n  - x\n  - y\n- b", "I(II)I"),
    ("- a:\n\n  - x\n\n  - y\n\n- b", "I(II)I"),
    ("{% if a %}\nP\n{% endif %}", "?(P)"),
    ("P\n{% if a %}\nQ\n{% elif b %}\nR\n\nS\n{% else %}\n- x\n{% endif %}\nT", "P?(P|PP|I)P"),
    ("- a\n{% if b %}\n- x\n{% endif %}\n- c", "I?(I)I"),
    ("- a:\n  {% if b %}\n  - x\n  {% else %}\n  - y\n  {% endif %}\n- c", "I(?(I|I))I"),
    ("{% for x in a %}\n- {{ x }}\n{% endfor %}", "*(I)"),
    ("{% for x in a %}\n- {{ x }}:\n  {% for y in x.b %}\n  - {{ y }}\n  {% endfor %}\n{% endfor %}", "*(I(*(I)))"),
    ("{% if a %}\n{% if b %}\nP\n{% endif %}\n{% for x in c %}\nQ\n{% endfor %}\n{% endif %}", "?(?(P)*(P))"),
    ("{%- if a -%}\nP\n{%endif%}", "?(P)"),
    ("- a\n\n{% steps trigger %}\n\n{% survival %}", "IM:stepsM:survival"),
    ("{% passage exit_terms %}\n{% definitions %}\n{% signatures %}\n{% parties %}", "M:passageM:definitionsM:signaturesM:parties"),
    ("```table t in exit.triggers\nExit: {{ t.name }}\n\nWhere: [[trigger:t]]\n```", "T2"),
    ("| A | B |\n|---|:-:|\n| x | y |\n| z |  |", "F2x2"),
    ("P\n\n> counsel: one\n> two\n\nQ", "PNP"),
    ("- a\n> counsel: x\n- b", "INI"),
    ("1.5 times as much.", "P"),
    ("-no item", "P"),
])  # fmt: skip
def test_is_read_as(text: str, nodes: str | None) -> None:
    if nodes is None:
        with pytest.raises(LibraryError, match="indent it by two spaces"):
            outline(text)
    else:
        assert outline(text) == nodes


def words(text: str) -> list[str]:
    shown = []
    for piece in parse_pieces([(text, 1, text)], "f.md"):
        shown.append(piece if isinstance(piece, str) else f"<{getattr(piece, 'expression', None) or getattr(piece, 'target', None) or piece.term}>")  # type: ignore[union-attr]
    return shown


@pytest.mark.parametrize(("text", "pieces"), [
    ("plain", ["plain"]),
    ("a {{ b.c }} d", ["a ", "<b.c>", " d"]),
    ("{{ b }}{{ c }}", ["<b>", "<c>"]),
    ("see [[a.b]] and [[trigger:t]], [[schedule.kpis]]", ["see ", "<a.b>", " and ", "<trigger:t>", ", ", "<schedule.kpis>"]),
    ("A **Breach Notice** is", ["A ", "<Breach Notice>", " is"]),
    (r"5 \* 3, \`x\`, \{\{ y \}\}, \[\[z\]\], \*\*no\*\*, \\ \| \_ \> \# \-", [r"5 * 3, `x`, {{ y }}, [[z]], **no**, \ | _ > # -"]),
    (r"a \{{{ b }}", ["a {", "<b>"]),
    ("\"Party\" and 'party' and Harbor's (\"x\") —\"y\"", ["“Party” and ’party’ and Harbor’s (“x”) —“y”"]),
    ('the "{{ b }}" clause; {{ c }}" or "z"', ["the “", "<b>", "” clause; ", "<c>", "” or “z”"]),
    ("a * b ** c"[:5], ["a * b"]),
])  # fmt: skip
def test_inline_marks(text: str, pieces: list[str]) -> None:
    assert words(text) == pieces


def test_every_mark_knows_its_line_and_column() -> None:
    nodes = parse_text(("One", "", "- x [[a.b]]", "  {{ c }} end"), "f.md", 11)
    item = nodes[1]
    assert isinstance(item, TextItem) and item.line == 13
    assert item.pieces[1] == Reference("a.b", 13, 5)
    assert item.pieces[3] == Slot(Path(("c",)), 14, 3)


def test_a_filter_in_a_cell_is_no_end_of_a_cell() -> None:
    table = parse_text(("| A | {{ b | short }} \\| c |", "|---|---|", "| {{ x | cap }}{{ y | a }} | |"), "f.md", 1)[0]
    assert isinstance(table, FixedTable)
    assert [len(row) for row in (table.header, *table.rows)] == [2, 2]
    assert table.header[1][1] == " | c" and table.rows[0][1] == ()


@pytest.mark.parametrize(("text", "error"), [
    ("One\n\nA {{ term. }} b", "f.md:7: cannot read `term.`: expected name or number\n    A {{ term. }} b\n      ^"),
    ("A {{ x y }}", "f.md:5: cannot read `x y`: expected token 'end of print statement', got 'y'\n    A {{ x y }}\n      ^"),
    ("A {{ x | capp }} b", "f.md:5: no filter `capp`; nearest: “cap”\n    A {{ x | capp }} b\n      ^"),
    ("A {{ x", "f.md:5: `{{` is a slot that is not closed\n    A {{ x\n      ^"),
    ("A [[x.y b", "f.md:5: `[[` is a reference that is not closed\n    A [[x.y b\n      ^"),
    ("A [[x.y b {{ c }} d", "f.md:5: `[[` is a reference that is not closed\n    A [[x.y b {{ c }} d\n      ^"),
    ("A [[x]]", "f.md:5: `[[x]]` is not a reference; write `[[clause.id]]`, `[[schedule.id]]` or `[[trigger:t]]`\n    A [[x]]\n      ^"),
    ("A [[X.y]]", "f.md:5: `[[X.y]]` is not a reference; write `[[clause.id]]`, `[[schedule.id]]` or `[[trigger:t]]`\n    A [[X.y]]\n      ^"),
    ("Bold **term {{ b }}", "f.md:5: `**` is bold that is not closed; `**Term**` marks a definition\n    Bold **term {{ b }}\n         ^"),
    ("Code `x` {{ b }}", "f.md:5: `` ` `` is code, which has no meaning here".replace("`` ` ``", "```") + "\n    Code `x` {{ b }}\n         ^"),
    ("A {% if x %} b", "f.md:5: a mark needs a line of its own; it wraps whole paragraphs, never words in a sentence\n    A {% if x %} b\n      ^"),
    ("A\nb {% if x %} c {{ d }}", "f.md:6: `{%` is a mark inside a sentence; give it a line of its own\n    b {% if x %} c {{ d }}\n      ^"),
    ("- one\n  two [[x]]", "f.md:6: `[[x]]` is not a reference; write `[[clause.id]]`, `[[schedule.id]]` or `[[trigger:t]]`\n      two [[x]]\n          ^"),
    ("{% if x %}\nP", "f.md:6: `if` is not closed\n    P"),
    ("P\n{% endif %}", "f.md:6: `endif` closes nothing\n    {% endif %}"),
    ("{% if x %}\nP\n{% endfor %}", "f.md:7: `endfor` does not fit here; the `if` of line 5 ends with `endif`\n    {% endfor %}"),
    ("{% if x %}\n{% else %}\n{% elif y %}\n{% endif %}", "f.md:7: `elif y` does not fit here; the `if` of line 5 ends with `endif`\n    {% elif y %}"),
    ("{% for x in y %}\nP\n{% endif %}", "f.md:7: the `for` of line 5 ends with `endfor`, not `endif`\n    {% endif %}"),
    ("{% for x in 'abc' %}\nP\n{% endfor %}", "f.md:5: a loop goes over a path\n    {% for x in 'abc' %}\n                ^"),
    ("{% iff x %}", "f.md:5: no mark `iff`; there are if, for, steps, passage, definitions, survival, signatures, parties\n    {% iff x %}"),
    ("{% steps %}", "f.md:5: write `{% steps name %}`\n    {% steps %}"),
    ("{% survival x %}", "f.md:5: write `{% survival %}`\n    {% survival x %}"),
    ("{% if x == %}\nP\n{% endif %}", "f.md:5: cannot read `x ==`: unexpected 'end of print statement'\n    {% if x == %}\n          ^"),
    ("- a\n  {% if x %}\n  - b\n{% endif %}", "f.md:7: an `if` is not closed at the same indentation\n      - b"),
    ("- a\nmore", "f.md:6: text directly after a list item: indent it by two spaces to continue the item, or leave an empty line\n    more"),
    ("- a\n\n  more", "f.md:5: only a list may stand below an item\n    - a"),
    ("- a:\n  - b:\n    - c", "f.md:5: a list has two levels, (a) and (i); take the third out of the list\n    - a:"),
    ("- a\n\t- b", "f.md:6: a tab cannot indent; use spaces\n    \t- b\n    ^"),
    ("1. one", "f.md:5: numbers and letters are set for you; write an item as `- item`\n    1. one"),
    ("(a) one", "f.md:5: numbers and letters are set for you; write an item as `- item`\n    (a) one"),
    ("* one", "f.md:5: numbers and letters are set for you; write an item as `- item`\n    * one"),
    ("## Head", "f.md:5: a heading here has no meaning; a part starts with `# ` at the start of a line\n    ## Head"),
    ("> note", "f.md:5: a note starts with `> counsel:`\n    > note"),
    ("```python\nx\n```", "f.md:5: a fence holds a table over data: ```table t in exit.triggers\n    ```python"),
    ("```table t in fees\nA: b", "f.md:5: the table is not closed with ```\n    ```table t in fees"),
    ("```table t in fees\nA b\n```", "f.md:6: a line of a table is `Heading: cell`\n    A b"),
    ("| a | b |\n|---|---|\n| c |", "f.md:5: a table needs a header, a row, and the same number of cells in each row\n    | a | b |"),
    ("| a | b |", "f.md:5: a table needs a header, a row, and the same number of cells in each row\n    | a | b |"),
])  # fmt: skip
def test_a_broken_text_is_told_where(text: str, error: str) -> None:
    with pytest.raises(LibraryError) as caught:
        parse_text(tuple(text.split("\n")), "f.md", 5)
    assert str(caught.value) == error


def test_a_note_stays_with_its_paragraph_through_a_condition() -> None:
    from tests.tiny import filled

    text = "One.\n\n{% if term.lock_in %}\n> counsel: A.\n{% endif %}\n\nTwo:\n\n- a\n- b\n> counsel: B.\n\n{% for k in success.kpis %}\n- {{ k.name }}\n> counsel: C.\n{% endfor %}"
    blocks = filled(text)
    assert [[note.inlines[0].words for note in getattr(block, "notes", ())] for block in blocks] == [["A."], ["B.", "C.", "C.", "C."], []]


def test_a_fixed_table_and_a_data_table_print() -> None:
    text = "Table:\n\n| A | B |\n|---|---|\n| {{ term.lock_in | short }} | x \\| y |\n\nKPIs:\n\n```table k in success.kpis\nName: {{ k.name }}\nUnit: {{ k.unit }}\nEmpty: {{ k.target | cap }}{{ trigger.none }}\n```"
    text = text.replace("{{ trigger.none }}", "")
    assert said(text, scope())[1:5] == ["A", "B", "12 months", "x | y"]
    assert said(text, scope())[6:12] == ["Name", "Unit", "Empty", "Joint pipeline", "GBP", "GBP 1,200,000 a quarter"]
