"""What a run has to do: for each record whether it is new, changed, unchanged or refused, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

from generator.batch.cells import placed
from generator.batch.changes import changed_places
from generator.batch.manifest import Kept, Manifest
from generator.batch.names import OF_THE_DEAL, Template
from generator.batch.order import Order, Task
from generator.batch.outcome import Outcome
from generator.batch.record import Record
from generator.batch.store import Store, Written
from generator.deal import Fault
from generator.library import Library

MOST_TOLD = 8  # places of a deal that are told; more are counted


@dataclass(frozen=True, slots=True)
class Planned:
    """One record and what is to be done with it. Without a `task`, `outcome` is all there will be.

    `places`: the places of the deal that changed. `input`: digest of the deal.
    """

    record: Record
    outcome: Outcome
    task: Task | None = None
    key: str = ""
    input: str = ""
    places: tuple[str, ...] = ()


class Planner:
    """Looks at one record after the other. `verifies`: unchanged files are read and compared by their digests."""

    def __init__(self, order: Order, library: Library, manifest: Manifest, store: Store, verifies: bool = False) -> None:
        self.order, self.library, self.manifest, self.store, self.verifies = order, library, manifest, store, verifies
        self.template = Template(order)
        self.clauses = clause_digests(library)
        manifest.note_present(store.find())

    def plan(self, record: Record) -> Planned:
        """What to do with a record. Raises BatchError when the manifest cannot be read."""
        blank = Outcome(record.number, str(record), "", "new")
        if record.faults or record.deal is None:
            faults = record.faults or (Fault("", "there is no deal in it"),)
            return Planned(record, replace(blank, state="refused", faults=tuple(faults)))
        try:
            # The keys stand as they came: an order of clauses or parameters is part of a deal.
            text = json.dumps(record.deal, separators=(",", ":"), allow_nan=False)
        except (TypeError, ValueError) as error:
            return Planned(record, replace(blank, state="refused", faults=(Fault("", f"it is not the data of a deal: {error}"),)))
        id = record.deal.get("id")
        blank = replace(blank, deal=id if isinstance(id, str) else "")
        input = sha256(text.encode()).hexdigest()
        named = self.template.names(record.deal)
        if isinstance(named, list):
            # The worker may find more that is wrong with it, and then tells all of that instead.
            return Planned(record, replace(blank, faults=tuple(named)), Task(record.number, text, ()), input=input)
        names = [name for _, _, name in named.files]
        if record.taken and record.taken in names:
            message = (
                f"“{record.taken}” is a file of another record, for which this one was refused before; {self._cure()}, or, if this one is "
                "to replace it, take “taken” out of its line"
            )
            return Planned(record, replace(blank, state="refused", faults=self._at_names(record, message), taken=record.taken))
        if taken := self.manifest.claim([named.key, *names], str(record)):
            name, other = taken
            file = name if name in names else names[0] if names else name
            message = (
                f"“{file}” would be a file of both {other} and {record}, at least where names are not told apart by case; {self._cure()}"
            )
            return Planned(record, replace(blank, state="refused", faults=self._at_names(record, message), taken=file))
        kept = self.manifest.kept(named.key)
        reasons, places = self._reasons(kept, input, record, names)
        if kept is not None and not reasons:
            same = replace(
                blank, deal=kept.deal, state="unchanged", files=tuple(names), levels=kept.levels, checks=kept.checks, findings=kept.findings
            )
            return Planned(record, same)
        state = replace(blank, state="changed" if kept else "new", reasons=tuple(reasons))
        return Planned(record, state, Task(record.number, text, named.files), named.key, input, tuple(places))

    @cached_property
    def _made_of(self) -> list[str]:
        """The places of the deal that make the names, the id first if it is among them."""
        fields = [field.removeprefix("deal.") for field in self.template.fields if field in OF_THE_DEAL]
        return sorted(dict.fromkeys(fields), key=lambda field: field != "id")

    def _cure(self) -> str:
        """What to do about a name that two records ask for."""
        cure = f"give one of the two another {self._made_of[0]}, or take one out"
        if "id" not in self._made_of:
            return f"{cure}, or use {{deal.id}} in --name"
        return cure if self.order.name else f"{cure}, or name the files with --name"

    def _at_names(self, record: Record, message: str) -> tuple[Fault, ...]:
        """A fault at the place of the deal that makes the names."""
        return placed(record, [Fault("/" + self._made_of[0].replace(".", "/"), message)])

    def _reasons(self, kept: Kept | None, input: str, record: Record, names: list[str]) -> tuple[list[str], list[str]]:
        """Why a deal is to be made again, and the places of it that changed; nothing for one that stays."""
        if kept is None:
            return [], []
        reasons: list[str] = []
        places: list[str] = []
        if kept.input != input:
            before, _ = self.manifest.past(kept.key)
            found = list(changed_places(before, record.deal))
            places = [path for path, _ in found]
            reasons += [f"{path} {what}" for path, what in found[:MOST_TOLD]] or ["its keys stand in another order"]
            if len(found) > MOST_TOLD:
                reasons.append(f"and {len(found) - MOST_TOLD} more places of the deal")
        if kept.library != self.library.digest:
            reasons.append(self._library_change(kept.library))
        if kept.options != self.order.digest:
            before, now = self.manifest.options(kept.options), self.order.options
            reasons += [
                f"{name}: {_words(before.get(name), name)}, now {_words(now[name], name)}" for name in now if before.get(name) != now[name]
            ]
        reasons += self._gone(kept, names)
        left = sorted({file.name for file in kept.files} - set(names))
        reasons += [f"{name} of the last time is no longer made, and stays where it is" for name in left]
        return reasons, places

    def _library_change(self, digest: str) -> str:
        texts = sorted(self.changed_texts(digest))
        some = f"{', '.join(texts[:MOST_TOLD])}{f' and {len(texts) - MOST_TOLD} more' if len(texts) > MOST_TOLD else ''}"
        return f"the library changed: {some or 'other texts than clauses'}"

    def changed_texts(self, digest: str) -> frozenset[str]:
        """Clauses whose file is another one than in the library of a digest."""
        before = self.manifest.clauses(digest)
        return frozenset(id for id in {*before, *self.clauses} if before.get(id) != self.clauses.get(id))

    def _gone(self, kept: Kept, names: list[str]) -> Iterator[str]:
        """Files that are not there, or not as they were written."""
        known = {file.name: file for file in kept.files}
        touched: list[Written] = []
        for name in names:
            file = known.get(name)
            if file is None:
                yield f"{name} was not made yet"
                continue
            there = self.manifest.present(name) or self.store.look(name)
            if there is None:
                yield f"{name} is gone"
            elif there[0] != file.size or ((self.verifies or there[1] != file.changed_at) and not self._same(file)):
                yield f"{name} is not as it was written"
            elif there[1] != file.changed_at:
                touched.append(replace(file, changed_at=there[1]))
        if touched and self.order.writes:
            self.manifest.touch(kept.key, touched)

    def _same(self, file: Written) -> bool:
        try:
            return sha256(self.store.read(file.name)).hexdigest() == file.sha256
        except OSError:
            return False


def clause_digests(library: Library) -> dict[str, str]:
    """Clause id -> digest of its file."""
    return {id: sha256("\n".join(clause.source.lines).encode()).hexdigest()[:16] for id, clause in library.clauses.items()}


def _words(value: object, name: str) -> str:
    if isinstance(value, list):
        return ", ".join(" = ".join(one) if isinstance(one, list) else str(one) for one in value) or (
            "as the deal says" if name == "papers" else "none"
        )
    return str(value)[:12] if value not in ("", None, False) else "none"
