"""Ids put in at the end: they count through the whole body, and XML that was cut at its marks is put together as it was."""

import pytest

from generator.writers.word.marks import CONTROL, CONTROL_ENDS, END, START, Marked, counted, joined

PARAGRAPH = f'<w:p><w:bookmarkStart w:id="{START}"/><w:bookmarkStart w:id="{START}"/>é<w:bookmarkEnd w:id="{END}"/>'
PARAGRAPH += f'<w:bookmarkEnd w:id="{END}"/></w:p>'
VALUE = f"<w:sdt>{CONTROL}law.place{CONTROL_ENDS}<w:text/></w:sdt>"
BLANK = f"<w:sdt>{CONTROL}{CONTROL_ENDS}</w:sdt>"


@pytest.mark.parametrize("xml", ["", "<w:p/>", PARAGRAPH, VALUE, BLANK, f"{VALUE}{PARAGRAPH}{BLANK}{VALUE}"])
def test_what_is_cut_is_put_together_again(xml: str) -> None:
    assert Marked.of(xml).xml() == xml


def test_bookmarks_and_controls_are_counted_apart_through_all_parts() -> None:
    written = counted(joined([PARAGRAPH, VALUE, Marked.of(BLANK + PARAGRAPH), VALUE]), {"law.place": "<bound/>"}).decode()
    one, other = (
        f'<w:p><w:bookmarkStart w:id="{n}"/><w:bookmarkStart w:id="{n + 1}"/>é<w:bookmarkEnd w:id="{n + 1}"/><w:bookmarkEnd w:id="{n}"/></w:p>'
        for n in (1, 3)
    )
    first, last = (f'<w:sdt><w:id w:val="{n}"/><bound/><w:text/></w:sdt>' for n in (1, 3))
    assert written == f'{one}{first}<w:sdt><w:id w:val="2"/></w:sdt>{other}{last}'


def test_parts_that_follow_each_other_are_cut_once() -> None:
    assert joined(["a", "b", Marked.of("c"), "d"]) == [Marked.of("ab"), Marked.of("c"), Marked.of("d")]
