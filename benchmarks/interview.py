"""How long an interview takes: keystrokes, and the waits between an answer and the next question, effect line included.

Two runs of the main path: with what is proposed and the few answers that are needed, and with the realistic answers of
`tests/data/interview-harbor.json`, typed as somebody at a terminal would. Run: `python -m benchmarks.interview`.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.interview import keep
from generator.interview.command import _talk
from generator.interview.plan import START, Plan, make_plan
from generator.interview.screen import Answer, Ask, Tone, read_answer
from generator.garbage import look_less_often
from generator.library import load_library
from generator.library.question import load_questions

ROOT = Path(__file__).parent.parent
REALISTIC = ROOT / "tests" / "data" / "interview-harbor.json"
NEEDED = {"M01": {"a_short": "Harbor", "b_short": "Mosaic"}, "M04": "offer mid-size retailers forecasting on their own data"}
DAY = "2026-11-01"


@dataclass
class Typist:
    """A screen with somebody before it who types the answers of a file and takes what is proposed for the rest."""

    plan: Plan
    answers: Mapping[str, Any]
    keys: int = 0
    questions: int = 0
    waits: list[tuple[float, float]] = field(default_factory=list)
    since: tuple[float, float] | None = None
    heads: int = 0
    rows: dict[tuple[str, str], int] = field(default_factory=dict)
    width: int = 79

    def tell(self, *lines: str, tone: Tone = "text") -> None:
        self.heads += sum(tone == "asks" and line[:1] in "MDJPR" and line.split(" ")[0][1:].isdigit() for line in lines)

    def ask(self, ask: Ask) -> Answer:
        if self.since is not None and self.heads:
            self.waits.append((time.perf_counter() - self.since[0], time.process_time() - self.since[1]))
        self.questions += bool(self.heads)
        self.heads = 0
        typed = "none" if ask.label.startswith("Which papers do") else self._typed(ask)
        self.keys += len(typed) + 1
        answer = read_answer(typed, ask)
        self.since = (time.perf_counter(), time.process_time())
        return answer

    def _typed(self, ask: Ask) -> str:
        """What is typed before Enter: nothing where the file says nothing."""
        id = ask.bar.partition(" ")[0]
        if id == START or id not in self.answers:
            return ""
        given, asked = self.answers[id], self.plan.question(id)
        if isinstance(given, dict) and "state" in given:
            return f":{'notsure' if given['state'] == 'open' else given['state']} {given.get('note', '')}"
        if not isinstance(given, dict) or "open" in given:
            given = {asked.fields[0].name: given}
        for one in asked.fields:
            value = given.get(one.name)
            if value is None:
                continue
            if one.front.columns:
                if (cell := self._cell((id, one.name), one.front.columns, value, ask.label)) is not None:
                    return cell
            elif _same(one.front.asks or "", ask.label):
                return _words(value, ask)
        return ""

    def _cell(self, at: tuple[str, str], columns: Any, rows: list[dict[str, Any]], label: str) -> str | None:
        """What is typed into the next column of the row being asked; None if the label is none of its columns."""
        keys = [column.key for column in columns if _same(column.asks, label)]
        if not keys:
            return None
        if keys[0] == columns[0].key:
            self.rows[at] = self.rows.get(at, -1) + 1
        n = self.rows.get(at, 0)
        return str(rows[n].get(keys[0], "")) if n < len(rows) else None


def _same(asks: str, label: str) -> bool:
    """Whether a label is this question's, whose braces may stand for a name."""
    start = asks.partition("{")[0]
    return label == asks or ("{" in asks and bool(start) and label.startswith(start))


def _words(value: Any, ask: Ask) -> str:
    if isinstance(value, dict):
        return f":notsure {value['open']}"
    for n, choice in enumerate(ask.choices, 1):
        if choice.id == str(value):
            return str(n)
    return str(value)


def _hold(plan: Plan, answers: Mapping[str, Any]) -> Typist:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deal.json"
        typist = Typist(plan, answers)
        _talk(typist, keep.opened(path, plan, None, DAY), plan, DAY, "", path, None)
        return typist


def _first_question() -> float:
    """Seconds of wall time from the command to the first question on a terminal, the best of five; needs pexpect.

    With compiled modules, as an installed program has them; the first run, which does not count, makes them.
    """
    import pexpect

    compiled = tempfile.TemporaryDirectory()
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": compiled.name}

    def once() -> float:
        with tempfile.TemporaryDirectory() as folder:
            begun = time.perf_counter()
            child = pexpect.spawn(
                sys.executable, [str(ROOT / "cli.py"), "interview", f"{folder}/deal.json"], dimensions=(24, 80), timeout=60,
                env=environment,
            )  # fmt: skip
            child.expect_exact(b"Shift-Tab back")
            took = time.perf_counter() - begun
            child.close(force=True)
            return took

    with compiled:
        once()
        return min(once() for _ in range(5))


_CODE = """
import sys, time
sys.argv = ["pactwright", "interview", sys.argv[1], "--plain"]
import cli
try:
    cli.main()
except SystemExit:
    print(time.process_time(), file=sys.stderr)
"""


def _processor_time() -> float:
    """Seconds of processor time of the same command up to its first question, in plain lines."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", _CODE, f"{folder}/deal.json"]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=ROOT, check=True)
        return float(done.stderr.split()[-1])


def main() -> None:
    look_less_often()
    plan = make_plan(load_questions(), load_library())
    realistic = json.loads(REALISTIC.read_text(encoding="utf-8"))
    print(f"first question on a terminal: {_first_question():.2f} s; processor time in plain lines: {_processor_time():.2f} s")
    for name, answers in {"with what is proposed": NEEDED, "with realistic answers": realistic}.items():
        begun, cpu = time.perf_counter(), time.process_time()
        typist = _hold(plan, answers)
        took, used = time.perf_counter() - begun, time.process_time() - cpu
        wall = statistics.median(wait for wait, _ in typist.waits) * 1000
        busy = statistics.median(busy for _, busy in typist.waits) * 1000
        print(
            f"{name}: {typist.questions} questions, {typist.keys} keystrokes, {took:.1f} s of the program ({used:.1f} s of processor time)"
        )
        print(f"  from an answer to the next question, median: {wall:.0f} ms ({busy:.0f} ms of processor time)")


if __name__ == "__main__":
    main()
