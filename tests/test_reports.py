"""The reports of `pactwright check`: each format says the same findings; SARIF is what its public schema says; JSON keeps its keys."""

from __future__ import annotations

import copy
import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from jsonschema import Draft4Validator

from cli import _REPORTS, main
from generator import load_library, look_at
from generator.checks import checks, run_checks
from generator.checks.registry import UnknownCheck, manual
from generator.checks.report import Report, make_report, names, report_format
from generator.deal import parse_deal
from generator.deal.place import steps_to

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "examples").rglob("*.json"))
# The public schema of SARIF 2.1.0; where it comes from stands in the file of that name beside it.
SCHEMA = json.loads((ROOT / "tests" / "data" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
ACCEPTED = {"check": "D-T02", "by": "Ann Lee", "on": "2026-01-30", "because": "the board wants 3 years & no less"}


@cache
def deal_text(accepted: bool = False) -> str:
    """The example with a lock-in as long as its term and no sponsor on one side, and the first of these accepted or not."""
    raw = json.loads((ROOT / "examples" / "harbor-mosaic.json").read_text(encoding="utf-8"))
    raw["term"]["lock_in"] = raw["term"]["initial"]
    del raw["people"]["b"]["sponsor"]
    raw["accepted"] = [ACCEPTED] if accepted else []
    return json.dumps(raw, indent=2)


@cache
def report(accepted: bool = False, file: str = "deals/our deal.json", select: tuple[str, ...] = ()) -> Report:
    return make_report(look_at(parse_deal(deal_text(accepted), file), load_library()), select)


def written(format: str, **changes: Any) -> str:
    return report_format(format).write(report(**changes))


def sarif(**changes: Any) -> dict[str, Any]:
    return dict(json.loads(written("sarif", **changes)))


def faults(log: Any) -> list[str]:
    return [error.message for error in Draft4Validator(SCHEMA).iter_errors(log)]


def test_the_formats_are_found_and_offered() -> None:
    assert sorted(_REPORTS) == list(names()) == ["json", "junit", "sarif", "text"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_sarif_of_every_example_is_valid(path: Path) -> None:
    view = look_at(parse_deal(path.read_text(encoding="utf-8"), str(path)), load_library())
    assert faults(json.loads(report_format("sarif").write(make_report(view)))) == []


@pytest.mark.parametrize("changes", [{}, {"accepted": True}, {"file": ""}, {"file": "C:\\deals\\ä.json"}, {"file": "/deals/x.json"}])
def test_sarif_is_valid(changes: dict[str, Any]) -> None:
    assert faults(sarif(**changes)) == []


def test_the_schema_sees_a_fault() -> None:
    wrong = copy.deepcopy(sarif())
    wrong["runs"][0]["results"][0]["level"] = "block"
    assert any("'block' is not one of" in fault for fault in faults(wrong))


def test_sarif_has_a_rule_for_every_check_and_points_at_the_line() -> None:
    run = sarif()["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(checks())
    found = next(result for result in run["results"] if result["ruleId"] == "D-T02")
    assert run["tool"]["driver"]["rules"][found["ruleIndex"]]["id"] == "D-T02"
    place = found["locations"][0]
    assert place["physicalLocation"]["artifactLocation"] == {"uri": "deals/our%20deal.json"}
    assert '"lock_in"' in deal_text().splitlines()[place["physicalLocation"]["region"]["startLine"] - 1]
    assert place["logicalLocations"] == [{"fullyQualifiedName": "term.lock_in"}]
    assert (found["level"], found["suppressions"]) == ("error", [])


def test_sarif_names_the_same_finding_the_same_in_every_run() -> None:
    moved = parse_deal("\n\n" + deal_text(), "elsewhere.json")
    other = json.loads(report_format("sarif").write(make_report(look_at(moved, load_library()))))
    prints = [[result["partialFingerprints"] for result in log["runs"][0]["results"]] for log in (sarif(), other)]
    assert prints[0] == prints[1] and len({str(one) for one in prints[0]}) == len(prints[0])


def test_a_place_leads_to_its_line_as_far_as_the_file_goes() -> None:
    raw = {"exit": {"triggers": [{"kind": "x"}, {"id": "t2"}]}}
    assert steps_to(raw, "exit.triggers.t2.notice") == ["exit", "triggers", 1]
    assert steps_to(raw, "exit.triggers.i1.kind") == ["exit", "triggers", 0, "kind"]
    assert steps_to(raw, "people.a") == []


def test_an_accepted_finding_is_shown_counted_apart_and_does_not_fail() -> None:
    before, after = report(select=("D-T02",)), report(accepted=True, select=("D-T02",))
    assert before.fails and not after.fails
    assert before.counts == {"block": 0, "error": 1, "warn": 0, "info": 0, "accepted": 0}
    assert after.counts == {"block": 0, "error": 0, "warn": 0, "info": 0, "accepted": 1}
    text = report_format("text").write(after).splitlines()
    assert text[0].endswith("[term.lock_in, term.initial] (accepted by Ann Lee, 2026-01-30: the board wants 3 years & no less)")
    assert text[-1] == "1 accepted"
    found = sarif(accepted=True, select=("D-T02",))["runs"][0]["results"]
    assert [one["suppressions"] for one in found] == [
        [{"kind": "external", "justification": "Ann Lee, 2026-01-30: the board wants 3 years & no less"}]
    ]


def test_junit_tells_failed_accepted_and_passed_checks_apart() -> None:
    suites = ElementTree.fromstring(written("junit", accepted=True))
    suite = suites[0]
    cases = {case.get("classname"): case for case in suite}
    assert list(cases) == list(checks())
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == (str(len(cases)), "1", "1")
    assert [child.tag for child in cases["D-G01"]] == ["failure"]
    assert cases["D-G01"][0].get("message") == "Mosaic has no executive sponsor, so nobody above the alliance managers can settle a dispute."
    assert cases["D-T02"][0].get("message") == "accepted by Ann Lee, 2026-01-30: the board wants 3 years & no less"
    assert [child.tag for child in cases["D-X01"]] == []
    assert cases["D-X01"].get("name") == manual(checks()["D-X01"])[0]


def test_json_keeps_its_documented_keys() -> None:
    """Version 1. A key may be added; to take one away, or to change what it means, raises the version."""
    data = json.loads(written("json"))
    assert list(data) == ["version", "deal", "file", "as_of", "checks", "counts", "findings", "gate"]
    assert data["version"] == 1
    assert list(data["counts"]) == ["block", "error", "warn", "info", "accepted"]
    assert all(list(one) == ["id", "level", "message", "fix", "paths", "place", "law_pack", "accepted"] for one in data["findings"])
    assert isinstance(data["gate"], list) and data["gate"]
    assert json.loads(written("json", select=("D-T02",)))["gate"] is None
    manual_page = (ROOT / "docs" / "check-format.md").read_text(encoding="utf-8")
    assert all(f"`{key}`" in manual_page for key in (*data, *data["counts"], *data["findings"][0]))


def test_the_same_findings_in_every_format() -> None:
    ids = [finding.id for finding in report().findings]
    assert [one["id"] for one in json.loads(written("json"))["findings"]] == ids
    assert [one["ruleId"] for one in sarif()["runs"][0]["results"]] == ids
    findings = [one for one in written("text").splitlines() if re.match(r"(block|error|warn|info) ", one)]
    assert [one.split()[1] for one in findings] == ids


def test_an_unknown_id_is_told_with_the_nearest() -> None:
    there = ", ".join(checks())
    with pytest.raises(UnknownCheck) as told:
        run_checks(report().view, select=("D-K9",))
    assert str(told.value) == f"no check has the id “D-K9” or an id that begins so; nearest: “D-K09”; there are {there}"
    code = CliRunner().invoke(main, ["check", str(EXAMPLES[-1]), "--ignore", "D-T,xyz"])
    assert (code.exit_code, code.stdout) == (2, "")
    assert code.stderr == f"no check has the id “xyz” or an id that begins so; there are {there}\n"


@pytest.mark.parametrize("format", _REPORTS)
def test_the_command_writes_every_format(format: str, tmp_path: Path) -> None:
    (tmp_path / "deal.json").write_text(deal_text(), encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(tmp_path / "deal.json"), "--format", format])
    assert result.exit_code == 1 and "D-T02" in result.stdout, result.stderr
