"""How often Python looks for garbage that refers to itself: a drafted paper leaves little of it, and most of what is here stays."""

from __future__ import annotations

import atexit
import gc

_NEW_OBJECTS = 50_000  # between two looks


def look_less_often() -> None:
    """For a process that is all ours: the command line, a worker, a measurement. A program that imports us keeps its own rule."""
    gc.set_threshold(_NEW_OBJECTS)
    # At its end Python looks through all there is, an eighth of the time a draft takes from the shell, and frees it anyhow.
    atexit.register(gc.freeze)
