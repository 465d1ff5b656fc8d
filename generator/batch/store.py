"""Where the files of a batch go: a local folder, or a place that fsspec knows. Each file is there whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from generator.batch.names import OURS, PARTS
from generator.batch.error import BatchError

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://|memory:")


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it was written. `changed_at`: its time of change in nanoseconds; 0 where a place does not keep it so fine."""

    name: str
    sha256: str
    size: int
    changed_at: int = 0


class CannotStore(Exception):
    """A file cannot be written: no room, no permission, no connection. Nothing of it is left. The message says which and why."""


class IsBlocked(CannotStore):
    """One file cannot be written, because of what stands at its place; others can."""


class Store(Protocol):
    """A place for files, by names with “/”."""

    def begin(self, run: str) -> None:
        """Make ready for a run, which alone writes from now on; what earlier ones left unfinished is removed. Raises CannotStore."""

    def write(self, name: str, content: bytes, run: str) -> Written:
        """Raises CannotStore; then a file of that name is as it was."""

    def end(self, run: str) -> None:
        """Remove what the run needed for itself."""

    def find(self) -> Iterator[tuple[str, int, int]]:
        """Name, size and time of change of every file there is, if asking for each would be slow; else nothing."""

    def look(self, name: str) -> tuple[int, int] | None:
        """Size and time of change of one file; None without it."""

    def read(self, name: str) -> bytes:
        """The bytes of one file. Raises OSError."""


def is_url(folder: str) -> bool:
    """Whether an output is a place for fsspec; a `file:` URL is a local folder."""
    return bool(_URL.match(folder)) and not folder.startswith("file:")


def local_folder(folder: str) -> Path:
    """The path of a local output."""
    return Path(unquote(urlsplit(folder).path)) if folder.startswith("file://") else Path(folder)


def open_store(folder: str) -> Store:
    """The store of an order. Raises BatchError where a library for it is missing."""
    return Elsewhere(folder) if is_url(folder) else Folder(local_folder(folder))


class Folder:
    """A local folder. A file is written below `.pactwright/part/<run>` first, flushed to the disk, then renamed into place.

    A worker that outlives its run cannot write over the work of the next one: that has removed the folder it renames from.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._parts = root / OURS / PARTS
        self._inside: set[Path] = set()

    def begin(self, run: str) -> None:
        try:
            shutil.rmtree(self._parts, ignore_errors=False) if self._parts.exists() else None
            (self._parts / run).mkdir(parents=True)
        except OSError as error:
            raise _cannot(self.root, error) from None

    def write(self, name: str, content: bytes, run: str) -> Written:
        path = self.root / name
        beside = self._parts / run / secrets.token_hex(8)
        try:
            self._make_room(path.parent)
            with beside.open("xb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
                stat = os.fstat(stream.fileno())
            beside.replace(path)
        except OSError as error:
            beside.unlink(missing_ok=True)
            raise _cannot(path, error) from None
        return Written(name, sha256(content).hexdigest(), stat.st_size, stat.st_mtime_ns)

    def _make_room(self, folder: Path) -> None:
        """Make the folder of a file, once; a link in it must not lead out of the output."""
        if folder in self._inside:
            return
        folder.mkdir(parents=True, exist_ok=True)
        if not folder.resolve().is_relative_to(self.root.resolve()):
            raise CannotStore(f"Cannot write into {folder}: a link leads out of the output folder {self.root}. Remove the link.")
        if len(self._inside) > 1000:
            self._inside.clear()
        self._inside.add(folder)

    def end(self, run: str) -> None:
        shutil.rmtree(self._parts, ignore_errors=True)

    def find(self) -> Iterator[tuple[str, int, int]]:
        return iter(())

    def look(self, name: str) -> tuple[int, int] | None:
        try:
            stat = (self.root / name).stat()
        except OSError:
            return None
        return stat.st_size, stat.st_mtime_ns

    def read(self, name: str) -> bytes:
        return (self.root / name).read_bytes()


class Elsewhere:
    """A place by URL, through fsspec. An object store shows an object when all of it has arrived, so there are no parts."""

    def __init__(self, url: str) -> None:
        try:
            from fsspec.core import url_to_fs
        except ImportError:
            raise BatchError(f"{url}: writing to a URL needs fsspec; install it with: pip install 'pactwright[dask]'") from None
        try:
            self._files, root = url_to_fs(url)
        except (ImportError, ValueError) as error:
            raise BatchError(f"{url}: {error}. Install what fsspec needs for this kind of URL, or write to a folder.") from None
        self.url, self._root = url.rstrip("/"), str(root).rstrip("/")

    def begin(self, run: str) -> None:
        try:
            self._files.makedirs(self._root, exist_ok=True)
        except Exception as error:  # each of fsspec's places has errors of its own
            raise CannotStore(f"Cannot write into {self.url}: {error}.") from None

    def write(self, name: str, content: bytes, run: str) -> Written:
        try:
            path = f"{self._root}/{name}"
            self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
            self._files.pipe_file(path, content)
        except Exception as error:
            raise CannotStore(f"Cannot write {self.url}/{name}: {error}.") from None
        return Written(name, sha256(content).hexdigest(), len(content))

    def end(self, run: str) -> None:
        pass

    def find(self) -> Iterator[tuple[str, int, int]]:
        try:
            found: dict[str, Any] = self._files.find(self._root, detail=True)
        except FileNotFoundError:
            return
        for path, about in found.items():
            yield path.removeprefix(self._root).lstrip("/"), int(about.get("size") or 0), 0

    def look(self, name: str) -> tuple[int, int] | None:
        try:
            return int(self._files.size(f"{self._root}/{name}") or 0), 0
        except FileNotFoundError:
            return None

    def read(self, name: str) -> bytes:
        return bytes(self._files.cat_file(f"{self._root}/{name}"))


# Something else stands where a file or its folder is to be, or the file system cannot take the name.
_BLOCKED = (errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.ENOTEMPTY, errno.ENAMETOOLONG)


def _cannot(path: Path, error: OSError) -> CannotStore:
    if error.errno == errno.ENAMETOOLONG:
        return IsBlocked(f"Cannot write {path}: its name is too long here. Use a shorter id, or another --name.")
    if error.errno in _BLOCKED:
        return IsBlocked(f"Cannot write {path}: something else stands in its place ({error.strerror}). Move that away and run again.")
    remedy = {
        errno.ENOSPC: " Free some space, then run the same command with --resume.",
        errno.EDQUOT: " Free some space, then run the same command with --resume.",
        errno.EACCES: " Choose a folder you may write into, with -o, or have its permissions changed.",
        errno.EROFS: " Choose a folder you may write into, with -o.",
    }.get(error.errno or 0, "")
    return CannotStore(f"Cannot write {path}: {error.strerror or error}.{remedy}")
