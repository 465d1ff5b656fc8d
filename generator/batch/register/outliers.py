"""What stands out among the deals of one batch: values far from the middle of all, by median and median absolute deviation.

Source of the rule: Iglewicz and Hoaglin, How to Detect and Handle Outliers (1993): a modified z-score above 3.5; where more than
half of the values are alike, so that the median deviation is 0, the mean absolute deviation takes its place.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

LEAST_DEALS = 8
MOST_Z = 3.5


@dataclass(frozen=True)
class Band:
    """The middle of a column, and how far from it a value may be."""

    middle: float
    reach: float
    count: int

    def is_outside(self, value: float) -> bool:
        """Whether a value is further from the middle than the rule allows."""
        return abs(value - self.middle) > self.reach


def band_of(values: Sequence[float] | array[float]) -> Band | None:
    """The band of a column; None with fewer than 8 values, which have no middle worth the name.

    >>> band = band_of([90] * 7 + [400])
    >>> band.middle, band.is_outside(400), band.is_outside(90)
    (90.0, True, False)
    >>> band_of([90] * 6 + [100, 100]).is_outside(100)
    False
    >>> band_of([90, 400]) is None
    True
    """
    if len(values) < LEAST_DEALS:
        return None
    middle = float(median(values))
    away = [abs(value - middle) for value in values]
    scale = 1.4826 * median(away) or 1.2533 * fmean(away)
    return Band(middle, MOST_Z * scale, len(values))
