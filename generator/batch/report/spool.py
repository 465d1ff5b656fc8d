"""Entries of a report file, kept on the disk until the totals are known that stand before them."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from pathlib import Path


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
        beside = path.parent / f".{secrets.token_hex(8)}.tmp"
        path.parent.mkdir(parents=True, exist_ok=True)
        self._stream.seek(0)
        try:
            with beside.open("xb") as stream:
                stream.write(head.encode())
                shutil.copyfileobj(self._stream, stream)
                stream.write(tail.encode())
                stream.flush()
                os.fsync(stream.fileno())
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
