"""The map of styles: a small text file, or JSON, that says which style of a house stands for one of ours."""

from __future__ import annotations

import json

from generator.values import shown
from generator.writers.choices import HouseStyleError

LARGEST = 100_000


def read_styles_map(content: bytes, name: str) -> tuple[tuple[str, str], ...]:
    """Pairs of our style and the house's, in the order given. `name`: of the file, for messages. Raises HouseStyleError.

    One pair a line, empty lines and lines with # passed over; or an object in JSON.

    >>> read_styles_map(b"# ours = house\\nheading 1 = Artikel\\n", "styles.map")
    (('heading 1', 'Artikel'),)
    >>> read_styles_map(b'{"Clause Text": "Fliesstext"}', "map.json")
    (('Clause Text', 'Fliesstext'),)
    """
    if len(content) > LARGEST:
        raise HouseStyleError(f"{name}: it is larger than {LARGEST:,} bytes; a map has one line for each style.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise HouseStyleError(f"{name}: it is not UTF-8 text; save it as UTF-8.") from None
    pairs = _of_json(text, name) if text.lstrip().startswith("{") else _of_lines(text, name)
    seen: set[str] = set()
    for ours, _ in pairs:
        if ours.lower() in seen:
            raise HouseStyleError(f"{name}: “{shown(ours)}” stands there twice; keep one.")
        seen.add(ours.lower())
    return tuple(pairs)


def _of_json(text: str, name: str) -> list[tuple[str, str]]:
    try:
        # As pairs: a name given twice is told, not lost.
        pairs = json.loads(text, object_pairs_hook=list)
    except (ValueError, RecursionError):
        raise HouseStyleError(
            f'{name}: it is not sound JSON; write {{"heading 1": "House Heading"}}, or lines such as heading 1 = House Heading.'
        ) from None
    for ours, theirs in pairs:
        if not isinstance(theirs, str) or not theirs.strip():
            raise HouseStyleError(f"{name}: “{shown(ours)}” needs the name of a style of the house, in quotes.")
    return [(ours.strip(), theirs.strip()) for ours, theirs in pairs]


def _of_lines(text: str, name: str) -> list[tuple[str, str]]:
    pairs = []
    for at, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        ours, sign, theirs = (part.strip() for part in line.partition("="))
        if not (ours and sign and theirs):
            raise HouseStyleError(
                f"{name}:{at}: “{shown(line.strip())}” is no pair; write our style = house style, such as heading 1 = House Heading."
            )
        pairs.append((ours, theirs))
    return pairs
