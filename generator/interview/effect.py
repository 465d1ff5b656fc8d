"""What an answer does to the papers: which clauses came, went or changed, and how they read now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.document.lines import Line, clause_lines
from generator.document.tree import Clause, Schedule, Section
from generator.interview.look import Look
from generator.interview.plan import START
from generator.values import is_open

MOST = 3


def clauses_of(now: Look) -> dict[str, Clause]:
    """The clauses of the paper at hand by id, in reading order; none while the deal does not fit."""
    if now.drafted is None:
        return {}
    document = now.drafted.document
    holders: tuple[Section | Schedule, ...] = (*document.sections, *document.schedules)
    return {clause.id: clause for holder in holders for clause in holder.clauses}


def line(before: Look, after: Look) -> str:
    """One quiet line: “New: 14.3 Grant of exclusivity. Gone: Change of control. 2 read differently; 11 have new numbers.”"""
    if same_deal(before, after):
        return ""
    if after.drafted is None:
        return f"The papers cannot be drafted yet: {after.faults[0].message}" if after.faults and not before.faults else ""
    if before.drafted is None:
        return ""
    old, new = clauses_of(before), clauses_of(after)
    came = [_called(new[id]) for id in new if id not in old]
    went = [_called(old[id], number=False) for id in old if id not in new]
    both = [id for id in new if id in old]
    changed = [id for id in both if _words(old[id]) != _words(new[id])]
    moved = [id for id in both if old[id].label != new[id].label]
    parts = [f"New: {_listed(came)}." if came else "", f"Gone: {_listed(went)}." if went else ""]
    if changed:
        parts.append(f"Reads differently: {_listed([_called(new[id]) for id in changed])}.")
    if moved:
        parts.append(f"New numbers: {len(moved)}.")
    return " ".join(part for part in parts if part)


def same_deal(before: Look, after: Look) -> bool:
    """Whether both say the same, but for who said it; then what was drafted of one is the draft of the other."""
    if {**before.raw, "sources": None} != {**after.raw, "sources": None}:
        return False
    if "drafted" in vars(before):
        vars(after).setdefault("drafted", before.drafted)
    return True


def _called(clause: Clause, number: bool = True) -> str:
    title = clause.title or clause.id
    return f"{clause.label} {title}".strip() if number else title


def _listed(names: list[str]) -> str:
    return ", ".join(names) if len(names) <= MOST else f"{', '.join(names[:MOST])} and {len(names) - MOST} more"


def _words(clause: Clause) -> list[str]:
    return [one.words for one in clause_lines(clause)]


def words(now: Look, ids: Iterable[str]) -> list[str]:
    """How clauses read now, a line of text each; for one that does not print, a sentence that says so."""
    known = clauses_of(now)
    found: list[str] = []
    for id in ids:
        if id in known:
            found += [_indented(one) for one in clause_lines(known[id])]
        elif now.drafted is None:
            return [f"The papers cannot be drafted yet: {fault.message}" for fault in now.faults[:3]]
        else:
            title = now.plan.library.clauses[id].front.title if id in now.plan.library.clauses else id
            found.append(f"{title}: does not print with the answers so far.")
    return found


def _indented(one: Line) -> str:
    return f"{'  ' * max(0, one.depth - 1)}{one.number} {one.words}".rstrip() if one.number else f"  {one.words}"


def open_points(now: Look) -> list[str]:
    """Everything that is open: what was left open, what the partner is to be asked, what is still to be asked."""
    found: list[str] = []
    for id in now.asked:
        if id == START:
            continue
        reply = now.state.replies.get(id)
        asks = now.plan.question(id).question.front.asks
        if reply is not None and reply.state == "open":
            found.append(f"{id} not sure: {asks}{f' ({reply.note})' if reply.note else ''}")
        elif reply is not None and reply.state == "partner":
            found.append(f"{id} to be asked of the other side: {asks}{f' ({reply.note})' if reply.note else ''}")
        elif id in now.stale:
            found.append(f"{id} to be answered again: {asks}")
    found += [f"{path}: {note}" for path, note in _open_values(now.raw) if not _of_reply(path, now)]
    left = [id for id in now.pending if id != START]
    if left:
        found.append(f"Not asked yet: {', '.join(left) if len(left) <= 12 else f'{len(left)} questions, the next is {left[0]}'}")
    return found


def _open_values(raw: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if is_open(raw):
        yield path, str(raw["open"])
    elif isinstance(raw, Mapping):
        for key, value in raw.items():
            if not path and key == "sources":
                continue
            yield from _open_values(value, f"{path}.{key}" if path else str(key))
    elif isinstance(raw, list):
        for item in raw:
            yield from _open_values(item, f"{path}.{item.get('id', '')}" if isinstance(item, Mapping) else path)


def _of_reply(path: str, now: Look) -> bool:
    """Whether an open value is told already, with its question."""
    source = now.raw.get("sources", {}).get(path)
    return bool(source and source.get("unsure"))
