"""From a field of a question to what a screen asks for, and from what was typed back to words of a deal file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.interview.condition import holds
from generator.interview.look import Look
from generator.interview.place import MISSING, Shape, coerced, found, param_value, steps_of
from generator.interview.plan import Field
from generator.interview.screen import Ask, Choice, sentence
from generator.library.expression import parse_expression
from generator.library.question import ColumnFront, OptionFront
from generator.values import Place, is_open

_LENGTHS = (
    "10 days", "14 days", "30 days", "60 days", "90 days", "180 days", "10 business days", "20 business days", "2 weeks", "6 weeks",
    "3 months", "6 months", "9 months", "12 months", "18 months", "24 months", "36 months", "2 years", "3 years", "5 years",
)  # fmt: skip
_CURRENCIES = ("AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "INR", "JPY", "NOK", "PLN", "SEK", "SGD", "USD", "ZAR")
_WRITTEN = {
    "date": "a date, 2026-03-31", "moment": "a date, 2026-03-31, or a time after the start, 6 months",
    "duration": "a length of time, 90 days", "money": "a currency and a sum, EUR 250,000", "percent": "a percentage, 80%",
    "number": "a whole number", "place": "a country, or a state with its own law",
}  # fmt: skip
# Lists of words that are countries, as a rule.
_COUNTRIES = ("territory", "countries")
# Columns and places that hold ids of other parts of the deal, and where these stand.
_REFERS = {
    "kpi": ("success.kpis",), "tests": ("success.gates", "success.kpis"), "fee": ("fees",), "investments": ("contributions.investments",),
    "member": ("sides.a.members", "sides.b.members"),
}  # fmt: skip


def named(text: str, now: Look) -> str:
    """`{us}` and `{them}`, or `{a}` and `{b}`, in words for people -> the sides' short names."""
    ours, theirs = short(now, now.us), short(now, now.them)
    for key, name in (
        ("us name", ours), ("them name", theirs), ("us", ours), ("them", theirs), ("a", short(now, "a")), ("b", short(now, "b")),
    ):  # fmt: skip
        text = text.replace(f"{{{key}}}", name)
    return text


def short(now: Look, side: str) -> str:
    """What a side is called."""
    name = found(now.raw, ("sides", side, "short"))
    return name if isinstance(name, str) else f"Side {side.upper()}"


