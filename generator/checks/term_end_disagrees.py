"""A stated last day of the term is not the day on which a term of that length ends.

The first day of a term counts, so 36 months from 1 March end on the last day of February, not on 1 March. Where a deal states
both a length and a last day, and they differ by a day, each side will use the one that suits it. Looks at term.last_day and at
sentences in counsel's own words such as “the Initial Term ends on 1 March 2029”.

Fails:
    term.last_day: "2029-03-01"
    says: 'The last day of the term is stated as 1 March 2029 (term.last_day), but a term of 36 months from 1 March 2026
      ends on 28 February 2029.'
Fails:
    special: [{id: s1, title: Stock, text: "The Initial Term ends on March 1, 2029. Stock is then returned."}]
    says: 'The last day of the term is stated as 1 March 2029 (special.s1.text), but a term of 36 months from 1 March 2026
      ends on 28 February 2029.'
Fails:
    term.last_day: "2029-02-28"
    term.effective: last_signature
    says: 'Cannot check yet: a last day of the term is stated (term.last_day), but not both the Effective Date and the length.'

Passes:
    term.last_day: "2029-02-28"
Passes:
    special: [{id: s1, title: Stock, text: The Initial Term ends on 28 February 2029.}]
Passes:
    term.last_day: {open: the boards decide}
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from generator.checks.facts import end_of
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.document.draft import style_of
from generator.document.say import say_date
from generator.values import Date

ID = "D-T01"
LEVEL: Level = "error"
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_STATED = re.compile(
    r"\b(?:the )?(?:Initial )?Term (?:(?:ends|expires|finishes|lasts until|runs until|runs to)(?: on)?|(?:has|shall have) its last day on) "
    r"(?:(?P<iso>\d{4}-\d\d-\d\d)|(?P<day>\d{1,2}) (?P<month>[A-Z][a-z]+) (?P<year>\d{4})"
    r"|(?P<us_month>[A-Z][a-z]+) (?P<us_day>\d{1,2}), (?P<us_year>\d{4}))"
)


def check(view: View) -> Iterator[Finding]:
    stated = [("term.last_day", view.deal.term.last_day.day)] if isinstance(view.deal.term.last_day, Date) else []
    stated += [(path, day) for path, _, days in view.in_texts(_days) for day in days]
    end, style = end_of(view), style_of(view.bound, view.law_pack)
    for path, day in stated:
        if end is None:
            yield Finding(
                ID, "info",
                f"Cannot check yet: a last day of the term is stated ({path}), but not both the Effective Date and the length.",
                "Fix the Effective Date and the length of the term.", (path, "term.effective", "term.initial"),
            )  # fmt: skip
        elif day != end:
            start = view.deal.term.effective_date
            since = f" from {say_date(start, style)}" if isinstance(start, Date) else ""
            yield Finding(
                ID, LEVEL,
                f"The last day of the term is stated as {say_date(Date(day), style)} ({path}), but a term of "
                f"{view.deal.term.initial}{since} ends on {say_date(Date(end), style)}.",
                "Correct the date or the length, or leave the date out: it is computed.", (path, "term.initial", "term.effective"),
            )  # fmt: skip


def _days(words: str) -> tuple[datetime.date, ...]:
    return tuple(day for match in _STATED.finditer(words) if (day := _read(match)))


def _read(match: re.Match[str]) -> datetime.date | None:
    month = (match["month"] or match["us_month"] or "").lower()
    try:
        if match["iso"]:
            return datetime.date.fromisoformat(match["iso"])
        return datetime.date(int(match["year"] or match["us_year"]), _MONTHS.index(month) + 1, int(match["day"] or match["us_day"]))
    except ValueError:  # no day of the calendar
        return None
