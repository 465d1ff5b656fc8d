"""Deals as JSON: one in a file, a list of them in a file, or one a line. Large files are read piece by piece, one deal at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from generator.batch.record import Record
from generator.deal import DealError, Fault
from generator.deal.read import LARGEST, parse_object

PIECE = 1_000_000
_MARK = re.compile(r'["\\\[\]{},]')
_SPACE = " \t\r\n"
_PRIVATE = ".private.json"


def deal_files(folder: Path) -> list[Path]:
    """The deal files of a folder, by name; what a side keeps to itself (`.private.json`) is none. Raises DealError without any."""
    try:
        inside = sorted(path for path in folder.iterdir() if path.name.endswith(".json") and not path.name.startswith("."))
    except OSError as error:
        raise DealError([Fault("", f"cannot open it: {error.strerror or error}", str(folder))]) from None
    found = [path for path in inside if not path.name.endswith(_PRIVATE) and path.is_file()]
    if not found:
        raise DealError([Fault("", "the folder holds no deal file; deals are files that end in .json, directly in it", str(folder))])
    return found


def record_of(text: str, source: str, place: str = "") -> Record:
    """The text of one deal -> a record, with what is wrong with it as JSON."""
    try:
        return Record(0, source, place, text, parse_object(text))
    except DealError as error:
        return Record(0, source, place, text, None, tuple(error.faults))


def refused(message: str, source: str, place: str = "", raw: str = "") -> Record:
    """A record that cannot be read at all."""
    return Record(0, source, place, raw, None, (Fault("", message),))


def read_json(path: Path) -> Iterator[Record]:
    """A file with one deal, or with a list of deals."""
    source = str(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            start = stream.read(PIECE)
            if not start.lstrip(_SPACE).startswith("["):
                text = start + stream.read(LARGEST + 1 - len(start))
                yield record_of(text, source) if len(text) <= LARGEST else refused(_too_large("file"), source)
                return
            yield from _elements(start, stream, source)
    except OSError as error:
        yield refused(f"cannot open it: {error.strerror or error}", source)
    except UnicodeDecodeError as error:
        yield refused(f"the file is not UTF-8 text (byte {error.start}); save it as UTF-8", source)


def _too_large(what: str) -> str:
    return f"the {what} is larger than {LARGEST:,} characters, which no deal needs; it is not copied here, so mend it where it is"


def _elements(start: str, stream: IO[str], source: str) -> Iterator[Record]:
    """The deals of a list. A deal that is no JSON is told and the next one read, as long as brackets and quotation marks meet."""
    n, depth, quoted, escaped_at = 0, 0, False, -1
    kept, piece = "", start
    ended = False
    while piece:
        cut = 0
        for match in _MARK.finditer(piece):
            at, sign = match.start(), match[0]
            if quoted:
                if at == escaped_at:
                    continue
                if sign == "\\":
                    escaped_at = at + 1
                elif sign == '"':
                    quoted = False
                continue
            if ended:
                break
            if sign == '"':
                quoted = True
            elif sign in "[{":
                depth += 1
                cut = at + 1 if depth == 1 else cut
            elif sign in "]}":
                depth -= 1
            if (sign == "," and depth == 1) or (sign == "]" and depth == 0):
                text = kept + piece[cut:at]
                kept, cut = "", at + 1
                ended = sign == "]"
                if text.strip(_SPACE):
                    n += 1
                    yield record_of(text.strip(_SPACE), source, f"deal {n}")
                elif not ended or n:
                    n += 1
                    yield refused("a comma stands where a deal is expected; take it out", source, f"deal {n}")
        kept += piece[cut:]
        escaped_at -= len(piece)
        if len(kept) > LARGEST:
            yield refused(_too_large("deal"), source, f"deal {n + 1}")
            return
        piece = stream.read(PIECE)
    if not ended:
        said = "the list is not closed: a bracket, a brace or a quotation mark is missing here or before"
        yield refused(said, source, f"deal {n + 1}", kept.strip(_SPACE))
    elif kept.strip(_SPACE):
        yield refused(
            "after the list comes something more; put all deals into the list", source, f"deal {n + 1}", kept.strip(_SPACE)[:LARGEST]
        )


def read_lines(path: Path) -> Iterator[Record]:
    """A file with one deal on each line. Empty lines are none; a line that is too long is told and skipped."""
    source = str(path)
    try:
        with path.open("rb") as stream:
            n = 0
            while line := stream.readline(LARGEST + 1):
                n += 1
                if n == 1:
                    line = line.removeprefix(b"\xef\xbb\xbf")
                if len(line) > LARGEST:
                    while line and not line.endswith(b"\n"):
                        line = stream.readline(LARGEST + 1)
                    yield refused(_too_large("line"), source, f"line {n}")
                elif line.strip():
                    yield _line(line, source, f"line {n}")
    except OSError as error:
        yield refused(f"cannot read on: {error.strerror or error}", source)


def _line(line: bytes, source: str, place: str) -> Record:
    try:
        return record_of(line.decode().strip(), source, place)
    except UnicodeDecodeError as error:
        raw = line.decode(errors="backslashreplace").strip()
        return refused(f"the line is not UTF-8 text (byte {error.start}); save the file as UTF-8", source, place, raw)
