"""LibreOffice kept warm: one office, one bridge, many papers made into PDF.

The bridge (`uno`) belongs to the Python of the system, so this file is also a program that Python runs:
`/usr/bin/python3 benchmarks/office.py PROFILE`, then a line “IN.docx<tab>OUT.pdf” for each paper on its input.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any

PYTHON = Path("/usr/bin/python3")


def is_installed() -> bool:
    """Whether LibreOffice and its bridge are on this computer."""
    if not shutil.which("soffice") or not PYTHON.exists():
        return False
    return subprocess.run([str(PYTHON), "-c", "import uno"], capture_output=True).returncode == 0


def version() -> str:
    """What LibreOffice says of itself: “LibreOffice 7.4.7.2”."""
    told = subprocess.run(["soffice", "--version"], capture_output=True, text=True, check=True).stdout
    return " ".join(told.split()[:2])


class Office:
    """A warm LibreOffice, for use in `with`. `folder` holds its profile and the files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        command = [str(PYTHON), __file__, str(folder / "profile")]
        self.bridge = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def __enter__(self) -> Office:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        assert self.bridge.stdin
        self.bridge.stdin.close()
        self.bridge.wait(30)

    def pdf(self, content: bytes) -> Path:
        """A Word file -> the PDF LibreOffice makes of it. Raises RuntimeError when it makes none."""
        source, target = self.folder / "paper.docx", self.folder / "paper.pdf"
        source.write_bytes(content)
        target.unlink(missing_ok=True)
        assert self.bridge.stdin and self.bridge.stdout
        self.bridge.stdin.write(f"{source}\t{target}\n")
        self.bridge.stdin.flush()
        if self.bridge.stdout.readline() != "done\n" or not target.exists():
            raise RuntimeError("LibreOffice made no PDF")
        return target


def _options(**values: object) -> tuple[Any, ...]:
    from com.sun.star.beans import PropertyValue

    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


def _desktop(pipe: str) -> Any:
    import uno
    from com.sun.star.connection import NoConnectException

    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(600):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            time.sleep(0.1)
    raise SystemExit("LibreOffice did not answer")


def serve(profile: str) -> None:
    """Make PDFs of the papers named on the input until it ends."""
    pipe = f"bench{abs(hash(profile))}"
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"]
    office = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        desktop = _desktop(pipe)
        for line in sys.stdin:
            source, target = (Path(name).as_uri() for name in line.rstrip("\n").split("\t"))
            paper = desktop.loadComponentFromURL(source, "_blank", 0, _options(Hidden=True))
            paper.storeToURL(target, _options(FilterName="writer_pdf_Export"))
            paper.close(True)
            print("done", flush=True)
        desktop.terminate()
        office.wait(20)
    finally:
        office.kill()


if __name__ == "__main__":
    serve(sys.argv[1])
