"""Money: an ISO 4217 currency and an amount, "EUR 250,000"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, ClassVar


from generator.values.text import nearest
from generator.values.word_value import Words, WordValue, wrong

_ALLOWED = "write the currency, a space and the amount with commas, such as “EUR 250,000” or “USD 1,250.50”"


class Money(WordValue, frozen=True):
    """An amount in one currency.

    >>> Money.parse("EUR 250,000").words()
    'EUR 250,000'
    >>> Money.parse("EUR 250.000")
    Traceback (most recent call last):
    ValueError: “EUR 250.000” can be read as 250 or as 250,000; write “EUR 250,000” or “EUR 250.00”
    """

    currency: str
    amount: Decimal

    PATTERN: ClassVar[str] = r"^[A-Z]{3} \d{1,3}(,\d{3})*(\.\d{1,2})?$"
    EXAMPLES: ClassVar[tuple[Any, ...]] = ("EUR 250,000", "USD 1,250.50")
    DESCRIPTION: ClassVar[str] = "An amount of money: ISO 4217 currency and amount."

    @classmethod
    def parse(cls, raw: object) -> Money:
        if not isinstance(raw, str):
            raise wrong("an amount of money", raw, _ALLOWED)
        words = re.sub(r"\s+", " ", raw.strip())
        if found := re.fullmatch(r"([A-Z]{3}) (\d{1,3})\.(\d{3})", words):
            code, head, tail = found.groups()
            raise ValueError(f"“{raw}” can be read as {head} or as {head},{tail}; write “{code} {head},{tail}” or “{code} {head}.00”")
        match = re.fullmatch(r"([A-Z]{3}) (\d{1,3}(?:,\d{3})*|\d{1,15})(\.\d{1,2})?", words)
        if match is None:
            raise wrong("an amount of money", raw, _ALLOWED + _meant(words))
        parse_currency(match[1])
        return cls(match[1], Decimal(match[2].replace(",", "") + (match[3] or "")))

    def words(self) -> str:
        return f"{self.currency} {self.amount:,}"

    def __str__(self) -> str:
        return self.words()


_SIGNS = {"€": "EUR", "£": "GBP", "¥": "JPY"}


def _meant(words: str) -> str:
    """The usual slips, put right. A dollar sign is no slip of one currency: many countries use it.

    >>> _meant("250,000 EUR"), _meant("€250,000"), _meant("EUR 1.250.000,50"), _meant("$5")
    ('; nearest: “EUR 250,000”', '; nearest: “EUR 250,000”', '; nearest: “EUR 1,250,000.50”', '')
    """
    for sign, code in _SIGNS.items():
        words = re.sub(rf"^{sign} ?", f"{code} ", words)
    words = re.sub(r"^(\S+) ([A-Za-z]{3})$", r"\2 \1", words)
    match = re.fullmatch(r"([A-Za-z]{3}) ?(\d[\d.,]*)", words)
    if match is None:
        return ""
    number = match[2]
    if re.fullmatch(r"\d{1,3}(\.\d{3}){2,}(,\d{1,2})?|\d{1,3}\.\d{3},\d{1,2}", number):
        number = number.translate(str.maketrans(".,", ",."))
    right = f"{match[1].upper()} {number}"
    return f"; nearest: “{right}”" if re.fullmatch(Money.PATTERN, right) and right[:3] in _currencies() else ""


def parse_currency(raw: object) -> str:
    """The code of a currency."""
    if isinstance(raw, str) and raw in _currencies():
        return raw
    common = nearest(raw.upper(), ("EUR", "USD", "GBP", "JPY", "CAD", "AUD", "CHF", "CNY", "INR", "SGD")) if isinstance(raw, str) else ""
    raise wrong("a currency", raw, f"use an ISO 4217 code such as EUR, USD, GBP or JPY{common}")


Currency = Annotated[str, Words("Currency", parse_currency, {"type": "string", "pattern": "^[A-Z]{3}$", "examples": ["EUR", "USD"]})]


def _currencies() -> frozenset[str]:
    from babel.numbers import list_currencies

    return frozenset(list_currencies())
