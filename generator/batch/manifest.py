"""The manifest: an SQLite file beside the output that knows what was made of what. docs/batch.md has its tables.

It is also the lock: the batch that has it open for writing keeps it, and the system takes it back when that process ends,
however it ends. Everything in a transaction is there or is not, so a killed run leaves a manifest that is right about less.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from generator.batch.names import folded
from generator.batch.error import BatchError
from generator.batch.store import Written
from generator.checks import Finding

FILE = "manifest.sqlite"
FORMAT = 1
TABLES = """
CREATE TABLE IF NOT EXISTS runs (
    id TEXT PRIMARY KEY, begun TEXT NOT NULL, ended TEXT, library TEXT NOT NULL, options TEXT NOT NULL,
    request TEXT NOT NULL, counts TEXT, seconds REAL) STRICT;
CREATE TABLE IF NOT EXISTS options (digest TEXT PRIMARY KEY, options TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS libraries (digest TEXT PRIMARY KEY, clauses TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS deals (
    key TEXT PRIMARY KEY, deal TEXT NOT NULL, record TEXT NOT NULL, input TEXT NOT NULL, library TEXT NOT NULL,
    options TEXT NOT NULL, run TEXT NOT NULL, data BLOB NOT NULL, clauses BLOB NOT NULL, levels TEXT NOT NULL,
    checks TEXT NOT NULL, findings TEXT NOT NULL, seconds REAL NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS outputs (
    name TEXT PRIMARY KEY, deal TEXT NOT NULL, paper TEXT NOT NULL, format TEXT NOT NULL, sha256 TEXT NOT NULL,
    size INTEGER NOT NULL, changed_at INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS outputs_of_a_deal ON outputs (deal);
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the manifest knows of one deal. `input`, `library`, `options`: digests; `files`: as they were written."""

    key: str
    deal: str
    input: str
    library: str
    options: str
    levels: Mapping[str, int]
    checks: Mapping[str, int]
    findings: tuple[Finding, ...]
    files: tuple[Written, ...] = field(default=())


class Manifest:
    """Opened in `batch/opening.py`. Raises BatchError where SQLite cannot read or write it."""

    def __init__(self, path: Path | None, database: sqlite3.Connection) -> None:
        self.path, self._database = path, database
        # Who claimed which key and name in this run; SQLite keeps it in a file of its own when it grows.
        self._database.execute("CREATE TEMP TABLE claims (name TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID")
        self._database.execute("CREATE TEMP TABLE present (name TEXT PRIMARY KEY, size INTEGER, changed_at INTEGER) WITHOUT ROWID")

    # ------------------------------------------------------------ this run

    def begin(self, run: str, library: str, clauses: Mapping[str, str], options: str, order: Mapping[str, Any], request: object) -> None:
        """Note a run that begins. `clauses`: digest of each clause file; `request`: what the user asked for, to resume it."""
        with self._told():
            execute = self._database.execute
            execute("INSERT OR IGNORE INTO libraries VALUES (?, ?)", (library, json.dumps(clauses)))
            execute("INSERT OR IGNORE INTO options VALUES (?, ?)", (options, json.dumps(order)))
            execute("INSERT INTO runs VALUES (?, ?, NULL, ?, ?, ?, NULL, NULL)", (run, _now(), library, options, json.dumps(request)))
            self._database.commit()

    def end(self, run: str, counts: Mapping[str, int], seconds: float) -> None:
        """Note that a run came to its end."""
        with self._told():
            self._database.execute(
                "UPDATE runs SET ended = ?, counts = ?, seconds = ? WHERE id = ?", (_now(), json.dumps(counts), seconds, run)
            )
            self._database.commit()

    def interrupted(self) -> Any | None:
        """The request of the last run, if it did not come to its end; else None."""
        with self._told():
            row = self._database.execute("SELECT request, ended FROM runs ORDER BY rowid DESC LIMIT 1").fetchone()
        return json.loads(row[0]) if row and row[1] is None else None

    def claim(self, names: Sequence[str], record: str) -> tuple[str, str] | None:
        """Take names for a record, the key first; or the name another record has taken already, and that record."""
        with self._told():
            for name in names:
                row = self._database.execute("SELECT record FROM claims WHERE name = ?", (folded(name),)).fetchone()
                if row:
                    return name, str(row[0])
            self._database.executemany("INSERT OR IGNORE INTO claims VALUES (?, ?)", [(folded(name), record) for name in names])
        return None

    def note_present(self, files: Iterable[tuple[str, int, int]]) -> None:
        """Remember what a store says it has."""
        with self._told():
            self._database.executemany("INSERT OR REPLACE INTO present VALUES (?, ?, ?)", files)

    def present(self, name: str) -> tuple[int, int] | None:
        """Size and time of change of a file `note_present` was told of."""
        with self._told():
            row = self._database.execute("SELECT size, changed_at FROM present WHERE name = ?", (name,)).fetchone()
        return (int(row[0]), int(row[1])) if row else None

    # ------------------------------------------------------------ deals

    def kept(self, key: str) -> Kept | None:
        """What is known of a deal."""
        with self._told():
            row = self._database.execute(
                "SELECT deal, input, library, options, levels, checks, findings FROM deals WHERE key = ?", (key,)
            ).fetchone()
            if row is None:
                return None
            files = self._database.execute("SELECT name, sha256, size, changed_at FROM outputs WHERE deal = ? ORDER BY rowid", (key,))
            found = tuple(Written(*file) for file in files)
        deal, input, library, options, levels, checks, findings = row
        told = tuple(Finding(**{**one, "paths": tuple(one["paths"])}) for one in json.loads(findings))
        return Kept(key, deal, input, library, options, json.loads(levels), json.loads(checks), told, found)

    def past(self, key: str) -> tuple[Any, bytes]:
        """The deal as it was, as JSON data, and the packed digests of its clauses. Raises KeyError."""
        with self._told():
            row = self._database.execute("SELECT data, clauses FROM deals WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise KeyError(key)
        return json.loads(zlib.decompress(row[0])), row[1]

    def options(self, digest: str) -> dict[str, Any]:
        """The options of a digest; empty for one never seen."""
        return self._json("SELECT options FROM options WHERE digest = ?", digest)

    def clauses(self, digest: str) -> dict[str, str]:
        """The digests of the clause files of a library; empty for one never seen."""
        return self._json("SELECT clauses FROM libraries WHERE digest = ?", digest)

    def _json(self, query: str, digest: str) -> dict[str, Any]:
        with self._told():
            row = self._database.execute(query, (digest,)).fetchone()
        return json.loads(row[0]) if row else {}

    def keep(self, kept: Kept, record: str, run: str, data: str, clauses: bytes, papers: Sequence[tuple[str, str]], seconds: float) -> None:
        """Note what was made of a deal. `data`: its JSON text; `papers`: paper and format of each of its files. See `commit`."""
        findings = json.dumps([finding.as_data() for finding in kept.findings], ensure_ascii=False)
        row = (
            kept.key, kept.deal, record, kept.input, kept.library, kept.options, run, zlib.compress(data.encode(), 1), clauses,
            json.dumps(kept.levels), json.dumps(kept.checks), findings, round(seconds, 4),
        )  # fmt: skip
        with self._told():
            self._database.execute("INSERT OR REPLACE INTO deals VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            self._database.execute("DELETE FROM outputs WHERE deal = ?", (kept.key,))
            self._database.executemany(
                "INSERT OR REPLACE INTO outputs VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (file.name, kept.key, paper, format, file.sha256, file.size, file.changed_at)
                    for file, (paper, format) in zip(kept.files, papers, strict=True)
                ],
            )

    def touch(self, key: str, files: Iterable[Written]) -> None:
        """Note new times of change of files whose bytes were found to be right."""
        with self._told():
            self._database.executemany(
                "UPDATE outputs SET changed_at = ? WHERE name = ? AND deal = ?", [(file.changed_at, file.name, key) for file in files]
            )

    def commit(self) -> None:
        """Make what was kept last."""
        with self._told():
            self._database.commit()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise cannot(self.path, error) from None


def cannot(path: Path | None, error: Exception) -> BatchError:
    """What the user is told where SQLite cannot read or write the manifest."""
    said = str(error)
    if "locked" in said:
        return BatchError(f"Another batch is at work in this folder: it holds {path}. Wait for its end, or choose another folder with -o.")
    if "not a database" in said or "malformed" in said:
        return BatchError(f"{path} is damaged or no manifest ({said}). Move it away; then every file is made again.")
    return BatchError(
        f"Cannot read or write the manifest {path}: {said}. See that the disk has room and the folder may be written; "
        "then run the same command with --resume."
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
