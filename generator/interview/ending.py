"""The end of an interview is a result: the papers, there and then, and what matters most in them."""

from __future__ import annotations

import shlex

from generator.interview import effect
from generator.interview.dialogue import Dialogue, Left
from generator.interview.look import Look
from generator.interview.pages import review_page
from generator.interview.screen import Ask, Choice, Command

FORMATS = ("docx", "pdf")
_USUAL = ("term_sheet", "issues_list")
MOST = 3


def end(dialogue: Dialogue) -> bool:
    """Offer the papers and write them. False when the user went to a question instead. Raises Left."""
    screen = dialogue.screen
    screen.tell("", "All questions are answered.", tone="title")
    if not tell_faults(dialogue):
        return True
    kinds = _kinds(dialogue.now)
    papers = dialogue.plan.library.papers
    usual = tuple(kind for kind in kinds if kind in _USUAL) or kinds[:1]
    while True:
        said = screen.ask(
            Ask(
                label="Which papers do you want now, as Word and PDF?", many=True, default=usual,
                choices=tuple(Choice(kind, papers[kind].front.title or kind.replace("_", " ")) for kind in kinds),
                others=(Choice(":review", "Look over all answers first"), Choice(":quit", "None now")),
                shown=", ".join(papers[kind].front.title or kind for kind in usual),
            )
        )  # fmt: skip
        if isinstance(said, tuple):
            break
        if isinstance(said, Command):
            if said.name == "take":
                said = usual
                break
            if said.name in ("review", "go", "back") and dialogue.review():
                return False
            if said.name == "quit":
                raise Left
            if said.name == "open":
                screen.tell(*(effect.open_points(dialogue.now) or ["Nothing is open."]))
            elif said.name not in ("review", "go", "back"):
                screen.tell("Choose papers, or type :review, :open or :quit.", tone="warn")
    if said:
        write_papers(dialogue, said)
    return True


def tell_faults(dialogue: Dialogue) -> bool:
    """Whether the deal fits; where it does not, why is told, with the question that can mend it."""
    now = dialogue.now
    if not now.faults:
        return True
    dialogue.screen.tell("The papers cannot be written yet:", tone="warn")
    for fault in now.faults[:8]:
        dialogue.screen.tell(f"- {fault}", tone="warn")
    open_ones = [id for id in now.asked if id in now.state.replies and now.state.replies[id].state in ("skipped", "open", "partner")]
    if open_ones:
        dialogue.screen.tell(
            f"Skipped or left open: {', '.join(open_ones)}. Go there with: --section, or :go in the interview.", tone="quiet"
        )
    return False


def _kinds(now: Look) -> tuple[str, ...]:
    """The papers offered: a term sheet, the issues list, the agreement, and what the deal asks for."""
    asked = [str(kind) for kind in now.raw.get("documents", [])]
    return tuple(kind for kind in dict.fromkeys([*_USUAL, "alliance_agreement", *asked]) if kind in now.plan.library.papers)


def write_papers(dialogue: Dialogue, kinds: tuple[str, ...]) -> None:
    """Write papers into `out` beside the deal file; tell the files, what matters most, and what is open."""
    # Loaded here: the writers are not needed before the end.
    from generator.checks.finding import ORDER
    from generator.deal import read_deal
    from generator.pipeline import draft, write
    from generator.writers import CannotWrite

    screen, path = dialogue.screen, dialogue.opened.path
    papers = draft(read_deal(path), dialogue.plan.library, list(kinds))
    try:
        written = write(papers, FORMATS, path.parent / "out")
    except CannotWrite as error:
        screen.tell(*map(str, error.written))
        raise
    screen.tell(*map(str, written))
    findings = sorted((one for one in papers[0].findings if not one.accepted), key=lambda one: ORDER[one.level])
    worth = [one for one in findings if one.level != "info"]
    if worth:
        screen.tell("", "What matters most:", tone="title")
        for finding in worth[:MOST]:
            screen.tell(f"- {finding.message} {finding.fix} ({finding.id})")
        if len(worth) > MOST:
            screen.tell(f"{len(worth) - MOST} more: pactwright check {shlex.quote(str(path))}", tone="quiet")
    points = effect.open_points(dialogue.now)
    if points:
        screen.tell("", "Still open:", tone="title")
        screen.tell(*(f"- {point}" for point in points[:8]))
        if len(points) > 8:
            screen.tell(f"and {len(points) - 8} more; they are on the issues list.", tone="quiet")


__all__ = ["end", "review_page", "tell_faults", "write_papers"]
