"""Which program this is: a digest of its own files and the versions of what writes for it.

The same deal, library and options give the same bytes with the same program; with another one the files are made again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

# What has a say in the bytes of a file. One that is not installed counts as such.
_WRITES_FOR_US = ("babel", "holidays", "jinja2", "lxml", "pydantic", "python-docx", "typst", "weasyprint")
# The texts of papers are in the digest of the library, and batch only carries files about.
_ELSEWHERE = ("generator/batch/", "generator/interview/", "templates/documents/")


@cache
def program_digest() -> str:
    """SHA-256, in hexadecimal."""
    digest = hashlib.sha256()
    for name, file in sorted([*_files("generator"), *_files("templates")]):
        if not name.startswith(_ELSEWHERE):
            digest.update(f"{name}\0".encode() + hashlib.sha256(file).digest())
    for package in _WRITES_FOR_US:
        digest.update(f"{package} {_version(package)}\0".encode())
    return digest.hexdigest()


def _files(package: str) -> Iterator[tuple[str, bytes]]:
    def below(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
        for file in folder.iterdir():
            if file.is_dir() and file.name != "__pycache__":
                yield from below(file, f"{name}/{file.name}")
            elif file.is_file() and not file.name.endswith(".pyc"):
                yield f"{name}/{file.name}", file.read_bytes()

    return below(resources.files(package), package)


def _version(package: str) -> str:
    from importlib import metadata  # here, for every command of the program would load it

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "absent"
