"""The report of a batch: totals that do not grow, details written as they come, nothing that steers who reads them."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import tracemalloc
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree

from generator.batch.outcome import Outcome
from generator.batch.record import Record
from generator.batch.report import Report, UnknownReport, endings
from generator.checks import Finding
from generator.deal import Fault

ROOT = Path(__file__).parent.parent
FINDING = Finding("D-K09", "error", "Nobody signed <off>.", "Have it signed.", ("success.agreed",))
GOOD = Outcome(1, "a.json", "one", "new", ("one/term_sheet.docx",), levels={"error": 1, "warn": 2}, checks={"D-K09": 1, "D-N06": 2}, findings=(FINDING,), seconds=0.25)  # fmt: skip
FAULT = Fault("cell B2 (term.initial)", "“36 mnths” is not a length; nearest: “36 months”")
BAD = Outcome(2, "crm.csv row 2", "", "refused", faults=(FAULT, Fault("/id", "“\x1b[31m” is not an id")))
HUNG = Outcome(3, "b.jsonl line 7", "three", "failed", faults=(Fault("", "its worker hung", line=7),), seconds=60)
SAME = Outcome(4, "c.json", "four", "unchanged", ("four/term_sheet.docx",))


def record(outcome: Outcome, raw: str = "{}") -> Record:
    source, _, place = outcome.name.partition(" ")
    return Record(outcome.number, source, place, raw, {})


def full(folder: Path, *outcomes: Outcome) -> Report:
    report = Report(folder / "refused.jsonl", [folder / f"r{ending}" for ending in endings()])
    for outcome in outcomes:
        report.add(record(outcome), outcome)
    report.close()
    return report


def test_the_formats_are_those_of_the_folder() -> None:
    assert endings() == (".json", ".sarif", ".xml")


def test_an_ending_that_is_no_report_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownReport) as error:
        Report(files=[Path("out/r.sarf")])
    assert str(error.value) == "out/r.sarf: no report ends in “.sarf”; write one of .json, .sarif, .xml; nearest: “.sarif”"


def test_the_text_has_totals_reasons_findings_and_the_slowest(tmp_path: Path) -> None:
    report = full(tmp_path, GOOD, BAD, HUNG, SAME)
    assert (
        report.as_text()
        == f"""4 deals: 1 new, 1 unchanged, 1 refused, 1 failed; 2 files

