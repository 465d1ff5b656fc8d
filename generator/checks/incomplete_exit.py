"""An exit leaves a cell of the exit matrix empty, so its end would be argued about.

Each exit must say its class, who may use it, the notice, the fee, what becomes of licences, and the wind-down. What the deal
leaves out comes from the library, so an empty cell (a block) is one of a house library. “As agreed” in an exit that one side
uses alone is an error: the two may not be talking then. An exit both make together may leave terms as agreed, and so may a
fee where a price of transfer is stated. A notice that is “not stated” is a warning: the agreement lets it take effect on receipt.

Fails:
    exit.triggers.t9.notice: not_stated
    says: 'The exit “Loss of data” (t9) does not state its notice; the agreement then lets it take effect on receipt.'
Fails:
    exit.triggers.t4.fee: as_agreed
    exit.triggers.t4.ip_after: as_agreed
    says: 'The exit “Material breach” (t4) leaves its fee and its licences after the end to an agreement nobody may be
      willing to make then.'
Fails:
    exit.triggers.t2.wind_down: {open: customers have not been asked}
    says: 'Cannot check yet: the exit “Leaving without a reason” (t2) still has its wind-down open.'

Passes:
    exit.triggers.t3.notice: as_agreed
Passes:
    exit.triggers.t9: {kind: custom, title: Loss of data, event: the stores withdraw their consent}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.bind import BoundTrigger
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import called, listed
from generator.deal.trigger import NoticeTerm, Transfer, WindDownTerm
from generator.values import Open

ID = "D-X03"
LEVEL: Level = "block"
_CELLS = {
    "class_": "class", "who": "holder", "notice": "notice", "fee": "fee", "ip_after": "licences after the end", "wind_down": "wind-down",
}  # fmt: skip


def check(view: View) -> Iterator[Finding]:
    for trigger in view.bound.triggers:
        cells = {cell: _value(trigger, cell) for cell in _CELLS}
        missing: list[str] = []
        later: list[str] = []
        unsettled: list[str] = []
        for cell, value in cells.items():
            if value is None:
                missing.append(cell)
            elif isinstance(value, Open):
                unsettled.append(cell)
            elif value == "as_agreed" and cells["who"] != "both" and not (cell == "fee" and _priced(trigger)):
                later.append(cell)
        if missing:
            yield Finding(
                ID, LEVEL, f"The exit {called(trigger)} does not say {_its(missing)}, so its end would be argued about.",
                "Fill in the cells, in the deal or in the row of the clause file.", _paths(trigger, missing),
            )  # fmt: skip
        if later:
            yield Finding(
                ID, "error", f"The exit {called(trigger)} leaves {_its(later)} to an agreement nobody may be willing to make then.",
                "Settle it now; “none” is an answer too.", _paths(trigger, later),
            )  # fmt: skip
        if cells["notice"] == "not_stated" and cells["who"] != "automatic":
            yield Finding(
                ID, "warn", f"The exit {called(trigger)} does not state its notice; the agreement then lets it take effect on receipt.",
                "Write a length, or “on_receipt” if that is meant.", _paths(trigger, ["notice"]),
            )  # fmt: skip
        if unsettled:
            yield Finding(
                ID, "info", f"Cannot check yet: the exit {called(trigger)} still has {_its(unsettled)} open.",
                "Settle it before signing.", _paths(trigger, unsettled),
            )  # fmt: skip


def _value(trigger: BoundTrigger, cell: str) -> Any:
    value = trigger.settled(cell)
    return value.length if isinstance(value, NoticeTerm | WindDownTerm) else value


def _priced(trigger: BoundTrigger) -> bool:
    transfer = trigger.settled("transfer")
    return isinstance(transfer, Transfer) and transfer.price is not None


def _its(cells: list[str]) -> str:
    return listed([f"its {_CELLS[cell]}" for cell in cells])


def _paths(trigger: BoundTrigger, cells: list[str]) -> tuple[str, ...]:
    return tuple(f"{trigger.path}.{cell.rstrip('_')}" for cell in cells)
