"""The phrases of a trigger: who may do what to whom, by which notice, in words that agree with each other.

Grammar that depends on several cells of the exit matrix at once is here, in one place, and nowhere in a clause text.
"""

from __future__ import annotations

from typing import Any

from generator.bind import BoundTrigger
from generator.deal.trigger import BySide, NoticeTerm, Scope, Transfer, Unit
from generator.document.say import Style, blank, join, say_notice, side_name
from generator.document.tree import Inline, Inlines, Text, Value
from generator.exit import is_locked, is_partial
from generator.values import Open

_HOLDERS: dict[str, tuple[str, str]] = {
    "either": ("either Party", "the other Party"),
    "both": ("the Parties together", "each other"),
    "innocent": ("the innocent Party", "the Party in breach"),
    "unaffected": ("the unaffected Party", "the affected Party"),
    "other": ("the other Party", "the Party concerned"),
    "payee": ("the Party owed the sum", "the Party that owes it"),
    "challenged": ("the challenged Party", "the Party that makes the challenge"),
    "automatic": ("automatic", "each Party"),
    "either_except_causer": ("a Party that did not cause the event", "the other Party"),
}
_SUBJECTS = {
    "either": "the other Party",
    "other": "the Party concerned",
    "innocent": "the Party in breach",
    "unaffected": "the affected Party",
    "payee": "the Party that owes it",
    "challenged": "the Party that makes the challenge",
}
_UNITS = {"new_business_only": "new business only", "closing": "the closing"}
# A customer or a territory does not end; the agreement ends as to it.
_AS_TO = ("product", "territory", "site", "customer", "shares", "new_business_only", "closing")


# The names of names.TRIGGER that read the exit alone, and nothing else of the deal; a test holds them to it.
OF_ITSELF = frozenset(("name", "act", "unit", "ends_on", "breach", "automatic", "joint", "partial", "locked"))


def text(words: str) -> Inlines:
    """Words as inlines; nothing for no words."""
    return (Text(words),) if words else ()


def other_side(side: str) -> str:
    """a for b, and b for a."""
    return "b" if side == "a" else "a"


def holder(trigger: BoundTrigger) -> Inlines:
    """Who may use the exit."""
    return _party(trigger, 0)


def other(trigger: BoundTrigger) -> Inlines:
    """Against whom it is used."""
    return _party(trigger, 1)


def _party(trigger: BoundTrigger, place: int) -> Inlines:
    who = trigger.settled("who") or "either"
    if who in ("a", "b"):
        return side_name(trigger.deal, who if place == 0 else other_side(who))
    return text(_HOLDERS[who][place])


def subject(trigger: BoundTrigger) -> Inlines:
    """Whose event it is."""
    hits, who = trigger.settled("hits"), trigger.settled("who") or "either"
    if hits in ("a", "b"):
        return side_name(trigger.deal, hits)
    if hits == "either":
        return text("a Party")
    if who in ("a", "b"):
        return side_name(trigger.deal, other_side(who))
    return text(_SUBJECTS.get(who, "a Party"))


def unit(trigger: BoundTrigger) -> Inlines:
    """What ends."""
    scope = trigger.settled("scope")
    if isinstance(scope, Open):
        return (blank(f"{trigger.path}.scope", scope),)
    if not isinstance(scope, Scope) or not scope.parts:
        return text("this Agreement")
    if any(part.kind in _AS_TO for part in scope.parts):
        return (Text("this Agreement as to "), *_parts(trigger, scope, " or as a whole"))
    return _parts(trigger, scope)


def _parts(trigger: BoundTrigger, scope: Scope, whole: str = " or the whole of this Agreement") -> Inlines:
    """The parts by their names."""
    parts = join([_unit(part, f"{trigger.path}.scope.parts") for part in scope.parts])
    return (*parts, Text(whole)) if scope.or_whole else parts


def _unit(part: Unit, path: str) -> Inlines:
    if isinstance(part.what, Open):
        return (blank(f"{path}.{part.id}.what", part.what),)
    if part.what:
        return (Value(f"{path}.{part.id}.what", part.what),)
    return text(_UNITS.get(part.kind, f"the {part.kind.replace('_', ' ')} concerned"))


def act(trigger: BoundTrigger) -> Inlines:
    """What the holder may do."""
    remedy = trigger.settled("remedy") or "end"
    if remedy in ("buy", "sell"):
        return (Text(f"{remedy} "), *_transferred(trigger))
    if remedy == "lose_exclusivity":
        return (Text("end the exclusivity"), *_for_parts(trigger))
    if remedy == "re_price":
        return (Text("require new prices"), *(_for_parts(trigger) or text(" under this Agreement")))
    begun = {
        "end": "end ",
        "suspend": "suspend performance of ",
        "reduce": _reduced(trigger, "reduce "),
        "step_in": "take over performance of ",
    }
    return (Text(begun[remedy]), *unit(trigger))


def _for_parts(trigger: BoundTrigger) -> Inlines:
    """“ for the territory concerned”, where less than the whole is meant."""
    scope = trigger.settled("scope")
    if isinstance(scope, Open):
        return (Text(" for "), *unit(trigger))
    return (Text(" for "), *_parts(trigger, scope)) if is_partial(trigger) else ()


def _reduced(trigger: BoundTrigger, verb: str) -> str:
    """An order is reduced; of an agreement, its scope."""
    whole = (unit(trigger) or (Text(""),))[0].words.startswith("this Agreement")
    return f"{verb}the scope of " if whole else verb


