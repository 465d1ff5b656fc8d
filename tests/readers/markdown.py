"""Read a written Markdown file back with an independent reader of CommonMark: its lines with depth, number and words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.document.lines import Line

HEADING_NUMBER = re.compile(r"(\d+\.|\d+\.\d+|Schedule [A-Z]+:) ")
NUMBERS = {r"\d+\.": 1, r"\d+\.\d+\.\d+": 2, r"\(\w+\)": 3}  # by form: of a schedule’s paragraph, a clause’s, a party


def tokens(content: bytes) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(content.decode())


def lines(content: bytes) -> list[Line]:
    """The lines below the rule that ends the head, in reading order; a cell of several paragraphs is as many lines."""
    all_tokens = tokens(content)
    begin = next(at for at, token in enumerate(all_tokens) if token.type == "hr")
    return [line for line in _lines(all_tokens[begin + 1 :]) if line.number or line.words]


def _lines(body: list[Token]) -> Iterator[Line]:
    depth = 2  # of the lists a token is in: 2 outside of lists
    for before, token in pairwise(body):
        depth += {"bullet_list_open": 1, "bullet_list_close": -1}.get(token.type, 0)
        if token.type != "inline":
            assert token.type not in {"code_block", "fence", "html_block", "ordered_list_open", "hr"}, token.content
            continue
        first, *others = said(token)
        match before.type:
            case "heading_open":
                number = HEADING_NUMBER.match(first)
                yield Line(int(before.tag[1]) - 2, number[1].removesuffix(":") if number else "", first[number.end() :] if number else first)
            case "th_open" | "td_open":
                yield from (Line(-1, "", words) for words in (first, *others))
            case "paragraph_open" if depth > 2:
                number, _, words = first.partition(" ") if first.startswith("(") else ("", "", "")
                if number:
                    yield Line(depth, number, words)
                else:
                    label, _, value = first.partition(":")
                    yield from (Line(-1, "", label), Line(-1, "", value.strip(" _")))
            case _:
                yield _paragraph(token, first)


def _paragraph(token: Token, words: str) -> Line:
    """A number is what stands in bold at the beginning and looks like one."""
    kinds = [child.type for child in token.children or () if child.content or child.nesting]
    begun = re.match(r"\S+(?= |$)", words)
    if begun and kinds[0] == "strong_open":
        for form, depth in NUMBERS.items():
            if re.fullmatch(form, begun[0]):
                return Line(depth, begun[0], words[begun.end() + 1 :])
    return Line(-1, "", words)


def said(token: Token) -> list[str]:
    """The words of an inline token as a reader sees them; more than one piece where `<br>` parts them."""
    pieces = [""]
    for child in token.children or ():
        if child.type == "html_inline":
            assert child.content == "<br>", child.content
            pieces.append("")
        else:
            assert child.type in {"text", "strong_open", "strong_close"}, child.type
            pieces[-1] += child.content
    return pieces
