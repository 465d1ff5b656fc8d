"""Read the native comments of a Word file back: what each says, and the words it stands beside."""

from __future__ import annotations

import io
import zipfile
from typing import NamedTuple

from lxml import etree

from tests.readers.docx import W, value, words


class Comment(NamedTuple):
    """`beside`: the words within the range of the comment; `says`: its paragraphs."""

    beside: str
    says: tuple[str, ...]


def comments(data: bytes) -> list[Comment]:
    """The comments of a file in the order of its body, clause by clause; none for a file without the part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "word/comments.xml" not in archive.namelist():
            return []
        said = {
            str(value(comment, "id")): tuple(words(paragraph) for paragraph in comment.findall(f"{W}p"))
            for comment in etree.fromstring(archive.read("word/comments.xml"))
        }
        body = etree.fromstring(archive.read("word/document.xml"))
    found: list[Comment] = []
    for paragraph in body.iter(f"{W}p"):
        within: dict[str, list[str]] = {}
        for node in paragraph.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference", f"{W}t"):
            id = str(value(node, "id"))
            if node.tag == f"{W}commentRangeStart":
                within[id] = []
            elif node.tag == f"{W}commentRangeEnd":
                found.append(Comment("".join(within.pop(id)), said.pop(id)))
            elif node.tag == f"{W}t":
                for held in within.values():
                    held.append(node.text or "")
        assert not within, f"a comment does not end in its paragraph: {words(paragraph)}"
    assert not said, f"comments beside nothing: {said}"
    return found
