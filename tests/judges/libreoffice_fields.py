"""Run by Debian's /usr/bin/python3, which has LibreOffice's bridge: opens Word files, refreshes their fields, saves them as text.

`libreoffice_fields.py PROFILE IN.docx OUT.txt [IN.docx OUT.txt]…` with a folder for the profile. A conversion from the
command line counts the clauses anew but leaves references as they are.
"""

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def options(**values: object) -> tuple[Any, ...]:
    """Options as LibreOffice wants them."""
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


def connect(pipe: str, seconds: int = 60) -> Any:
    """The desktop of the LibreOffice that listens on a pipe."""
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(seconds * 10):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            time.sleep(0.1)
    raise SystemExit("LibreOffice did not answer")


def main(profile: str, *names: str) -> None:
    """Save each file as text with its fields refreshed."""
    pipe = f"judge{Path(profile).name}"
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"]
    office = subprocess.Popen(command)
    try:
        desktop = connect(pipe)
        for source, target in zip(names[::2], names[1::2], strict=True):
            paper = desktop.loadComponentFromURL(Path(source).absolute().as_uri(), "_blank", 0, options(Hidden=True))
            paper.TextFields.refresh()
            filter = options(FilterName="Text (encoded)", FilterOptions="UTF8")
            paper.storeToURL(Path(target).absolute().as_uri(), filter)
            paper.close(True)
        desktop.terminate()
        office.wait(20)
    finally:
        office.kill()


if __name__ == "__main__":
    main(*sys.argv[1:])
