"""Deal + library -> Bound: every name in the deal that means something in the library is looked up, and unknown ones told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from generator.bind.bound import Bound, BoundTrigger
from generator.bind.params import Params, parse_param
from generator.deal import Deal, DealError, Fault, Trigger
from generator.deal.positions import line_of
from generator.library import Clause, Library, LibraryError
from generator.values import nearest

CUSTOM = "exit.custom"


def bind(deal: Deal, library: Library) -> Bound:
    """Raises DealError for a name of the deal the library does not know, LibraryError for a row that fits no trigger."""
    faults = list(_unknown(deal, library))
    params = dict(_defaults(library))
    if deal.clauses:
        for id, clause in library.clauses.items():
            if (choice := deal.clauses.get(id)) and choice.params:
                params[id] = _stated(deal, clause, params[id], choice.params, faults)
    if faults:
        raise DealError(faults)
    triggers = tuple(_bind_trigger(deal, library, trigger) for trigger in deal.exit.triggers)
    return Bound(deal, library, triggers, params)


def kind_id(trigger: Trigger) -> str:
    """The clause file of a trigger: its kind, or exit.custom."""
    return CUSTOM if trigger.kind == "custom" else trigger.kind


def row_of(clause: Clause) -> Trigger:
    """The defaults of a trigger kind. Raises LibraryError when the row does not read as a trigger."""
    row = clause.front.row or {}
    steps = {"steps": row["steps"].value or []} if "steps" in row else {}
    try:
        return Trigger.model_validate({"id": "row", "kind": clause.id} | {name: cell.value for name, cell in row.items()} | steps)
    except ValidationError as error:
        where = [f"`row.{'.'.join(str(step) for step in fault['loc'])}`: {fault['msg']}" for fault in error.errors()]
        line = clause.source.key_lines.get("row", 1)
        raise LibraryError([clause.source.problem(words, line) for words in where]) from None


def _bind_trigger(deal: Deal, library: Library, trigger: Trigger) -> BoundTrigger:
    clause = library.clauses[kind_id(trigger)]
    row = library.prepared.get(f"row {clause.id}")
    if not isinstance(row, Trigger):
        row = library.prepared[f"row {clause.id}"] = row_of(clause)
    return BoundTrigger(trigger, row, clause, deal)


def _fault(deal: Deal, steps: list[int | str], message: str) -> Fault:
    origin = deal._origin
    pointer = "".join(f"/{step}" for step in steps)
    return Fault(pointer, message, origin.file, line_of(origin.text, steps) if origin.text else 0)


def _unknown(deal: Deal, library: Library) -> Iterator[Fault]:
    kinds = library.triggers
    kpis_gates = [item.id for item in (*deal.success.kpis, *deal.success.gates)]
    fees = [fee.id for fee in deal.fees]
    for n, trigger in enumerate(deal.exit.triggers):
        at: list[int | str] = ["exit", "triggers", n]
        if kind_id(trigger) not in kinds:
            near = nearest(trigger.kind, [*kinds, "custom"])
            yield _fault(deal, [*at, "kind"], f"no kind of exit “{trigger.kind}”{near}; `pactwright library list` shows them")
        if trigger.kind == "custom" and trigger.event is None:
            yield _fault(deal, at, "a custom exit needs its event: “event”: words that finish “if …”")
        for k, step in enumerate(trigger.steps or []):
            if step.step not in library.steps:
                yield _fault(deal, [*at, "steps", k, "step"], f"no step “{step.step}”{nearest(step.step, library.steps)}")
        for k, id in enumerate(trigger.tests or []):
            if id not in kpis_gates:
                yield _fault(deal, [*at, "tests", k], f"no KPI or gate “{id}”{_there(id, kpis_gates)}")
        if isinstance(trigger.fee, str) and trigger.fee not in ("none", "damages_only", "as_agreed", *fees):
            there = _there(trigger.fee, fees)
            yield _fault(deal, [*at, "fee"], f"no fee “{trigger.fee}”; write none, damages_only, as_agreed or the id of a fee{there}")
        clause = library.clauses.get(kind_id(trigger))
        if clause:
            yield from _wrong_params(deal, clause, trigger.params or {}, [*at, "params"])
    for n, document in enumerate(deal.documents):
        if document not in library.papers:
            yield _fault(deal, ["documents", n], f"no paper “{document}”; there are {', '.join(library.papers)}")
    for id in deal.clauses:
        if id not in library.clauses:
            yield _fault(deal, ["clauses", id], f"no clause “{id}”{nearest(id, library.clauses)}; `pactwright library list` shows them")
    investments = [investment.id for investment in deal.contributions.investments]
    for n, fee in enumerate(deal.fees):
        for k, id in enumerate(fee.investments):
            if id not in investments:
                yield _fault(deal, ["fees", n, "investments", k], f"no investment “{id}”{_there(id, investments)}")
    yield from _unknown_here(deal, library)
    yield from _unknown_in_rider(deal, library)


def _unknown_here(deal: Deal, library: Library) -> Iterator[Fault]:
    """Ids that must name something in the deal itself, and lists of names from the library."""
    if not deal.documents:
        yield _fault(deal, ["documents"], f"no paper is asked for; write at least one of {', '.join(library.papers)}")
    for n, document in enumerate(deal.documents):
        if document in deal.documents[:n]:
            yield _fault(deal, ["documents", n], f"the paper “{document}” is asked for twice; keep one")
    for n, pack in enumerate(deal.law.packs):
        if pack not in library.law_packs:
            yield _fault(deal, ["law", "packs", n], f"no law pack “{pack}”{_there(pack, list(library.law_packs))}")
    kpis = [kpi.id for kpi in deal.success.kpis]
    for n, gate in enumerate(deal.success.gates):
        for k, criterion in enumerate(gate.criteria):
            if criterion.kpi is not None and criterion.kpi not in kpis:
                at: list[int | str] = ["success", "gates", n, "criteria", k, "kpi"]
                yield _fault(deal, at, f"no KPI “{criterion.kpi}”{_there(criterion.kpi, kpis)}")
    deliverables = [deliverable.id for deliverable in deal.contributions.deliverables]
    for n, damages in enumerate(deal.agreed_damages):
        known = {"delay": deliverables, "shortfall": kpis}.get(damages.breach, [])
        for k, id in enumerate(damages.of):
            if id not in known:
                what = "KPI" if damages.breach == "shortfall" else "deliverable"
                yield _fault(deal, ["agreed_damages", n, "of", k], f"no {what} “{id}”{_there(id, known)}")
    for n, measure in enumerate(deal.reset.measures):
        if measure.kpi is not None and measure.kpi not in kpis:
            yield _fault(deal, ["reset", "measures", n, "kpi"], f"no KPI “{measure.kpi}”{_there(measure.kpi, kpis)}")
    if deal.proposition and deal.proposition.chosen is not None:
        candidates = [candidate.id for candidate in deal.proposition.candidates]
        if deal.proposition.chosen not in candidates:
            there = _there(deal.proposition.chosen, candidates)
            yield _fault(deal, ["proposition", "chosen"], f"no candidate “{deal.proposition.chosen}”{there}")
    for name, side in (("a", deal.sides.a), ("b", deal.sides.b)):
        members = [member.id for member in side.members]
        for n, signatory in enumerate(side.signing.signatories):
            if signatory.member is not None and signatory.member not in members:
                at = ["sides", name, "signing", "signatories", n, "member"]
                yield _fault(deal, at, f"no member “{signatory.member}” on this side{_there(signatory.member, members)}")


def _unknown_in_rider(deal: Deal, library: Library) -> Iterator[Fault]:
    """Clauses and terms of ours that a rider maps to its base agreement."""
    base = deal.rider.base if deal.rider else None
    if base is None:
        return
    at: list[int | str] = ["rider", "base"]
    schedules = [f"schedule.{schedule.id}" for paper in library.papers.values() for schedule in paper.front.schedules]
    for id in base.clauses:
        if id not in library.clauses and id not in schedules:
            near = nearest(id, [*library.clauses, *schedules])
            message = f"no clause “{id}”{near}; write one of our clause ids, and where it stands in the base"
            yield _fault(deal, [*at, "clauses", id], message)
    for term in base.terms:
        if term not in library.definitions:
            message = f"no term “{term}”{nearest(term, library.definitions)}; write our term first, then the base’s"
            yield _fault(deal, [*at, "terms", term], message)
    for n, meeting in enumerate(base.meets):
        for k, id in enumerate(meeting.by):
            if id not in library.clauses:
                yield _fault(deal, [*at, "meets", n, "by", k], f"no clause “{id}”{nearest(id, library.clauses)}")


def _there(id: str, known: list[str]) -> str:
    """What there is instead: all of a short list; of a long one the nearest, if any is near.

    >>> _there("k9", ["k1", "k2"]), _there("x", [])
    ('; there are k1, k2', '; there are none')
    """
    listed = f"; there are {', '.join(known)}" if known else "; there are none"
    return listed if len(known) <= 12 else nearest(id, known) or listed


def _wrong_params(deal: Deal, clause: Clause, raw: dict[str, Any], at: list[int | str]) -> Iterator[Fault]:
    for name, value in raw.items():
        declared = clause.front.params.get(name)
        if declared is None:
            yield _fault(deal, [*at, name], f"{clause.id} has no parameter “{name}”{_there(name, list(clause.front.params))}")
            continue
        try:
            parse_param(declared.type, value)
        except ValueError as error:
            yield _fault(deal, [*at, name], str(error))


def _stated(deal: Deal, clause: Clause, defaults: Params, raw: dict[str, Any], faults: list[Fault]) -> Params:
    """The parameters of a clause as a deal states them; the defaults where it states them wrong, with faults for it."""
    wrong = list(_wrong_params(deal, clause, raw, ["clauses", clause.id, "params"]))
    faults += wrong
    return defaults if wrong else defaults.with_own(raw, f"clauses.{clause.id}.params")


def _defaults(library: Library) -> dict[str, Params]:
    """The parameters of every clause where a deal states none; read once for a library."""
    found = library.prepared.get("params")
    if not isinstance(found, dict):
        found = library.prepared["params"] = {id: _defaults_of(clause) for id, clause in library.clauses.items()}
    return found


def _defaults_of(clause: Clause) -> Params:
    declared = clause.front.params
    values = {name: None if param.default is None else parse_param(param.type, param.default) for name, param in declared.items()}
    return Params(declared, values, {name: f"clauses.{clause.id}.params.{name}" for name in declared})
