"""A KPI is a wish: its words speak of improving or growing, and no number says how much.

“Improve cooperation” is neither met nor missed; each side will read it as it likes. Looks for such verbs in the name, the metric
and the target, and passes over every KPI whose target has a number, in figures or as a word.

Fails:
    success.kpis.k1.target: grow the joint pipeline together
    says: 'The KPI “Joint pipeline” (k1) looks like a wish: “grow” is in its target, and no number says how much.'
Fails:
    success.kpis.k2: {name: Leverage synergies, target: a partnership of equals}
    says: 'The KPI “Leverage synergies” (k2) looks like a wish: “Leverage” is in its name, and no number says how much.'

Passes:
    success.kpis.k1.target: grow the pipeline to GBP 1,200,000
Passes:
    success.kpis.k1.target: double the pipeline of 2025, to improve on it
Passes:
    success.kpis.k1.target: {open: sales will propose one}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import kpi_called

ID = "D-K04"
LEVEL: Level = "warn"
_VAGUE = re.compile(
    r"\b(improv|grow\b|growing|growth|increas|leverag|synerg|strengthen|enhanc|maximi[sz]|optimi[sz]|deepen|foster|boost|better\b|closer\b"
    r"|expand|accelerat|world-class|best-in-class)[a-z]*",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|hundred|half|third|quarter|double|twice|treble|triple|zero"
    r"|none|no|all|every|each)\b",
    re.IGNORECASE,
)


def check(view: View) -> Iterator[Finding]:
    for kpi in view.deal.success.kpis:
        if not isinstance(kpi.target, str) or _NUMBER.search(kpi.target):
            continue
        for cell in ("target", "name", "metric"):
            words = getattr(kpi, cell)
            if isinstance(words, str) and (match := _VAGUE.search(words)):
                yield Finding(
                    ID, LEVEL,
                    f"The KPI {kpi_called(kpi)} looks like a wish: “{match[0]}” is in its {cell}, and no number says how much.",
                    "Write the number to be reached, its unit and its day, such as “12 retailers live by 30 September”.",
                    (f"success.kpis.{kpi.id}.target",),
                )  # fmt: skip
                break
