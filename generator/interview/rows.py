"""A list asked row by row: add, edit, remove, move; a row column by column.

Long because a list and its rows are one dialogue.
"""

from __future__ import annotations

import copy
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from generator.interview.asking import Slot, column_slot
from generator.interview.look import Look
from generator.interview.place import MISSING
from generator.interview.plan import Field
from generator.interview.proposing import column_default, free_id, suggested
from generator.interview.screen import Ask, Choice, Command, sentence

if TYPE_CHECKING:
    from generator.interview.round import Round

_ADD, _PICK, _DONE = Choice("add", "Add one"), Choice("pick", "Pick from suggestions"), Choice("done", "Done")
_DEED = re.compile(r"(add|pick|suggest|edit|change|remove|delete|move|done)\b\s*(\d+)?\s*(?:to\s+)?(\d+)?", re.IGNORECASE)
# Of a suggested measure these are the user's own to say; the rest can be changed with “edit”.
_OWN = ("baseline", "target", "due", "owner")


class Rows:
    """The rows of one field while they are asked."""

    def __init__(self, round: Round, field: Field, here: Look, rows: list[dict[str, Any]], proposed: bool, because: str) -> None:
        self.round, self.field, self.here = round, field, here
        self.rows = copy.deepcopy(rows)
        self.proposed, self.because = proposed, because
        shapes = field.columns(here.us)
        self.columns = [(column, column_slot(column, shapes[column.key], here)) for column in field.front.columns]

    def run(self) -> list[dict[str, Any]] | Command:
        """The rows as they are at the end, or a command that leaves the question."""
        if not self.rows and not self.field.front.suggest:
            self._tell_wanted()
            command = self.add()
            if command is not None and not (command.name == "back" and self.rows):
                return command
            if command is None and (self.rows or not self.field.front.required) and not self._remarks():
                self.round.tell(*(f"  {n} {self.said(row)}" for n, row in enumerate(self.rows, 1)), tone="quiet")
                return self.rows
        while True:
            answer = self.round.ask(self._menu())
            self.here = self.round.here
            if isinstance(answer, Command):
                if answer.name in ("take", "default"):
                    answer = self._usual
                else:
                    return answer
            assert isinstance(answer, str)
            if answer == "done":
                if not self.rows and self.field.front.required:
                    self.round.tell("At least one is needed here. Add it, or type :notsure or :partner.", tone="warn")
                    continue
                return self.rows
            if (command := self._do(answer)) is not None:
                return command

    # The menu

    @property
    def _usual(self) -> str:
        if self.rows or not self.field.front.required:
            if not self.rows and self.field.front.suggest:
                return "pick"
            return "done"
        return "pick" if self.field.front.suggest else "add"

    def _menu(self) -> Ask:
        self._remark()
        edits = tuple(Choice(f"edit {n}", self.said(row), tuple(self.lines(row))) for n, row in enumerate(self.rows, 1))
        deeds = (*((_PICK,) if self.field.front.suggest else ()), _ADD, *((_DONE,) if self.rows or not self.field.front.required else ()))
        front = self.field.front
        label = front.asks or ""
        usual = {"done": "these" if self.rows else "none", "add": "add one", "pick": "pick from suggestions"}[self._usual]
        hint = "Pick a row to change it, or type: edit 2, remove 2, move 2 to 1." if self.rows else ""
        return Ask(
            label=self.round.named(label), choices=(*edits, *deeds), others=self.round.others, default=self._usual, shown=usual, free=True,
            because=self.round.named(self.because) if self.proposed else "", hint=hint, fault=self._deed_fault, bar=self.round.bar,
        )  # fmt: skip

    def _deed_fault(self, typed: str) -> str | None:
        match = _DEED.fullmatch(typed.strip())
        if match is None:
            return f"“{typed}” is nothing to do here; write add, edit 2, remove 2, move 2 to 1 or done"
        deed, one, other = match[1].casefold(), match[2], match[3]
        if deed in ("edit", "change", "remove", "delete", "move") and not one:
            return f"write which row, such as “{deed} 1”"
        if deed == "move" and not other:
            return f"write where to, such as “move {one} to 1”"
        for n in filter(None, (one, other)):
            if not 1 <= int(n) <= len(self.rows):
                return f"there is no row {n}; there {'is' if len(self.rows) == 1 else 'are'} {len(self.rows)}"
        if deed in ("pick", "suggest") and not self.field.front.suggest:
            return "there are no suggestions for this question; write add"
        return None

    def _do(self, typed: str) -> Command | None:
        match = _DEED.fullmatch(typed.strip())
        assert match is not None  # the menu refuses anything else
        deed, one, other = match[1].casefold(), int(match[2] or 0), int(match[3] or 0)
        self.proposed = False
        if deed == "add":
            command = self.add()
            return None if command is not None and command.name == "back" else command
        if deed in ("pick", "suggest"):
            self.pick()
        elif deed in ("edit", "change"):
            self.edit(one - 1)
        elif deed in ("remove", "delete"):
            self.round.tell(f"Taken out: {self.said(self.rows.pop(one - 1))}", tone="quiet")
            self._hold()
        elif deed == "move":
            self.rows.insert(other - 1, self.rows.pop(one - 1))
            self._hold()
        return None

    def _hold(self) -> None:
        self.round.hold(self.field.name, self.rows)
        self.here = self.round.here

    # Rows

    def add(self) -> Command | None:
        """New rows, one after the other, until the first column of one is left empty; a command given there is of the question."""
        while len(self.rows) < self.field.front.at_most:
            if self.rows:
                self.round.tell(f"Number {len(self.rows) + 1}, or Enter when there are no more:", tone="quiet")
            row = {"id": free_id(self.rows, self.field, self.here)}
            filled = self._fill(row, is_new=True)
            if isinstance(filled, Command):
                return filled
            if not filled:
                return None
            self.rows.append(row)
            self._hold()
        return None

    def edit(self, n: int) -> None:
        row = copy.deepcopy(self.rows[n])
        if self._fill(row) is True:
            self.rows[n] = row
            self._hold()

    def _fill(self, row: dict[str, Any], is_new: bool = False, only: tuple[str, ...] = ()) -> bool | Command:
        """Ask the columns of a row. False when it is left: nothing in the first column of a new one, or back from there; a command
        other than back in that place is handed on."""
        columns = [(column, slot) for column, slot in self.columns if not only or column.key in only]
        n = 0
        while n < len(columns):
            column, slot = columns[n]
            first = is_new and n == 0
            there = row.get(column.key, MISSING)
            value, because = (there, "as it is") if there is not MISSING else (column_default(column, self.here), "")
            wanted = replace(slot, needed=False) if first else slot
            answer = self.round.value(wanted, value, because if not is_new else "", self.round.others if not first else ())
            if isinstance(answer, Command):
                if answer.name == "back":
                    if n == 0:
                        return answer if first else False
                    n -= 1
                    continue
                if first:
                    return answer
                if answer.name in ("notsure", "partner") and slot.shape is not None and slot.shape.can_open:
                    asks = "to be asked of the other side" if answer.name == "partner" else "not sure yet"
                    answer = {"open": f"{asks}: {answer.rest}" if answer.rest else asks}
                elif answer.name in ("skip", "notsure", "partner"):
                    answer = MISSING
                elif answer.name == "default":
                    return self._rest_of(row, columns[n:])
                else:
                    return False
            if answer is MISSING:
                row.pop(column.key, None)
                if first:
                    return False
                if slot.needed:
                    self.round.tell("This one is needed in each row. Write it, or :back to leave the row.", tone="warn")
                    continue
            else:
                row[column.key] = answer
            n += 1
        shape = self.field.shape(self.here.us)
        assert shape is not None  # it has columns
        fault = shape.fault([{**row, **self.field.fixed(self.here.us)}])
        if fault:
            self.round.tell(sentence(fault), tone="warn")
        return True

    def _rest_of(self, row: dict[str, Any], columns: list[tuple[Any, Slot]]) -> bool:
        for column, slot in columns:
            if column.key not in row and (value := column_default(column, self.here)) is not MISSING:
                row[column.key] = value
            if slot.needed and column.key not in row:
                self.round.tell(f"This is needed in each row: {slot.asks}", tone="warn")
                return False
        return True

    def pick(self) -> None:
        """Suggested rows: a wish in the user's own words finds some, Enter alone shows those that suit the alliance."""
        from generator.interview.coach import row, suggest

        wish = self.round.ask(
            Ask(
                label="What do you wish for? A few words find measures for it.", others=(), shown="show what suits this alliance",
                hint="Such as: more leads, happier customers, faster start", bar=self.round.bar,
            )
        )  # fmt: skip
        if isinstance(wish, Command) and wish.name != "take":
            return
        taken = {str(one.get("name", "")).casefold() for one in self.rows}
        found = [one for one in suggest(wish if isinstance(wish, str) else "", self.here) if one.front.name.casefold() not in taken]
        if not found:
            self.round.tell("No measure is known for these words. Try others, or add one of your own.", tone="warn")
            return
        choices = tuple(
            Choice(one.front.id, one.front.name, (f"{one.front.metric}, in {one.front.unit}. {one.front.why}",)) for one in found
        )
        answer = self.round.ask(
            Ask(label="Which of these?", choices=choices, many=True, others=(), default=(), shown="none of them", bar=self.round.bar)
        )
        chosen = answer if isinstance(answer, tuple) else ()
        for one in found:
            if one.front.id in chosen:
                self._take(row(one, self.here), one)

    def _take(self, made: dict[str, Any], criterion: Any) -> None:
        front = criterion.front
        given = {column.key: value for column, _ in self.columns if (value := column_default(column, self.here)) is not MISSING}
        made = {"id": free_id(self.rows, self.field, self.here), **given, **made}
        self.round.tell(f"{front.name}: {front.metric}", tone="asks")
        self.round.tell(f"For example from {front.baseline_example} to {front.target_example}; who: {front.owner}.", tone="quiet")
        if self._fill(made, only=_OWN) is True:
            self.rows.append(made)
            self._hold()

    def take_suggested(self) -> None:
        """As many suggestions as the question wants, without asking more."""
        self.rows = suggested(self.field, self.here)
        self._hold()

    # What is told

    def said(self, row: dict[str, Any]) -> str:
        """A row in a line."""
        cells = [slot.words(row.get(column.key, MISSING)) for column, slot in self.columns]
        head = next((cell for cell in cells if cell), row.get("id", ""))
        rest = [cell for cell in cells if cell and cell != head]
        line = f"{head} · {', '.join(rest)}" if rest else head
        return line if len(line) <= 74 else head

    def lines(self, row: dict[str, Any]) -> list[str]:
        """The cells of a row that do not fit its line."""
        cells = [(column.key, slot.words(row.get(column.key, MISSING))) for column, slot in self.columns]
        if self.said(row) not in (head := next((words for _, words in cells if words), ""),) or len(cells) == 1:
            return []
        return ["; ".join(f"{key.replace('_', ' ')}: {words}" for key, words in cells if words and words != head)]

    def _tell_wanted(self) -> None:
        front = self.field.front
        if front.asks:
            self.round.tell(self.round.named(front.asks), tone="asks")
        wanted = f"{_span(front.at_least, front.at_most)} is a good number. " if front.at_least > 1 else ""
        self.round.tell(
            f"{wanted}One after the other; Enter alone {'when there are no more' if front.required else 'if there is none'}.", tone="quiet"
        )

    def _remarks(self) -> list[str]:
        """What there is to say of the rows so far; gentle."""
        front = self.field.front
        if front.suggest and self.rows:
            from generator.interview.coach import remarks

            return remarks(self.rows, self.round.now, self.round.id, self.field.name)
        if self.rows and len(self.rows) < front.at_least:
            return [f"{len(self.rows)} so far; {front.at_least} or more would be better."]
        if len(self.rows) > front.at_most:
            return [f"{len(self.rows)} are many; {front.at_most} or fewer would be better."]
        return []

    def _remark(self) -> None:
        said = self._remarks()
        for line in said[:3]:
            self.round.tell(f"- {line}", tone="warn")
        if len(said) > 3:
            self.round.tell(f"and {len(said) - 3} more remarks like these.", tone="quiet")


def _span(least: int, most: int) -> str:
    if most >= 99:
        return f"{least} or more"
    return f"Up to {most}" if not least else f"{least} to {most}" if least != most else f"{least}"
