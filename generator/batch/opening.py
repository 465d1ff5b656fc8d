"""Opening the manifest: for a run, which locks it against every other batch, or for a plan, which writes nothing."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from shutil import copy

from generator.batch.error import BatchError
from generator.batch.manifest import FORMAT, TABLES, Manifest, cannot


@contextmanager
def open_manifest(path: Path) -> Iterator[Manifest]:
    """For a run: made if it is not there, locked against every other batch. Raises BatchError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BatchError(f"Cannot write into {path.parent.parent}: {error.strerror}. Choose another folder with -o.") from None
    with _held(path, lambda: _locked(path)) as manifest:
        yield manifest


@contextmanager
def look_into_manifest(path: Path) -> Iterator[Manifest]:
    """For a plan: nothing beside the output is written or made. Raises BatchError."""
    with tempfile.TemporaryDirectory(prefix="pactwright-") as folder, _held(path, lambda: _looked_into(path, folder)) as manifest:
        yield manifest


@contextmanager
def _held(path: Path, connect: Callable[[], sqlite3.Connection]) -> Iterator[Manifest]:
    """The manifest on a connection until the end, which gives the lock back and forgets what was not committed.

    What goes wrong before it is there is told as BatchError.
    """
    with ExitStack() as stack:
        try:
            manifest = Manifest(path, stack.enter_context(closing(connect())))
        except (OSError, sqlite3.Error) as error:
            raise cannot(path, error) from None
        yield manifest


@contextmanager
def _closed_on_failure(database: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    try:
        yield database
    except BaseException:
        database.close()
        raise


def _locked(path: Path) -> sqlite3.Connection:
    with _closed_on_failure(sqlite3.connect(path, timeout=0)) as database:
        database.execute("PRAGMA locking_mode = EXCLUSIVE")
        database.execute("BEGIN EXCLUSIVE")
        _meet(path, database)
        # One by one: `executescript` would commit, and let another batch in between.
        for statement in TABLES.split(";\n"):
            database.execute(statement)
        database.execute(f"PRAGMA user_version = {FORMAT}")
        database.commit()
        return database


def _looked_into(path: Path, folder: str) -> sqlite3.Connection:
    """`folder`: an empty one, for a copy where one is needed."""
    if not path.exists():
        return _empty()
    # A killed run leaves a journal, and to read past it SQLite would have to write: it may do so to a copy.
    journal = path.with_name(f"{path.name}-journal")
    found = path
    if journal.exists():
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0)) as asked:
            _ask_for_lock(asked)
        for file in (path, journal):
            copy(file, folder)
        found = Path(folder) / path.name
    mode = "ro" if found is path else "rw"
    with _closed_on_failure(sqlite3.connect(f"{found.absolute().as_uri()}?mode={mode}", uri=True, timeout=0)) as database:
        _meet(path, database)
        if database.execute("SELECT 1 FROM sqlite_master WHERE name = 'deals'").fetchone():
            return database
    database.close()  # a run was stopped before its tables were made
    return _empty()


def _empty() -> sqlite3.Connection:
    """A manifest in memory that knows nothing."""
    database = sqlite3.connect(":memory:")
    for statement in TABLES.split(";\n"):
        database.execute(statement)
    return database


def _ask_for_lock(database: sqlite3.Connection) -> None:
    """Raises sqlite3.OperationalError while a batch is at work; a journal nobody works with is no reason."""
    try:
        database.execute("SELECT 1 FROM runs LIMIT 1")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise
    finally:
        database.rollback()


def _meet(path: Path, database: sqlite3.Connection) -> None:
    version = int(database.execute("PRAGMA user_version").fetchone()[0])
    if version not in (0, FORMAT):
        raise BatchError(
            f"{path} was written by another version of Pactwright (its format is {version}, ours is {FORMAT}). "
            "Use that version, or write to a new folder."
        )
