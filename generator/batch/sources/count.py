"""How many records sources will give, as far as a quick look tells: for the time left, and for nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.batch.sources.json_files import deal_files
from generator.deal import DealError

_PIECE = 1_000_000


def count_records(paths: Sequence[Path]) -> int | None:
    """About how many records there are: files of folders, lines; None where only reading would tell."""
    found = [_count(path) for path in paths]
    return None if None in found else sum(n for n in found if n is not None)


def _count(path: Path) -> int | None:
    try:
        if path.is_dir():
            return len(deal_files(path))
        ending = path.suffix.lower()
        if ending == ".json":
            with path.open("rb") as stream:
                return None if stream.read(200).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[") else 1
        if ending in (".jsonl", ".csv", ".tsv"):
            with path.open("rb") as stream:
                lines = sum(piece.count(b"\n") for piece in iter(lambda: stream.read(_PIECE), b""))
            return lines if ending == ".jsonl" else max(lines - 1, 0)
    except (OSError, DealError):
        return None
    return None
