"""A small interview for tests of mechanics, so that they do not break with the wording of our questions.

As a program it holds that interview on a deal file: `python -m tests.interview_stage DEAL.json [--plain] [--section s2]`.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from generator.interview import command
from generator.library.question import Questions, load_questions

_HELP = "\n---\nHelp for {id}.\n"
_TOPICS = {
    "s1": "---\nid: s1\ntitle: Who\nflow: main\norder: 10\n---\nFirst the names.\n",
    "s2": "---\nid: s2\ntitle: What\nflow: main\norder: 20\n---\nThen the work.\n",
}
_QUESTIONS = {
    "M01": """
topic: s1
order: 10
asks: Who are you?
why: Papers need names.
kind: names
fields:
  ours: {path: sides.a.short, asks: Our name, required: yes, example: Harbor}
  theirs: {path: sides.b.short, asks: Their name, required: yes, example: Mosaic}""",
    "M02": """
topic: s1
order: 20
asks: What is it?
why: It picks the questions.
kind: tap
fields:
  kind:
    path: alliance.kind
    asks: Which kind?
    labels: {co_selling: Selling together, referral: Referral only}
    default: co_selling
    because: it is the usual one""",
    "M03": """
topic: s1
order: 30
asks: What for?
why: A purpose is needed.
example: sell more
feeds: [scope.purpose]
kind: text
fields:
  purpose: {path: alliance.purpose, asks: The purpose, required: yes, example: sell more}""",
    "M04": """
topic: s1
order: 40
asks: For how long?
why: Time passes.
kind: text
fields:
  initial:
    path: term.initial
    asks: How long?
    defaults:
      - {when: alliance.kind == 'referral', value: 12 months, because: referrals are light}
      - {value: 36 months, because: it takes time}
    example: 36 months""",
    "M05": """
topic: s2
order: 10
asks: Which customers?
why: Sellers need to know.
when: alliance.kind == 'co_selling'
kind: text
fields:
  customers: {path: alliance.customers, asks: Which customers?, example: retailers}""",
    "M06": """
topic: s2
order: 20
asks: What do we deliver?
why: Promises need dates.
kind: grid
fields:
  ours:
    path: contributions.deliverables
    ids: d
    fixed: {by: "{us}"}
    at_least: 2
    asks: Our part
    columns:
      - {key: what, asks: What?, required: yes, example: a demo}
      - {key: due, asks: By when?, default: 3 months, example: 3 months}""",
    "M07": """
topic: s2
order: 30
asks: Any promise?
why: A promise binds.
kind: tap
fields:
  who:
    asks: Who promises?
    options:
      - {id: none, label: Nobody, sets: {"exclusivity.holder": absent}, means: both stay free}
      - {id: both, label: Both of us, sets: {"exclusivity.holder": both}}
    default: none
    because: most do without
  lasts:
    path: exclusivity.lasts
    when: exclusivity.holder
    asks: For how long?
    default: 12 months
    because: a year shows it
  countries: {path: alliance.territory, asks: Where?, example: "Germany, France"}""",
}


def write_questions(folder: Path) -> Path:
    """The question files of the small interview, in a folder laid over ours."""
    for name, text in _TOPICS.items():
        _write(folder / "questions" / "topics" / f"{name}.md", text)
    for id, text in _QUESTIONS.items():
        _write(folder / "questions" / "main" / f"{id}.md", f"---\nid: {id}{text}{_HELP.format(id=id)}")
    return folder


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def small_questions(folder: Path) -> Questions:
    """These questions alone."""
    found = load_questions(write_questions(folder))
    topics = {id: topic for id, topic in found.topics.items() if id in _TOPICS}
    return Questions(topics, {id: one for id, one in found.questions.items() if id in _QUESTIONS}, {}, {})


def main() -> int:
    path, *flags = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        questions = small_questions(Path(folder))
        command.load_questions = lambda *folders: questions  # type: ignore[attr-defined]
        section = flags[flags.index("--section") + 1] if "--section" in flags else ""
        return command.interview(Path(path), (), "2026-11-01", plain="--plain" in flags, section=section)


if __name__ == "__main__":
    sys.exit(main())
