"""For a place no varied deal has reached: deals whose every value suits the conditions on the way to it, tried one after the other."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.deal.patch import ABSENT
from generator.library import Clause, Library
from generator.library.expression import Both, Compare, Const, Either, Expression, Listing, Not, Path
from tests.covering.factors import ASKED, IN, OUT, Factor, atoms, choices, exit_id, factor_of
from tests.covering.levels import OPEN, elements, field_levels, needs_all, shape_at
from tests.covering.reach import Goal

MOST = 36  # tries for one place
FEE_OF_SAMPLE = "exit.triggers.t2.fee"  # of an exit of the sample deal that has a price
ELSEWHERE = "exit.convenience"  # the exit a deal gets where a text speaks of exits and is not one itself

# The lists that are not in the deal as they are: which list they are taken from, and what makes an element one of them.
TAKEN: dict[str, tuple[str, dict[str, Any]]] = {
    "computed.a_classes": ("ip.allocation", {"owner": "a"}), "computed.b_classes": ("ip.allocation", {"owner": "b"}),
    "computed.joint_classes": ("ip.allocation", {"owner": "joint"}), "computed.critical_background": ("ip.background", {"critical": True}),
    "computed.targets": ("success.kpis", {"nature": "target"}), "computed.commitments": ("success.kpis", {"nature": "commitment"}),
    "computed.a_deliverables": ("contributions.deliverables", {"by": "a"}), "f.listed": ("contributions.investments", {}),
    "computed.b_deliverables": ("contributions.deliverables", {"by": "b"}), "trigger.kpis": ("success.kpis", {}),
    "trigger.gates": ("success.gates", {}), "computed.kpis_by_phase": ("success.kpis", {}), "computed.kpis_by_quarter": ("success.kpis", {}),
    **{f"computed.damages_for_{breach}": ("agreed_damages", {"breach": breach}) for breach in ("delay", "shortfall", "exclusivity", "non_solicit")},
}  # fmt: skip

# Phrases of a sum for a breach that hang on what it is said to stand for.
NAMED: dict[tuple[str, ...], list[str]] = {("kpis",): ["k1"], ("deliverables",): ["d1"]}
# Computed lists of exits that one cell of their rows decides.
CELLS_OF = {"triggers_where_ip_is_": "ip_after", "triggers_where_exclusivity_ends_at_": "exclusivity_ends"}

Wanted = dict[str, tuple[Factor, list[Any]]]


@dataclass
class _Aim:
    """What is known to be wanted: levels of factors, and of the fields of the elements a loop goes over."""

    clause: Clause
    library: Library
    wanted: Wanted = field(default_factory=dict)
    lists: dict[str, tuple[str, int, dict[str, list[Any]]]] = field(default_factory=dict)  # variable -> list, how many, fields
    exits: set[str] = field(default_factory=set)  # variables that stand for an exit

    def loop(self, variable: str, over: Expression, n: int) -> None:
        path, fixed = TAKEN.get(str(over), (str(over), dict[str, Any]()))
        if path == "exit.triggers" or path.startswith("computed.triggers_"):
            self.exits.add(variable)
            kinds = [ELSEWHERE, "exit.mutual", "exit.material_breach"][:n]
            for kind in kinds:
                key = f"clause {kind}"
                self.wanted[key] = Factor(key, ()), [IN]
                self.wanted[f"{kind} wind_down"] = Factor(f"{kind} wind_down.length", ()), ["90 days"]
            return
        steps = path.split(".")
        if elements(tuple(steps), 1, {}):
            self.lists[variable] = path, n, {name: [value] for name, value in fixed.items()}
            if str(over) == "f.listed":
                self.lists["f"][2]["investments"] = [[f"i{k}" for k in range(1, n + 1)]]
        elif steps[0] in self.lists:  # a list within an element: as many as there have to be
            self.lists[steps[0]][2][steps[1]] = [one for one in field_levels(tuple(self.lists[steps[0]][0].split(".")), steps[1]) if isinstance(one, list) and min(len(one), 2) == n]
        elif made := factor_of(tuple(steps), (), self.clause, self.library):
            fitting = [level for level in made.levels if isinstance(level, list) and min(len(level), 2) == n]
            self.wanted[made.key] = made, fitting or list(made.levels)

    def narrow(self, condition: Expression, holds: bool) -> None:
        """Keep the levels of all that a condition reads with which it can come out as it should."""
        match condition:
            case Not():
                return self.narrow(condition.inner, not holds)
            case Both() if holds:
                self.narrow(condition.left, True)
                return self.narrow(condition.right, True)
            case Either() if not holds:
                self.narrow(condition.left, False)
                return self.narrow(condition.right, False)
        for path, _ in atoms(condition):
            self._atom(path, condition, holds)

    def _atom(self, path: tuple[str, ...], condition: Expression, holds: bool) -> None:
        if path[0] in self.lists:
            place, _, fields = self.lists[path[0]]
            if path[1:] in NAMED:
                fields["of"] = [NAMED[path[1:]] if holds else []]
                return
            if path[1:] == ("nature",):
                self.wanted["law"] = Factor("law.governing", ()), ["Germany"]
                fields["kind"], fields["payer"] = ["agreed_sum"], ["party_in_breach"]
                self.wanted["a breach"] = Factor("exit.triggers.t4.fee", ()), ["f1"]
                return
            if path[1:] == ("exits",):
                self.wanted["exit of a fee"] = Factor(FEE_OF_SAMPLE if not self.clause.is_trigger else f"exit.triggers.{exit_id(self.clause.id)}.fee", ()), ["f1" if holds else "none"]
                return
            before = fields.get(path[1]) or field_levels(tuple(place.split(".")), path[1])
            fields[path[1]] = [level for level in before if _suits(condition, holds, level)] or before
            return
        clause = self.clause
        if path[0] in self.exits:
            path, clause = ("trigger", *path[1:]), self.library.clauses[ELSEWHERE]
        for beginning, cell in CELLS_OF.items():
            if holds and path[-1].startswith(beginning):
                self.wanted[f"clause {ELSEWHERE}"] = Factor(f"clause {ELSEWHERE}", ()), [IN]
                self.wanted[cell] = Factor(f"{ELSEWHERE} {cell}", ()), [path[-1].removeprefix(beginning)]
        if path == ("computed", "triggers_partial") and holds:
            parts = elements(("trigger", "scope", "parts"), 1, {})
            self.wanted[f"clause {ELSEWHERE}"] = Factor(f"clause {ELSEWHERE}", ()), [IN]
            self.wanted["partial"] = Factor(f"{ELSEWHERE} scope.parts", ()), [parts]
        if path == ("computed", "triggers_with_fee"):
            self.wanted["exit of a fee"] = Factor(FEE_OF_SAMPLE, ()), ["f1" if holds else "none"]
            self.wanted["fees"] = Factor("fees", ()), [elements(("fees",), 1, {}) if holds else []]
        if path == ("trigger", "agreed_fee") and holds:
            self.wanted["fees"] = Factor("fees", ()), [elements(("fees",), 1, {"kind": "agreed_sum"})]
        made = factor_of(path, _values(condition), clause, self.library)
        if made is None:
            return
        if len(path) > 2 and needs_all(shape_at(path[:-1])) and (whole := factor_of(path[:-1], (), clause, self.library)):
            self.wanted.setdefault(whole.key, (whole, [level for level in whole.levels if isinstance(level, dict) and level != OPEN]))
        before = self.wanted.get(made.key, (made, list(made.levels)))[1]
        kept = [level for level in before if _suits(condition, holds, level)]
        if path == ("trigger", "agreed_fee"):
            kept = ["f1"] if holds else ["none"]
        self.wanted[made.key] = made, kept or before

    def lists_wanted(self) -> Iterator[Wanted]:
        """The lists with elements of every mix of the wanted fields."""
        found: dict[str, list[Any]] = {}
        for path, n, fields in self.lists.values():
            mixes = itertools.islice(itertools.product(*fields.values()), 12)
            key = f"{self.clause.id} {path.partition('.')[2]}" if path.startswith("trigger.") else path
            found.setdefault(key, []).extend(elements(tuple(path.split(".")), n, dict(zip(fields, mix, strict=True))) for mix in mixes)
        yield {path: (Factor(path, ()), levels) for path, levels in found.items()}


def attempts(goal: Goal, clause: Clause, library: Library) -> Iterator[dict[str, tuple[Factor, Any]]]:
    """Levels of some factors: those that suit every condition on the way to the place, with the text it stands in."""
    for side in ("a", "b") if goal.part.heading.endswith("protective") else ("",):
        aim = _Aim(clause, library)
        own = Factor(f"clause {clause.id}", ())
        aim.wanted[own.key] = own, [_text(goal, side, choices(clause, library))]
        for variable, over, n in goal.loops:
            aim.loop(variable, over, n)
        for condition, holds in goal.holds:
            aim.narrow(condition, holds)
        for lists in aim.lists_wanted():
            wanted = aim.wanted | lists
            names = sorted(wanted)
            for levels in itertools.islice(itertools.product(*(wanted[name][1] for name in names)), MOST):
                yield {wanted[name][0].key: (wanted[name][0], level) for name, level in zip(names, levels, strict=True)}


def _text(goal: Goal, side: str, there: list[str]) -> str:
    name = goal.part.heading.removeprefix("Text: ")
    if name == "protective":
        return f"protective {side}"
    return name if name in there else ASKED if ASKED in there else IN


def _suits(condition: Expression, holds: bool, level: Any) -> bool:
    """Whether a condition can come out as it should with one level of what it reads."""
    there = isinstance(level, dict) or level not in (ABSENT, [], False, "no", "none")
    match condition:
        case Path():
            return bool(there) == holds
        case Compare() if isinstance(condition.right, Path) and condition.right.parts == ("clauses",):
            return bool(level != OUT) == (holds == (condition.op == "in"))
        case Compare() if condition.op in ("==", "!=", "in", "not in") and level != OPEN and isinstance(condition.left, Path):
            return bool(level in _values(condition)) == (holds == (condition.op in ("==", "in")))
        case Compare() if isinstance(level, list) and isinstance(condition.left, Const):
            return bool(condition.left.value in level) == (holds == (condition.op == "in"))
    return True


def _values(condition: Expression) -> tuple[Any, ...]:
    if not isinstance(condition, Compare):
        return ()
    items = condition.right.items if isinstance(condition.right, Listing) else (condition.right,)
    return tuple(item.value for item in items if isinstance(item, Const))
