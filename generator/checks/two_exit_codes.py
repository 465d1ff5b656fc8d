"""The rider leaves 2 sets of rules on the end of one agreement alive, or is not made in the form the base agreement asks for.

Where an old clause on ending stays beside the exits of the rider, each side uses the one that suits it. Where a change needs a
deed, a notary or a consent and does not get it, the rider changes nothing. Looks at what the deal says of the base agreement
(`rider.base`) and at the rider as drafted. A consent that is still missing is information in a draft and blocks an execution
version.

Fails:
    documents: [exit_rider]
Fails:
    documents: [exit_rider]
    rider.base: {title: Reseller Agreement, form: signed_writing}
    says: The rider replaces no clause of the base agreement on its end, so 2 sets of rules on ending may stand side by side.
Fails:
    documents: [exit_rider]
    rider.base: {title: Reseller Agreement, form: signed_writing, meets: [
      {clause: clause 12, about: termination, by: [exit.framework]},
      {clause: clause 30.2, about: insolvency, by: [exit.insolvency], wins: base}]}
    says: Clause 30.2 of the base agreement (insolvency) stays beside the exits of the rider, so 2 ways to end are live.
Fails:
    documents: [exit_rider]
    rider: {mode: add, base: {title: Reseller Agreement, form: signed_writing, meets: [
      {clause: clause 12, about: termination, by: [exit.framework]}]}}
    says: Clause 12 of the base agreement (termination) is about its end, but the rider says that the base agreement has no such rules.
Fails:
    documents: [exit_rider]
    rider.base: {title: Reseller Agreement, form: signed_writing, meets: [
      {clause: clause 12, about: termination, by: [exit.framework, gen.law]}]}
    says: Clause 12 of the base agreement (termination) meets gen.law, which the Exit Rider does not hold.
Fails:
    documents: [exit_rider]
    rider.base: {title: Reseller Agreement, form: deed, meets: [{clause: clause 12, about: termination, by: [exit.framework]}]}
    sides.a.signing.form: deed
    says: The base agreement is changed by deed only, and Mosaic does not sign the rider as a deed.
Fails:
    documents: [exit_rider]
    rider.base: {title: Reseller Agreement, form: notarial, meets: [{clause: clause 12, about: termination, by: [exit.framework]}]}
    says: The base agreement asks for a special form for changes (notarial), and nothing says how the rider keeps it.
Fails:
    documents: [exit_rider]
    status: execution
    rider.base: {title: Reseller Agreement, form: signed_writing, consents: [{who: the lender}],
      meets: [{clause: clause 12, about: termination, by: [exit.framework]}]}
    says: The written consent of the lender is missing, and the rider has no effect without it.

Passes:
    documents: [exit_rider]
    rider.base: {title: Reseller Agreement, form: signed_writing, consents: [{who: the lender}],
      meets: [{clause: clause 12, about: termination, by: [exit.framework]},
        {clause: clause 9.4, about: escrow, by: [ip.background], wins: base}]}
Passes:
    documents: [exit_rider]
    rider: {mode: add, base: {title: Reseller Agreement, form: notarial, form_kept: "before notary Dr Ida Brandt, Munich"}}
Passes:
    documents: [exit_rider]
    rider.base: {title: Reseller Agreement, form: {open: to be looked up},
      meets: [{clause: clause 12, about: {open: to be read again}, by: [exit.framework]}]}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.deal.rider import Meeting, Rider, RiderBase
from generator.values import Open

ID = "D-R03"
LEVEL: Level = "block"
_MEETS = "rider.base.meets"


def check(view: View) -> Iterator[Finding]:
    rider = view.rider
    if rider:
        base = rider.base or RiderBase()
        yield from _live(rider, base)
        yield from _not_held(view, base)
        yield from _form(view, base)
        yield from _consents(view, base)


def _ends(meeting: Meeting) -> bool:
    return any(id.startswith("exit.") for id in meeting.by)


def _called(meeting: Meeting) -> str:
    about = f" ({meeting.about})" if isinstance(meeting.about, str) else ""
    return f"{meeting.clause[:1].upper()}{meeting.clause[1:]} of the base agreement{about}"


def _live(rider: Rider, base: RiderBase) -> Iterator[Finding]:
    on_ending = [meeting for meeting in base.meets if _ends(meeting)]
    for meeting in on_ending:
        path = (f"{_MEETS}.{meeting.id}",)
        if rider.mode == "add":
            message = f"{_called(meeting)} is about its end, but the rider says that the base agreement has no such rules."
            yield Finding(ID, LEVEL, message, 'Write "mode": "replace", so that the rider takes its place.', (*path, "rider.mode"))
        elif meeting.wins == "base":
            message = f"{_called(meeting)} stays beside the exits of the rider, so 2 ways to end are live."
            yield Finding(ID, LEVEL, message, "Let the rider replace it, and write into the rider what must be kept of it.", path)
    if rider.mode == "replace" and not on_ending:
        message = "The rider replaces no clause of the base agreement on its end, so 2 sets of rules on ending may stand side by side."
        fix = 'List its clauses on ending under “rider.base.meets”, or write "mode": "add" if it has none.'
        yield Finding(ID, LEVEL, message, fix, (_MEETS,))


def _not_held(view: View, base: RiderBase) -> Iterator[Finding]:
    for drafted in view.riders():
        for meeting in base.meets:
            for id in meeting.by:
                if id not in drafted.selection.chosen:
                    message = f"{_called(meeting)} meets {id}, which the {drafted.document.title} does not hold."
                    yield Finding(ID, LEVEL, message, "Name clauses that are in the rider.", (f"{_MEETS}.{meeting.id}",))


def _form(view: View, base: RiderBase) -> Iterator[Finding]:
    form, paths = base.form, ("rider.base.form",)
    if form is None or isinstance(form, Open):
        message = "Cannot check yet: nobody has said which form the base agreement asks for when it is changed."
        yield Finding(ID, "info", message, "Read its clause on amendments and write the form.", paths)
    elif form == "deed":
        for name, side in (("a", view.deal.sides.a), ("b", view.deal.sides.b)):
            if side.signing.form != "deed":
                message = f"The base agreement is changed by deed only, and {side.short} does not sign the rider as a deed."
                yield Finding(ID, LEVEL, message, 'Write "deed" as its form of signing.', (*paths, f"sides.{name}.signing.form"))
    elif form != "signed_writing" and not isinstance(base.form_kept, str):
        message = f"The base agreement asks for a special form for changes ({form}), and nothing says how the rider keeps it."
        yield Finding(ID, LEVEL, message, "Say it under “rider.base.form_kept”.", (*paths, "rider.base.form_kept"))


def _consents(view: View, base: RiderBase) -> Iterator[Finding]:
    level: Level = LEVEL if view.deal.status == "execution" else "info"
    for consent in base.consents:
        if consent.given is None or isinstance(consent.given, Open):
            who = consent.who if isinstance(consent.who, str) else "a person not yet named"
            message = f"The written consent of {who} is missing, and the rider has no effect without it."
            yield Finding(ID, level, message, "Get it, and write the date on which it was given.", (f"rider.base.consents.{consent.id}",))
