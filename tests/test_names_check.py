"""`library check` reads every text of every file: names that lead nowhere, references that may dangle, parts that cannot print."""

import pytest

from generator.library.check import check_library
from tests.tiny import EXIT, PAPER, clause, definition, library

GUIDED = "\n# Guidance\nx\n\n# Examples\n## a\nsays: x\n## b\nsays: y\n"
STEP = "---\nid: warn\ntitle: Warning\nwhy: a test\n---\n# Text\n- {{ trigger.holder }} warns {{ step.limit | within }};\n"
PASSAGE = "---\nid: {id}\nwhy: a test\n---\n{text}\n"


def problems(text: str, front: str = "", exit: bool = False, *more: str, passages: tuple[str, ...] = (), papers: tuple[str, ...] = (PAPER,)) -> list[str]:
    """What is wrong with one clause that says `text`."""
    mine = clause("exit.test" if exit else "a.x", text, (EXIT if exit else "") + front, "exit" if exit else "terms", GUIDED)
    made = library(mine, clause("a.other", more=GUIDED), *more, steps=(STEP,), passages=passages, papers=papers, definitions=(definition("Term", "means time."),))
    return [problem.message for problem in check_library(made)]


@pytest.mark.parametrize(("text", "front", "exit", "message"), [
    ("{{ term.lock_in }}", "uses: [term.lock_in]\n", False, None),
    ("{{ term.lock_in }}", "uses: term\n", False, None),
    ("{{ term.lock_in }}", "", False, "reads `term.lock_in`: add it to `uses`"),
    ("{{ term.lockin }}", "uses: [term]\n", False, "no `term.lockin`; nearest: “lock_in”"),
    ("{{ trigger.right }}", "", False, "`trigger` is known in the text of an exit only"),
    ("{{ trigger.right }}", "", True, None),
    ("{{ trigger.rihgt }}", "", True, "no `trigger.rihgt`; nearest: “right”"),
    ("{{ trigger }}", "", True, "`trigger` is a part with fields; say which"),
    ("{{ success.kpis }}", "uses: success\n", False, "`success.kpis` is a list of parts; go through it with `for`, or use `names`"),
    ("{{ success.kpis | names }}", "uses: success\n", False, None),
    ("{{ term.renewal }}", "uses: term\n", False, "`term.renewal` is a part with fields; say which"),
    ("{{ trigger.notice }} {{ trigger.cure }} {{ people.a.sponsor }} {{ sides.a }} {{ computed.triggers_fault }}", "uses: people\n", True, None),
    ("{% for k in success.kpis %}\n{{ k }}\n{% endfor %}", "uses: success\n", False, "`k` is a part with fields; say which"),
    ("{% for k in success.kpis %}\n{{ k.nam }}\n{% endfor %}", "uses: success\n", False, "no `k.nam`; nearest: “name”"),
    ("{% for k in term.lock_in %}\n{{ k }}\n{% endfor %}", "uses: term\n", False, "`term.lock_in` is not a list"),
    ("{{ params.x }}", "params: {x: {type: text}}\n", False, None),
    ("{{ params.y }}", "params: {x: {type: text}}\n", False, "no parameter `y`"),
    ("{{ params }}", "params: {x: {type: text}}\n", False, "say which parameter: `params.name`"),
    ("{{ computed }}", "", False, "no `computed`"),
    ("[[a.other]]", "needs: [a.other]\n", False, None),
    ("[[a.other]]", "", False, "the clause may be absent; add it to `needs`, or put the text inside `{% if 'a.other' in clauses %}`"),
    ("{% if 'a.other' in clauses and params.x %}\n[[a.other]]\n{% endif %}", "params: {x: {type: text}}\n", False, None),
    ("{% if 'a.other' in clauses or params.x %}\n[[a.other]]\n{% endif %}", "params: {x: {type: text}}\n", False,
     "the clause may be absent; add it to `needs`, or put the text inside `{% if 'a.other' in clauses %}`"),
    ("{% if not 'a.other' in clauses %}\nA\n{% else %}\n[[a.other]]\n{% endif %}", "", False,
     "the clause may be absent; add it to `needs`, or put the text inside `{% if 'a.other' in clauses %}`"),
    ("[[a.othr]]", "", False, "no clause “a.othr”; nearest: “a.other”"),
    ("{% if 'a.othr' in clauses %}\nA\n{% endif %}", "", False, "no clause “a.othr”; nearest: “a.other”"),
    ("[[schedule.kpis]]", "", False, "no clause has the schedule “kpis”"),
    ("[[trigger:trigger]]", "", False, "`trigger` is no exit here"),
    ("{% for k in success.kpis %}\n[[trigger:k]]\n{% endfor %}", "uses: success\n", False, "`k` is no exit here"),
    ("{% for t in exit.triggers %}\n[[trigger:t]]\n{% endfor %}", "uses: exit\n", False, None),
    ("Of:\n\n{% steps trigger %}", "", True, None),
    ("Of:\n\n{% steps trigger %}", "", False, "`trigger` is no exit here"),
    ("{% passage nothing %}", "", False, "no passage “nothing”"),
    ("A **Term** is.", "", False, "**Term** is defined here but not listed under `defines`"),
    ("Hereby agreed.", "", False, "“Hereby”: archaic; say which thing"),
    ("use when: 'a.other' in clauses\n\nA.", "", False, "`clauses` is not known yet where clauses and texts are chosen"),
    ("use when: trigger.notice > '1 day'\n\nA.", "", True, "`trigger` is known in the text of an exit only"),
    ("A.", "when: \"'a.other' in clauses\"\n", False, "`clauses` is not known yet where clauses and texts are chosen"),
    ("A.\n\n# Term sheet\n\nSee [[a.x]].", "", False, "a term sheet has no clause numbers to refer to"),
])  # fmt: skip
def test_a_text_is_told(text: str, front: str, exit: bool, message: str | None) -> None:
    found = problems(text, front, exit)
    assert found == ([message] if message else [])


def test_passages_about_an_exit_stand_in_exits_and_hold_no_passage() -> None:
    about = PASSAGE.format(id="about", text="{{ trigger.right }}.")
    assert problems("{% passage about %}", "", True, passages=(about,)) == []
    assert problems("{% passage about %}", passages=(about,)) == ["the passage “about” is about an exit; it stands in the text of an exit"]
    assert problems("{% passage plain %}", passages=(PASSAGE.format(id="plain", text="A."),)) == []
    assert problems("A.", passages=(PASSAGE.format(id="self", text="{% passage self %}"),)) == ["a passage holds no passage"]


def test_the_opening_of_a_paper_is_checked() -> None:
    paper = PAPER.replace("The Parties agree:", "{{ sides.c }} agree.")
    assert problems("A.", papers=(paper,)) == ["no `sides.c`"]


def test_every_problem_shows_its_line_and_caret() -> None:
    (problem,) = check_library(library(clause("a.x", "One.\n\nThe {{ params.y }}.", more=GUIDED)))
    assert str(problem) == "clauses/f1.md:13: no parameter `y`\n    The {{ params.y }}.\n        ^"
