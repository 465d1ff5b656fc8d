"""Entries of a report file, kept on the disk until the totals are known that stand before them."""

from __future__ import annotations

import tempfile
from pathlib import Path

from generator.batch.whole import save_stream


class Spool:
    """A nameless file that is gone with the program, however that ends."""

    def __init__(self, between: str) -> None:
        self._between = between
        self._stream = tempfile.TemporaryFile()  # noqa: SIM115  # lives as long as the report
        self.is_empty = True

    def add(self, entry: str) -> None:
        """Append an entry; "" is none."""
        if entry:
            self._stream.write((entry if self.is_empty else self._between + entry).encode())
            self.is_empty = False

    def save(self, path: Path, head: str = "", tail: str = "") -> None:
        """Write the file whole or not at all. Raises OSError; what was there stays then as it was."""
        save_stream(path, self._stream, head.encode(), tail.encode())
