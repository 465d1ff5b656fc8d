"""The files of a house style on disk: the house document, and the map of styles given with it or found beside it."""

from __future__ import annotations

from pathlib import Path

from generator.writers.word.house.sealed import LARGEST_FILE
from generator.writers.word.house.styles_map import LARGEST, read_styles_map

MAP_BESIDE = "styles.map"


def open_house(document: Path, styles_map: Path | None = None) -> tuple[bytes, tuple[tuple[str, str], ...]]:
    """The bytes of a house document and the pairs of its map; without `styles_map` a file styles.map beside the document counts.

    Raises OSError for a file that cannot be read, HouseStyleError for a map that is none. No more is read than is allowed.
    """
    beside = document.with_name(MAP_BESIDE)
    named = styles_map or (beside if beside.is_file() else None)
    pairs = read_styles_map(_read(named, LARGEST), named.name) if named else ()
    return _read(document, LARGEST_FILE), pairs


def _read(path: Path, largest: int) -> bytes:
    with path.open("rb") as stream:
        return stream.read(largest + 1)  # one byte more is seen to be too large
