"""The library: every clause, step, passage, definition, paper and law pack, found by looking in the folders.

Several folders can be laid over each other; a file of a later folder replaces the one of the same id.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

from generator.library.clause import (
    Clause, Definition, LawPack, Paper, Passage, Step, read_clause, read_definition, read_law_pack, read_paper, read_passage, read_step,
)  # fmt: skip
from generator.library.folders import outside
from generator.library.problem import LibraryError, Problem
from generator.library.source import FrontMatterFault, read_file, read_text, read_yaml, split, told_place
from generator.values import nearest


@dataclass(frozen=True)
class HouseUnit:
    """A unit that a file of a house folder brought. `kind`: clauses, steps, …; `replaces`: there was one of this id below it."""

    kind: str
    id: str
    file: str
    replaces: bool


@dataclass(frozen=True)
class Library:
    """All units by id. `digest` names this exact set of texts; `spelling` maps en-GB words to those of another spelling.

    `house`: what the house folders brought, in the order it was laid.
    """

    clauses: dict[str, Clause]
    steps: dict[str, Step]
    passages: dict[str, Passage]
    definitions: dict[str, Definition]
    papers: dict[str, Paper]
    law_packs: dict[str, LawPack]
    spelling: dict[str, dict[str, str]]
    digest: str
    house: tuple[HouseUnit, ...] = ()

    def clause(self, id: str) -> Clause:
        """Raises KeyError with the nearest id."""
        if id not in self.clauses:
            raise KeyError(f"no clause “{id}”{nearest(id, self.clauses)}")
        return self.clauses[id]

    @cached_property
    def triggers(self) -> dict[str, Clause]:
        """The clauses that are kinds of trigger."""
        return {id: clause for id, clause in self.clauses.items() if clause.is_trigger}

    def law_pack(self, place: str | None) -> LawPack:
        """The pack of a place, with its layers; `none` where there is no pack."""
        return self._packs_by_place.get(place or "", self.law_packs["none"])

    @cached_property
    def _packs_by_place(self) -> dict[str, LawPack]:
        # Where two packs name a place, the first has it.
        return {place: pack for pack in reversed(self.law_packs.values()) for place in pack.front.places}

    @cached_property
    def prepared(self) -> dict[str, object]:
        """What later stages made of these texts and keep with them, by a name of theirs."""
        return {}

    @cached_property
    def terms(self) -> dict[str, str]:
        """Every form of every term -> the term: “Parties” -> “Party”."""
        return {form: term for term, definition in self.definitions.items() for form in (term, *definition.front.forms)}

    @cached_property
    def term_pattern(self) -> re.Pattern[str]:
        """Finds the longest term at a word boundary."""
        forms = sorted(self.terms, key=len, reverse=True)
        return re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, forms)) + r")(?![\w-])") if forms else re.compile(r"(?!)")


def load_library(*folders: Path, names: bool = True) -> Library:
    """The library that comes with Pactwright, with house folders laid over it. Raises LibraryError with every fault found.

    Ours is held by tests; with a house folder every text is read now, so that no draft meets a name that is not there;
    `names=False` leaves that to who tells the faults himself.
    """
    texts = resources.files("clause_library")
    papers = resources.files("templates").joinpath("documents")
    library = _read([_Shelf(texts, papers), *(_Shelf(folder, folder / "documents", str(folder)) for folder in folders)])
    if folders and names:
        from generator.library.check import check_names

        if problems := check_names(library):
            raise LibraryError(problems)
    return library


@dataclass(frozen=True)
class _Shelf:
    """`house`: the folder as given; none for ours."""

    texts: Traversable
    papers: Traversable
    house: str = ""


U = TypeVar("U")


class Reading:
    """Collects the units and the faults of all files."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.digest = hashlib.sha256()
        self.house: list[HouseUnit] = []

    def units(self, kind: str, folders: Iterable[tuple[str, Traversable]], read: Any, identity: Any) -> dict[str, Any]:
        """`folders`: where the files of a kind are, each with the house folder it is in, as given; none for ours."""
        found: dict[str, Any] = {}
        for house, folder in folders:
            here: dict[str, str] = {}
            for name, text in _files(folder, kind, house):
                self.digest.update(f"{name}\n{text}\n".encode())
                try:
                    unit = read(split(name, text, house))
                except LibraryError as error:
                    self.problems += error.problems
                    continue
                id = identity(unit)
                if kind == "clauses" and name != (home := f"clauses/{id.replace('.', '/')}.md"):
                    message = f"the file of “{id}” is {home}; move it there, or correct the id"
                    self.problems.append(unit.source.problem(message, unit.source.key_lines["id"]))
                if id in here:
                    self.problems.append(unit.source.problem(f"“{id}” is also in {here[id]}"))
                here[id] = unit.source.place
                if house:
                    self.house.append(HouseUnit(kind, id, unit.source.place, id in found))
                found[id] = unit
        return dict(sorted(found.items()))


def _read(shelves: list[_Shelf]) -> Library:
    reading = Reading()

    def units(kind: str, read: Any, identity: Any) -> dict[str, Any]:
        return reading.units(kind, [(shelf.house, shelf.texts.joinpath(kind)) for shelf in shelves], read, identity)

    def front_id(unit: Any) -> str:
        return str(unit.front.id)

    clauses: dict[str, Clause] = units("clauses", read_clause, front_id)
    library = Library(
        clauses,
        units("steps", read_step, front_id),
        units("passages", read_passage, front_id),
        units("definitions", read_definition, lambda unit: unit.front.term),
        reading.units("documents", [(shelf.house, shelf.papers) for shelf in shelves], read_paper, front_id),
        _layered(units("law", read_law_pack, front_id), reading.problems),
        _spelling(shelves, reading),
        reading.digest.hexdigest(),
        tuple(reading.house),
    )
    unread = [problem for shelf in shelves if shelf.house for problem in outside(shelf.house)]
    problems = unread + (reading.problems or list(_structure(library)))
    if problems:
        raise LibraryError(problems)
    return library