@dataclass(frozen=True)
class Slot:
    """One value to be asked for: a field of a question, or a column of a row."""

    asks: str
    now: Look
    shape: Shape | None = None
    options: tuple[OptionFront, ...] = ()
    many: bool = False
    labels: Mapping[str, str] | None = None
    example: str = ""
    hint: str = ""
    needed: bool = False
    refers: tuple[str, ...] = ()

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """The list to pick from; empty for words."""
        if self.options:
            return tuple(Choice(one.id, named(one.label, self.now), self._means(one)) for one in self.options)
        if self.shape is None:
            return ()
        if self.shape.kind == "yes_no":
            return tuple(Choice(word, self._label(word, word.capitalize())) for word in ("yes", "no"))
        if self.shape.kind in ("choice", "choices"):
            return tuple(Choice(word, self._label(word)) for word in self.shape.choices)
        return ()

    @property
    def is_free(self) -> bool:
        """Whether other words than the choices may be typed."""
        return self.shape is not None and self.shape.kind == "choice" and self.shape.fault("words of one's own") is None

    @property
    def is_many(self) -> bool:
        return self.many or (self.shape is not None and self.shape.kind == "choices")

    def _label(self, word: str, otherwise: str = "") -> str:
        for key in {"yes": ("yes", "true"), "no": ("no", "false")}.get(word, (word,)):
            if self.labels and key in self.labels:
                return named(self.labels[key], self.now)
        if word in ("a", "b"):
            return short(self.now, word)
        return otherwise or _spaced(word)

    def _means(self, option: OptionFront) -> tuple[str, ...]:
        lines = [option.means] if option.means else []
        if option.means_us:
            lines.append(f"{short(self.now, self.now.us)}: {option.means_us}")
        if option.means_them:
            lines.append(f"{short(self.now, self.now.them)}: {option.means_them}")
        for path in option.sets:
            steps = steps_of(path) if "[exit." in path and path.endswith("]") else ()
            if steps and (line := _row_of(str(getattr(steps[-1], "kind", "")), self.now)):
                lines.append(line)
        return tuple(named(line, self.now) for line in lines)

    def raw(self, answer: str | tuple[str, ...]) -> Any:
        """What was answered -> what a deal file would hold."""
        if isinstance(answer, tuple):
            return [*answer] if self.options or self.shape is None else [coerced(self._element, one) for one in answer]
        if self.options or self.shape is None:
            return answer
        kind = self.shape.kind
        if kind == "yes_no":
            return answer == "yes"
        for word in self.shape.choices:
            if answer.casefold() in (word.casefold(), self._label(word).casefold()):
                answer = word
        if kind in ("list", "rows"):
            items = [part.strip() for part in answer.split(";" if ";" in answer else self._between) if part.strip()]
            return self._rows(items) if kind == "rows" else items
        if self.shape.param:
            return param_value(self.shape.param, answer)
        return coerced(self.shape.annotation, answer)

    @property
    def _between(self) -> str:
        """What stands between several: a comma where the example has it, as words of one's own may have commas in them."""
        return "," if "," in self.example and ";" not in self.example else ";"

    @property
    def _element(self) -> Any:
        return self.shape.annotation.__args__[0] if self.shape and hasattr(self.shape.annotation, "__args__") else Any

    def _rows(self, items: list[str]) -> list[dict[str, str]]:
        """Words -> the rows of a list inside a row: an id each, and the words in its first column."""
        columns = [key for key in self.shape.columns() if key != "id"] if self.shape else []
        return [{"id": f"i{n}", columns[0]: item} for n, item in enumerate(items, 1)]

    def fault(self, typed: str) -> str | None:
        """What is wrong with what was typed, as a sentence."""
        return self.wrong(self.raw(typed))

    def wrong(self, raw: Any) -> str | None:
        """What is wrong with a value, as a sentence."""
        fault = self.shape.fault(raw) if self.shape is not None and not self.options else None
        return sentence(fault) if fault else None

    def words(self, raw: Any) -> str:
        """A value of the deal file as people read it."""
        if raw is MISSING or raw is None or raw == []:
            return ""
        if is_open(raw):
            return f"open: {raw['open']}"
        if isinstance(raw, bool):
            return self._label("yes" if raw else "no", "Yes" if raw else "No")
        if isinstance(raw, dict) and "chosen" in raw:
            return ", ".join(filter(None, [self.words(raw["chosen"]), "what the file says of its own" if raw.get("kept") else ""]))
        if isinstance(raw, dict):
            return ", ".join(f"{_spaced(key)} {self.words(value)}" for key, value in raw.items() if key != "id")
        if isinstance(raw, list):
            return "; ".join(_head(item) if isinstance(item, dict) else self.words(item) for item in raw)
        for choice in self.choices:
            if choice.id == str(raw):
                return choice.label
        return self._label(str(raw), str(raw)) if self.shape is not None and str(raw) in self.shape.choices else str(raw)

    def typed(self, raw: Any) -> str:
        """A value as it would be typed, to be changed; empty where that is not done in one line."""
        if isinstance(raw, str | int) and not isinstance(raw, bool) and not self.choices:
            return str(raw)
        if isinstance(raw, list) and raw and not self.choices and all(isinstance(item, str) for item in raw):
            return ("; " if self._between == ";" else ", ").join(raw)
        return ""

    def completions(self) -> tuple[str, ...]:
        """Words that would be understood."""
        if self.shape is None or (self.choices and not self.is_free):
            return ()
        extra = tuple(self._label(word) for word in self.shape.choices)
        kinds: dict[str, tuple[str, ...]] = {"duration": _LENGTHS, "moment": _LENGTHS, "money": tuple(f"{one} " for one in _CURRENCIES)}
        if self.shape.kind == "place" or self.shape.path.endswith(_COUNTRIES):
            return (*extra, *Place.names())
        ids = [str(row.get("id")) for path in self.refers for row in _rows_at(path, self.now)]
        return (*extra, *ids, *kinds.get(self.shape.kind, ()))

    def ask(self, proposed: Any, because: str, bar: str, others: tuple[Choice, ...]) -> Ask:
        """What a screen asks for. `proposed`: the value Enter takes, or MISSING."""
        default = self._default(proposed)
        shown = self.words(proposed) or ("nothing" if proposed == [] else "")
        if self.choices and default is None:
            shown = f"{shown}, as it is" if shown else ""
        return Ask(
            label=named(self.asks, self.now), choices=self.choices, many=self.is_many and bool(self.choices), free=self.is_free,
            others=others, default=default, shown=shown, because=named(because, self.now), hint=self._hint(), words=self.completions(),
            fault=self.fault, edit=self.typed(proposed), bar=bar, needed=self.needed,
        )  # fmt: skip

    def _default(self, proposed: Any) -> str | tuple[str, ...] | None:
        if not self.choices:
            return None
        if isinstance(proposed, dict) and "chosen" in proposed:
            return tuple(proposed["chosen"]) if self.is_many else (proposed["chosen"] or [None])[0]
        if isinstance(proposed, list):
            return tuple(map(str, proposed)) if self.is_many else str(proposed[0]) if proposed else None
        if isinstance(proposed, bool):
            return "yes" if proposed else "no"
        return str(proposed) if isinstance(proposed, str | int) else None

    def _hint(self) -> str:
        if self.hint:
            return named(self.hint, self.now)
        if self.choices and not self.is_free:
            return ""
        parts = []
        if self.shape is not None and self.shape.kind in ("list", "rows"):
            parts.append(f"Several with {'commas' if self._between == ',' else '“;”'} between them.")
        if self.shape is not None and self.shape.choices and not self.choices:
            parts.append(f"Or {', '.join(f'“{self._label(word)}”' for word in self.shape.choices)}.")
        if self.example:
            parts.insert(0, f"Such as: {named(self.example, self.now)}")
        elif self.shape is not None and self.shape.kind in _WRITTEN:
            parts.insert(0, f"Write {_WRITTEN[self.shape.kind]}.")
        if self.is_free:
            parts.append("Or words of your own.")
        return " ".join(part if part.endswith((".", "”")) or n == len(parts) - 1 else f"{part}." for n, part in enumerate(parts))