Refused:
  crm.csv row 2   cell B2 (term.initial)  “36 mnths” is not a length; nearest: “36 months”
                  /id                     “\\u001b[31m” is not an id
  b.jsonl line 7                          its worker hung
All with their reasons in {tmp_path}/refused.jsonl: mend them there and give the file again.

Findings:
  D-K09  block  The two sides have not both signed off what success means.                         1  1
  D-N06  warn   The time to cure a breach is much shorter or longer than agreements usually give.  2  1
`pactwright explain ID` says more of a check.

Slowest:
  three  60.00 s
  one    0.25 s"""
    )


def test_the_exit_code_follows_refused_records_and_serious_findings() -> None:
    for outcomes, fails in (((SAME,), False), ((GOOD,), True), ((BAD,), True), ((HUNG,), True), ((), False)):
        report = Report()
        for outcome in outcomes:
            report.add(record(outcome), outcome)
        assert report.fails is fails


def test_a_batch_without_a_deal_says_so() -> None:
    assert Report().as_text() == "0 deals"


def test_the_data_for_programs(tmp_path: Path) -> None:
    data = full(tmp_path, GOOD, BAD, HUNG, SAME).as_data()
    assert data["states"] == {"new": 1, "changed": 0, "unchanged": 1, "refused": 1, "failed": 1}
    assert data["levels"] == {"block": 0, "error": 1, "warn": 2, "info": 0}
    assert data["checks"][1] | {"title": ""} == {"id": "D-N06", "level": "warn", "title": "", "findings": 2, "deals": 1}
    assert data["refused"][0]["reasons"][0] == {
        "where": "cell B2 (term.initial)",
        "message": "“36 mnths” is not a length; nearest: “36 months”",
        "nearest": "36 months",
    }
    assert (data["refused_not_listed"], data["refused_file"]) == (0, f"{tmp_path}/refused.jsonl")


def test_the_json_file_has_every_record(tmp_path: Path) -> None:
    full(tmp_path, GOOD, BAD, HUNG, SAME)
    data = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert [(one["number"], one["state"], one["deal"]) for one in data["records"]] == [(1, "new", "one"), (2, "refused", ""), (3, "failed", "three"), (4, "unchanged", "four")]  # fmt: skip
    assert data["records"][0]["serious"][0]["id"] == "D-K09" and data["totals"]["records"] == 4


def test_junit_counts_refused_records_as_errors_and_serious_findings_as_failures(tmp_path: Path) -> None:
    full(tmp_path, GOOD, BAD, HUNG, SAME)
    root = etree.parse(tmp_path / "r.xml").getroot()
    assert dict(root.attrib) == {"tests": "4", "failures": "1", "errors": "2", "skipped": "0"}
    cases = root.findall(".//testcase")
    assert [(case.get("classname"), case.get("name"), [one.tag for one in case]) for case in cases] == [
        ("a.json", "one", ["failure"]),
        ("crm.csv row 2", "crm.csv row 2", ["error"]),
        ("b.jsonl line 7", "three", ["error"]),
        ("c.json", "four", []),
    ]
    assert "\\u001b[31m" in (cases[1][0].text or "")


@pytest.mark.parametrize("outcomes", [(), (SAME,), (GOOD, BAD, HUNG, SAME)], ids=["none", "nothing to tell", "all"])
def test_sarif_is_valid_and_points_at_the_line(tmp_path: Path, outcomes: tuple[Outcome, ...]) -> None:
    full(tmp_path, *outcomes)
    log = json.loads((tmp_path / "r.sarif").read_text(encoding="utf-8"))
    schema = json.loads((ROOT / "tests" / "data" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
    jsonschema.validators.validator_for(schema)(schema).validate(log)
    rules = [rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]]
    results = log["runs"][0]["results"]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in results)
    if HUNG in outcomes:
        assert [result["ruleId"] for result in results] == ["D-K09", "refused-record", "refused-record", "refused-record"]
        assert results[1]["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "row 2 cell B2 (term.initial)"}]
        assert results[3]["locations"][0]["physicalLocation"] == {"artifactLocation": {"uri": "b.jsonl"}, "region": {"startLine": 7}}
        assert len({result["partialFingerprints"]["finding/v1"] for result in results}) == 4


def test_refused_records_stand_as_they_came_with_their_reasons(tmp_path: Path) -> None:
    report = Report(tmp_path / "refused.jsonl")
    for raw in ('{"id": 1}', '{"id": 1, "id": 2}', "{bad", '{"id": "\\ud800"}'):
        report.add(record(BAD, raw), BAD)
    report.add(record(GOOD), GOOD)
    report.close()
    lines = [json.loads(line) for line in (tmp_path / "refused.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["record"] for line in lines] == [{"id": 1}, '{"id": 1, "id": 2}', "{bad", {"id": "\ud800"}]
    assert lines[0]["from"] == "crm.csv row 2"
    assert [reason["where"] for reason in lines[0]["reasons"]] == ["cell B2 (term.initial)", "/id"]


def test_a_run_without_refused_records_takes_the_file_of_an_earlier_one_away(tmp_path: Path) -> None:
    full(tmp_path, BAD)
    assert (tmp_path / "refused.jsonl").exists()
    full(tmp_path, SAME)
    assert not (tmp_path / "refused.jsonl").exists()


def test_nothing_is_written_before_the_end_and_nothing_else_is_left(tmp_path: Path) -> None:
    report = Report(tmp_path / "refused.jsonl", [tmp_path / "r.json"])
    report.add(record(BAD), BAD)
    assert list(tmp_path.iterdir()) == []
    report.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r.json", "refused.jsonl"]


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "r.json").write_text("old", encoding="utf-8")
    report = Report(files=[tmp_path / "r.json"])
    report.add(record(BAD), BAD)

    def full_disk(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="No space left"):
        report.close()
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("r.json", "old")]


def test_memory_does_not_grow_with_the_records(tmp_path: Path) -> None:
    def peak(n: int) -> int:
        tracemalloc.start()
        try:
            report = Report(tmp_path / "refused.jsonl", [tmp_path / f"r{ending}" for ending in endings()])
            for k in range(n):
                outcome = Outcome(k, f"x.jsonl line {k}", f"d{k}", "refused", faults=(FAULT,) * 5, seconds=k % 7 + 0.1)
                report.add(record(outcome, '{"id": "' + "x" * 500 + '"}'), outcome)
            report.close()
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(50)
    assert peak(500) - peak(50) < 100_000


def test_tables_at_a_terminal_show_brackets_as_they_are(tmp_path: Path) -> None:
    """Square brackets of an id are no marks of style, and control characters do not reach the terminal."""
    fault = Fault("cell B2 (exit.triggers[t2].notice)", "“[bold]\x1b[31m” is wrong")
    program = (
        "from generator.batch.outcome import Outcome; from generator.batch.record import Record; from generator.batch.report import Report\n"
        "from generator.deal import Fault\n"
        f"fault = Fault({fault.pointer!r}, {fault.message!r})\n"
        "report = Report(); report.add(Record(1, 'a', '', '', None), Outcome(1, 'a', '', 'refused', faults=(fault,))); report.show()\n"
    )
    ours, theirs = pty.openpty()
    environment: dict[str, Any] = {**os.environ, "COLUMNS": "160", "TERM": "xterm", "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", program], stdout=theirs, env=environment, check=True)
    os.close(theirs)
    said = os.read(ours, 100_000).decode()
    os.close(ours)
    assert "exit.triggers[t2].notice" in said and "[bold]\\u001b[31m" in said and "─" in said
    assert "\x1b[31m" not in said


def test_control_characters_do_not_break_the_xml(tmp_path: Path) -> None:
    full(tmp_path, Outcome(1, "\x1b.csv row 1", "", "refused", faults=(Fault("\x07", "\x1b[31m"),)))
    assert etree.parse(tmp_path / "r.xml").getroot().find(".//error").get("message") == "\\u001b[31m"


def test_only_the_first_refused_records_are_shown_and_the_rest_counted(tmp_path: Path) -> None:
    report = full(tmp_path, *(Outcome(n, f"x.jsonl line {n}", "", "refused", faults=(FAULT,)) for n in range(30)))
    assert (len(report.as_data()["refused"]), report.as_data()["refused_not_listed"]) == (20, 10)
    assert "10 more; all with their reasons in " in report.as_text()
    assert len((tmp_path / "refused.jsonl").read_text(encoding="utf-8").splitlines()) == 30
