"""Grammar of lists: the joining word, the punctuation, one survivor joins its lead-in, none drops it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from msgspec.structs import replace

from generator.document.rename import NAMES
from generator.document.tree import Block, Definitions, Inline, Inlines, Item, Items, Paragraph, Signatures, Table, Text, Used, Value, plain

_LEAD = re.compile(r"\s*\b(?:(any|either|one)|(?:all|each|both)) of(?: the following)?:$")


def finish_lists(blocks: list[Block]) -> list[Block]:
    """Blocks as filled -> blocks as printed."""
    finished: list[Block] = []
    dropped = joined = False
    for n, block in enumerate(blocks):
        after = blocks[n + 1] if n + 1 < len(blocks) else None
        if isinstance(block, Paragraph):
            # Text that goes on with a sentence falls away with the sentence.
            dropped = (dropped and not block.numbered) or (leads(block.inlines) and not _follows(after))
            if dropped:
                continue
            if joined and not block.numbered:
                finished[-1], joined = _go_on(finished[-1], block), False
                continue
        joined = False
        if isinstance(block, Items):
            lead = finished[-1] if finished and isinstance(finished[-1], Paragraph) else None
            words = plain(lead.inlines) if lead else ""
            flush = isinstance(after, Paragraph) and not after.numbered
            block = Items(tuple(_one_child(item) for item in block.items))
            if lead and leads(lead.inlines) and len(block.items) == 1 and _joinable(block.items[0]):
                finished[-1] = _join_lead(lead, block.items[0], "" if flush else ".")
                joined = True
                continue
            block = Items(punctuate(block.items, words, "," if flush else "."))
        finished.append(block)
    return finished


def _go_on(block: Block, flush: Paragraph) -> Block:
    """A lead-in joined with its one item, and the text that went on after the list: one sentence again."""
    assert isinstance(block, Paragraph)
    words = (*block.inlines, Text(", "), *flush.inlines)
    return replace(block, inlines=words, uncertain=block.uncertain or flush.uncertain, notes=(*block.notes, *flush.notes))


def leads(inlines: Inlines) -> bool:
    """Whether words of the library end in a colon; a value of the user's may end as it likes."""
    return bool(inlines) and isinstance(inlines[-1], Text) and inlines[-1].words.endswith(":")


def _follows(after: Block | None) -> bool:
    """Whether what a lead-in announces is there."""
    return isinstance(after, Items | Table | Definitions | Signatures) or (isinstance(after, Paragraph) and after.style == "party")


def _one_child(item: Item) -> Item:
    """An item with one sub-item is one item."""
    if len(item.children) != 1 or not leads(item.inlines) or not _joinable(item.children[0]):
        return item
    child = item.children[0]
    return replace(
        item,
        inlines=(*_lead_words(item.inlines), Text(" "), *_bare(child.inlines)),
        children=(),
        uncertain=item.uncertain or child.uncertain,
    )


def _lead_words(inlines: Inlines) -> Inlines:
    return _change_end(inlines, lambda words: re.sub(r":$", "", _LEAD.sub("", words)).rstrip())


def _joinable(item: Item) -> bool:
    return not item.children and not _sentence(item)


def _join_lead(lead: Paragraph, item: Item, stop: str) -> Paragraph:
    """“if all of:” and one item -> one sentence."""
    joined = (*_lead_words(lead.inlines), Text(" "), *_bare(item.inlines), *((Text(stop),) if stop else ()))
    return replace(lead, inlines=joined, uncertain=lead.uncertain or item.uncertain)


def punctuate(items: tuple[Item, ...], lead: str, stop: str) -> tuple[Item, ...]:
    """Set `;`, the joining word and the last stop; items that are sentences keep their own."""
    match = _LEAD.search(lead)
    word = "or" if match and match[1] else "and"
    done: list[Item] = []
    for n, item in enumerate(items):
        last = n == len(items) - 1
        mark = stop if last else f"; {word}" if n == len(items) - 2 else ";"
        if item.children:
            item = item.saying(item.inlines, punctuate(item.children, plain(item.inlines), mark))
        elif not _sentence(item):
            item = item.saying((*_bare(item.inlines), Text(mark)), item.children)
        done.append(item)
    return tuple(done)


def _sentence(item: Item) -> bool:
    if not item.inlines or not item.inlines[-1].words.endswith("."):
        return False
    words = plain(item.inlines)
    return words[:1].isupper() and isinstance(item.inlines[0], Text | Used) and _length(item.inlines) > 60


def _length(inlines: Inlines) -> int:
    """How long a run of words is; not by how long the sides are called, so that the same item reads the same in every deal."""
    return sum(_LENGTH_OF_A_NAME if type(inline) is Value and inline.path in NAMES else len(inline.words) for inline in inlines)


_LENGTH_OF_A_NAME = 6


def _bare(inlines: Inlines) -> Inlines:
    return _change_end(inlines, _without_stop)


@lru_cache(maxsize=8192)  # ends of items are words of the library
def _without_stop(words: str) -> str:
    return re.sub(r"[;,.]?\s*(;\s*(and|or))?$", "", words.rstrip())


def _change_end(inlines: Inlines, change: Callable[[str], str]) -> Inlines:
    """Change the end of a run of words; only library words are touched, never a value."""
    if not inlines or not isinstance(inlines[-1], Text):
        return inlines
    words = change(inlines[-1].words)
    kept: tuple[Inline, ...] = inlines[:-1]
    return (*kept, Text(words)) if words else kept
