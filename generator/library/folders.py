"""The folders of a library, and the files of a house library that stand in none of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from generator.library.problem import Problem
from generator.library.source import told_place

# The kinds of question, each a folder below questions/; the folders of a library that hold Markdown files; how many files
# outside them are told, and how many files and folders are looked at for that.
FLOWS = ("main", "deep", "plan", "worksheet", "reset", "rider")
QUESTIONS = ("topics", *FLOWS, "packs", "criteria")
FOLDERS = ("clauses", "steps", "passages", "definitions", "documents", "law", *(f"questions/{kind}" for kind in QUESTIONS))
MOST_OUTSIDE = 20
MOST_LOOKED_AT = 50_000


def outside(house: str) -> Iterator[Problem]:
    """Files of a house that nothing reads, and a house in which nothing is read: who gave it would wait for a change in vain."""
    found, outside, seen = False, list[str](), 0
    for folder, below, files in os.walk(house):
        below[:] = sorted(name for name in below if not name.startswith((".", "__")))
        inside = Path(folder).relative_to(house).as_posix()
        is_read = any(f"{inside}/".startswith(f"{home}/") for home in FOLDERS)
        seen += len(files) + len(below)
        if seen > MOST_LOOKED_AT:
            break  # a folder of so much else is no library
        for name in files:
            if name.endswith(".md") and name != "README.md":
                found |= is_read
                if not is_read and not name.startswith("."):
                    outside.append(name if inside == "." else f"{inside}/{name}")
            found |= inside == "words" and name.endswith(".yaml")
    homes = list(dict.fromkeys(home.split("/")[0] for home in FOLDERS))
    if not found:
        looked = f"{', '.join(f'{home}/…/*.md' for home in homes)}, words/*.yaml"
        advice = "give the folder that holds these, or put your files into them"
        yield Problem(house, 0, 0, f"no file of a library is here; looked for {looked}; {advice}")
    for name in sorted(outside)[:MOST_OUTSIDE]:
        near = [home for home in FOLDERS if home.startswith("questions/")] if name.startswith("questions/") else homes
        advice = "put it into one of them, or take it out (a README.md may stand anywhere)"
        message = f"not in a folder of a library, so it is not read; such folders are {', '.join(f'{home}/' for home in near)}; {advice}"
        yield Problem(told_place(house, name), 1, 0, message)
    if len(outside) > MOST_OUTSIDE:
        yield Problem(house, 0, 0, f"{len(outside) - MOST_OUTSIDE} more such files")
