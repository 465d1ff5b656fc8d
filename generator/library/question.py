"""Questions of the interview as text files: topics, questions, packs of answers, and suggested success criteria.

They say how a value is asked for, never what it is: the deal model owns names, types and allowed words. No paper reads them,
so they are read by the interview alone and are no part of the digest that a paper carries.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BeforeValidator, Field, model_validator

from generator.library.front import Front, Name, Words, Yes, read_front
from generator.library.folders import FLOWS
from generator.library.library import Reading
from generator.library.problem import LibraryError
from generator.library.source import SourceFile

Flow = Literal["main", "deep", "plan", "worksheet", "reset", "rider"]
_Rows = Annotated[list[Any], BeforeValidator(lambda raw: raw if isinstance(raw, list) else [raw])]


class TopicFront(Front):
    """A section of the interview. The text of the file is how the interviewer introduces it.

    `order`: where it stands among all topics. `when`: asked only then.
    """

    id: Name
    title: str
    flow: Flow
    order: int
    when: str | None = None


class OptionFront(Front):
    """A choice that stands for values of the deal. `sets`: place -> value, `absent` for none.

    `means`: one line on what it means for both; `means_us`, `means_them` where it differs by side.
    """

    id: Name
    label: str
    sets: dict[str, Any] = {}
    means: str | None = None
    means_us: str | None = None
    means_them: str | None = None
    when: str | None = None


class ColumnFront(Front):
    """A key of the rows of a list, as it is asked."""

    key: str
    asks: str
    default: Any = None
    example: str | None = None
    required: Yes = False
    labels: dict[str, str] = {}
    hint: str | None = None


class DefaultFront(Front):
    """A default that holds when a condition does; the first that fits is taken."""

    when: str | None = None
    value: Any = None
    because: str


class FieldFront(Front):
    """One value a question asks for: at a `path` of the deal, in a private file (`private`), or by `options` that set several.

    A path whose place is a list of parts is asked row by row (`columns`); `fixed` are keys every row of this question has, and
    rows that have them are its own. `extends`: the rows are there already, and their `columns` alone are asked.
    `ids`: the letter of new rows. `many`: several options may be chosen. `labels`: plain words for allowed words.
    `suggest`: rows are offered from the suggested criteria, with the coach.
    """

    path: str | None = None
    private: str | None = None
    options: list[OptionFront] = []
    many: Yes = False
    asks: str | None = None
    when: str | None = None
    default: Any = None
    defaults: list[DefaultFront] = []
    because: str | None = None
    example: str | None = None
    required: Yes = False
    labels: dict[str, str] = {}
    columns: list[ColumnFront] = []
    fixed: dict[str, Any] = {}
    ids: Annotated[str, Field(pattern="^[a-z]{1,3}$")] = "i"
    extends: Yes = False
    at_least: Annotated[int, Field(ge=0, le=99)] = 0
    at_most: Annotated[int, Field(ge=1, le=99)] = 99
    suggest: Literal["criteria"] | None = None
    depends: Words = []

    @model_validator(mode="after")
    def _one_home(self) -> FieldFront:
        if sum(map(bool, (self.path, self.private, self.options))) != 1:
            raise ValueError("give one of `path`, `private` and `options`: where the answer goes")
        if self.columns and not self.path:
            raise ValueError("`columns` are for rows at a `path`")
        return self


class QuestionFront(Front):
    """A question: what is asked, why, when, and where the answer goes.

    `feeds`: the clauses that read the answer, shown by “:draft”. `kind`: how long it takes a person, for the minutes left.
    """

    id: str = Field(pattern=r"^(Q|[MDJPR]|RD)\d{1,3}$")
    topic: Name
    order: int
    asks: str
    why: str
    when: str | None = None
    example: str | None = None
    feeds: Words = []
    kind: Literal["tap", "text", "names", "grid"]
    fields: dict[Name, FieldFront]


class PackFront(Front):
    """A pack: proposed answers for a kind of alliance, to be confirmed. `proposes`: place of the deal -> value, or
    `QUESTION.field` -> option. `hides`: questions that are not asked. `only`: the questions that are, when given. `forces`:
    questions of the deep dive that are asked all the same."""

    id: Name
    title: str
    why: str
    order: int
    proposes: dict[str, Any] = {}
    hides: Words = []
    only: Words = []
    forces: Words = []


class CriterionFront(Front):
    """A suggested success criterion. `wishes`: words of vague wishes it makes measurable. `for`: kinds of alliance it fits,
    all when left out. `leads`: an early sign rather than a late result. `north_stars`: main goals it serves."""

    id: Name
    name: str
    metric: str
    unit: str
    family: str
    leads: Yes
    beyond_revenue: Yes
    direction: Literal["higher", "lower", "band"] = "higher"
    source: str
    source_kept_by: Literal["a", "b", "both", "third_party"] = "both"
    owner: str
    cadence: str
    target_example: str
    baseline_example: str
    why: str
    for_: Words = Field(default=[], alias="for")
    north_stars: Words = []
    wishes: Words
    order: int


@dataclass(frozen=True)
class Topic:
    front: TopicFront
    intro: str
    source: SourceFile


@dataclass(frozen=True)
class Question:
    front: QuestionFront
    help: str
    source: SourceFile

    @property
    def id(self) -> str:
        return self.front.id


@dataclass(frozen=True)
class Pack:
    front: PackFront
    source: SourceFile


@dataclass(frozen=True)
class Criterion:
    front: CriterionFront
    source: SourceFile


@dataclass(frozen=True)
class Questions:
    """All questions in the order they are asked, with their topics, packs and criteria."""

    topics: dict[str, Topic]
    questions: dict[str, Question]
    packs: dict[str, Pack]
    criteria: dict[str, Criterion]


def load_questions(*folders: Path) -> Questions:
    """The questions that come with Pactwright, with those of house folders laid over them. Raises LibraryError with every fault."""
    shelves = [("", resources.files("clause_library")), *((str(folder), folder) for folder in folders)]
    reading = Reading()

    def units(kind: str, read: Callable[[SourceFile], Any]) -> dict[str, Any]:
        within = [(house, folder.joinpath("questions", kind)) for house, folder in shelves]
        found: dict[str, Any] = reading.units(f"questions/{kind}", within, read, lambda unit: unit.front.id)
        return found

    topics = units("topics", _with_words(TopicFront, Topic))
    found = {
        id: question for flow in FLOWS
        for id, question in units(flow, _with_words(QuestionFront, Question)).items()
    }  # fmt: skip
    packs = units("packs", lambda source: Pack(read_front(PackFront, source), source))
    criteria = units("criteria", lambda source: Criterion(read_front(CriterionFront, source), source))
    for question in found.values():
        if question.front.topic not in topics:
            reading.problems.append(question.source.problem(f"no topic “{question.front.topic}”", question.source.key_lines["topic"]))
    if reading.problems:
        raise LibraryError(reading.problems)
    return Questions(
        _by_order(topics),
        dict(sorted(found.items(), key=lambda one: (topics[one[1].front.topic].front.order, one[1].front.order, one[0]))),
        _by_order(packs),
        _by_order(criteria),
    )


U = TypeVar("U")


def _by_order(units: dict[str, U]) -> dict[str, U]:
    return dict(sorted(units.items(), key=lambda one: (one[1].front.order, one[0])))  # type: ignore[attr-defined]


def _with_words(front: type[Front], made: Callable[..., Any]) -> Callable[[SourceFile], Any]:
    """A reader of a file whose text below the front matter is for people."""

    def read(source: SourceFile) -> Any:
        words = "\n".join(line for part in source.parts for line in part.lines).strip()
        return made(read_front(front, source), words, source)

    return read
