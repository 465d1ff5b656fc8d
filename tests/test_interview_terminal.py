"""The interview on its screens: what is typed, what is told, what is kept; in plain lines, in memory, and on real terminals.

Long because each promise to a user is kept on each screen.
"""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pexpect
import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from generator.interview import keep
from generator.interview.command import _talk
from generator.interview.completion import Words
from generator.interview.entry import Entry, wrapped
from generator.interview.plain import Plain
from generator.interview.plan import Plan, make_plan
from generator.interview.screen import TAKE, Answer, Ask, Choice, Command, Refused, read_answer
from generator.library import load_library
from tests.interview_stage import small_questions

ROOT = Path(__file__).parent.parent
DATA = Path(__file__).parent / "data"
ANSWERS = DATA / "interview-harbor.json"
ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\r")

LIST = Ask(choices=(Choice("one", "The first"), Choice("two", "The second"), Choice("three", "A third")), default="two", shown="The second")


# What is typed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", TAKE), ("1", "one"), ("two", "two"), ("the first", "one"), ("A thi", "three"), ("4", Command("notsure")),
        ("ask my partner", Command("partner")), (":back", Command("back")), (":b", Command("back")), ("?", Command("why")),
        (":go M16", Command("go", "M16")), (":notsure the board  ", Command("notsure", "the board")),
    ],
)  # fmt: skip
def test_an_entry_of_a_list_is_meant_by_number_words_or_command(typed: str, meant: Answer) -> None:
    assert read_answer(typed, LIST) == meant


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("9", "There is no number 9; write one from 1 to 6."),
        ("the", "“the” could be “The first” or “The second”. Write more of it, or its number."),
        ("fourth", "“fourth” is not in the list. Write a number or its words."),
        (":foward", "There is no command “:foward”; nearest: “forward”. Type :help for all of them."),
        (":", "There is no command “:”. Type :help for all of them."),
        ("a\x07b", "What you typed or pasted has the character U+0007, which cannot be seen. Write it without."),
        ("Har\u202ebor", "What you typed or pasted has the character U+202E, which cannot be seen. Write it without."),
        ("x" * 4001, "That has 4,001 characters; 4,000 are allowed. Shorten it."),
    ],
)
def test_what_is_no_answer_is_refused_with_a_sentence(typed: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        read_answer(typed, LIST)
    assert str(refused.value) == said


def test_several_of_a_list() -> None:
    ask = Ask(choices=LIST.choices, many=True)
    assert read_answer("3, 1", ask) == ("one", "three")
    assert read_answer("3 1", ask) == ("one", "three")
    assert read_answer("the first; a third", ask) == ("one", "three")
    assert read_answer("none", ask) == ()
    assert read_answer("all", ask) == ("one", "two", "three")
    assert read_answer("4", ask) == Command("notsure")
    with pytest.raises(Refused, match="stands alone"):
        read_answer("1, 4", ask)


def test_enter_is_refused_where_an_answer_is_needed_and_none_proposed() -> None:
    with pytest.raises(Refused, match="This one is needed"):
        read_answer("", Ask(needed=True))
    assert read_answer("", Ask(needed=True, shown="Harbor")) == TAKE


# A talk in memory


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return make_plan(small_questions(tmp_path_factory.mktemp("questions")), load_library())


class Stage:
    """Talks on one deal file in plain lines, each with lines to type."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        self.plan, self.path = plan, folder / "deal.json"
        self.code = -1

    def talk(self, *lines: str, section: str = "", end: bool = True) -> str:
        """What is told. Without `end` the last line is all there is, as when a terminal is closed."""
        opened = keep.opened(self.path, self.plan, None, "2026-11-01")
        out = io.StringIO()
        screen = Plain(io.BytesIO("".join(f"{line}\n" for line in lines).encode()), out)
        self.code = _talk(screen, opened, self.plan, "2026-11-01", section, self.path, None)
        return out.getvalue()

    @property
    def deal(self) -> dict[str, Any]:
        return json.loads(self.path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]

    @property
    def replies(self) -> dict[str, Any]:
        private = json.loads(self.path.with_name("deal.private.json").read_text(encoding="utf-8"))
        return private["interview"]["replies"]  # type: ignore[no-any-return]


@pytest.fixture
def stage(plan: Plan, tmp_path: Path) -> Stage:
    return Stage(plan, tmp_path)


NAMES = ("Harbor", "Mosaic")
STRAIGHT = (*NAMES, "", "sell more", "", "retailers", "a demo", "", "a kit", "2 months", "", "", "Germany, France")


def test_a_straight_run(stage: Stage) -> None:
    told = stage.talk(*STRAIGHT, "none")
    assert stage.code == 0
    assert stage.deal["sides"] == {"a": {"short": "Harbor"}, "b": {"short": "Mosaic"}}
    assert stage.deal["alliance"]["territory"] == ["Germany", "France"]
    assert stage.deal["term"]["initial"] == "36 months"
    assert [(row["what"], row["by"], row["due"]) for row in stage.deal["contributions"]["deliverables"]] == [
        ("a demo", "a", "3 months"), ("a kit", "a", "2 months"),
    ]  # fmt: skip
    assert {id: reply["state"] for id, reply in stage.replies.items()} == {
        "M01": "answered", "M02": "default", "M03": "answered", "M04": "default", "M05": "answered", "M06": "answered", "M07": "answered",
    }  # fmt: skip
    assert "S1 Who · question 2 of 6 · about" in told
    assert "Enter: 36 months (it takes time)" in told
    assert f"Saved. Go on with: pactwright interview {stage.path}" in told


def test_why_help_draft_and_open_leave_the_question_as_it_is(stage: Stage) -> None:
    told = stage.talk(*NAMES, "", "?", ":help", ":draft", ":open", "sell more")
    assert "Why we ask: A purpose is needed." in told
    assert "Help for M03." in told
    assert "Example: sell more" in told
    assert ":notsure   leave it open" in told
    assert "2.1 Purpose" in told
    assert "Not asked yet: M03, M04, M05, M06, M07" in told
    assert stage.deal["alliance"]["purpose"] == "sell more"


def test_back_goes_to_the_field_before_and_then_to_the_question_before_without_loss(stage: Stage) -> None:
    told = stage.talk("Harbour", ":back", "Harbor", "Mosaic", ":back", "", "")
    assert "Enter: Harbour (as you said a moment ago)" in told
    assert told.count("M01 Who are you?") == 2
    assert "Enter: Harbor (your answer before)" in told
    assert stage.deal["sides"]["b"]["short"] == "Mosaic"
    assert stage.replies["M01"]["state"] == "answered"
    again = stage.talk(":back", ":back")
    assert "This is the first question." in again


def test_forward_and_jump(stage: Stage) -> None:
    told = stage.talk(*NAMES, ":forward", ":go s2", ":go M99", ":go M05", ":go m04", "6 months", ":quit")
    assert "M03 What for?" in told
    assert "M06 What do we deliver?" in told
    assert "M05 is not asked as the answers stand" in told
    assert "no question or section “M99”" in told
    assert stage.deal["term"]["initial"] == "6 months"
    assert "M02" not in stage.replies


def test_an_answer_that_changes_others_says_so(stage: Stage) -> None:
    stage.talk(*STRAIGHT, "none")
    told = stage.talk(":review", "M02", "referral", ":quit")
    assert "This changes 1 answer you gave: M04; it comes again." in told
    assert "Put aside, and kept: M05." in told
    assert "You answered this, and something it rests on has changed since." in told
    assert "customers" not in stage.deal["alliance"]
    back = stage.talk("", ":review", "M02", "co_selling", "", ":quit")
    assert "These apply again: M05; your answers are proposed." in back
    assert "You answered this before it was put aside; your answer is proposed again." in back
    assert "Enter: retailers (your answer before)" in back


def test_the_review_page_marks_what_is_open_put_aside_or_asked_again(stage: Stage) -> None:
    stage.talk(*NAMES, "", ":notsure the board decides", "", "retailers", ":partner", ":quit")
    told = stage.talk(":review", "", ":go M02", "referral", ":review", "", ":quit")
    assert "  M03  What for?  [the board decides]" in told
    assert "  M02  Selling together  [as proposed]" in told
    assert "  M06  What do we deliver?  [to be asked of the other side]" in told
    assert "  M05  retailers  [put aside]" in told
    assert "  M04  36 months  [as proposed; to be answered again]" in told
    assert "  M07  Any promise?  [to be answered]" in told
    assert stage.deal["alliance"]["purpose"] == {"open": "the board decides"}


def test_skip_leaves_a_question_out_and_not_sure_leaves_it_open(stage: Stage) -> None:
    stage.talk(*NAMES, "skip", ":partner what do they want?", ":notsure", "skip this", ":quit")
    assert stage.deal["alliance"] == {"purpose": {"open": "to be asked of the other side: what do they want?"}}
    assert stage.deal["term"]["initial"] == {"open": "not sure yet"}
    assert [stage.replies[id]["state"] for id in ("M02", "M03", "M04", "M06")] == ["skipped", "partner", "open", "skipped"]


def test_rest_takes_what_is_proposed_and_stops_where_an_answer_is_needed(stage: Stage) -> None:
    told = stage.talk(*NAMES, ":rest", "sell more", ":rest", "none")
    assert "M03 needs your own answer: The purpose." in told
    assert "Taken as proposed: 1 question (M02)." in told
    assert "Taken as proposed: 4 questions (M04, M05, M06, M07)." in told
    assert "All questions are answered." in told
    assert stage.deal["term"]["initial"] == "36 months"


def test_default_takes_the_rest_of_one_question(stage: Stage) -> None:
    stage.talk(*NAMES, ":default", ":default", "sell more", ":go M07", "both", ":default", ":quit")
    assert stage.replies["M02"]["state"] == "default"
    assert stage.replies["M03"]["state"] == "answered"
    assert stage.replies["M07"] == stage.replies["M07"] | {"state": "answered", "value": {"who": "both", "lasts": "12 months"}}
    assert stage.deal["exclusivity"] == {"holder": "both", "lasts": "12 months"}


def test_rows_are_added_edited_moved_and_removed(stage: Stage) -> None:
    told = stage.talk(
        *NAMES, ":go M06", "a demo", "", "", "add", "a kit", "soon", "2 months", "a plan", "", "", "move 3 to 1", "edit 2", "a show", "",
        "remove 9", "remove 3", "done", ":quit",
    )  # fmt: skip
    assert "1 so far; 2 or more would be better." in told
    assert "“soon” is not a date or a time after the Effective Date; write “2026-09-30” or “6 months”." in told
    assert "There is no row 9; there are 3." in told
    assert "Taken out: a kit · 2 months" in told
    assert [(row["id"], row["what"]) for row in stage.deal["contributions"]["deliverables"]] == [("da3", "a plan"), ("da1", "a show")]


def test_back_in_a_row_goes_to_the_column_before_and_leaves_the_row_from_the_first(stage: Stage) -> None:
    stage.talk(*NAMES, ":go M06", "a demmo", ":back", "a demo", "", "a kit", ":back", ":back", "done", ":quit")
    assert [row["what"] for row in stage.deal["contributions"]["deliverables"]] == ["a demo"]


def test_half_a_question_is_kept_and_asked_again(stage: Stage) -> None:
    stage.talk("Harbor")
    assert stage.deal["sides"] == {"a": {"short": "Harbor"}, "b": {"short": "Side B"}}
    told = stage.talk("", "Mosaic")
    assert "You have begun this one; what you said is proposed." in told
    assert "Enter: Harbor (your answer before)" in told
    assert stage.deal["sides"] == {"a": {"short": "Harbor"}, "b": {"short": "Mosaic"}}


def test_rows_are_kept_while_a_list_is_being_asked(stage: Stage) -> None:
    stage.talk(*NAMES, ":go M06", "a demo", "", "a ki")
    assert [row["what"] for row in stage.deal["contributions"]["deliverables"]] == ["a demo"]
    told = stage.talk("edit 1", "a show", "", "done", ":quit")
    assert "M06 What do we deliver?" in told
    assert [row["what"] for row in stage.deal["contributions"]["deliverables"]] == ["a show"]


def test_one_section_alone(stage: Stage) -> None:
    stage.talk(*NAMES, "", ":quit")
    told = stage.talk("retailers", "a demo", "", "", "done", "", "", section="s2")
    assert "M03" not in told
    assert "M05 Which customers?" in told
    assert "That was S2. 2 questions are left." in told
    assert set(stage.replies) == {"M01", "M02", "M05", "M06", "M07"}
    again = stage.talk("shops", section="s2")
    assert "Enter: retailers (your answer before)" in again


def test_a_broken_answer_is_told_with_its_question(stage: Stage) -> None:
    told = stage.talk("Harbor", "harbor", "Mosaic", ":quit")
    assert "both sides are called “harbor”; give each a short name of its own" in told


def test_papers_are_written_beside_the_deal(stage: Stage) -> None:
    told = stage.talk(*STRAIGHT, "Issues List")
    paths = sorted(path.name for path in (stage.path.parent / "out").iterdir())
    assert paths == ["deal-issues-list.docx", "deal-issues-list.pdf"]
    assert "What matters most:" in told
    assert len([line for line in told.split("What matters most:")[1].splitlines() if line.startswith("- ")]) == 3


# Plain lines


def test_plain_lines_that_are_too_long_or_no_text_are_refused() -> None:
    out = io.StringIO()
    screen = Plain(io.BytesIO(b"x" * 20_000 + b"\n\xff\xfe\nfine\n"), out)
    assert screen.ask(Ask(label="Say it")) == "fine"
    assert "That line is too long; 4,000 characters are allowed." in out.getvalue()
    assert "That line is not UTF-8 text (byte 1). Write it again." in out.getvalue()


def test_plain_lists_have_numbers_and_what_enter_takes() -> None:
    out = io.StringIO()
    with pytest.raises(EOFError):
        Plain(io.BytesIO(b""), out).ask(LIST)
    assert out.getvalue() == (
        "  1 The first\n  2 The second (chosen)\n  3 A third\n  Or: 4 Not sure, 5 Ask my partner, 6 Skip this question.\n"
        "Enter: The second\n> \n"
    )


# A terminal in memory


@contextmanager
def keys(ask: Ask, typed: str) -> Iterator[Entry]:
    with create_pipe_input() as pipe, create_app_session(pipe, DummyOutput()):
        pipe.send_text(typed)
        yield Entry(ask, pipe, DummyOutput())


UP, DOWN, SHIFT_TAB = "\x1b[A", "\x1b[B", "\x1b[Z"


@pytest.mark.parametrize(
    ("ask", "typed", "answer"),
    [
        (LIST, "\r", TAKE), (LIST, DOWN + "\r", "three"), (LIST, UP + "\r", "one"), (LIST, "1\r", "one"), (LIST, SHIFT_TAB, Command("back")),
        (LIST, UP + UP + "\r", Command("skip")), (LIST, "?", Command("why")), (LIST, ":go M1\r", Command("go", "M1")),
        (LIST, "nothing\r\x15A third\r", "three"),
        (Ask(choices=LIST.choices, many=True, default=("two",), shown="x"), " \r", ("one", "two")),
        (Ask(choices=LIST.choices, many=True, default=("two",), shown="x"), "\r", TAKE),
        (Ask(edit="90 days", shown="90 days"), "\t\x7f\x7f\x7f\x7fweeks\r", "90 weeks"),
        (Ask(words=("Germany", "Ghana")), "Germ\t\r", "Germany"), (Ask(words=("Germany",)), "France, Ger\t\r", "France, Germany"),
        (Ask(needed=True), "\rHarbor\r", "Harbor"),
        (Ask(), "\x1b[200~two\r\nlines\tand a tab\x1b[201~\r", "two lines and a tab"),
        (Ask(), "\x1b[200~bell\x07 and \u200bzero width\x1b[201~\r", "bell and zero width"),
    ],
)  # fmt: skip
def test_keys(ask: Ask, typed: str, answer: Answer) -> None:
    with keys(ask, typed) as entry:
        assert entry.run() == answer


def test_what_is_refused_is_told_below_and_can_be_mended() -> None:
    def fault(typed: str) -> str | None:
        return None if typed.isdigit() else f"“{typed}” is no number"

    with keys(Ask(fault=fault), "soon\r\x03") as entry, pytest.raises(KeyboardInterrupt):
        entry.run()
    assert entry.error == "“soon” is no number."
    with keys(Ask(fault=fault), "soon\r\x7f\x7f\x7f\x7f12\r") as entry:
        assert entry.run() == "12"
    assert entry.error == ""


@pytest.mark.parametrize(("typed", "raised"), [("\x03", KeyboardInterrupt), ("\x04", EOFError), ("half\x03", KeyboardInterrupt)])
def test_ctrl_c_and_ctrl_d_leave(typed: str, raised: type[BaseException]) -> None:
    with keys(Ask(), typed) as entry, pytest.raises(raised):
        entry.run()


def test_commands_and_words_are_completed() -> None:
    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document

    def offered(ask: Ask, typed: str) -> list[str]:
        return [one.text for one in Words(ask).get_completions(Document(typed), CompleteEvent())]

    assert offered(Ask(), ":re") == [":rest", ":review"]
    assert offered(Ask(words=("90 days", "9 months", "12 months")), "9") == ["90 days", "9 months"]
    assert offered(Ask(words=("90 days",)), "") == []


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_told_lines_are_no_wider_than_the_screen(width: int) -> None:
    for line in ("a word and another " * 12, "   4 [x] an entry of a list with many words in it", ""):
        assert all(len(part) <= width for part in wrapped(line, width))
    assert wrapped("Go on with: pactwright interview /tmp/a-rather-long-name/deal.json", 30)[-1] == "/tmp/a-rather-long-name/deal.json"


# Real terminals


class Tty:
    """A talk on a pseudo-terminal of 80 by 24."""

    def __init__(self, path: Path, *flags: str, small: bool = True, rows: int = 24, columns: int = 80, **env: str) -> None:
        program = ["-m", "tests.interview_stage"] if small else ["cli.py", "interview"]
        clean = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS", "LINES")}
        self.child = pexpect.spawn(
            sys.executable, [*program, str(path), *flags], cwd=str(ROOT), dimensions=(rows, columns), encoding="utf-8", timeout=60,
            env={**clean, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT), **env},
        )  # fmt: skip
        self.told = ""

    def until(self, words: str) -> str:
        """What is told up to these words, without the codes of the terminal."""
        self.child.expect_exact(words)
        part = ANSI.sub("", self.child.before + words)
        self.told += part
        return part

    def type(self, text: str, until: str) -> str:
        self.child.send(text)
        return self.until(until)

    def end(self) -> int:
        self.child.expect(pexpect.EOF)
        self.told += ANSI.sub("", self.child.before)
        self.child.close()
        return int(self.child.exitstatus if self.child.exitstatus is not None else -self.child.signalstatus)


def _replies(path: Path) -> dict[str, Any]:
    private = json.loads(path.with_name(f"{path.stem}.private.json").read_text(encoding="utf-8"))
    return private["interview"]["replies"]  # type: ignore[no-any-return]


def test_a_straight_run_with_arrows_on_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "deal.json"
    tty = Tty(path)
    tty.until("M01 · 1 of 6")
    tty.type("Harbor\r", "Their name")
    tty.type("Mosaic\r", "M02 · 2 of 6")
    tty.type(UP + "\r", "M03 · 3 of 6")
    tty.type("?", "Why we ask: A purpose is needed.")
    tty.type("sell more\r", "M04 · 4 of 6")
    tty.type("soon\r\x15:rest\r", "Which papers")
    tty.type("none\r", "Saved.")
    assert tty.end() == 0
    deal = json.loads(path.read_text(encoding="utf-8"))
    assert deal["alliance"] == {"kind": "co_marketing", "purpose": "sell more"}
    assert _replies(path)["M02"]["value"] == {"kind": "co_marketing"}
    assert _replies(path)["M04"]["value"] == {"initial": "36 months"}


def test_ctrl_c_leaves_with_130_and_the_same_command_goes_on_at_the_same_question(tmp_path: Path) -> None:
    path = tmp_path / "deal.json"
    tty = Tty(path)
    tty.until("M01 · 1 of 6")
    tty.type("Harbor\rMosaic\r", "M02 · 2 of 6")
    tty.type(":go M04\r", "M04 · 4 of")
    tty.child.send("\x03")
    assert tty.end() == 130
    assert f"Saved. Go on with: pactwright interview {path}" in " ".join(tty.told.split())
    tty = Tty(path)
    tty.until("M04 · 4 of")
    tty.child.send("\x04")
    assert tty.end() == 0


def test_kill_9_loses_nothing_not_even_half_a_question(tmp_path: Path) -> None:
    path = tmp_path / "deal.json"
    tty = Tty(path)
    tty.until("M01 · 1 of 6")
    tty.type("Harbor\rMosaic\r", "M02 · 2 of 6")
    tty.type("\r", "M03 · 3 of 7")
    tty.type(":go M06\r", "M06 · 6 of 7")
    tty.type("a demo\r\r", "Number 2")
    tty.child.kill(signal.SIGKILL)
    tty.child.wait()
    tty = Tty(path)
    tty.until("M06 · 6 of 7")
    assert "a demo · 3 months" in tty.told
    tty.child.close(force=True)


def test_a_second_run_on_the_same_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "deal.json"
    first = Tty(path)
    first.until("M01 · 1 of 6")
    second = Tty(path)
    assert second.end() == 2
    assert f"{path}: another interview has this file open" in second.told.replace("\n", "")
    first.child.close(force=True)


def test_a_terminal_that_changes_its_size(tmp_path: Path) -> None:
    tty = Tty(tmp_path / "deal.json")
    tty.until("M01 · 1 of 6")
    tty.type("Harbor\rMosaic\r", "M02 · 2 of 6")
    for rows, columns in ((8, 30), (50, 160), (5, 22), (24, 80)):
        tty.child.setwinsize(rows, columns)
        time.sleep(0.2)
    tty.type(DOWN + DOWN + "\r", "M03")
    assert _replies(tmp_path / "deal.json")["M02"]["value"] == {"kind": "strategic_alliance"}
    tty.child.close(force=True)


def test_pasted_odd_characters_are_refused_and_line_breaks_become_spaces(tmp_path: Path) -> None:
    path = tmp_path / "deal.json"
    tty = Tty(path)
    tty.until("M01 · 1 of 6")
    tty.type("\x1b[200~Har\u202ebor\x1b\nLtd\x1b[201~", "Left out of what you pasted, as it cannot be seen: U+202E, U+001B.")
    tty.type("\r", "Their name")
    tty.type("Ł\u00f3d\u017a 数据 GmbH\r", "M02 · 2 of 6")
    deal = json.loads(path.read_text(encoding="utf-8"))
    assert (deal["sides"]["a"]["short"], deal["sides"]["b"]["short"]) == ("Harbor Ltd", "Łódź 数据 GmbH")
    tty.child.close(force=True)


def test_no_color_is_honoured(tmp_path: Path) -> None:
    def colours(**env: str) -> list[str]:
        tty = Tty(tmp_path / "deal.json", **env)
        tty.child.expect_exact("M01 · 1 of 6")
        drawn: str = tty.child.before
        tty.child.close(force=True)
        return re.findall(r"\x1b\[[0-9;]*(?:3[0-7]|9[0-7]|38;[0-9;]+)m", drawn)

    assert colours()
    assert not colours(NO_COLOR="1")


def test_a_terminal_that_can_do_nothing_gets_plain_lines(tmp_path: Path) -> None:
    tty = Tty(tmp_path / "deal.json", TERM="dumb")
    tty.until("Our name")
    tty.type("Harbor\n", "Their name")
    assert "\x1b" not in tty.child.before
    tty.child.close(force=True)


# The questions we have


def _run(*arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), "interview", *arguments], input=typed, capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=300, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def harbor(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The deal made of the file of realistic answers."""
    path = tmp_path_factory.mktemp("harbor") / "harbor.json"
    return path, _run(str(path), "--answers", str(ANSWERS), "--defaults", "--on", "2026-11-01")


def test_a_file_of_answers_makes_a_deal_whose_papers_print(harbor: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    path, done = harbor
    assert (done.returncode, done.stdout) == (0, f"{path}\n"), done.stderr
    assert "None is left." in done.stderr
    from generator import draft, read_deal

    papers = draft(read_deal(path), load_library(), ["term_sheet", "alliance_agreement"])
    # What is needed before signing is left: nobody has agreed the numbers, and no mailbox takes a notice.
    assert {one.id for one in papers[0].findings if one.is_serious} == {"D-K09", "D-N01"}


def test_the_same_answers_typed_in_plain_lines_make_the_same_deal(
    harbor: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    """What unattended answers leave out is taken by Enter."""
    path, _ = harbor
    done = _run(str(path), "--plain", typed=":review\n\nnone\n")
    assert done.returncode == 0
    assert "All questions are answered." in done.stdout
    before = path.read_bytes()
    assert _run(str(path), "--plain", "--section", "s1", "--on", "2026-11-01", typed="\n" * 60).returncode == 0
    assert path.read_bytes() == before


def test_only_required_answers_are_missed_with_defaults(tmp_path: Path) -> None:
    path = tmp_path / "deal.json"
    done = _run(str(path), "--defaults")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "/M01/a_short: M01 needs an answer in the field “a_short”, and has none: Who are the two companies?\n"
    assert not path.exists()


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"M99": "x"}, "/M99: there is no question “M99”; nearest: “M"),
        ({"M01": {"a_shrt": "Harbor"}}, "/M01/a_shrt: there is no field “a_shrt”; nearest: “a_short”; the fields are a_short,"),
        ({"M03": {"kind": "resseller"}}, "/M03/kind: “resseller” is not allowed; write one of referral, reseller,"),
        ({"M06": {"length": "3 yrs"}}, "/M06/length: “3 yrs” is not"),
        ({"M07": {"goal": "profit"}}, "/M07/goal: “profit” is not one of the options"),
        ({"M04": {"state": "unsure"}}, "/M04/state: “unsure” is not allowed; write one of answered, default, open, partner, skipped"),
        ({"Q1": "startup"}, "/Q1: there is no pack “startup”"),
        ({"M11": [{"wat": "x"}]}, "a row has no “wat”; nearest: “what”"),
        ({"M04": {"purpose": "a\u202eb"}}, "U+202E"),
        ({"M01": {"a_short": "Harbor"}}, "/M01/b_short: M01 needs an answer in the field “b_short”, and has none"),
    ],
)
def test_a_wrong_file_of_answers_is_told_with_its_place(tmp_path: Path, answers: dict[str, Any], said: str) -> None:
    file, path = tmp_path / "answers.json", tmp_path / "deal.json"
    file.write_text(json.dumps(answers), encoding="utf-8")
    done = _run(str(path), "--answers", str(file))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"{file}: /")
    assert said in done.stderr
    assert not path.exists()


def test_answers_without_defaults_leave_the_rest_to_be_asked(tmp_path: Path) -> None:
    file, path = tmp_path / "answers.json", tmp_path / "deal.json"
    said = {"M01": {"a_short": "Harbor", "b_short": "Mosaic"}, "M04": {"state": "open", "note": "the board decides"}, "M03": "referral"}
    file.write_text(json.dumps(said), encoding="utf-8")
    done = _run(str(path), "--answers", str(file))
    assert done.returncode == 0
    assert re.search(r"^3 questions answered\. \d+ questions are left\.$", done.stderr, re.MULTILINE)
    deal = json.loads(path.read_text(encoding="utf-8"))
    assert deal["alliance"] == {"kind": "referral", "purpose": {"open": "the board decides"}}


def test_the_first_question_of_ours_comes_on_a_terminal_of_80_by_24(tmp_path: Path) -> None:
    tty = Tty(tmp_path / "deal.json", small=False)
    tty.until("Q1 · 1 of")
    tty.type("\r", "M01 · ")
    tty.child.send("\x03")
    assert tty.end() == 130
    # A path is one word, however long it is.
    assert [line for line in tty.told.splitlines() if len(line) > 80 and str(tmp_path) not in line] == []
