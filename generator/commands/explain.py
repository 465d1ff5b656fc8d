"""The command `explain`: what an id is, why, and its source."""

from __future__ import annotations

import json
from pathlib import Path

import click

from generator.commands import DONE
from generator.explain import explain
from generator.library import load_library
from generator.library.question import load_questions


def explain_id(id: str, shape: str, folders: tuple[Path, ...]) -> int:
    """Raises UnknownId, LibraryError."""
    found = explain(id, load_library(*folders), load_questions(*folders))
    if shape == "json":
        click.echo(json.dumps([one.as_data() for one in found], indent=2, ensure_ascii=False))
    else:
        click.echo("\n\n".join(map(str, found)))
    return DONE
