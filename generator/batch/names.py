"""Names of output files from a template: only known fields, inside the folder, safe on Windows, macOS and Linux."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.batch.error import BatchError
from generator.batch.order import Order
from generator.deal import Deal, Fault
from generator.values import nearest, shown

CLEAN, COUNSEL = "{deal.id}/{document}.{format}", "{deal.id}/{document}-{copy}.{format}"
OF_THE_DEAL = ("deal.id", "deal.version", "deal.title", "deal.sides.a.short", "deal.sides.b.short")
FIELDS = (*OF_THE_DEAL, "document", "format", "copy")
OURS = ".pactwright"  # the folder in the output folder that is no output
PARTS = "part"  # the folder in it for files that are not whole yet

_FIELD = re.compile(r"\{([^{}]*)\}")
_UNSAFE = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f-\x9f]')
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(\..*)?")
_LONGEST, _LONGEST_WHOLE = 120, 200


@dataclass(frozen=True, slots=True)
class Named:
    """`key` is the same for a deal whatever papers and formats are made of it; `files`: paper, format, name."""

    key: str
    files: tuple[tuple[str, str, str], ...]


class Template:
    """The template of an order. Raises BatchError for one that cannot be used."""

    def __init__(self, order: Order) -> None:
        self.text = order.name or (CLEAN if order.copy == "clean" else COUNSEL)
        self.order = order
        self.fields = _FIELD.findall(self.text)
        if problem := self._problem():
            raise BatchError(f"--name “{self.text}”: {problem}")

    def _problem(self) -> str:
        for field in self.fields:
            if field not in FIELDS:
                return f"there is no field {{{field}}}{nearest(field, FIELDS)}; the fields are {', '.join(FIELDS)}."
        if re.search(r"[{}]", _FIELD.sub("", self.text)):
            return "a brace stands alone; a field is written {deal.id}."
        if not self.text.endswith(".{format}"):
            return "it must end in “.{format}”, so that a program knows what is in a file."
        if not any(field in OF_THE_DEAL for field in self.fields):
            return f"all deals would have the same name; use a field of the deal: {', '.join(OF_THE_DEAL)}."
        if "document" not in self.fields and len(self.order.kinds) != 1:
            return "several papers of a deal would have the same name; use {document}, or ask for one paper with --as."
        return unsafe(self._filled(dict.fromkeys(FIELDS, "x")))

    def _filled(self, values: Mapping[str, str]) -> str:
        return unicodedata.normalize("NFC", _FIELD.sub(lambda match: values[match[1]], self.text))

    def names(self, deal: Mapping[str, Any]) -> Named | list[Fault]:
        """The names for a deal as it came, or what is wrong with them. Faults of the deal itself are not looked for."""
        values = {}
        faults = []
        for field in dict.fromkeys(field for field in self.fields if field in OF_THE_DEAL):
            pointer = "/" + "/".join(field.split(".")[1:])
            value = _at(deal, field.split(".")[1:], "1" if field == "deal.version" else None)
            if not isinstance(value, str):
                said = "it is needed for the names of the files and is no text here"
                faults.append(Fault(pointer, f"{said}; write it, or use another --name"))
            elif problem := unsafe_part(value):
                said = f"“{shown(value)}” cannot be part of the name of a file: {problem}"
                faults.append(Fault(pointer, f"{said}; write another, or use another --name"))
            else:
                values[field] = value
        if faults:
            return faults
        kinds = self.order.kinds or deal.get("documents", Deal.model_fields["documents"].default)
        if not isinstance(kinds, Sequence) or not all(isinstance(kind, str) and kind.replace("_", "").isalnum() for kind in kinds):
            return [Fault("/documents", "it is not a list of papers by their ids")]
        values["copy"] = self.order.copy
        key = self._filled({**values, "document": "", "format": ""})
        files = tuple(
            (kind, format, self._filled({**values, "document": kind.replace("_", "-"), "format": format}))
            for kind in dict.fromkeys(kinds)
            for format in self.order.formats
        )
        for _, _, name in files:
            if problem := unsafe(name):
                return [Fault("", f"its file “{name}” cannot be written everywhere: {problem.removesuffix('.')}")]
        return Named(folded(key), files)


def folded(name: str) -> str:
    """Equal for two names that some file system takes for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def unsafe_part(text: str) -> str:
    """Why a value cannot stand in a name; "" if it can."""
    if "/" in text:
        return "it has a “/”, which would make a folder"
    if sign := _UNSAFE.search(text):
        return f"it has the character {sign[0]!a}, which Windows refuses"
    if not text.strip():
        return "it is empty"
    if len(text) > _LONGEST:
        return f"it is longer than {_LONGEST} characters"
    return ""


def unsafe(name: str) -> str:
    """Why a name with “/” between its parts cannot be used; "" if it is safe everywhere and stays in the output folder."""
    if len(name) > _LONGEST_WHOLE:
        return f"it is longer than {_LONGEST_WHOLE} characters."
    for part in name.split("/"):
        if not part or part in (".", ".."):
            return "it must stay inside the output folder: no “..”, no “/” at its beginning and no empty folder name."
        if problem := unsafe_part(part):
            return f"“{part}”: {problem}."
        if part.startswith("."):
            return f"“{part}” begins with a dot, which hides it."
        if part != part.strip() or part.endswith("."):
            return f"“{part}” begins or ends with a space or ends with a dot, which Windows drops."
        if _DEVICE.fullmatch(part):
            return f"“{part}” is the name of a device on Windows."
        if len(part.encode("utf-8", "surrogatepass")) > 240:
            return f"“{part[:40]}…” is too long."
    return ""


def _at(here: Any, steps: Sequence[str], default: Any) -> Any:
    for step in steps:
        if not isinstance(here, Mapping) or step not in here:
            return default
        here = here[step]
    return here