def _layered(packs: dict[str, LawPack], problems: list[Problem]) -> dict[str, LawPack]:
    """Each law pack together with its layers. A layer that is not there, or is more than a layer, is a problem."""

    def of(pack: LawPack) -> Iterator[LawPack]:
        for id in pack.front.layers:
            if id not in packs:
                fault = f"no law pack “{id}”{nearest(id, packs)}"
            elif packs[id].front.places or packs[id].front.layers:
                fault = f"“{id}” is no layer; a layer has no places and no layers of its own"
            else:
                yield packs[id]
                continue
            problems.append(pack.source.problem(f"`layers`: {fault}", pack.source.key_lines["layers"]))

    return {id: pack.on(of(pack)) for id, pack in packs.items()}


def _files(folder: Traversable, prefix: str, house: str) -> Iterator[tuple[str, str]]:
    """Names and texts of the Markdown files below a folder, sorted; hidden files and READMEs are passed over."""
    if house and isinstance(folder, Path) and folder.is_symlink():
        message = "this is a link, which may lead out of the library; put a copy of the folder here"
        raise LibraryError([Problem(told_place(house, prefix), 1, 0, message)])
    if not folder.is_dir():
        return
    # Nothing comes with us that is no ordinary file; what is in a folder of others is looked at.
    read = read_file if house else read_text
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        called = entry.name
        name = f"{prefix}/{called}"
        if house and isinstance(entry, Path) and entry.is_symlink():
            message = "this is a link, which may lead out of the library; put a copy of the file here"
            raise LibraryError([Problem(told_place(house, name), 1, 0, message)])
        if called.endswith(".md"):
            if called != "README.md":
                yield name, read(entry, told_place(house, name))
        elif entry.is_dir() and not called.startswith((".", "__")):
            yield from _files(entry, name, house)


def _spelling(shelves: list[_Shelf], reading: Reading) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for shelf in shelves:
        folder = shelf.texts.joinpath("words")
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name) if folder.is_dir() else []:
            if entry.name.endswith(".yaml"):
                place = told_place(shelf.house, f"words/{entry.name}")
                text = read_file(entry, place)
                reading.digest.update(text.encode())
                try:
                    pairs = read_yaml(text)[0]
                except FrontMatterFault as fault:
                    reading.problems.append(Problem(place, fault.line, fault.column, fault.message))
                    continue
                if not isinstance(pairs, dict) or not all(isinstance(word, str) for word in pairs.values()):
                    reading.problems.append(Problem(place, 1, 0, "write one pair of words a line: `organisation: organization`"))
                    continue
                found.setdefault(entry.name.removesuffix(".yaml"), {}).update(pairs)
    return found


def _structure(library: Library) -> Iterator[Problem]:
    """Names that must meet: sections, schedules, needs, steps of rows, definitions, law topics."""
    sections = {taken for paper in library.papers.values() for section in paper.front.sections for taken in section.takes}
    schedules = {schedule.id for paper in library.papers.values() for schedule in paper.front.schedules}
    for paper in library.papers.values():
        if paper.front.about and paper.front.about not in library.papers:
            message = f"`about`: no paper “{paper.front.about}”{nearest(paper.front.about, library.papers)}"
            yield paper.source.problem(message, paper.source.key_lines["about"])
    if "none" not in library.law_packs:
        yield Problem("law", 1, 0, "the law pack “none” is missing; places without a pack of their own use it")
    for clause in library.clauses.values():
        front, source = clause.front, clause.source
        if front.section not in sections:
            yield source.problem(
                f"no paper has a section that takes “{front.section}”{nearest(front.section, sections)}", source.key_lines["section"]
            )
        if front.schedule and front.schedule not in schedules:
            yield source.problem(
                f"no paper has the schedule “{front.schedule}”{nearest(front.schedule, schedules)}", source.key_lines["schedule"]
            )
        for key, ids in (("needs", front.needs), ("conflicts", front.conflicts)):
            for id in ids:
                if id not in library.clauses:
                    yield source.problem(f"`{key}`: no clause “{id}”{nearest(id, library.clauses)}", source.key_lines[key])
        for term in front.defines:
            if term not in library.definitions:
                yield source.problem(
                    f"`defines`: no file in definitions/ for “{term}”{nearest(term, library.definitions)}", source.key_lines["defines"]
                )
            elif library.definitions[term].front.defined_in != clause.id:
                yield source.problem(f"`defines`: definitions/ says “{term}” is defined elsewhere", source.key_lines["defines"])
        if front.row and "steps" in front.row:
            for step in front.row["steps"].value or []:
                if not isinstance(step, dict) or step.get("step") not in library.steps:
                    yield source.problem(f"`row.steps`: no step “{step}”; write {{step: name, limit: 10 days}}", source.key_lines["row"])
    for definition in library.definitions.values():
        owner = definition.front.defined_in
        if owner and (owner not in library.clauses or definition.front.term not in library.clauses[owner].front.defines):
            yield definition.source.problem(f"`defined_in`: clause “{owner}” does not list “{definition.front.term}” under `defines`")
