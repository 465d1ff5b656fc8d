"""What a sum of money is in law, and what it is called. One rule, in one place, for every clause and term-sheet line.

Nobody chooses the word: it follows from what the sum is for, from what makes it due, and from the governing law.
"""

from __future__ import annotations

from typing import Final

from generator.bind import Bound, BoundFee, BoundTrigger

# What is called what. A sum that is a price on one exit and due for a breach on another is “mixed”.
NAMES: Final[dict[str, str]] = {
    "price": "price",
    "cost_recovery": "recovery of cost",
    "agreed_damages": "agreed damages",
    "vertragsstrafe": "Vertragsstrafe",
    "tail": "pay for work done before the end",
    "clawback": "adjustment of the price",
}


def nature_of(kind: str, on_breach: bool, rule: str | None) -> str:
    """A kind of sum, whether a breach by the payer makes it due, and the law pack's rule -> what it is in law.

    Money for real cost is what it is, whoever is at fault; so is pay for work done, and an incentive that was not earned.
    Any other sum is a price where nobody broke a promise. Where somebody did, it is agreed damages, and under a law that
    takes merchants at their word, the form that law has for it.

    >>> for kind, on_breach, rule in (
    ...     ("convenience_price", False, "proportionality"), ("convenience_price", False, "merchant_strict"),
    ...     ("convenience_price", True, "proportionality"), ("agreed_sum", False, "reasonable_estimate"),
    ...     ("agreed_sum", True, "court_adjusts"), ("agreed_sum", True, "merchant_strict"), ("formula", True, None),
    ...     ("unrecovered_investment", False, "merchant_strict"), ("unrecovered_investment", True, "merchant_strict"),
    ...     ("cost_share", True, "proportionality"), ("delay", True, "statutory_cap"), ("shortfall", True, "genuine_estimate"),
    ...     ("exclusivity", True, "merchant_strict"), ("non_solicit", True, None), ("tail", False, "merchant_strict"),
    ...     ("clawback", True, "proportionality"),
    ... ):
    ...     print(f"{kind:22} {'breach' if on_breach else '-':6} {rule or '-':19} {NAMES[nature_of(kind, on_breach, rule)]}")
    convenience_price      -      proportionality     price
    convenience_price      -      merchant_strict     price
    convenience_price      breach proportionality     agreed damages
    agreed_sum             -      reasonable_estimate price
    agreed_sum             breach court_adjusts       agreed damages
    agreed_sum             breach merchant_strict     Vertragsstrafe
    formula                breach -                   agreed damages
    unrecovered_investment -      merchant_strict     recovery of cost
    unrecovered_investment breach merchant_strict     recovery of cost
    cost_share             breach proportionality     recovery of cost
    delay                  breach statutory_cap       agreed damages
    shortfall              breach genuine_estimate    agreed damages
    exclusivity            breach merchant_strict     Vertragsstrafe
    non_solicit            breach -                   agreed damages
    tail                   -      merchant_strict     pay for work done before the end
    clawback               breach proportionality     adjustment of the price
    """
    if kind in ("unrecovered_investment", "cost_share"):
        return "cost_recovery"
    if kind in ("tail", "clawback"):
        return kind
    if not on_breach:
        return "price"
    return "vertragsstrafe" if rule == "merchant_strict" else "agreed_damages"


def penalty_rule(bound: Bound) -> str | None:
    """The rule of the governing law's pack on sums for breach; of the pack for other places where the law is open."""
    return bound.library.law_pack(getattr(bound.deal.law.governing, "name", None)).front.penalty_rule


def due_on_breach(payer: str, fault: bool, who: str | None, hits: str | None = None) -> bool:
    """Whether it is the payer's own breach that makes a sum due on an exit. `who` may use it, `hits`: whose event it is.

    >>> [due_on_breach("who_ends", True, "innocent"), due_on_breach("other", True, "innocent"), due_on_breach("other", False, "either")]
    [False, True, False]
    >>> [due_on_breach("a", True, "b"), due_on_breach("a", True, "a"), due_on_breach("a", True, "innocent")]
    [True, False, True]
    >>> due_on_breach("b", True, "b", "b")
    True
    """
    if payer == "party_in_breach":
        return True
    if not fault or payer == "who_ends":
        return False
    if payer == "other":
        return True
    in_breach = hits if hits in ("a", "b") else {"a": "b", "b": "a"}.get(who or "")
    return in_breach in (None, payer)


def nature_of_fee(fee: BoundFee, rule: str | None) -> str:
    """The nature of a fee over all exits on which it is due; “mixed” where a breach opens some of them only."""
    found = {nature_of(fee.own.kind, _on(fee, trigger), rule) for trigger in fee.triggers}
    if not found:
        return nature_of(fee.own.kind, fee.own.payer == "party_in_breach", rule)
    return found.pop() if len(found) == 1 else "mixed"


def _on(fee: BoundFee, trigger: BoundTrigger) -> bool:
    return due_on_breach(fee.own.payer, trigger.settled("class_") == "fault", trigger.settled("who"), trigger.settled("hits"))


def name_in_law(fee: BoundFee, rule: str | None) -> str:
    """The words for a fee of the list."""
    nature = nature_of_fee(fee, rule)
    if nature == "mixed":
        return f"{NAMES['price']}, or {NAMES[nature_of(fee.own.kind, True, rule)]} where a breach opened the exit"
    return NAMES[nature]


def has_breach_sum(bound: Bound) -> bool:
    """Whether any sum of the deal is due because of a breach."""
    natures = {nature_of_fee(fee, penalty_rule(bound)) for fee in bound.fees if fee.triggers}
    return bool(bound.deal.agreed_damages) or bool(natures & {"agreed_damages", "vertragsstrafe", "mixed"})
