"""Same deal, same library: the same bytes, whatever the hash seed, the time zone and the folder."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import hashlib
from generator.bind import bind
from generator.deal import make_deal
from generator.document import draft_document
from generator.document.examples import sample_deal
from generator.document.lines import lines
from generator.library import load_library
from generator.writers import writer
library = load_library()
bound = bind(make_deal(sample_deal()), library)
print(library.digest)
for kind in library.papers:
    document = draft_document(bound, kind).document
    print(kind, hashlib.sha256(repr(list(lines(document))).encode()).hexdigest(), hashlib.sha256(repr(document).encode()).hexdigest())
    for format in ("docx", "html", "md", "txt"):
        print(kind, format, hashlib.sha256(writer(format).write(document)).hexdigest())
"""
ROOT = Path(__file__).parents[1]


def run(folder: Path, seed: str, zone: str, language: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language, "LANG": language, "PYTHONPATH": str(ROOT), "HOME": str(folder)}
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_other_seeds_zones_folders_and_languages_give_the_same_bytes(tmp_path: Path) -> None:
    first = run(ROOT, "1", "UTC", "C.UTF-8")
    second = run(tmp_path, "4242", "Pacific/Kiritimati", "C")
    assert first == second
    assert len(first.splitlines()) >= 9 and hashlib.sha256(b"").hexdigest() not in first


def test_twice_in_one_process_gives_the_same_bytes() -> None:
    from generator.bind import bind
    from generator.deal import make_deal
    from generator.document import draft_document
    from generator.document.examples import sample_deal
    from generator.library import load_library
    from generator.writers import writer

    written = []
    for _ in range(2):
        document = draft_document(bind(make_deal(sample_deal()), load_library()), "alliance_agreement").document
        written.append([writer(format).write(document) for format in ("docx", "html", "md", "txt")])
    assert written[0] == written[1]
