"""A clause file, and the smaller files of the same form: steps, passages, definitions, papers, law packs.

Loading reads front matter and cuts the parts; a text is parsed when it is first used, or by `library check`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from generator.library.expression import BadExpression, Expression, parse_expression
from generator.library.front import ClauseFront, DefinitionFront, LawPackFront, PaperFront, PassageFront, StepFront, read_front
from generator.library.markup import Node, parse_text
from generator.library.problem import LibraryError
from generator.library.source import Part, SourceFile

TEXTS = ("balanced", "short", "protective")


class TextPart(Struct, frozen=True, dict=True):
    """One text of a clause. `nodes` parses at first use."""

    source: SourceFile
    heading: str
    line: int
    lines: tuple[str, ...]
    use_when: str = ""

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        return parse_text(self.lines, self.source.place, self.line)

    @cached_property
    def condition(self) -> Expression | None:
        return condition(self.source, self.use_when, self.line) if self.use_when else None

    @property
    def words(self) -> str:
        return "\n".join(self.lines).strip()


class Example(Struct, frozen=True, dict=True):
    """A test inside the clause: what to change in the sample deal, and what the text must or must not say then."""

    name: str
    line: int
    assignments: tuple[tuple[str, str], ...]
    says: tuple[str, ...]
    never_says: tuple[str, ...]


class Clause(Struct, frozen=True, dict=True):
    """One clause file."""

    source: SourceFile
    front: ClauseFront
    texts: dict[str, TextPart]
    lead: TextPart | None = None
    schedule: TextPart | None = None
    term_sheet: TextPart | None = None
    guidance: str = ""
    example_part: TextPart | None = None
    when: Expression | None = None

    @cached_property
    def examples(self) -> tuple[Example, ...]:
        """Read at first use: a draft needs none. Raises LibraryError."""
        return _examples(self.source, self.example_part) if self.example_part else ()

    @cached_property
    def positions(self) -> tuple[tuple[str, Expression, str], ...]:
        """Level, condition and words of each position, parsed at first use. Raises LibraryError."""
        line = self.source.key_lines.get("positions", 1)
        return tuple((one.level, condition(self.source, one.when, line), one.words) for one in self.front.positions)

    @property
    def id(self) -> str:
        return self.front.id

    @property
    def is_trigger(self) -> bool:
        return self.front.row is not None

    def parts(self) -> list[TextPart]:
        """Every part that prints."""
        return [part for part in (*self.texts.values(), self.lead, self.schedule, self.term_sheet) if part]


class Step(Struct, frozen=True, dict=True):
    source: SourceFile
    front: StepFront
    text: TextPart
    term_sheet: TextPart | None


class Passage(Struct, frozen=True, dict=True):
    source: SourceFile
    front: PassageFront
    text: TextPart


class Definition(Struct, frozen=True, dict=True):
    source: SourceFile
    front: DefinitionFront
    text: TextPart | None


class Paper(Struct, frozen=True, dict=True):
    source: SourceFile
    front: PaperFront
    opening: TextPart


class LawPack(Struct, frozen=True, dict=True):
    source: SourceFile
    front: LawPackFront
    about: str

    def on(self, layers: Iterable[LawPack]) -> LawPack:
        """This pack with what its layers say after its own; a rule it does not state is theirs, and it is as old as the oldest."""
        fronts = [self.front, *(layer.front for layer in layers)]
        rules = {rule: next((said for front in fronts if (said := getattr(front, rule)) not in (None, [])), None) for rule in _RULES}
        found = {rule: said for rule, said in rules.items() if said is not None} | {
            "notes": [note for front in fronts for note in front.notes],
            "sources": list(dict.fromkeys(source for front in fronts for source in front.sources)),
            "checked_on": min((front.checked_on for front in fronts), key=lambda checked: checked.day),
        }
        return replace(self, front=self.front.model_copy(update=found))


_RULES = (
    "penalty_rule", "penalty_reaches_non_breach", "insolvency_rule", "post_term_restraint", "notice_rolls", "agent_notice", "dealer_notice",
    "special_signature",
)  # fmt: skip


def read_clause(source: SourceFile) -> Clause:
    """A clause file. Raises LibraryError."""
    front = read_front(ClauseFront, source)
    texts: dict[str, TextPart] = {}
    named: dict[str, TextPart] = {}
    for part in source.parts:
        if part.heading.startswith("Text: "):
            name = part.heading[6:].strip()
            if name not in TEXTS or name in texts:
                raise LibraryError([source.problem(f"a text is {', '.join(TEXTS)}, each once; not “{name}”", part.line - 1)])
            texts[name] = text_part(source, part)
        elif part.heading in ("Lead", "Schedule", "Term sheet", "Guidance", "Examples") and part.heading not in named:
            named[part.heading] = text_part(source, part)
        else:
            raise LibraryError([source.problem(f"no part “{part.heading}” here", max(part.line - 1, 1))])
    if bool(front.schedule) != ("Schedule" in named):
        raise LibraryError([source.problem("`schedule:` and the part `# Schedule` come together")])
    if not texts and "Term sheet" not in named:
        raise LibraryError([source.problem("the clause has no `# Text: balanced` and no `# Term sheet`")])
    if texts and "balanced" not in texts:
        raise LibraryError([source.problem("the clause has no `# Text: balanced`")])
    return Clause(
        source, front, texts, named.get("Lead"), named.get("Schedule"), named.get("Term sheet"),
        named["Guidance"].words if "Guidance" in named else "",
        named.get("Examples"),
        condition(source, front.when, source.key_lines.get("when", 1)) if front.when else None,
    )  # fmt: skip


def text_part(source: SourceFile, part: Part) -> TextPart:
    """A part of a file, with the condition of its `use when:` line taken out."""
    lines, use_when = part.lines, ""
    for n, line in enumerate(lines):
        if line.strip():
            if line.startswith("use when:"):
                use_when = line.removeprefix("use when:").strip()
                lines = (*lines[:n], "", *lines[n + 1 :])
            break
    return TextPart(source, part.heading, part.line, lines, use_when)


def condition(source: SourceFile, text: str, line: int) -> Expression:
    """A condition of the front matter. Raises LibraryError on its line."""
    try:
        return parse_expression(text)
    except BadExpression as error:
        raise LibraryError([source.problem(str(error), line)]) from None


def _examples(source: SourceFile, part: TextPart) -> tuple[Example, ...]:
    found: list[Example] = []
    name, start = "", part.line
    assignments, says, never = list[tuple[str, str]](), list[str](), list[str]()

    def close() -> None:
        if name:
            found.append(Example(name, start, tuple(assignments), tuple(says), tuple(never)))

    for n, line in enumerate(part.lines):
        text = line.strip()
        if text.startswith("## "):
            close()
            name, start = text[3:], part.line + n
            assignments, says, never = [], [], []
        elif text:
            key, colon, value = text.partition(":")
            if not name or not colon:
                raise LibraryError(
                    [source.problem("an example is `## name`, then `path: value`, `says: words`, `never says: words`", part.line + n)]
                )
            value = value.strip()
            if key in ("says", "never says"):
                (says if key == "says" else never).append(re.sub(r'^"(.*)"$', r"\1", value))
            else:
                assignments.append((key.strip(), value))
    close()
    return tuple(found)


def _only(source: SourceFile, *headings: str) -> dict[str, TextPart]:
    parts = {part.heading: text_part(source, part) for part in source.parts}
    for part in source.parts:
        if part.heading not in headings:
            raise LibraryError([source.problem(f"no part “{part.heading}” here", max(part.line - 1, 1))])
    return parts


def read_step(source: SourceFile) -> Step:
    """A step file. Raises LibraryError."""
    parts = _only(source, "Text", "Term sheet")
    if "Text" not in parts:
        raise LibraryError([source.problem("a step needs `# Text`")])
    return Step(source, read_front(StepFront, source), parts["Text"], parts.get("Term sheet"))


def read_passage(source: SourceFile) -> Passage:
    """A passage file. Raises LibraryError."""
    parts = _only(source, "", "Text")
    if not parts:
        raise LibraryError([source.problem("the passage has no text")])
    return Passage(source, read_front(PassageFront, source), next(iter(parts.values())))


def read_definition(source: SourceFile) -> Definition:
    """A definition file: with a text of its own, or naming the clause that defines it. Raises LibraryError."""
    parts = _only(source, "", "Text")
    front = read_front(DefinitionFront, source)
    if not parts and not front.defined_in:
        raise LibraryError([source.problem("a definition has a text or says `defined_in:`")])
    return Definition(source, front, next(iter(parts.values()), None))


def read_paper(source: SourceFile) -> Paper:
    """The skeleton of a paper. Raises LibraryError."""
    parts = _only(source, "Opening")
    if "Opening" not in parts:
        raise LibraryError([source.problem("a paper needs `# Opening`")])
    return Paper(source, read_front(PaperFront, source), parts["Opening"])


def read_law_pack(source: SourceFile) -> LawPack:
    """A law pack; what stands after the front matter is for a business reader. Raises LibraryError."""
    return LawPack(source, read_front(LawPackFront, source), "\n".join("\n".join(part.lines) for part in source.parts).strip())