def _transferred(trigger: BoundTrigger) -> Inlines:
    transfer = trigger.settled("transfer")
    what = transfer.what if isinstance(transfer, Transfer) else transfer
    path = f"{trigger.path}.transfer.what"
    return (Value(path, what),) if isinstance(what, str) else (blank(path, what),)


def may(trigger: BoundTrigger, style: Style) -> Inlines:
    """The opening of the right, without its notice."""
    who, remedy = trigger.settled("who"), trigger.settled("remedy") or "end"
    if who == "automatic":
        return _of_itself(trigger, remedy)
    if who == "both":
        return (Text("The Parties may together "), *act(trigger))
    return capital((*holder(trigger), Text(" may "), *act(trigger)))


def _of_itself(trigger: BoundTrigger, remedy: str) -> Inlines:
    """The opening of an exit that needs nobody's act."""
    if remedy in ("buy", "sell"):
        return (Text(f"The {'purchase' if remedy == 'buy' else 'sale'} of "), *_transferred(trigger), Text(" takes place automatically"))
    if remedy == "lose_exclusivity":
        return (Text("The exclusivity ends automatically"), *_for_parts(trigger))
    if remedy == "re_price":
        return (Text("New prices apply automatically"), *_for_parts(trigger))
    if remedy != "end":
        begun = {"suspend": "performance of ", "reduce": "the scope of ", "step_in": "performance of "}[remedy]
        done = {"suspend": "suspended", "reduce": "reduced", "step_in": "taken over"}[remedy]
        return capital((Text(begun), *unit(trigger), Text(f" is {done} automatically")))
    scope = trigger.settled("scope")
    if isinstance(scope, Scope) and is_partial(trigger):
        return (Text("This Agreement ends automatically as to "), *_parts(trigger, scope, " or as a whole"))
    return capital((*unit(trigger), Text(" ends automatically")))


def by_notice(trigger: BoundTrigger, style: Style) -> Inlines:
    """How the right is used; nothing where no notice is served."""
    notice, who = trigger.settled("notice"), trigger.settled("who")
    length = getattr(notice, "length", notice)
    if who in ("automatic", "both") or length in ("none", None):
        return ()
    if who in ("a", "b") and isinstance(notice, NoticeTerm) and isinstance(length, BySide):
        # Only one side may give it, so only its length is of interest.
        path = f"{trigger.path}.notice.length.{who}"
        return (
            Text("by giving "),
            *other(trigger),
            Text(" "),
            *say_notice(getattr(length, who), path, trigger.deal, style),
            *_before(notice),
        )
    return (Text("by giving "), *other(trigger), Text(" "), *say_notice(notice, f"{trigger.path}.notice", trigger.deal, style))


def _before(notice: NoticeTerm) -> Inlines:
    return text(" before the end of the Term") if notice.from_ == "term_end" else ()


def right(trigger: BoundTrigger, style: Style) -> Inlines:
    """The right and how it is used: “Either Party may end this Agreement by giving the other Party 90 days’ notice”."""
    by = by_notice(trigger, style)
    return (*may(trigger, style), *((Text(" "), *by) if by else ()))


def ends_on(trigger: BoundTrigger) -> Inlines:
    """When the end takes effect."""
    notice = trigger.settled("notice")
    if trigger.settled("who") == "automatic":
        return text("at once, without notice")
    length = getattr(notice, "length", notice)
    if trigger.settled("who") == "both" and length != "none":
        return text("on the date the Parties agree")
    if length in ("none", "on_receipt", "not_stated", None):
        return text("when the notice is received" if length != "none" else "at once")
    if length == "as_agreed":
        return text("on the date the Parties agree")
    ends = getattr(notice, "ends", "day")
    if ends != "day":
        return text(f"at the end of the calendar {ends} in which the notice period ends")
    return text("when the notice period ends")


def trigger_phrase(trigger: BoundTrigger, name: str, style: Style) -> Any:
    """The value of a name of names.TRIGGER: inlines, a flag, or a list of elements of the deal."""
    match name:
        case "name":
            title = trigger.own.title
            if isinstance(title, Open):
                return (blank(f"{trigger.path}.title", title),)
            return (Value(f"{trigger.path}.title", title),) if title else text(trigger.clause.front.title)
        case "holder" | "other" | "subject" | "act" | "unit" | "ends_on":
            return {"holder": holder, "other": other, "subject": subject, "act": act, "unit": unit, "ends_on": ends_on}[name](trigger)
        case "may" | "by_notice" | "right":
            return {"may": may, "by_notice": by_notice, "right": right}[name](trigger, style)
        case "breach":
            return text("material")
        case "automatic":
            return trigger.settled("who") == "automatic"
        case "joint":
            return trigger.settled("who") == "both"
        case "partial":
            return is_partial(trigger)
        case "locked":
            return is_locked(trigger)
        case "kpis":
            return trigger.kpis
        case "gates":
            return trigger.gates
        case "agreed_fee":
            return trigger.fee is not None
    raise KeyError(name)


def capital(inlines: Inlines) -> Inlines:
    """The same words with a capital at the start.

    >>> capital((Text("either Party"),))
    (Text(words='Either Party'),)
    """
    if not inlines or not isinstance(inlines[0], Text) or not inlines[0].words:
        return inlines
    first: Inline = Text(inlines[0].words[0].upper() + inlines[0].words[1:])
    return (first, *inlines[1:])
