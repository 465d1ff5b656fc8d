"""Columns of rows that are there already, asked row after row."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from generator.interview.asking import column_slot
from generator.interview.look import Look
from generator.interview.place import MISSING, found, steps_of
from generator.interview.plan import Field
from generator.interview.proposing import column_default
from generator.interview.screen import Command

if TYPE_CHECKING:
    from generator.interview.round import Round


def ask_columns(
    round: Round, field: Field, here: Look, before: dict[str, dict[str, Any]], hold: Callable[[dict[str, Any]], None]
) -> dict[str, dict[str, Any]] | Command:
    """The columns of rows that are there already, row after row."""
    rows = found(here.raw, steps_of(field.path(here.us)))
    shapes = field.columns(here.us)
    values = copy.deepcopy(before)
    cells = [(row, column) for row in (rows if isinstance(rows, list) else []) for column in field.front.columns]
    n, told = 0, ""
    while n < len(cells):
        row, column = cells[n]
        if row["id"] != told:
            told = row["id"]
            round.tell(_title(row), tone="asks")
        slot = column_slot(column, shapes[column.key], here)
        there = values.get(told, {}).get(column.key, MISSING)
        value = there if there is not MISSING else column_default(column, here)
        answer = round.value(slot, value, "your answer before" if there is not MISSING else "", round.others)
        if isinstance(answer, Command):
            if answer.name == "back" and n:
                n -= 1
                continue
            if answer.name in ("notsure", "partner") and slot.shape is not None and slot.shape.can_open:
                asks = "to be asked of the other side" if answer.name == "partner" else "not sure yet"
                answer = {"open": f"{asks}: {answer.rest}" if answer.rest else asks}
            elif answer.name == "skip":
                answer = MISSING
            else:
                return answer
        if answer is MISSING:
            values.get(told, {}).pop(column.key, None)
        else:
            values.setdefault(told, {})[column.key] = answer
        hold(values)
        n += 1
    return {id: cells for id, cells in values.items() if cells}


def _title(row: dict[str, Any]) -> str:
    return next((str(value) for key, value in row.items() if key not in ("id", "by", "owner") and isinstance(value, str)), row["id"])
