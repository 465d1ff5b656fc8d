"""A library file as text: YAML front matter between two `---` lines, then parts under level-1 headings.

Everything keeps its line, so that a fault found later still points at the text a person wrote.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Any

import yaml

from msgspec import Struct

from generator.library.problem import LibraryError, Problem
from generator.values.text import hidden_at

try:
    from yaml import CBaseLoader as _Base
except ImportError:  # PyYAML built without libyaml
    from yaml import BaseLoader as _Base  # type: ignore[assignment]


class _Loader(_Base):
    """Composes without asking what a scalar may mean: all is text."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        return "tag:yaml.org,2002:str"

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


LARGEST, LONGEST_LINE, DEEPEST_VALUE = 200_000, 4_000, 30
_USUAL = 16_384  # bytes; room for the largest file allowed takes longer to make than a usual file to read


class Part(Struct, frozen=True):
    """The text under one `# Heading`: its lines, and the file's number of the first of them."""

    heading: str
    line: int
    lines: tuple[str, ...]


class SourceFile(Struct, frozen=True):
    """A file split into front matter (every scalar text), where its keys stand, and parts.

    `name`: its path inside the library, wherever that is. `folder`: the house folder that brought it, as given; none for ours.
    """

    name: str
    front: dict[str, Any]
    key_lines: dict[str, int]
    parts: tuple[Part, ...]
    lines: tuple[str, ...]
    folder: str = ""

    @property
    def place(self) -> str:
        """The file as a reader finds it, for messages alone."""
        return told_place(self.folder, self.name)

    def problem(self, message: str, line: int = 1, column: int = 0) -> Problem:
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return Problem(self.place, line, column, message, text)


def told_place(folder: str, name: str) -> str:
    """A file of a library as a reader finds it: with the house folder that brought it, as given; ours as it is."""
    return f"{folder}/{name}" if folder else name


def read_file(entry: Traversable, name: str) -> str:
    """The text of a library file. Raises LibraryError for what is no file, too large or not UTF-8."""
    if not entry.is_file():
        raise LibraryError([Problem(name, 1, 0, "this is not an ordinary file; a library holds texts only")])
    return read_text(entry, name)


def read_text(entry: Traversable, name: str) -> str:
    """The text of an ordinary file. Raises LibraryError for what is too large or not UTF-8."""
    with entry.open("rb") as stream:
        content = stream.read(_USUAL)
        if len(content) == _USUAL:
            content += stream.read(4 * LARGEST + 1 - _USUAL)  # a character has at most four bytes
    try:
        if len(content) <= 4 * LARGEST:
            text = content.removeprefix(codecs.BOM_UTF8).decode()
            return text.replace("\r\n", "\n") if "\r" in text else text
    except UnicodeDecodeError:
        raise LibraryError([Problem(name, 1, 0, "the file is not UTF-8 text; save it as UTF-8")]) from None
    raise LibraryError([Problem(name, 1, 0, f"the file has more than {LARGEST:,} characters")])


def split(name: str, text: str, folder: str = "") -> SourceFile:
    """File name and text -> SourceFile. Raises LibraryError with the line of the fault."""
    # Not splitlines, which also breaks at signs that cannot be seen, and those are to be found.
    text = text.replace("\r\n", "\n") if "\r" in text else text
    lines = tuple(text.removesuffix("\n").split("\n")) if text else ()

    def fail(message: str, line: int, column: int = 0) -> LibraryError:
        shown = lines[line - 1] if 0 < line <= len(lines) else ""
        return LibraryError([Problem(told_place(folder, name), line, column, message, shown)])

    if len(text) > LARGEST:
        raise fail(f"the file has {len(text):,} characters; {LARGEST:,} are allowed", 1)
    if not lines or lines[0].strip() != "---":
        raise fail("a library file starts with front matter: a line `---`, keys, and a line `---`", 1)
    end = next((n for n in range(1, len(lines)) if lines[n].strip() == "---"), None)
    if end is None:
        raise fail("the front matter is not closed; add a line `---` after its last key", 1)
    try:
        front, key_lines = read_yaml("\n".join(lines[1:end]))
    except FrontMatterFault as fault:
        raise fail(fault.message, fault.line + 1, fault.column) from None
    has_hidden = hidden_at(text.replace("\n", " ").replace("\t", " ")) is not None
    for n, line in enumerate(lines, 1) if has_hidden or (len(text) > LONGEST_LINE and max(map(len, lines)) > LONGEST_LINE) else ():
        if len(line) > LONGEST_LINE:
            raise fail(f"the line has {len(line):,} characters; {LONGEST_LINE:,} are allowed, so break it", n)
        if has_hidden and (at := hidden_at(line.replace("\t", " "))) is not None:
            raise fail(_hidden(line[at]), n, at + 1)
    if not isinstance(front, dict):
        raise fail("the front matter must be keys and values, such as `id: exit.convenience`", 2)
    parts = tuple(_parts(lines, end + 1))
    return SourceFile(name, front, {key: line + 1 for key, line in key_lines.items()}, parts, lines, folder)


