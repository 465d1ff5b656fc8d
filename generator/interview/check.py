"""Question files held against the deal model and the library: every place, default, option and condition.

Run as a program it tells the faults of our own files: `python -m generator.interview.check`.
Long because each kind of question file has its rules here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from generator.deal.alliance import AllianceKind
from generator.deal.patch import ABSENT
from generator.interview.condition import NAMES
from generator.interview.place import NoSuchPlace, Pick, Shape, coerced, private_shape, shape_of, steps_of
from generator.interview.plan import START, for_side, sided, typed
from generator.library import Library
from generator.library.expression import BadExpression, Path, parse_expression, paths_of
from generator.library.problem import Problem
from generator.library.question import FieldFront, Pack, Question, Questions
from generator.library.source import SourceFile
from generator.values import nearest


def check_questions(questions: Questions, library: Library) -> list[Problem]:
    """Every fault of the question files, in their order."""
    return list(_Check(questions, library).problems())


class _Check:
    def __init__(self, questions: Questions, library: Library) -> None:
        self.questions, self.library = questions, library
        self.owners: dict[str, str] = {}

    def problems(self) -> Iterator[Problem]:
        for topic in self.questions.topics.values():
            yield from self._condition(topic.front.when, topic.source, "when", None)
            if topic.front.id != "start" and not any(q.front.topic == topic.front.id for q in self.questions.questions.values()):
                yield topic.source.problem(f"no question belongs to the topic “{topic.front.id}”")
            if not topic.intro:
                yield topic.source.problem("the introduction is missing; write one to three sentences below the front matter")
        places = [*self._places()]
        for question in self.questions.questions.values():
            yield from self._question(question, places)
        for pack in self.questions.packs.values():
            yield from self._pack(pack)
        yield from self._criteria()

    def _places(self) -> Iterator[tuple[str, str, int]]:
        """Every owned place with its question and that question's number in the order."""
        for n, question in enumerate(self.questions.questions.values()):
            for field in question.front.fields.values():
                paths = [field.path] if field.path and not field.extends else []
                for path in [*paths, *(path for option in field.options for path in option.sets)]:
                    yield path, question.id, n

    def _question(self, question: Question, places: list[tuple[str, str, int]]) -> Iterator[Problem]:
        front, source = question.front, question.source
        if not source.name.endswith(f"/{question.id}.md"):
            yield source.problem(f"the file of a question is called by its id: {question.id}.md")
        if not question.help:
            yield source.problem("the help text is missing; write it below the front matter")
        for clause in front.feeds:
            if clause not in self.library.clauses:
                yield source.problem(f"`feeds`: no clause “{clause}”{nearest(clause, self.library.clauses)}", self._line(source, "feeds"))
        yield from self._condition(front.when, source, "when", (question.id, places))
        for name, field in front.fields.items():
            line = self._line(source, "fields", name)
            for problem in self._field(question, name, field, places):
                yield source.problem(f"`{name}`: {problem}", line)

    def _field(self, question: Question, name: str, field: FieldFront, places: list[tuple[str, str, int]]) -> Iterator[str]:
        yield from self._bad(field.when, (question.id, places), own=question)
        for one in field.defaults:
            yield from self._bad(one.when, (question.id, places), own=question)
        for path in field.depends:
            yield from self._bad(path, (question.id, places), own=question)
        if field.default is not None and not field.because:
            yield "a default carries its reason: `because`"
        if field.required and question.id.startswith("D"):
            yield "a question of the deep dive can be skipped, so nothing in it is required"
        if field.options:
            yield from self._options(question, field)
            return
        try:
            shape = self._shape(field)
        except NoSuchPlace as error:
            yield str(error)
            return
        if field.path and not field.extends:
            yield from self._owned(question, f"{field.path} {sorted(field.fixed.items())}" if field.fixed else field.path, field.path)
        if shape.kind == "part":
            yield f"`{field.path}` has parts; ask for one of them: {', '.join(_keys(shape))}"
        if shape.kind == "rows":
            yield from self._rows(field, shape)
            return
        if field.columns:
            yield "`columns` are for a list of parts"
        for word in field.labels:
            allowed = ("true", "false") if shape.kind == "yes_no" else shape.choices
            if word not in allowed:
                yield f"`labels`: “{word}” is not allowed there; allowed are {', '.join(allowed)}"
        if shape.kind in ("choice", "choices") and shape.path != "documents":
            for word in shape.choices:
                if field.labels and word not in field.labels:
                    yield f"`labels`: “{word}” has no plain words"
        if shape.kind in ("text", "list") and not field.example and not question.front.example:
            yield "an answer in words needs an `example`"
        for value in [*([field.default] if field.default is not None else []), *(one.value for one in field.defaults)]:
            yield from self._value(field, shape, value)

    def _shape(self, field: FieldFront) -> Shape:
        if field.private:
            return private_shape(field.private)
        return shape_of(for_side(field.path or "", "a"), self.library)

    def _value(self, field: FieldFront, shape: Shape, value: Any) -> Iterator[str]:
        if isinstance(value, dict) and "date" in value:
            return
        if isinstance(value, dict) and "copy" in value:
            try:
                shape_of(for_side(value["copy"], "a"), self.library)
            except NoSuchPlace as error:
                yield str(error)
            return
        made = value if field.private else typed(field.path or "", value, "a", self.library, {})
        if fault := shape.fault(made):
            yield f"default: {fault}"

    def _rows(self, field: FieldFront, shape: Shape) -> Iterator[str]:
        known = shape.columns()
        if not field.columns:
            yield f"rows need `columns`; there are {', '.join(known)}"
        for column in field.columns:
            if column.key not in known:
                yield f"`columns`: no `{column.key}`{nearest(column.key, known)}"
                continue
            of_column = known[column.key]
            if of_column.kind in ("part", "rows"):
                yield f"`{column.key}` has parts and cannot be asked as one value"
            for word in column.labels:
                if word not in (*of_column.choices, "true", "false"):
                    yield f"`{column.key}`: “{word}” is not allowed; allowed are {', '.join(of_column.choices)}"
            if column.default is None or isinstance(column.default, dict):
                continue
            if fault := of_column.fault(coerced(of_column.annotation, sided(column.default, "a", {}))):
                yield f"`{column.key}`: default: {fault}"
        for key in field.fixed:
            if key not in known:
                yield f"`fixed`: no `{key}`{nearest(key, known)}"
        if field.default is not None or field.defaults:
            for value in [*([field.default] if field.default is not None else []), *(one.value for one in field.defaults)]:
                if isinstance(value, list):
                    rows = [{"id": f"{field.ids}{n}", **row, **field.fixed} for n, row in enumerate(value, 1) if isinstance(row, dict)]
                    if fault := shape.fault(typed(field.path or "", rows, "a", self.library, {})):
                        yield f"default: {fault}"
                elif not isinstance(value, dict):
                    yield "the default of rows is a list of rows"

    def _options(self, question: Question, field: FieldFront) -> Iterator[str]:
        ids = [option.id for option in field.options]
        defaults = [*([field.default] if field.default is not None else []), *(one.value for one in field.defaults)]
        for value in defaults:
            for id in value if isinstance(value, list) else [value]:
                if id not in ids:
                    yield f"default: no option “{id}”{nearest(str(id), ids)}"
            if isinstance(value, list) != field.many:
                yield "default: one id, or with `many` a list of ids"
        for option in field.options:
            yield from self._bad(option.when, None, own=question)
            for path, value in option.sets.items():
                try:
                    shape = shape_of(for_side(path, "a"), self.library)
                    if value != ABSENT:
                        made = typed(path, value, "a", self.library, {})
                        last = steps_of(for_side(path, "a"))[-1]
                        if isinstance(last, Pick):
                            if last.kind not in self.library.clauses:
                                yield f"option {option.id}: no clause “{last.kind}”{nearest(last.kind, self.library.clauses)}"
                            made = {"id": last.id, "kind": last.kind, **made}
                        if fault := shape.fault(made):
                            yield f"option {option.id}, {path}: {fault}"
                except NoSuchPlace as error:
                    yield f"option {option.id}: {error}"
                else:
                    yield from self._owned(question, path, path)

    def _owned(self, question: Question, key: str, path: str) -> Iterator[str]:
        owner = self.owners.setdefault(key, question.id)
        if owner != question.id:
            yield f"`{path}` is asked by {owner} too; one place has one question"

    def _pack(self, pack: Pack) -> Iterator[Problem]:
        front, source = pack.front, pack.source
        for key in ("hides", "only", "forces"):
            for id in getattr(front, key):
                if id not in self.questions.questions and id != START:
                    yield source.problem(f"`{key}`: no question “{id}”{nearest(id, self.questions.questions)}", self._line(source, key))
        for place, value in front.proposes.items():
            line = self._line(source, "proposes", place)
            question, _, name = place.partition(".")
            if question in self.questions.questions:
                fields = self.questions.questions[question].front.fields
                ids = [option.id for option in fields[name].options] if name in fields else []
                wrong = [id for id in (value if isinstance(value, list) else [value]) if id not in ids]
                if wrong:
                    yield source.problem(f"`{place}`: no such answer “{wrong[0]}”; there are {', '.join(ids) or 'none'}", line)
                continue
            try:
                shape = shape_of(for_side(place, "a"), self.library)
            except NoSuchPlace as error:
                yield source.problem(str(error), line)
                continue
            fault = shape.fault(typed(place, value, "a", self.library, {}))
            if fault:
                yield source.problem(f"`{place}`: {fault}", line)
            if not any(for_side(path, "a") == for_side(place, "a") for path, _, _ in self._places()):
                yield source.problem(f"`{place}`: no question asks for it, so a pack cannot propose it", line)

    def _criteria(self) -> Iterator[Problem]:
        columns = shape_of("success.kpis").columns()
        for criterion in self.questions.criteria.values():
            front, source = criterion.front, criterion.source
            for key, value in (("family", front.family), ("cadence", front.cadence), ("target", front.target_example)):
                if fault := columns[key].fault(value):
                    yield source.problem(f"`{key}`: {fault}", self._line(source, key))
            for kind in front.for_:
                if kind not in get_args(AllianceKind):
                    yield source.problem(
                        f"`for`: no kind of alliance “{kind}”{nearest(kind, get_args(AllianceKind))}", self._line(source, "for")
                    )

    def _condition(
        self, text: str | None, source: SourceFile, key: str, at: tuple[str, list[tuple[str, str, int]]] | None
    ) -> Iterator[Problem]:
        for problem in self._bad(text, at):
            yield source.problem(f"`{key}`: {problem}", self._line(source, key))

    def _bad(self, text: str | None, at: tuple[str, list[tuple[str, str, int]]] | None, own: Question | None = None) -> Iterator[str]:
        """What is wrong with a condition: its form, its paths, and whether it reads what is asked later."""
        if not text:
            return
        try:
            expression = parse_expression(for_side(text, "a"))
        except BadExpression as error:
            yield str(error)
            return
        order = list(self.questions.questions)
        for path in paths_of(expression):
            if path.parts[0] in NAMES:
                continue
            try:
                self._readable(path)
            except NoSuchPlace as error:
                yield str(error)
                continue
            if at is None:
                continue
            mine = order.index(at[0])
            for place, owner, n in at[1]:
                if n > mine and _overlap(for_side(place, "a"), str(path)) and not (own and owner == own.id):
                    yield f"reads `{path}`, which {owner} asks later"
                    break

    def _readable(self, path: Path) -> None:
        """Whether a path exists, going through lists. Raises NoSuchPlace."""
        parts = list(path.parts)
        shape = shape_of(parts[0])
        so_far = parts[0]
        if parts[0] == "clauses":
            shape_of(str(path), self.library)
            return
        for name in parts[1:]:
            columns = shape.columns()
            so_far = f"{so_far}.{name}"
            if shape.kind == "rows":
                if name not in columns:
                    raise NoSuchPlace(f"no `{so_far}`{nearest(name, columns)}")
                shape = columns[name]
            else:
                shape = columns[name] if name in columns else shape_of(so_far)

    def _line(self, source: SourceFile, key: str, name: str = "") -> int:
        first = source.key_lines.get(key, 1)
        if not name:
            return first
        for n in range(first, len(source.lines)):
            if source.lines[n].strip().strip("\"'").startswith(name):
                return n + 1
        return first


def _overlap(place: str, read: str) -> bool:
    one = place.replace("[", ".[").split(".")
    other = read.split(".")
    return one[: len(other)] == other or other[: len(one)] == one


def _keys(shape: Shape) -> list[str]:
    return list(shape.columns())


if __name__ == "__main__":
    import sys

    from generator.library import LibraryError, load_library
    from generator.library.question import load_questions

    try:
        found = check_questions(load_questions(), load_library())
    except LibraryError as error:
        found = error.problems
    for problem in found:
        print(problem)
    print(f"{len(found)} problems")
    sys.exit(bool(found))
