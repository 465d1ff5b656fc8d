"""The columns of a table: how wide each is, by what it holds."""

from __future__ import annotations

from functools import lru_cache

from generator.document.tree import Cell, plain

# Characters of table type that fit across a page, less the padding of a column.
_ACROSS = {False: 100, True: 150}
_PADDING = 3.0


def widths(header: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...]) -> tuple[int, ...]:
    """Shares of the table's width in percent, summing to 100: first room for the longest word, then by how much a column holds."""
    least: list[float] = []
    wish: list[float] = []
    for n, head in enumerate(header):
        words = [" ".join(map(plain, row[n].paragraphs)) for row in rows]
        longest_word = max(map(_longest_word, (*words, head))) or 3
        least.append(longest_word + _PADDING)
        lengths = sorted(map(len, words))
        wish.append(max(0.5, 0.9 * lengths[len(lengths) // 2] + 0.7 * lengths[-1] ** 0.5 - 0.4 * longest_word))
    spare, wishes = max(0.0, _ACROSS[len(header) > 6] - sum(least)), sum(wish)
    wanted = [room + spare * more / wishes for room, more in zip(least, wish, strict=True)]
    across = sum(wanted)
    shares = [int(100 * share / across) for share in wanted]
    shares[shares.index(max(shares))] += 100 - sum(shares)
    return tuple(shares)


@lru_cache(maxsize=4096)  # most cells of a table are those of the deal before
def _longest_word(words: str) -> int:
    return max(map(len, words.split()), default=0)
