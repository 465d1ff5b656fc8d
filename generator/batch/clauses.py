"""What each clause of a paper says, as digests, and which clauses say something else than the last time."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from functools import partial
from hashlib import blake2b
from typing import TypeAlias

from generator.document.inlines import Blank, Inline, Inlines, Text, Value, plain
from generator.document.lines import clause_lines
from generator.document.tree import Block, Clause, Definitions, Document, Item, Items, Paragraph, Table

Digests: TypeAlias = Mapping[str, Mapping[str, str]]  # paper -> clause -> digest of its words
OPENING = "opening"
Paths: TypeAlias = Mapping[str, Mapping[str, tuple[str, ...]]]  # paper -> clause -> places of the deal whose values it prints


def clauses_of(document: Document) -> Iterator[Clause]:
    """The clauses of sections and schedules, in reading order."""
    for section in document.sections:
        yield from section.clauses
    for schedule in document.schedules:
        yield from schedule.clauses


def digests_of(document: Document) -> dict[str, str]:
    """Clause id -> digest of its words without its number, which changes when a clause before it comes or goes.

    What stands before the first clause, the cover and the opening, counts as a clause `opening`.
    """
    words = "\n".join([plain(inlines) for inlines in _opening(document)])
    found: dict[str, str] = {OPENING: blake2b(words.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()}
    for clause in clauses_of(document):
        before = found.get(clause.id, "").encode()
        found[clause.id] = blake2b(before + clause.once("words to digest", None, partial(_words, clause)), digest_size=6).hexdigest()
    return found


def _words(clause: Clause) -> bytes:
    return "\n".join(line.words for line in clause_lines(clause)).encode("utf-8", "surrogatepass")


def paths_of(document: Document) -> dict[str, tuple[str, ...]]:
    """Clause id -> the places of the deal whose values it prints."""
    found = {OPENING: {inline.path: None for inlines in _opening(document) for inline in inlines if isinstance(inline, Value | Blank)}}
    for clause in clauses_of(document):
        own = found.setdefault(clause.id, {})
        for block in clause.blocks:
            own.update((inline.path, None) for inline in _inlines(block) if isinstance(inline, Value | Blank))
    return {id: tuple(paths) for id, paths in found.items()}


def _opening(document: Document) -> Iterator[Inlines]:
    yield from document.cover.parties
    yield (Text(document.cover.project),)
    yield from (line.value for line in document.cover.lines)
    yield from (paragraph.inlines for paragraph in document.opening)


def _inlines(block: Block) -> Iterator[Inline]:
    match block:
        case Paragraph():
            yield from block.inlines
        case Items():
            for item in block.items:
                yield from _of_item(item)
        case Table():
            for row in block.rows:
                for cell in row:
                    for words in cell.paragraphs:
                        yield from words
        case Definitions():
            for entry in block.entries:
                yield from entry.inlines


def _of_item(item: Item) -> Iterator[Inline]:
    yield from item.inlines
    for child in item.children:
        yield from _of_item(child)


def packed(digests: Digests) -> bytes:
    """Digests for the manifest."""
    return zlib.compress(json.dumps(digests, separators=(",", ":")).encode(), 1)


def unpacked(content: bytes) -> dict[str, dict[str, str]]:
    """And back."""
    found: dict[str, dict[str, str]] = json.loads(zlib.decompress(content))
    return found


def changed_clauses(
    before: Digests, now: Digests, paths: Paths, changed_paths: list[str], changed_texts: frozenset[str]
) -> Iterator[tuple[str, str, str]]:
    """Paper, clause and why, for each clause that is new, gone, or reads differently.

    `changed_paths`: places of the deal that changed; `changed_texts`: clauses whose file in the library changed.
    """
    for paper in dict.fromkeys((*before, *now)):
        old, new = before.get(paper, {}), now.get(paper, {})
        if not old or not new:
            continue  # the whole paper comes or goes, and its file says so
        for clause in dict.fromkeys((*new, *old)):
            if old.get(clause) == new.get(clause):
                continue
            what = "comes in" if clause not in old else "goes out" if clause not in new else "reads differently"
            why = []
            if clause in changed_texts:
                why.append("its text in the library changed")
            printed = paths.get(paper, {}).get(clause, ())
            why += [path for path in changed_paths if any(_within(path, one) for one in printed)]
            yield paper, clause, f"{what}: {', '.join(why) or 'it depends on what changed'}"


def _within(path: str, other: str) -> bool:
    return path == other or path.startswith(f"{other}.") or other.startswith(f"{path}.")
