"""Refused records that come back mended: the lines a batch wrote into `refused.jsonl`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.batch.record import Record
from generator.batch.sources.json_files import record_of, refused
from generator.batch.sources.laid import Base
from generator.batch.sources.table import row_again
from generator.deal import Fault

KEYS = {"record", "from", "reasons", "as", "base", "taken"}


def mended(records: Iterable[Record], base: Base) -> Iterator[Record]:
    """Records of a JSONL file; of a line that is a refused record with its reasons, the record alone."""
    for record in records:
        shape = record.deal
        if shape is None or not {"record", "reasons"} <= set(shape) <= KEYS:
            yield record
        else:
            found, taken = _taken_out(record, base), shape.get("taken")
            yield replace(found, taken=taken) if isinstance(taken, str) else found


def _taken_out(line: Record, base: Base) -> Record:
    shape = line.deal or {}
    inner, came_from = shape["record"], shape.get("from")
    place = f"{line.place} ({came_from})" if isinstance(came_from, str) and came_from else line.place
    if isinstance(inner, str) and inner.strip():
        return record_of(inner, line.source, place)
    if isinstance(inner, str):
        return refused("the record was not copied here; mend it where it came from and take this line out", line.source, place, line.raw)
    if not isinstance(inner, dict):
        return refused("“record” is neither an object nor a text; write the deal as { … }", line.source, place, line.raw)
    if shape.get("as") != "row":
        return Record(0, line.source, place, json.dumps(inner, ensure_ascii=False), inner)
    record = row_again(line.source, place, inner, base)
    if record.deal is not None and shape.get("base") and not base.text:
        missing = Fault("", f"this row was laid over the base {shape['base']}; give it again with --base")
        return replace(record, deal=None, faults=(missing,))
    return record
