"""Files of papers to what the checks compare: each file with its kind of paper, and its values by the places of the deal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from generator.checks.view import Written
from generator.readback.docx import marked_docx
from generator.readback.html import LARGEST, marked_html
from generator.readback.marked import CannotRead, Marked
from generator.writers.word.bookmarks import LONGEST_TAG, tag
from generator.writers.word.house.sealed import LARGEST_FILE

READERS = {".docx": (marked_docx, LARGEST_FILE), ".html": (marked_html, LARGEST), ".htm": (marked_html, LARGEST)}


def read_file(path: Path) -> Marked:
    """One file, by its extension. Raises CannotRead with the name of the file, OSError for one that cannot be opened."""
    if path.suffix.lower() not in READERS:
        raise CannotRead(f"{path}: only .docx and .html files mark their values; give one of these.")
    read, largest = READERS[path.suffix.lower()]
    with path.open("rb") as stream:
        data = stream.read(largest + 1)  # one byte more is seen to be too large
    try:
        return read(data)
    except CannotRead as error:
        raise CannotRead(f"{path}: {error}") from None


def read_files(paths: Sequence[Path], deal: str) -> dict[Path, Marked]:
    """All files, each a paper of the deal with this id. Raises CannotRead for the first that is none, OSError."""
    found: dict[Path, Marked] = {}
    for path in paths:
        marked = found[path] = read_file(path)
        said = marked.properties.get("Deal", "")
        if not said or not marked.properties.get("Paper"):
            raise CannotRead(f"{path}: it does not say which paper of which deal it is; give a file that pactwright draft wrote.")
        if said != deal:
            raise CannotRead(f"{path}: it is a paper of the deal “{said}”; this deal is “{deal}”.")
    return found


def written(path: Path, marked: Marked, paths: Iterable[str]) -> Written:
    """A file as the checks compare it. `paths`: the places of the deal its tags may stand for; a long one is cut in a Word file."""
    whole = {tag(place): place for place in paths if len(place) > LONGEST_TAG}
    said = tuple((whole.get(place, place), words) for place, words in marked.values)
    return Written(str(path), marked.properties["Paper"], said)
