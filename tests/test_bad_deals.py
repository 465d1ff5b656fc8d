"""Broken deals and the sentence each one earns: where, what is wrong, what is allowed, and the nearest right value.

A traceback is never an answer. Long because it is one table: each row is a small change to clause_library/sample.json, or a file as bytes.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator import DealError, draft, load_library, read_deal
from generator.deal import make_deal, parse_deal
from generator.deal.patch import patched

SAMPLE: dict[str, Any] = json.loads(Path("clause_library/sample.json").read_text(encoding="utf-8"))
LIBRARY = load_library()
LONG = "x" * 4001

LENGTH = "write a whole number and a unit, such as “90 days”, “10 business days”, “6 weeks”, “12 months” or “3 years”"
MONEY = "write the currency, a space and the amount with commas, such as “EUR 250,000” or “USD 1,250.50”"
ID = "use lower-case letters, digits, “-” and “_”, such as “t3” or “harbor-mosaic-2026”; at most 60 characters"
DATE = "write year-month-day, such as “2026-03-01”"
PERCENT = "write it as “80%” or “62.5%”, at most 1000%"
WHO = "write one of either, both, a, b, innocent, unaffected, other, payee, challenged, automatic, either_except_causer"
NOTICE = 'write “none”, “on_receipt”, “as_agreed”, “not_stated”, a length such as “90 days”, or one for each side: {"a": "90 days", "b": "60 days"}'
CURE = 'write “none”, a length such as “90 days”, or one for each side: {"a": "90 days", "b": "60 days"}'
ZONE = "write an IANA name such as “Europe/London” or “America/New_York”"
PLACE = "write a country, or a state or region with its own law, in English"
CURRENCY = "use an ISO 4217 code such as EUR, USD, GBP or JPY"
OPEN_NEEDS = 'an open value needs a reason in words, such as {"open": "waiting for the board"}'
HIDDEN = "which cannot be seen or changes the reading order; remove it"
COMPOUND = 'write {"longer_of": ["18 months", "each customer\'s contract term"]} or the same with “shorter_of”'

CHANGES: list[tuple[dict[str, Any], list[str]]] = [
    ({"term.lock_in": "12"}, [f"/term/lock_in: “12” is not a length of time; {LENGTH}"]),
    ({"term.lock_in": 12}, [f"/term/lock_in: “12” is not a length of time; {LENGTH}"]),
    ({"term.lock_in": "1.5 years"}, [f"/term/lock_in: “1.5 years” is not a length of time; {LENGTH}"]),
    ({"term.lock_in": "twelve months"}, [f"/term/lock_in: “twelve months” is not a length of time; {LENGTH}; nearest: “12 months”"]),
    ({"term.lock_in": "9999 years"}, ["/term/lock_in: “9999 years” is too long to count dates with; write at most 999 years"]),
    ({"term.lock_in": "-3 months"}, [f"/term/lock_in: “-3 months” is not a length of time; {LENGTH}"]),
    ({"term.lock_in": "12 mnths"}, [f"/term/lock_in: “12 mnths” is not a length of time; {LENGTH}; nearest: “12 months”"]),
    (
        {"liability.cap_floor": "EUR 250.000"},
        [
            "/liability/cap_floor: “EUR 250.000” can be read as 250 or as 250,000; write “EUR 250,000” or “EUR 250.00”",
        ],
    ),
    (
        {"liability.cap_floor": "EUR 1.250.000,00"},
        [
            f"/liability/cap_floor: “EUR 1.250.000,00” is not an amount of money; {MONEY}; nearest: “EUR 1,250,000.00”",
        ],
    ),
    (
        {"liability.cap_floor": "€250,000"},
        [
            f"/liability/cap_floor: “€250,000” is not an amount of money; {MONEY}; nearest: “EUR 250,000”",
        ],
    ),
    ({"liability.cap_floor": 250000}, [f"/liability/cap_floor: “250000” is not an amount of money; {MONEY}"]),
    ({"liability.cap_floor": "EUO 250,000"}, [f"/liability/cap_floor: “EUO” is not a currency; {CURRENCY}; nearest: “EUR”"]),
    (
        {"liability.cap_floor": "250,000 EUR"},
        [
            f"/liability/cap_floor: “250,000 EUR” is not an amount of money; {MONEY}; nearest: “EUR 250,000”",
        ],
    ),
    (
        {"liability.cap_floor": "eur 5,000"},
        [
            f"/liability/cap_floor: “eur 5,000” is not an amount of money; {MONEY}; nearest: “EUR 5,000”",
        ],
    ),
    ({"commercial.currency": "pounds"}, [f"/commercial/currency: “pounds” is not a currency; {CURRENCY}"]),
    ({"commercial.currency": "GBX"}, [f"/commercial/currency: “GBX” is not a currency; {CURRENCY}; nearest: “GBP”"]),
    ({"term.effective": "01/03/2026"}, ["/term/effective: “01/03/2026” can be read as 2 dates; write “2026-03-01” or “2026-01-03”"]),
    ({"draft_date": "March 1, 2026"}, [f"/draft_date: “March 1, 2026” is not a date; {DATE}; nearest: “2026-03-01”"]),
    ({"draft_date": "2026-02-30"}, [f"/draft_date: “2026-02-30” is not a date in the calendar; {DATE}"]),
    ({"draft_date": "0206-02-03"}, [f"/draft_date: “0206-02-03” is not a date between 1900 and 2200; {DATE}"]),
    (
        {"term.effective": {"rule": "when_ready"}},
        [
            "/term/effective/rule: “when_ready” is not allowed; write one of fixed, last_signature, conditions_met",
        ],
    ),
    ({"draft_date": {"open": "x"}}, ['/draft_date: “{"open": "x"}” is not a date; ' + DATE + "; this cannot be left open"]),
    ({"draft_date": "absent"}, ["/draft_date: “draft_date” is missing; it is needed here"]),
    ({"liability.cap_share": "80"}, [f"/liability/cap_share: “80” is not a percentage; {PERCENT}; nearest: “80%”"]),
    ({"liability.cap_share": 0.8}, [f"/liability/cap_share: “0.8” is not a percentage; {PERCENT}"]),
    ({"liability.cap_share": "1001%"}, [f"/liability/cap_share: “1001%” is not a percentage; {PERCENT}"]),
    ({"laws": {}}, ["/laws: unknown key “laws”; nearest: “law”"]),
    ({"term.lockin": "12 months"}, ["/term/lockin: unknown key “lockin”; nearest: “lock_in”"]),
    ({"success.kpis.k1.targets": "x"}, ["/success/kpis/0/targets: unknown key “targets”; nearest: “target”"]),
    ({"exit.triggers.t4.notise": "30 days"}, ["/exit/triggers/3/notise: unknown key “notise”; nearest: “notice”"]),
    ({"exit.triggers.t4.notice": {"lenght": "30 days"}}, ["/exit/triggers/3/notice/lenght: unknown key “lenght”; nearest: “length”"]),
    ({"exit.triggers.t4.scope": {"part": []}}, ["/exit/triggers/3/scope/part: unknown key “part”; nearest: “parts”"]),
    (
        {"term.lock_in": {"open": "x", "note": "y"}},
        [
            '/term/lock_in: an open value has the key “open” alone: {"open": "why it is not settled"}; take out “note”',
        ],
    ),
    ({"term.lock_in": {"open": ""}}, [f"/term/lock_in: {OPEN_NEEDS}"]),
    ({"term.lock_in": {"open": 5}}, [f"/term/lock_in: {OPEN_NEEDS}"]),
    ({"term.lock_in": {"opne": "x"}}, ["/term/lock_in: unknown key “opne”; nearest: “open”"]),
    ({"exit.triggers": {"open": "x"}}, ['/exit/triggers: “{"open": "x"}” is not a list; write [ … ]; this cannot be left open']),
    ({"id": {"open": "x"}}, ['/id: “{"open": "x"}” is not an id; ' + ID + "; this cannot be left open"]),
    (
        {"exit.triggers.t4.who": {"open": "x"}},
        [
            '/exit/triggers/3/who: “{"open": "x"}” is not allowed; ' + WHO + "; this cannot be left open",
        ],
    ),
    ({"id": "Sample Deal"}, [f"/id: “Sample Deal” is not an id; {ID}"]),
    ({"success.kpis.k1.id": ["k1"]}, [f'/success/kpis/0/id: “["k1"]” is not an id; {ID}']),
    ({"success.kpis.k1.id": "K 1"}, [f"/success/kpis/0/id: “K 1” is not an id; {ID}"]),
    ({"alliance.purpose": "sell\x07 things"}, [f"/alliance/purpose: the text has the character U+0007, {HIDDEN}"]),
    ({"alliance.purpose": "sell\x00 things"}, [f"/alliance/purpose: the text has the character U+0000, {HIDDEN}"]),
    ({"sides.a.short": "Har\u202ebor"}, [f"/sides/a/short: the text has the character U+202E, {HIDDEN}"]),
    ({"sides.a.short": "Har\u200bbor"}, [f"/sides/a/short: the text has the character U+200B, {HIDDEN}"]),
    ({"alliance.purpose": "sell\nthings"}, ["/alliance/purpose: the text has a line break or a tab; write it on one line, with commas"]),
    ({"alliance.purpose": "sell\tthings"}, ["/alliance/purpose: the text has a line break or a tab; write it on one line, with commas"]),
    ({"sides.a.short": ""}, ["/sides/a/short: the text is empty; write at least 1 word"]),
    ({"sides.a.short": "   "}, ["/sides/a/short: the text is empty; write at least 1 word"]),
    ({"alliance.purpose": LONG}, ["/alliance/purpose: the text has 4,001 characters; 4,000 are allowed, so shorten it"]),
    ({"alliance.purpose": 7}, ["/alliance/purpose: “7” is not text; write it in quotation marks"]),
    ({"sides.a.short": None}, ["/sides/a/short: “null” is not text; write it in quotation marks"]),
    ({"exit.triggers.t4.who": "c"}, [f"/exit/triggers/3/who: “c” is not allowed; {WHO}"]),
    (
        {"exit.triggers.t9.class": "nofault"},
        [
            "/exit/triggers/8/class: “nofault” is not allowed; write one of no_fault, fault, external; nearest: “no_fault”",
        ],
    ),
    (
        {"exit.triggers.t4.remedy": "terminate"},
        [
            "/exit/triggers/3/remedy: “terminate” is not allowed; write one of end, suspend, lose_exclusivity, reduce, step_in, buy, sell, re_price",
        ],
    ),
    (
        {"exit.triggers.t4.notice": "ninety days"},
        [
            f"/exit/triggers/3/notice: “ninety days” is not allowed here; {NOTICE}; nearest: “90 days”",
        ],
    ),
    ({"exit.triggers.t4.cure": "sometimes"}, [f"/exit/triggers/3/cure: “sometimes” is not allowed here; {CURE}"]),
    (
        {"exit.triggers.t4.cure": {"classes": [{"id": "c1", "class": "late payment", "time": "soon"}]}},
        [
            f"/exit/triggers/3/cure/classes/0/time: “soon” is not allowed here; {CURE}",
        ],
    ),
    (
        {"exit.triggers.t2.lock_in": "yes"},
        [
            "/exit/triggers/1/lock_in: “yes” is not allowed here; write “none”, “deal” or a length such as “90 days”",
        ],
    ),
    (
        {"exit.triggers.t2.wind_down": "life"},
        [
            "/exit/triggers/1/wind_down: “life” is not allowed here; write “none”, “life_of_contracts” or a length such as “90 days”",
        ],
    ),
    (
        {"exit.triggers.t2.scope": "part"},
        [
            '/exit/triggers/1/scope: “part” is not a scope; write “whole” or {"parts": [{"kind": "order", "what": "…"}]}',
        ],
    ),
    (
        {"exit.triggers.t2.scope": {"parts": [{"id": "u", "kind": "workstream"}]}},
        [
            "/exit/triggers/1/scope/parts/0/kind: “workstream” is not allowed; write one of product, territory, work_stream, order, site, customer, shares, commitment, new_business_only, closing; nearest: “work_stream”",
        ],
    ),
    ({"exit.triggers.t2.notice": {"a": "90 days"}}, ['/exit/triggers/1/notice: “{"a": "90 days"}” is not allowed here; ' + NOTICE]),
    ({"exit.triggers.t2.notice": {"a": "90 days", "b": "x"}}, [f"/exit/triggers/1/notice/b: “x” is not a length of time; {LENGTH}"]),
    (
        {"wind_down.support_cap": {"longer_of": ["12 months"]}},
        [
            '/wind_down/support_cap: “["12 months"]” is not a list of two or more lengths; ' + COMPOUND,
        ],
    ),
    (
        {"wind_down.support_cap": {"longest_of": ["12 months", "x"]}},
        [
            '/wind_down/support_cap: “{"longest_of": ["12 months", "x"]}” is not a length of time; ' + COMPOUND,
        ],
    ),
    (
        {"term.initial": "forever"},
        [
            "/term/initial: “forever” is not a length of the term; write a length such as “36 months”, or “until_ended”",
        ],
    ),
    ({"term.initial": 36}, ["/term/initial: “36” is not a length of the term; write a length such as “36 months”, or “until_ended”"]),
    (
        {"success.kpis.k1.due": "Q3 2027"},
        [
            "/success/kpis/0/due: “Q3 2027” is not a date or a time after the Effective Date; write “2026-09-30” or “6 months”",
        ],
    ),
    ({"success.miss_rule.misses": "two"}, ["/success/miss_rule/misses: “two” is not a whole number; write it in digits"]),
    ({"success.miss_rule.misses": 2.5}, ["/success/miss_rule/misses: “2.5” is not a whole number; write it in digits"]),
    ({"success.miss_rule.misses": 99}, ["/success/miss_rule/misses: “99” is too large; write at most 12"]),
    (
        {"commercial.registered_deals": "maybe"},
        [
            "/commercial/registered_deals: “maybe” is neither true nor false; write one of these, without quotation marks",
        ],
    ),
    ({"success.kpis": {"k1": {}}}, ['/success/kpis: “{"k1": {}}” is not a list; write [ … ]']),
    ({"term": "36 months"}, ["/term: “36 months” is not an object; write { … } with the keys of this part"]),
    ({"success.kpis": ["pipeline"]}, ["/success/kpis/0: “pipeline” is not an object; write { … } with the keys of this part"]),
    ({"success.kpis.k1.name": "absent"}, ["/success/kpis/0/name: “name” is missing; it is needed here"]),
    ({"law.governing": "Englend"}, [f"/law/governing: “Englend” is not a place we know; {PLACE}; nearest: “England”"]),
    ({"law.governing": "Georgia state"}, [f"/law/governing: “Georgia state” is not a place we know; {PLACE}; nearest: “Georgia”"]),
    ({"notice.zone": "London"}, [f"/notice/zone: “London” is not a time zone; {ZONE}; nearest: “Europe/London”"]),
    ({"notice.zone": "GMT+25"}, [f"/notice/zone: “GMT+25” is not a time zone; {ZONE}; nearest: “GMT+0”"]),
    ({"notice.zone": "Europe/Londn"}, [f"/notice/zone: “Europe/Londn” is not a time zone; {ZONE}; nearest: “Europe/London”"]),
    ({"notice.methods": ["fax"]}, ["/notice/methods/0: “fax” is not allowed; write one of hand, courier, registered_post, email"]),
    ({"notice.methods": "email"}, ['/notice/methods: “email” is not a list; write ["email"]']),
    ({"pactwright": 2}, ["/pactwright: “2” is not allowed; write 1"]),
    ({"posture": "protective"}, ["/posture: “protective” is not allowed; write one of balanced, short"]),
    ({"documents": "term_sheet"}, ['/documents: “term_sheet” is not a list; write ["term_sheet"]']),
    ({"posture": 1}, ["/posture: “1” is not allowed; write one of balanced, short"]),
    (
        {"law.packs": ["germny"]},
        [
            "/law/packs/0: no law pack “germny”; nearest: “germany”",
        ],
    ),
    ({"sides.c": {"short": "X"}}, ["/sides/c: unknown key “c”; the keys here are a, b"]),
    ({"sides.b": "absent"}, ["/sides/b: “b” is missing; it is needed here"]),
    ({"sides.b.short": "Harbor"}, ["/sides: both sides are called “Harbor”; give each a short name of its own"]),
    (
        {"term.lockin": "x", "draft_date": "x"},
        [
            f"/draft_date: “x” is not a date; {DATE}",
            "/term/lockin: unknown key “lockin”; nearest: “lock_in”",
        ],
    ),
    (
        {"exit.triggers.t4.counting": {"times": 0, "within": "12 months"}},
        [
            "/exit/triggers/3/counting/times: “0” is too small; write at least 1",
        ],
    ),
    ({"exit.triggers.t4.kind": 5}, ["/exit/triggers/3/kind: “5” is not text; write it in quotation marks"]),
    ({"exit.triggers.t4.kind": "absent"}, ["/exit/triggers/3/kind: “kind” is missing; it is needed here"]),
    (
        {"fees": [{"id": "f1", "kind": "penalty"}]},
        [
            "/fees/0/kind: “penalty” is not allowed; write one of convenience_price, unrecovered_investment, agreed_sum, cost_share, formula",
        ],
    ),
    (
        {"fees": [{"id": "f1", "kind": "agreed_sum", "payer": "loser"}]},
        [
            "/fees/0/payer: “loser” is not allowed; write one of who_ends, other, a, b, party_in_breach; nearest: “other”",
        ],
    ),
    (
        {"clauses.exit.convenience.text": "protectiv"},
        [
            "/clauses/exit.convenience/text: “protectiv” is not allowed; write one of balanced, short, protective; nearest: “protective”",
        ],
    ),
    (
        {"clauses.exit.convenience": "protective"},
        [
            "/clauses/exit.convenience: “protective” is not an object; write { … } with the keys of this part",
        ],
    ),
    (
        {"clauses.exit.convenience.leave_out": True},
        [
            "/clauses/exit.convenience/leave_out: “true” is not text; write it in quotation marks",
        ],
    ),
    (
        {"accepted": [{"check": "x", "by": "y", "on": "z"}]},
        [
            f"/accepted/0/on: “z” is not a date; {DATE}",
            "/accepted/0/because: “because” is missing; it is needed here",
        ],
    ),
    (
        {"sources": {"term.initial": {"from": "memory"}}},
        [
            "/sources/term.initial/from: “memory” is not allowed; write one of interview, import, counsel, default",
        ],
    ),
    (
        {"exit.triggers.t2.kind": "exit.convenince"},
        [
            "/exit/triggers/1/kind: no kind of exit “exit.convenince”; nearest: “exit.convenience”; `pactwright library list` shows them",
        ],
    ),
    (
        {"exit.triggers.t2.kind": "walk_away"},
        [
            "/exit/triggers/1/kind: no kind of exit “walk_away”; `pactwright library list` shows them",
        ],
    ),
    ({"exit.triggers.t2.kind": "gen.law"}, ["/exit/triggers/1/kind: no kind of exit “gen.law”; `pactwright library list` shows them"]),
    ({"exit.triggers.t2.kind": "custom"}, ["/exit/triggers/1: a custom exit needs its event: “event”: words that finish “if …”"]),
    (
        {"exit.triggers.t2.steps": [{"id": "s", "step": "sponsers_meet"}]},
        [
            "/exit/triggers/1/steps/0/step: no step “sponsers_meet”; nearest: “sponsor_meeting”",
        ],
    ),
    (
        {"exit.triggers.t2.steps": [{"id": "s", "step": "Sponsors meet"}]},
        [
            f"/exit/triggers/1/steps/0/step: “Sponsors meet” is not an id; {ID}",
        ],
    ),
    ({"exit.triggers.t6.tests": ["k9"]}, ["/exit/triggers/5/tests/0: no KPI or gate “k9”; there are k1, k2, k3, g1"]),
    (
        {"exit.triggers.t2.fee": "f9"},
        [
            "/exit/triggers/1/fee: no fee “f9”; write none, damages_only, as_agreed or the id of a fee; there are none",
        ],
    ),
    (
        {"exit.triggers.t2.fee": "EUR 5,000"},
        [
            "/exit/triggers/1/fee: no fee “EUR 5,000”; write none, damages_only, as_agreed or the id of a fee; there are none",
        ],
    ),
    (
        {"exit.triggers.t2.fee": 5},
        [
            "/exit/triggers/1/fee: “5” is not a fee; write “none”, “damages_only”, “as_agreed” or the id of an element of “fees”",
        ],
    ),
    ({"documents": ["term_shet"]}, ["/documents/0: no paper “term_shet”; there are alliance_agreement, exit_rider, issues_list, joint_business_plan, partner_pitch, proposition_worksheet, reset_plan, rider_conflicts, term_sheet"]),
    ({"documents": []}, ["/documents: no paper is asked for; write at least one of alliance_agreement, exit_rider, issues_list, joint_business_plan, partner_pitch, proposition_worksheet, reset_plan, rider_conflicts, term_sheet"]),
    ({"documents": ["term_sheet", "term_sheet"]}, ["/documents/1: the paper “term_sheet” is asked for twice; keep one"]),
    (
        {"clauses.gen.lawe.text": "short"},
        [
            "/clauses/gen.lawe: no clause “gen.lawe”; nearest: “gen.law”; `pactwright library list` shows them",
        ],
    ),
    (
        {"clauses.assign.consent.params.business_sal": "never"},
        [
            "/clauses/assign.consent/params/business_sal: assign.consent has no parameter “business_sal”; there are bound, affiliates, business_sale, told_before",
        ],
    ),
    (
        {"clauses.assign.consent.params.business_sale": "nevr"},
        [
            "/clauses/assign.consent/params/business_sale: “nevr” is not one of the choices; write never, except_competitor, always; nearest: “never”",
        ],
    ),
    (
        {"clauses.assign.consent.params.affiliates": "perhaps"},
        [
            "/clauses/assign.consent/params/affiliates: “perhaps” is not yes or no; write true or false",
        ],
    ),
    (
        {"clauses.assign.consent.params.told_before": "soon"},
        [
            f"/clauses/assign.consent/params/told_before: “soon” is not a length of time; {LENGTH}",
        ],
    ),
    ({"clauses.gen.entire.params.replaces": "x"}, ["/clauses/gen.entire/params/replaces: “x” is not a list; write [ … ]"]),
    (
        {"clauses.gen.entire.params.replaces": ["x", 5]},
        [
            "/clauses/gen.entire/params/replaces: “5” is not text; write it in quotation marks",
        ],
    ),
    ({"clauses.gen.entire.params": ["x"]}, ['/clauses/gen.entire/params: “["x"]” is not an object; write { … }']),
    (
        {"fees": [{"id": "f1", "kind": "unrecovered_investment", "investments": ["i9"]}]},
        [
            "/fees/0/investments/0: no investment “i9”; there are i1",
        ],
    ),
    (
        {"clauses.notice.form_content.leave_out": "too long"},
        [
            "/clauses/notice.form_content/leave_out: notice.form_content cannot be left out: wind.customer_comms refers to it; leave out wind.customer_comms too, or keep both",
        ],
    ),
    ({"clauses.gen.law.text": "protective"}, ["/clauses/gen.law/text: gen.law has no text “protective”; it has balanced, short"]),
    (
        {"sides.a.signing": {"signatories": [{"id": "s1", "name": "X", "member": "m9"}]}},
        [
            "/sides/a/signing/signatories/0/member: no member “m9” on this side; there are m1",
        ],
    ),
    ({"success.gates.g1.criteria.c1.kpi": "k9"}, ["/success/gates/0/criteria/0/kpi: no KPI “k9”; there are k1, k2, k3"]),
    (
        {"term.renewal.mode": "automatic"},
        [
            "/term/renewal/mode: “automatic” is not allowed; write one of none, by_agreement, auto_if_healthy, auto; nearest: “auto”",
        ],
    ),
    (
        {"exit.triggers.t2.not_before": "later"},
        [
            "/exit/triggers/1/not_before: “later” is not a date or a time after the Effective Date; write “2026-09-30” or “6 months”",
        ],
    ),
    ({"exit.triggers.t2.conditions": "it rains"}, ['/exit/triggers/1/conditions: “it rains” is not a list; write ["it rains"]']),
    (
        {"linked": [{"id": "l", "title": "X", "effect": "dies"}]},
        [
            "/linked/0/effect: “dies” is not allowed; write one of falls, stays, own_terms",
        ],
    ),
    ({"ip.joint.share_a": "half"}, [f"/ip/joint/share_a: “half” is not a percentage; {PERCENT}"]),
    (
        {"term.\u001b[31mlock": 1},
        [
            "/term/\\u001b[31mlock: unknown key “\\u001b[31mlock”; the keys here are effective, initial, last_day, ends_early, renewal, lock_in",
        ],
    ),
    (
        {"exit.triggers.t2.steps": "sponsor_meeting"},
        [
            '/exit/triggers/1/steps: “sponsor_meeting” is not a list; write ["sponsor_meeting"]',
        ],
    ),
    (
        {"exit.triggers.t2.lock_in": {"a": "1 year", "b": "2 years"}},
        [
            '/exit/triggers/1/lock_in: “{"a": "1 year", "b": "2 years"}” is not allowed here; write “none”, “deal” or a length such as “90 days”',
        ],
    ),
    (
        {"exit.triggers.t2.wind_down": {"a": "1 month", "b": "2 months"}},
        [
            '/exit/triggers/1/wind_down: “{"a": "1 month", "b": "2 months"}” is not allowed here; write “none”, “life_of_contracts” or a length such as “90 days”',
        ],
    ),
    ({"liability.super_cap": "$250,000"}, [f"/liability/super_cap: “$250,000” is not an amount of money; {MONEY}"]),
    (
        {"success.kpis.k1.due": "soon", "success.kpis.k2.unit": 3},
        [
            "/success/kpis/0/due: “soon” is not a date or a time after the Effective Date; write “2026-09-30” or “6 months”",
            "/success/kpis/1/unit: “3” is not text; write it in quotation marks",
        ],
    ),
]

FILES: list[tuple[str, bytes, str]] = [
    ("empty file", b"", "{file}:1: this is not JSON: Expecting value at column 1"),
    ("not JSON", b'{\n  "id": sample\n}', "{file}:2: this is not JSON: Expecting value at column 9"),
    ("a comma too many", b'{"id": "x",}', "{file}:1: this is not JSON: Expecting property name enclosed in double quotes at column 12"),
    ("a list", b"[]", "{file}:1: a deal file is a JSON object: { … }"),
    ("NaN", b'{"pactwright": NaN}', "{file}: “NaN” is not a number of JSON"),
    ("Infinity", b'{"pactwright": -Infinity}', "{file}: “-Infinity” is not a number of JSON"),
    ("endless number", b'{"pactwright": ' + b"9" * 5000 + b"}", "{file}: a number in it has thousands of digits"),
    ("key twice", b'{\n "id": "x",\n "id": "y"\n}', "{file}:3: the key “id” is there twice in one object; keep one"),
    (
        "key twice, deep down",
        b'{\n "term": {\n  "lock_in": "1 year",\n  "lock_in": "2 years"}}',
        "{file}:4: the key “lock_in” is there twice in one object; keep one",
    ),
    ("not UTF-8", '{"id": "Zürich"}'.encode("latin-1"), "{file}: the file is not UTF-8 text (byte 9); save it as UTF-8"),
    ("UTF-16", "{}".encode("utf-16"), "{file}: the file is not UTF-8 text (byte 0); save it as UTF-8"),
    ("too deep", b'{"a":' * 31 + b"1" + b"}" * 31, "{file}: the file is nested more than 30 levels deep; no deal needs that"),
    ("far too deep", b"[" * 100_000, "{file}: the file is nested more than 30 levels deep; no deal needs that"),
    ("too large", b" " * 5_000_001, "{file}: the file is larger than 5,000,000 bytes; a deal file is text of a few pages"),
]


def faults(raw: dict[str, Any]) -> list[str]:
    """What reading, binding and drafting say about a deal."""
    try:
        deal = make_deal(raw)
        draft(deal, LIBRARY)
    except DealError as error:
        return [str(fault) for fault in error.faults]
    return []


def name(change: object) -> str:
    words = ", ".join(f"{path}={value!r}"[:60] for path, value in change.items()) if isinstance(change, dict) else ""
    return words.encode("unicode_escape").decode()


def test_the_sample_itself_is_sound() -> None:
    assert faults(SAMPLE) == []


@pytest.mark.parametrize(("change", "expected"), CHANGES, ids=[name(change) for change, _ in CHANGES])
def test_a_broken_value_is_told_in_one_sentence(change: dict[str, Any], expected: list[str]) -> None:
    assert faults(patched(SAMPLE, list(change.items()))) == expected


@pytest.mark.parametrize(("what", "content", "expected"), FILES, ids=[what for what, _, _ in FILES])
def test_a_broken_file_is_told_in_one_sentence(tmp_path: Path, what: str, content: bytes, expected: str) -> None:
    path = tmp_path / "deal.json"
    path.write_bytes(content)
    with pytest.raises(DealError) as caught:
        read_deal(path)
    assert str(caught.value) == expected.replace("{file}", str(path))


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(DealError, match="cannot open it: No such file or directory"):
        read_deal(tmp_path / "none.json")
    with pytest.raises(DealError, match="cannot open it: Is a directory"):
        read_deal(tmp_path)


def test_the_line_of_the_wrong_value_is_told() -> None:
    text = json.dumps(patched(SAMPLE, [("term.lock_in", "soon")]), indent=1, ensure_ascii=False)
    line = next(n for n, words in enumerate(text.splitlines(), 1) if '"lock_in"' in words)
    with pytest.raises(DealError) as caught:
        parse_deal(text, "deal.json")
    assert str(caught.value) == f"deal.json:{line}: /term/lock_in: “soon” is not a length of time; {LENGTH}"


def test_two_elements_with_one_id() -> None:
    raw = json.loads(json.dumps(SAMPLE))
    raw["success"]["kpis"][1]["id"] = "k1"
    assert faults(raw) == ["/success/kpis: two elements have the id “k1”; each needs its own"]


def test_no_message_carries_a_character_that_steers_a_terminal() -> None:
    raw = patched(SAMPLE, [("alliance.kind", "\x1b[2J\u202e"), ("alliance.\x1b[31m", 1)])
    told = "".join(faults(raw))
    assert "\x1b" not in told and "\u202e" not in told
    assert "\\u001b[2J\\u202e" in told
