"""Files too large to be made in memory, written whole or not at all, as `writers.save` writes the small ones."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import IO

from generator.batch.names import OURS, PARTS
from generator.writers import whole


def save_stream(path: Path, stream: IO[bytes], head: bytes = b"", tail: bytes = b"") -> None:
    """Write head, all of the stream from its beginning, and tail. Raises OSError; what was there stays then as it was.

    In the folder of a batch it is written where the next run clears away what a killed one left.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    parts = path.parent / OURS / PARTS if (path.parent / OURS).is_dir() else None
    if parts:
        parts.mkdir(exist_ok=True)
    stream.seek(0)
    try:
        with whole(path, parts) as target:
            target.write(head)
            shutil.copyfileobj(stream, target)
            target.write(tail)
    finally:
        if parts:
            with suppress(OSError):  # another's parts are in it
                parts.rmdir()
