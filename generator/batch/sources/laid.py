"""The base of a batch: a deal whose values the rows of sheets override. It may be half a deal: the rows say the rest."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.batch.columns import Place, top
from generator.bind.schema import schema
from generator.deal.read import parse_object, read_text
from generator.library import Library, load_library


@dataclass
class Base:
    """`text`: the base as JSON, “” for none. `file`: where it was read. `library`: whose clauses columns may name."""

    text: str = ""
    file: str = ""
    library: Library | None = None

    @cached_property
    def deal(self) -> Place:
        """The places of a deal; made when the first sheet asks for them, and kept with the library."""
        library = self.library or load_library()
        found = library.prepared.get("places of a deal")
        if not isinstance(found, Place):
            found = library.prepared["places of a deal"] = top(schema(library))
        return found


def read_base(path: Path) -> str:
    """A base as JSON text, without spaces. Raises DealError for a file that is no JSON object."""
    return json.dumps(parse_object(read_text(path), str(path), "a base"), ensure_ascii=False)
