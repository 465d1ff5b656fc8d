"""What became of one record of a batch: what the executor hands to the manifest and to the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.checks import Finding
from generator.deal import Fault

State = Literal["new", "changed", "unchanged", "refused", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One record after the run, or after `--plan`. Outcomes are in the order of the records.

    `state`: new, changed and unchanged are in the output; refused: the record itself is at fault; failed: the record may be
    good, but not all its papers could be made (its worker hung or died, a format cannot be written here, something else stands in
    the place of a file). Refused and failed ones have `faults`; of refused ones no file was touched.
    `number`, `name`: of the record; `name` is `str(record)`. `deal`: its id, "" when it could not be read.
    `files`: below the output folder, with “/”. `reasons`: why it is new or changed, sentences without a full stop.
    `levels`, `checks`: how many findings that are not accepted there are of each level and each check.
    `findings`: the serious ones alone, whole. `seconds`: the time its worker took; 0 when nothing was made.
    `taken`: the file for which it was refused, because another record has it.
    `clauses`: of a changed deal that is only planned: paper, clause, and what happens to it and why.
    """

    number: int
    name: str
    deal: str
    state: State
    files: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    levels: Mapping[str, int] = field(default_factory=dict)
    checks: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    seconds: float = 0.0
    clauses: tuple[tuple[str, str, str], ...] = ()
    taken: str = ""

    @property
    def is_good(self) -> bool:
        """Whether its papers are in the output, now or since an earlier run."""
        return self.state in ("new", "changed", "unchanged")
