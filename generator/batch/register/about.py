"""What the columns of a register say, for the sheet that explains it."""

from __future__ import annotations

from typing import Final

ABOUT: Final[tuple[tuple[str, str], ...]] = (
    ("One row", "One deal of the batch, in the order of its sources. Refused records have no row."),
    ("Side a, side b", "The short name of each side, and its members."),
    ("Term, lock-in", "As the deal says; their last days are counted from the Effective Date, which is itself the first day."),
    (
        "Exits: who, notice, cure, fee, wind-down",
        "One group of columns for each kind of exit that any deal has. What a deal leaves to the library stands here with the "
        "library’s default. Two exits of one kind are parted by “ / ”; an empty group means that the deal has no such exit.",
    ),
    ("KPI targets", "Each KPI with its target."),
    ("As of", "The day from which next dates are counted: the draft date of the deal, or the day given with --as-of."),
    (
        "Next dates",
        "The first of each kind that is not before that day; gates and KPIs by their due dates. Notice is counted back from the end of "
        "the term. Business days are counted Monday to Friday, without holidays. Check a date with the deal before you rely on it.",
    ),
    (
        "Earliest exit without a reason",
        "The first day on which an exit that needs no reason (exit.convenience) can end the alliance, if the side with the shorter notice "
        "gives it on the day “as of”, after any lock-in. Conditions of the exit other than notice and lock-in are not looked at.",
    ),
    (
        "Deviations from standard",
        "Texts other than the balanced one, clauses left out or taken in, parameters and fields of exits that differ from the library’s "
        "default, exits and terms of the deal’s own.",
    ),
    (
        "Outliers (marked cells)",
        "A value is marked for one of three reasons. It is outside of the range its clause calls usual. It is far from the median of this "
        "batch: a modified z-score above 3.5, by median absolute deviation (Iglewicz and Hoaglin, 1993), where at least 8 deals have a "
        "value. Or the deal lacks a kind of exit that more than half of at least 8 deals have.",
    ),
    ("Lengths compared", "By about how many days they have; a month counts as 30.4 days. Of several lengths in one cell the longest."),
    ("Fees compared", "By cap, else by base, each currency apart."),
    ("A marked cell", "It is a reason to look, and not a fault."),
)
