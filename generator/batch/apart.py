"""What a run writes beside its papers stands apart from what it reads: nothing of the user's is written over, and nothing taken away."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.batch.error import BatchError
from generator.batch.sources.json_files import deal_files

_LONGEST_LINE = 50_000_000


def refuse_overwriting(outputs: Mapping[str, Sequence[Path]], sources: Sequence[Path], others: Mapping[str, Path | None]) -> None:
    """Raises BatchError for an output that is a source, or stands in a folder of sources as one of them, or is another file in use.

    `outputs`: by the option that names them. `others`: files that are read or kept beside the sources, by what they are called.
    """
    taken = {_real(path): name for name, path in others.items() if path is not None}
    for source in sources:
        for file in deal_files(source) if source.is_dir() else [source]:
            taken[_real(file)] = "a source of this run" if file == source else f"a deal of the folder {source}, which this run reads"
    folders = {_real(source): source for source in sources if source.is_dir()}
    for option, paths in outputs.items():
        for path in paths:
            if found := taken.get(_real(path)):
                raise BatchError(f"{option} {path} would write over {found}; name another file.")
            if (folder := folders.get(_real(path).parent)) is not None and path.suffix == ".json":
                raise BatchError(f"{option} {path} would be read as a deal of {folder} the next time; name a file outside that folder.")
            taken[_real(path)] = f"what {option} writes"


def refuse_no_refusals(file: Path, option: str) -> None:
    """Raises BatchError where a file is to take refused records, or be taken away when there are none, and holds something else."""
    if file.is_dir():
        raise BatchError(f"{option} {file} is a folder; name a file.")
    if not holds_refusals(file):
        raise BatchError(
            f"{option} {file} is there already and holds no refused records, so it would be lost; name another file, or move it away."
        )


def holds_refusals(file: Path) -> bool:
    """Whether a file is one of refused records, or is empty or not there."""
    try:
        with file.open("rb") as stream:
            line = stream.readline(_LONGEST_LINE)
    except (FileNotFoundError, NotADirectoryError):
        return True
    try:
        found = json.loads(line) if line.strip() else {"record": None, "reasons": None}
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and {"record", "reasons"} <= set(found)


def _real(path: Path) -> Path:
    """The file a path leads to, through links."""
    return path.resolve()
