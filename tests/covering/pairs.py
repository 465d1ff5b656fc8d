"""Few rows that hold every pair: a greedy covering array over factors of which only some belong together."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

Pair = tuple[tuple[int, int], tuple[int, int]]  # (factor, level) twice, the lower factor first


def all_pairs(sizes: Sequence[int], together: Iterable[tuple[int, int]]) -> set[Pair]:
    """Every pair of levels of two factors that belong together. `sizes`: how many levels each factor has."""
    return {
        ((f, one), (g, other))
        for f, g in {(min(both), max(both)) for both in together}
        for one in range(sizes[f])
        for other in range(sizes[g])
    }  # fmt: skip


def rows(sizes: Sequence[int], pairs: set[Pair], seed: int = 4, spread: bool = True) -> list[list[int]]:
    """Rows of a level for each factor, so that every pair stands in some row.

    `spread`: a factor no pair asks for takes any level; else its first.

    >>> sizes = [2, 2, 3]
    >>> held = rows(sizes, all_pairs(sizes, [(0, 1), (1, 2), (0, 2)]))
    >>> len(held), len({(row[1], row[2]) for row in held})
    (6, 6)
    """
    chance = random.Random(seed)
    missing: list[dict[int, list[int]]] = [{} for _ in sizes]  # factor -> neighbour -> for each own level, a bit for each missing one
    for (f, one), (g, other) in pairs:
        missing[f].setdefault(g, [0] * sizes[f])[one] |= 1 << other
        missing[g].setdefault(f, [0] * sizes[g])[other] |= 1 << one
    left = len(pairs)
    found: list[list[int]] = []
    while left:
        row = [-1] * len(sizes)
        order = list(range(len(sizes)))
        chance.shuffle(order)
        # The factor with the most missing pairs starts, so that every row holds at least one new pair.
        order.sort(key=lambda f: -sum(mask.bit_count() for masks in missing[f].values() for mask in masks))
        for f in order:
            row[f] = _best(row, sizes[f], missing[f], chance if spread else None)
        for f, near in enumerate(missing):
            for g, masks in near.items():
                if masks[row[f]] >> row[g] & 1:
                    masks[row[f]] &= ~(1 << row[g])
                    left -= f < g
        found.append(row)
    return found


def _best(row: list[int], size: int, near: dict[int, list[int]], chance: random.Random | None) -> int:
    """The level with the most missing pairs: with the levels that are set, and then at all."""
    gains = []
    for level in range(size):
        now = later = 0
        for g, masks in near.items():
            if (mask := masks[level]) == 0:
                continue
            if row[g] < 0:
                later += mask.bit_count()
            else:
                now += mask >> row[g] & 1
        gains.append((now, later, chance.random() if chance else -level, level))
    return max(gains)[3]
