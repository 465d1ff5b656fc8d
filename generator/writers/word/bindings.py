"""Values printed more than once: bound to one XML part, so that an edit of one copy in Word changes all.

Word prints what the part holds, not what the document remembers. So only paths that print the same words everywhere are
bound, and no words that XML would hand back changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generator.writers.word.inlines import escape
from generator.writers.word.marks import Marked, counted

_STORE = "{50414354-5752-4947-8854-000000000001}"  # names the part within its file; the same in every file
_NAMESPACE = "urn:pactwright:values"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"


def bind(body: Iterable[Marked], printed: Iterable[tuple[str, str]]) -> tuple[bytes, dict[str, str]]:
    """The body with its controls counted and bound, and the parts that hold the values; no parts where no value is printed twice.

    `printed`: for each value in turn the tag of its control, as the body has it, and the words. Blanks are not bound: Word binds
    plain text only.
    """
    times = Counter(printed)
    wordings = Counter([name for name, _ in times])
    repeated = {name: words for (name, words), often in times.items() if often > 1 and wordings[name] == 1 and _can_be_bound(words)}
    bindings = {
        name: (
            f'<w:dataBinding w:prefixMappings="xmlns:v=\'{_NAMESPACE}\'" w:xpath="/v:values[1]/v:value[{at}]" w:storeItemID="{_STORE}"/>'
        )
        for at, name in enumerate(repeated, 1)
    }
    written = counted(body, bindings)
    if not repeated:
        return written, {}
    values = "".join(f'<value path="{name}">{escape(words)}</value>' for name, words in repeated.items())
    properties = f'<ds:datastoreItem ds:itemID="{_STORE}" xmlns:ds="{_OFFICE}/customXml"><ds:schemaRefs/></ds:datastoreItem>'
    relation = f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/customXmlProps" Target="itemProps1.xml"/>'
    return written, {
        "customXml/item1.xml": f'{_HEAD}<values xmlns="{_NAMESPACE}">{values}</values>',
        "customXml/itemProps1.xml": _HEAD + properties,
        "customXml/_rels/item1.xml.rels": (
            f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relation}</Relationships>'
        ),
    }


def _can_be_bound(words: str) -> bool:
    return words == words.strip() and "\n" not in words and "\t" not in words
