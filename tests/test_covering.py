"""The covering set finds what it is there to find: a text no deal reaches, and a clause that drafts wrong in one combination only.

The whole set takes minutes and is run by `make cover`; here it runs on a library of a few clauses, through the same code.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from generator.library import Library, load_library
from generator.library.clause import read_clause
from generator.library.source import split
from tests.covering.factors import factors
from tests.covering.levels import element_of, levels, shape_at
from tests.covering.pairs import all_pairs, rows
from tests.covering.report import report
from tests.covering.run import Covered, cover

CLAUSE = """---
id: scope.planted
title: Planted
why: A clause with a fault.
section: scope
order: 99
version: 1.0.0
uses: [ip.rule, exclusivity.holder]
needs: []
conflicts: []
survives: no
params:
  tone: {type: "choice(plain, warm)", default: plain, why: none}
---
# Text: balanced

The Parties work together.

TEXT
"""


def covered(text: str) -> Covered:
    """What a run says of the planted clause alone: the papers of the library with no other clause in them."""
    whole = load_library()
    clause = read_clause(split("clauses/scope/planted.md", CLAUSE.replace("TEXT", text)))
    small: Library = replace(
        whole, clauses={clause.id: clause}, steps={}, passages={}, law_packs={"none": whole.law_packs["none"]}, definitions={}
    )
    return cover(small, own_deals=False)


def told(text: str) -> list[str]:
    return [line for line in report(covered(text), 0) if "planted" in line]


def test_a_sound_clause_is_not_told() -> None:
    assert told("{% if ip.rule == 'all_a' %}\nOne side owns all of it.\n{% else %}\nEach side owns its own.\n{% endif %}") == []


def test_a_branch_no_deal_reaches_is_told_with_its_line() -> None:
    assert told("{% if ip.rule == 'all_c' %}\nA third side owns it.\n{% endif %}") == [
        "clauses/scope/planted.md:20: no deal reaches if ip.rule == 'all_c'",
        "clauses/scope/planted.md:20: no deal reaches words",
    ]


def test_a_fault_of_one_combination_is_found() -> None:
    found = told(
        "{% if ip.rule == 'all_a' %}\n{% if exclusivity.holder == 'both' and params.tone == 'warm' %}\nIt ends.. so.\n{% endif %}\n{% endif %}"
    )
    assert len(found) == 1
    assert found[0].startswith("clauses/scope/planted.md:21: a double stop, ")


@pytest.mark.parametrize(
    "text, said",
    [
        ("{% if ip.rule == 'all_a' %}\nBoth  agree.\n{% endif %}", "planted.md:20: a double space"),
        ("{{ alliance.purpose }}\n\n- one\n- two\n\nBoth agree ;.", "planted.md:24: a double stop"),
    ],
)
def test_each_kind_of_fault_is_told(text: str, said: str) -> None:
    assert any(said in line for line in told(text))


def test_rows_hold_every_pair_and_no_more_rows_than_that_takes() -> None:
    sizes = [3, 2, 4, 2]
    wanted = all_pairs(sizes, combinations(range(4), 2))
    held = rows(sizes, wanted)
    assert {((f, row[f]), (g, row[g])) for row in held for f, g in combinations(range(4), 2)} == wanted
    assert 12 <= len(held) <= 16
    assert held == rows(sizes, wanted)


def test_levels_come_from_the_schema_of_a_deal() -> None:
    assert levels("rule", shape_at(("ip", "rule")))[:3] == ["absent", "by_subject_matter", "by_inventor"]
    sizes = [len(level) for level in levels("gates", shape_at(("success", "gates"))) if isinstance(level, list)]
    assert sizes[:3] == [0, 1, 2]
    assert element_of(shape_at(("success", "gates")))


def test_every_clause_is_varied() -> None:
    library = load_library()
    assert {f"clause {id}" for id in library.clauses} <= {factor.key for factor in factors(library).all}
