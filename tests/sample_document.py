"""A small paper, made by hand, that has one or two of everything a writer must print. For tests of the writers."""

from generator.document.tree import (
    Blank, Cell, Clause, Cover, CoverLine, Defined, Definition, Definitions, Document, Item, Items, Look, Paragraph, Ref, RefPart,
    Schedule, Section, SignatureBlock, SignatureLine, Signatures, Table, Text, Used, Value,
)  # fmt: skip


def t(words: str) -> tuple[Text]:
    return (Text(words),)


def sample() -> Document:
    notice = Clause(
        "exit.convenience", "Exit without a reason", label="2.1", anchor="exit.convenience", blocks=(
            Paragraph((Text("Either "), Used("Party", "Party"), Text(" may end this Agreement by giving "), Value("exit.triggers.t1.notice", "90 days"), Text("’ notice.")), label="2.1.1", anchor="trigger:t1"),
            Paragraph((Text("It may do so no earlier than "), Blank("term.lock_in", "lock-in"), Text(" and only if all of:")), label="2.1.2"),
            Items((Item(t("it has paid what is due;"), label="(a)"), Item(t("it has, for each Joint Customer:"), label="(b)", children=(Item(t("named a lead; and"), label="(i)"), Item((Text("followed "), Ref("wind.plan", (RefPart("clause "), RefPart("2.2", "wind.plan"))), Text("; and")), label="(ii)"))), Item(t("it is not in breach."), label="(c)"))),
            Paragraph(t("in each case in writing."), numbered=False),
            Paragraph(t("The other Party must then do both of:"), label="2.1.3"),
            Items((Item(t("confirm receipt; and"), label="(a)"), Item(t("name its lead."), label="(b)"))),
        ),
    )  # fmt: skip
    plan = Clause(
        "wind.plan", "Wind-down plan", label="2.2", anchor="wind.plan", blocks=(
            Paragraph((Text("The plan in "), Ref("schedule.exits", (RefPart("Schedule A", "schedule.exits"),)), Text(" applies; see "), Ref("exits.p2", (RefPart("paragraph "), RefPart("2", "exits.p2"), RefPart(" of "), RefPart("Schedule A", "schedule.exits"))), Text(". *Foo* & <Bar> “quoted” prints as typed: "), Value("sides.a.short", "*Foo* & <Bar>"), Text(".")), numbered=False, level=1),
            Items((Item(t("first;"), label="(a)"), Item(t("second."), label="(b)"))),
            Paragraph(t("Then, and no later:"), numbered=False, level=1, uncertain=True),
            Items((Item(t("third; and"), label="(a)"), Item(t("fourth."), label="(b)")), restart=True),
        ),
    )  # fmt: skip
    small = Table("kpis", ("Measure", "Target", "Due"), (
        (Cell((t("Joint pipeline"),)), Cell(((Value("success.kpis.k1.target", "EUR 1,000,000"),),)), Cell((t("31 December 2026"), t("reviewed every month")))),
        (Cell((t("Retention"),)), Cell(((Value("success.kpis.k2.target", "95%"),),)), Cell(((Blank("success.kpis.k2.due", "due date"),),))),
    ))  # fmt: skip
    heads = ("Exit", "Clause", "Who", "Class", "Cure", "Notice", "Fee", "Wind-down")
    wide = Table("exits", heads, tuple(
        (Cell((t(f"Exit {n}"),)), Cell(((Ref("exit.convenience", (RefPart("2.1", "exit.convenience"),)),),)), *(Cell((t(f"{head} {n}"),)) for head in heads[2:]))
        for n in (1, 2, 3)
    ), landscape=True)  # fmt: skip
    block = SignatureBlock(
        t("Harbor Analytics Ltd"), (SignatureLine("Signature"), SignatureLine("Name", t("Ann Lee")), SignatureLine("Title"), SignatureLine("Date")),
        "Signed for and on behalf of Harbor Analytics Ltd",
    )  # fmt: skip
    other = SignatureBlock(t("Mosaic Cloud Inc"), (SignatureLine("Signature"), SignatureLine("Name"), SignatureLine("Date")), "Signed for and on behalf of Mosaic Cloud Inc")
    return Document(
        kind="alliance_agreement", title="Strategic Alliance Agreement",
        cover=Cover("Strategic Alliance Agreement", (t("Harbor Analytics Ltd"), t("Mosaic Cloud Inc")), (CoverLine("Date", t("2 February 2026")), CoverLine("Law", t("England and Wales")), CoverLine("Status", t("Draft"))), project="Project Lighthouse"),
        opening=(
            Paragraph(t("This Agreement is made between:"), numbered=False, level=0),
            Paragraph((Value("sides.a.members.m1.legal_name", "Harbor Analytics Ltd"), Text(", a private limited company ("), Defined("Harbor"), Text("); and")), style="party", label="(1)", level=3),
            Paragraph(t("Mosaic Cloud Inc, a corporation (“Mosaic”)."), style="party", label="(2)", level=3),
            Paragraph(t("The Parties agree:"), numbered=False, level=0),
        ),
        sections=(
            Section("definitions", "Definitions", label="1.", anchor="section.definitions", clauses=(Clause("def.registry", "Defined terms", label="1.1", anchor="def.registry", blocks=(
                Paragraph(t("In this Agreement:"), numbered=False, level=1),
                Definitions((Definition("Party", (Defined("Party"), Text(" means Harbor or Mosaic.")), "def:Party"), Definition("Wind-Down Plan", (Defined("Wind-Down Plan"), Text(" has the meaning given in "), Ref("wind.plan", (RefPart("clause "), RefPart("2.2", "wind.plan"))), Text(".")), "def:Wind-Down Plan"))),
            )),)),
            Section("exit", "Term and exit", label="2.", anchor="section.exit", clauses=(notice, plan)),
            Section("signature", "Signature", label="3.", anchor="section.signature", clauses=(Clause("sign.block", "Signature", label="3.1", anchor="sign.block", blocks=(Signatures((block, other, block), banner="Draft: not for signature"),)),)),
        ),
        schedules=(
            Schedule("exits", "Exit matrix", letter="A", anchor="schedule.exits", landscape=True, clauses=(Clause("exit.framework", "Exit matrix", heading=False, blocks=(
                Paragraph(t("This Schedule lists the exits."), label="1.", level=1, anchor="exits.p1"),
                Paragraph(t("Each exit has conditions:"), label="2.", level=1, anchor="exits.p2"),
                Items((Item(t("one; and"), label="(a)"), Item(t("two."), label="(b)"))), wide,
                Paragraph(t("After the table."), label="3.", level=1),
            )),)),
            Schedule("kpis", "Success criteria", letter="B", anchor="schedule.kpis", clauses=(Clause("success.kpis", "Measures", heading=True, blocks=(Paragraph(t("The measures are:"), label="1.", level=1), small)), Clause("success.rules", "Rules", blocks=(Paragraph(t("No other."), label="2.", level=1),)))),
        ),
        status="Draft 2 February 2026 – not for signature", disclaimer="Draft for review by counsel. Not legal advice.", footer="harbor-mosaic-2026 · version 1",
        look=Look(), properties=(("Deal", "harbor-mosaic-2026"), ("Library", "1.0.0"), ("Digest", "0123abcd")), draft_date="2026-02-02",
    )  # fmt: skip
