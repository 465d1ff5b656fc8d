"""What a user asked of a batch, kept in the manifest in words, so that `--resume` asks for the same."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from generator.batch.opening import look_into_manifest
from generator.batch.error import BatchError


@dataclass(frozen=True)
class Request:
    """Everything that decides which files a batch makes, and where it tells of them. Paths are absolute, so that it can be resumed
    from any folder.
    """

    sources: tuple[str, ...]
    base: str = ""
    kinds: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("docx",)
    name: str = ""
    copy: str = "clean"
    style: str = ""
    style_map: str = ""
    pdf_engine: str = "typst"
    execution: bool = False
    libraries: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()
    refused: str = ""
    reports: tuple[str, ...] = ()
    register: str = ""

    def as_data(self) -> dict[str, Any]:
        """For the manifest."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}


def absolute(path: Path | None) -> str:
    """A path in full; "" for none."""
    return str(path.absolute()) if path is not None else ""


def shown_path(path: str) -> Path:
    """A path as it is told: from the current folder where it is below that. The same for a run and for its resuming."""
    here = Path.cwd()
    return Path(path).relative_to(here) if path and Path(path).is_relative_to(here) else Path(path)


_TELLING = ("refused", "reports", "register")  # they change no paper, so another may be said when a run is resumed
_OPTIONS = {"kinds": "--as", "formats": "--to", "libraries": "--library", "sources": "SOURCE"}


def resumed(request: Request, said: Collection[str], manifest: Path) -> Request:
    """The request of the interrupted run. `said`: names of what this command line says itself; of papers it must say the same.

    Where nothing was interrupted, or before it was noted, the request stands as it is, if it names sources: so one command
    with --resume both begins a run and goes on with it. Raises BatchError.
    """
    data = None
    if manifest.exists():
        with look_into_manifest(manifest) as found:
            data = found.interrupted()
    before = _request(data) if isinstance(data, Mapping) else None
    if before is None:
        if request.sources:
            return request
        why = "the last run came to its end, or was stopped before it began" if manifest.exists() else f"no run has written {manifest}"
        raise BatchError(f"There is nothing to resume: {why}. Name the sources to run it.")
    for name in (field.name for field in fields(Request)):
        if name in said and name not in _TELLING and getattr(request, name) != getattr(before, name):
            raise BatchError(
                f"The interrupted run had {_OPTIONS.get(name, '--' + name.replace('_', '-'))} {_words(getattr(before, name))}, and this "
                f"command says {_words(getattr(request, name))}. Leave it out to resume, or leave --resume out to run anew."
            )
    kept = [field.name for field in fields(Request) if not (field.name in said and field.name in _TELLING)]
    return replace(request, **{name: getattr(before, name) for name in kept})


def _request(data: Mapping[str, Any]) -> Request | None:
    """None for a request of another program than the command line. One of an earlier version did not keep where it tells."""
    names = {field.name for field in fields(Request)}
    if not names - set(_TELLING) <= set(data) <= names:
        return None
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
    return Request(**values)


def _words(value: object) -> str:
    return " ".join(map(str, value)) or "none" if isinstance(value, tuple) else str(value) or "none"
