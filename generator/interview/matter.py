"""What a place of two deals is called on the page of both: the question that asks it, its chapter, its name, its words.

Long because all that turns a place into words stands together, with the words that are not those of the model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from generator.deal.alliance import SideName
from generator.deal.vocabulary import label_of
from generator.deal.vocabulary import say as say_word
from generator.document.say import Style, say_compound, say_date, say_duration, say_money
from generator.interview.comparing import ORDER, Spot
from generator.interview.pairing import called, is_rows
from generator.interview.place import MISSING, NoSuchPlace, Shape, found, shape_of
from generator.interview.plan import Field, Plan, steps_of
from generator.values import Compound, Date, Duration, Money, is_open

Raw: TypeAlias = Mapping[str, Any]
SUCCESS, EXIT, REST = "success", "exit", "rest"
NOT_SETTLED = "open"
_EXIT_TOPICS = ("s8", "d_exit", "d_wind", "d_money")
_EXIT_CLAUSES = ("exit.", "wind.", "fee.", "effects.")
_TITLES = {SUCCESS: "What success means", EXIT: "Exit terms", REST: "Further points"}
# A word of the model that would puzzle a reader who knows no deal file.
_SAID = {
    "cap": "ceiling", "kpis": "success criteria", "north_star": "main objective", "posture": "length of the papers", "initial": "length",
    "short": "short name", "registered_no": "number in the register", "documents": "papers wanted", "or_whole": "the whole instead",
    "source_kept_by": "who keeps the source", "miss_rule": "when a miss counts", "run_off": "time of use after the end",
    "lock_in": "lock-in", "kpi": "success criterion", "hits": "whose event", "tests": "what it tests", "by": "by whom", "on": "date",
    "notices": "address for notices", "ramp": "first tested after", "params": "", "value": "gain", "agreed": "sign-off",
    "working": "working meetings every", "kpi_review": "review of the numbers every", "sponsor_review": "sponsors meet every",
    "personal": "data about people", "announce": "when it is announced", "model": "how money moves", "wind_down": "wind-down",
    "manager_share": "share of the managers’ time", "at_exit": "what becomes of joint things", "ip_after": "rights after the end",
    "cap_per": "a new ceiling each year", "on_no_go": "what follows a no", "renewals": "renewals of customers’ contracts",
    "none_for": "no cure for",
}  # fmt: skip
_HOMES = {
    "alliance": "alliance", "commercial": "money", "brand": "press", "data": "data", "ip": "rights", "wind_down": "wind-down",
    "notice": "notices", "law": "law", "liability": "liability", "governance": "teamwork", "exit": "all exits", "term": "term",
    "confidentiality": "secrecy", "people": "people", "contributions": "contributions", "exclusivity": "exclusivity", "plan": "plan",
    "reset": "reset", "rider": "rider",
}  # fmt: skip
_SPEAKS_FOR_ITSELF = ("law", "liability", "term", "success", "ip", "confidentiality", "posture", "documents", "title")
# The one value a term is mostly about goes by the name of the term.
_MAIN = {("notice", "length"), ("cure", "time"), ("cure", "otherwise"), ("lock_in", "until"), ("wind_down", "length"), ("window", "time")}
_WHO = {
    "either": "either side", "both": "both together", "innocent": "the innocent side", "unaffected": "the side it does not hit",
    "other": "the other side", "payee": "the side that is owed", "challenged": "the side whose right is challenged",
    "automatic": "nobody, it ends by itself", "either_except_causer": "either side, but not the one that caused it",
}  # fmt: skip
# Where the rows stand whose ids a key holds.
_LISTS: dict[str, tuple[Spot, ...]] = {
    "tests": (("success", "kpis"), ("success", "gates")), "kpi": (("success", "kpis"),), "fee": (("fees",),),
    "investments": (("contributions", "investments"),), "of": (("contributions", "deliverables"), ("success", "kpis")),
}  # fmt: skip


@dataclass(frozen=True)
class Matters:
    """The names of places for one pair of deals. `names`: what the sides are called; `ours`: whose questions come first."""

    plan: Plan
    a: Raw
    b: Raw
    names: Mapping[SideName, str]
    ours: SideName

    # ------------------------------------------------------------ the question

    @cached_property
    def _index(self) -> dict[Spot, list[tuple[int, str, Field]]]:
        """Place -> the questions that set it, in the order they are asked."""
        index: dict[Spot, list[tuple[int, str, Field]]] = {}
        for n, one in enumerate(self.plan.asked):
            for field in one.fields:
                if field.front.private:
                    continue
                paths = [field.path(self.ours)] if field.front.path else field.sets(self.ours)
                for path in paths:
                    spot = tuple(f"[{step.kind}]" if not isinstance(step, str) else step for step in steps_of(path))
                    columns = [(*spot, column.key) for column in field.front.columns] if field.front.extends else [spot]
                    for place in columns:
                        index.setdefault(place, []).append((n, one.id, field))
        return index

    def question(self, spot: Spot) -> tuple[int, str, Field] | None:
        """The question that asks for a place: its number, id and field. The one whose place is nearest above it."""
        row = self._row(spot)
        for length in range(len(spot), 0, -1):
            for known in self._known(spot[:length], spot):
                asked = self._index.get(known, [])
                fit = [one for one in asked if one[2].fixed(self.ours).items() <= row.items()]
                if fit or asked:
                    return (fit or asked)[0]
        return None

    def _known(self, start: Spot, spot: Spot) -> Iterator[Spot]:
        """The ways a question file may write a place: with the id of a row, with the kind of an exit, or as a column of rows."""
        yield start
        if start[:2] == ("exit", "triggers") and len(start) > 2:
            yield (*start[:2], f"[{self._of(start[:3], 'kind')}]", *start[3:])
        if len(start) > 3 and start == spot:
            yield (*start[:-2], start[-1])

    def _row(self, spot: Spot) -> dict[str, Any]:
        """The innermost row a place is in."""
        for length in range(len(spot), 0, -1):
            value = self.value(spot[:length])
            if isinstance(value, dict) and "id" in value:
                return value
        return {}

    def value(self, spot: Spot) -> Any:
        """What stands at a place: in the file of a, else of b."""
        return next((value for raw in (self.a, self.b) if (value := found(raw, spot)) is not MISSING), MISSING)

    def _of(self, spot: Spot, key: str) -> Any:
        value = self.value(spot)
        return value.get(key) if isinstance(value, dict) else None

    # ------------------------------------------------------------ chapter and order

    def chapter(self, spot: Spot) -> str:
        """Success, exit terms, a topic of the interview, or the rest."""
        asked = self.question(spot)
        topic = self.plan.question(asked[1]).question.front.topic if asked else ""
        clause = f"{spot[1]}." if spot[0] == "clauses" and len(spot) > 1 else ""
        if spot[0] == "success" or clause.startswith("success."):
            return SUCCESS
        if spot[0] in ("exit", "fees", "agreed_damages", "wind_down") or spot[:2] in (("term", "lock_in"), ("term", "renewal")):
            return EXIT
        if topic in _EXIT_TOPICS or clause.startswith(_EXIT_CLAUSES):
            return EXIT
        return topic or REST

    def chapter_of(self, question: str) -> str:
        """The chapter of a question as a whole."""
        topic = self.plan.question(question).question.front.topic
        return SUCCESS if topic == "s4" else EXIT if topic in _EXIT_TOPICS else topic

    def spot(self, path: str) -> Spot:
        """A place as `sources` writes it, with the id of the exit where it names its kind."""
        spot: list[str] = []
        for step in steps_of(path):
            if isinstance(step, str):
                spot.append(step)
                continue
            rows = self.value(tuple(spot))
            spot.append(next((row["id"] for row in rows if row.get("kind") == step.kind), step.id) if isinstance(rows, list) else step.id)
        return tuple(spot)

    def chapters(self) -> list[str]:
        """In the order of the page."""
        return [SUCCESS, EXIT, *self.plan.questions.topics, REST]

    def title(self, chapter: str) -> str:
        return _TITLES.get(chapter) or self.plan.questions.topics[chapter].front.title

    # ------------------------------------------------------------ names

    def label(self, spot: Spot) -> str:
        """What a place is called: “Leaving without a reason: notice”, “Joint pipeline: target”."""
        head, rest = self._head(spot)
        tail = self._tail(spot, rest)
        words = f"{head}: {tail}" if head and tail else head or tail
        return words[:1].upper() + words[1:]

    def group(self, spot: Spot) -> str:
        """What a place belongs to, for a short list: the row, clause or part of the deal it is in."""
        if spot[0] == "clauses" and len(spot) > 1:
            return self._clause(spot[1])
        if spot[0] == "sides":
            return self._step(spot[1], spot)
        for length in range(2, len(spot) + 1):
            value = self.value(spot[:length])
            if isinstance(value, dict) and "id" in value:
                name = self.row(value, spot[:length])
                return name[:1].upper() + name[1:]
        name = self._step(spot[1], spot) if spot[0] == "success" and len(spot) > 1 else _HOMES.get(spot[0], self._tail(spot, 0))
        return name[:1].upper() + name[1:]

    def _head(self, spot: Spot) -> tuple[str, int]:
        """The name of the row or clause a place is in, and how many steps it stands for."""
        if spot[0] == "clauses" and len(spot) > 1:
            return self._clause(spot[1]), 2
        for length in range(len(spot), 1, -1):
            value = self.value(spot[:length])
            if isinstance(value, dict) and "id" in value:
                return self.row(value, spot[:length]), length
        return "", 0

    def row(self, row: Mapping[str, Any], spot: Spot) -> str:
        """What a row is called, with the row it is in."""
        own = called(row)
        if spot[:2] == ("exit", "triggers") and len(spot) == 3:
            title = row.get("title")
            own = title if isinstance(title, str) else self._clause(str(row.get("kind")))
        elif spot[0] == "fees":
            own = f"sum due: {say_word('kind', str(row.get('kind')))}"
        elif spot[0] == "agreed_damages":
            own = f"sum agreed for {say_word('breach', str(row.get('breach')))}"
        elif own == row.get("step"):
            own = own.replace("_", " ")
        elif spot[0] == "sides":
            own = f"{self._step(spot[1], spot)}, {own}" if own else ""
        own = own or f"{spot[-2].replace('_', ' ').removesuffix('s')} {spot[-1]}"
        own = own if len(own) <= 70 else f"{own[:67].rstrip()}…"
        above, _ = self._head(spot[:-1]) if len(spot) > 3 else ("", 0)
        return f"{above}, {own}" if above else own

    def _clause(self, id: str) -> str:
        clauses = self.plan.library.clauses
        return clauses[id].front.title if id in clauses else id

    def _tail(self, spot: Spot, at: int) -> str:
        """The steps below the row or clause, in words."""
        rest = [step for step in spot[at:] if step not in ("params",)]
        if spot[0] == "clauses" and spot[-1] in ("text", "protects"):
            return "which text"
        if spot[-1] in ("include", "leave_out") and spot[0] == "clauses":
            return "in or out"
        label = label_of(".".join(spot)) if not at and not set(spot) & {"a", "b"} else ""
        words = [self._step(step, spot) for n, step in enumerate(rest) if (at or n) and not (n and (rest[n - 1], step) in _MAIN)]
        tail = label or ", ".join(word for word in words if word) or ("" if at else self._step(spot[-1], spot))
        home = "" if at or (label and spot[0] in _SPEAKS_FOR_ITSELF) else _HOMES.get(spot[0], "")
        return f"{home}: {tail}" if home and home != tail else tail

    def _step(self, step: str, spot: Spot) -> str:
        if step in ("a", "b"):
            return self.names[step]  # type: ignore[index]  # the two letters are the sides
        if step == "who" and spot[:2] == ("exit", "triggers"):
            return "who may use it"
        if step[-2:] in ("_a", "_b") and step not in _SAID:
            return f"{step[:-2].replace('_', ' ')} of {self._step(step[-1], spot)}"
        return _SAID.get(step, step.replace("_", " "))

    # ------------------------------------------------------------ values

    def words(self, value: Any, spot: Spot) -> str:
        """A value as the page says it. An open value says nothing of why: that note is its writer's own."""
        if value is MISSING:
            return "–"
        if is_open(value):
            return NOT_SETTLED
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, int):
            return f"{value:,}"
        if isinstance(value, str):
            return self._word(value, spot)
        if isinstance(value, list):
            if spot[-1] == ORDER:
                return ", then ".join(self._reference(item, spot) for item in value)
            if is_rows(value):
                return "; ".join(self._listed(item, (*spot, item["id"])) for item in value)
            return ", ".join(self._reference(item, spot) if isinstance(item, str) else self.words(item, spot) for item in value) or "none"
        if isinstance(value, dict):
            try:
                return say_compound(Compound.parse(value))
            except ValueError:
                return self._part(value, spot)
        return str(value)

    def _listed(self, row: Mapping[str, Any], spot: Spot) -> str:
        """A row inside a row: its name, and in brackets the rest."""
        rest = self._part(row, spot)
        return f"{self._word(called(row), spot) or spot[-1]}{f' ({rest})' if rest != 'yes' else ''}"

    def _part(self, value: Mapping[str, Any], spot: Spot) -> str:
        """A part as its values. What a row is called is not said again where its name stands before it."""
        if set(value) <= {"a", "b"}:
            return ", ".join(f"{self.words(inner, (*spot, side))} for {self._step(side, spot)}" for side, inner in value.items())
        hidden = {"id", "kind"} if spot[:2] == ("exit", "triggers") else {"id"}
        is_row = "id" in value
        said = [
            f"{self._step(key, spot)}: {self.words(inner, (*spot, key))}"
            for key, inner in value.items() if key not in hidden and not (is_row and inner == called(value))
        ]  # fmt: skip
        return "; ".join(said) or "yes"

    def _word(self, value: str, spot: Spot) -> str:
        """A text, or a word of a closed set, in plain words: those of the question where it has some."""
        asked, shape = self.question(spot), self.shape(spot)
        if asked:
            front = asked[2].front
            column = next((one for one in front.columns if one.key == spot[-1]), None)
            for labels in (column.labels if column else {}, front.labels):
                if value in labels:
                    return labels[value]
        if shape is not None and value in shape.choices:
            if value in ("a", "b"):
                return self.names[value]  # type: ignore[index]  # the two letters are the sides
            if spot[-1] == "who" and value in _WHO:
                return _WHO[value]
            return say_word(spot[-1], value).replace("Parties", "sides").replace("Party", "side")
        if spot[-1] == "fee":
            return self._reference(value, spot) if value not in ("none", "damages_only", "as_agreed") else say_word("fee", value)
        if shape is None or shape.kind in ("duration", "moment", "date", "money"):
            return _measured(value) or (say_word(spot[-1], value) if shape is not None else value)
        return self._reference(value, spot)

    def _reference(self, value: str, spot: Spot) -> str:
        """The name of a row where its id stands, of a clause or paper where that does; else the text itself."""
        if spot[-1] == ORDER:
            row = self.value((*spot[:-1], value))
            return self.row(row, (*spot[:-1], value)) if isinstance(row, dict) else value
        for home in _LISTS.get(spot[-1], ()):
            row = self.value((*home, value))
            if isinstance(row, dict):
                return self.row(row, (*home, value))
        if spot[-1] == "documents" and value in self.plan.library.papers:
            return self.plan.library.papers[value].front.title
        if spot[-1] in ("kind", "step"):
            return self._clause(value).replace("_", " ")
        shape = self.shape(spot)
        return say_word(spot[-1], value) if shape is not None and value in shape.choices else value

    def shape(self, spot: Spot) -> Shape | None:
        """What the model says of a place; None for one it does not know."""
        try:
            if "params" in spot and spot[:2] == ("exit", "triggers"):
                kind = str(self._of(spot[:3], "kind"))
                return shape_of(f"clauses.{kind}.params.{spot[-1]}", self.plan.library)
            return shape_of(".".join(spot), self.plan.library)
        except NoSuchPlace:
            return None


def _measured(value: str) -> str:
    """A length, date or sum as a paper says it; empty for anything else."""
    says: tuple[Callable[[], str], ...] = (
        lambda: say_duration(Duration.parse(value)).replace("Business Day", "business day"),
        lambda: say_date(Date.parse(value), Style()),
        lambda: say_money(Money.parse(value)),
    )
    for say in says:
        try:
            return say()
        except ValueError:
            continue
    return ""


__all__ = ["EXIT", "NOT_SETTLED", "REST", "SUCCESS", "Matters"]