def _hidden(char: str) -> str:
    return f"the character U+{ord(char):04X} cannot be seen or changes the reading order; remove it"


def _parts(lines: tuple[str, ...], start: int) -> Iterator[Part]:
    heads = [n for n, line in enumerate(lines[start:], start) if line[:2] == "# "]
    before = lines[start : heads[0] if heads else len(lines)]
    if any(line.strip() for line in before):
        yield Part("", start + 1, before)
    for n, end in pairwise([*heads, len(lines)]):
        yield Part(lines[n][2:].strip(), n + 2, lines[n + 1 : end])


class _ValueLoader(yaml.SafeLoader):
    """YAML as a person reads it: numbers and true/false, but `no`, `on` and dates stay words."""


_ValueLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":int", ":null"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_ValueLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def read_value(text: str) -> Any:
    """One YAML value of an example or a sample -> the data a deal file would hold. Raises ValueError."""
    try:
        _look(text, DEEPEST_VALUE)
        return yaml.load(text, Loader=_ValueLoader)  # a SafeLoader
    except FrontMatterFault as fault:
        raise ValueError(fault.message) from None
    except yaml.YAMLError as error:
        raise ValueError(f"cannot read this: {getattr(error, 'problem', None) or 'this is not YAML'}") from None


class FrontMatterFault(Exception):
    """A fault in YAML, by line and column of the YAML text."""

    def __init__(self, message: str, line: int, column: int = 0) -> None:
        super().__init__(message)
        self.message, self.line, self.column = message, line, column


def read_yaml(text: str, deepest: int = 12) -> tuple[Any, dict[str, int]]:
    """YAML -> plain dicts, lists and text (nothing else), with the line of each top-level key.

    Aliases, tags, duplicate keys and deep nesting are refused: a library file may come from a stranger.
    """
    try:
        if len(text) > 4_000 or "*" in text or "&" in text:
            _look(text, deepest)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or "this is not YAML"
        raise FrontMatterFault(f"cannot read this: {reason}", (mark.line if mark else 0) + 1, (mark.column if mark else -1) + 1) from None
    lines: dict[str, int] = {}
    return (_build(node, 0, deepest, lines) if node is not None else {}), lines


def _look(text: str, deepest: int) -> None:
    """Refuse aliases and deep nesting before anything is built: libyaml builds by recursion, and a deep file would end the program.

    A short text without the marks of an alias needs no look: it cannot be deep enough to do harm.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        mark: Any = event.start_mark
        if depth > deepest + 1:
            raise FrontMatterFault("nested too deeply", mark.line + 1, mark.column + 1)
        if isinstance(event, yaml.AliasEvent):
            raise FrontMatterFault("`*alias` and `&anchor` are not allowed; write the value out", mark.line + 1, mark.column + 1)


def _build(node: Any, depth: int, deepest: int, lines: dict[str, int]) -> Any:
    kind = type(node)
    if depth > deepest:
        raise FrontMatterFault("nested too deeply", node.start_mark.line + 1, node.start_mark.column + 1)
    if kind is yaml.ScalarNode:
        # In quotation marks a character can be written as an escape, where no look at the file's lines finds it.
        if node.style == '"' and (at := hidden_at(node.value)) is not None:
            raise FrontMatterFault(_hidden(node.value[at]), node.start_mark.line + 1, node.start_mark.column + 1)
        return node.value
    if kind is yaml.MappingNode:
        built: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise FrontMatterFault("a key must be text", key.start_mark.line + 1, key.start_mark.column + 1)
            if key.value in built:
                raise FrontMatterFault(f"`{key.value}` is there twice", key.start_mark.line + 1, key.start_mark.column + 1)
            if depth == 0:
                lines[key.value] = key.start_mark.line + 1
            built[key.value] = _build(value, depth + 1, deepest, lines)
        return built
    return [_build(value, depth + 1, deepest, lines) for value in node.value]
