"""Files too large to be made in memory, written whole or not at all, as `writers.save` writes the small ones."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import IO

from generator.writers import whole


def save_stream(path: Path, stream: IO[bytes], head: bytes = b"", tail: bytes = b"") -> None:
    """Write head, all of the stream from its beginning, and tail. Raises OSError; what was there stays then as it was."""
    path.parent.mkdir(parents=True, exist_ok=True)
    stream.seek(0)
    with whole(path) as target:
        target.write(head)
        shutil.copyfileobj(stream, target)
        target.write(tail)