def slot_of(field: Field, now: Look) -> Slot:
    """A field as things stand: options that do not apply now are left out."""
    front = field.front
    options = tuple(
        one for one in front.options if one.when is None or holds(parse_expression(one.when), now.raw, {**now.names, "side_fixed": False})
    )
    shape = field.shape(now.us)
    last = steps_of(field.path(now.us))[-1] if front.path else ""
    return Slot(
        front.asks or "", now, shape, options, front.many, front.labels, front.example or "", needed=front.required,
        refers=_REFERS.get(str(last), ()),
    )  # fmt: skip


def column_slot(column: ColumnFront, shape: Shape, now: Look) -> Slot:
    """A column of a row."""
    return Slot(
        column.asks, now, shape, labels=column.labels, example=column.example or "", hint=column.hint or "", needed=column.required,
        refers=_REFERS.get(column.key, ()),
    )  # fmt: skip


def _row_of(kind: str, now: Look) -> str:
    """The times of an exit that its clause file proposes, in one line."""
    clause = now.plan.library.clauses.get(kind)
    row = (clause.front.row or {}) if clause else {}
    said = {"notice": "{} of notice", "cure": "{} to repair", "wind_down": "{} to wind down"}
    cells = [words.format(_cell(row[key].value)) for key, words in said.items() if key in row and row[key].value not in (None, "none")]
    return ", ".join(cell for cell in cells if not cell.startswith(" "))


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("time") or value.get("otherwise") or value.get("at_least") or ""
    return value.replace("_", " ") if isinstance(value, str) else ""


def _spaced(word: str) -> str:
    return word.replace("_", " ")


def _head(row: Mapping[str, Any]) -> str:
    """What a row is called: its first words."""
    return next(
        (str(value) for key, value in row.items() if key not in ("id", "by", "owner") and isinstance(value, str | int)),
        str(row.get("id", "")),
    )


def _rows_at(path: str, now: Look) -> list[dict[str, Any]]:
    rows = found(now.raw, steps_of(path))
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
