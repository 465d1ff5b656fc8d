"""Who the parties are and how they sign: descriptions with as much as is known, and signature blocks by legal form."""

from __future__ import annotations

from generator.bind import Bound
from generator.deal.parties import Member, Side, Signatory
from generator.document.filters import article_of
from generator.document.say import Style, blank, join, say
from generator.document.tree import Defined, Inline, Inlines, Paragraph, SignatureBlock, SignatureLine, Signatures, Text, Value
from generator.document.words import wording
from generator.values import Open


def _said(value: object, path: str, bound: Bound, style: Style) -> Inlines:
    return say(value, path, path.rsplit(".", 1)[-1], False, bound.deal, style)


def party_paragraphs(bound: Bound, style: Style) -> list[Paragraph]:
    """“(1) Harbor Analytics Ltd, a private limited company registered in England and Wales … (“Harbor”); and”."""
    found: list[Paragraph] = []
    for n, (name, side) in enumerate((("a", bound.deal.sides.a), ("b", bound.deal.sides.b)), 1):
        runs = [_member(member, f"sides.{name}.members.{member.id}", bound, style) for member in side.members]
        described = join(runs) if runs else (blank(f"sides.{name}.legal_name", None),)
        together: tuple[Inline, ...] = (Text(" (together "),) if len(side.members) > 1 else (Text(" ("),)
        inlines: Inlines = (*described, *together, Defined(side.short), Text("); and" if n == 1 else ")."))
        if side.guarantors:
            inlines = (*inlines[:-1], Text("), "), *_guarantors(side, name, bound, style), Text("; and" if n == 1 else "."))
        found.append(Paragraph(wording(bound.library, style).mark_terms(inlines), label=f"({n})", level=3, style="party"))
    return found


def _guarantors(side: Side, name: str, bound: Bound, style: Style) -> Inlines:
    runs = [_member(member, f"sides.{name}.guarantors.{member.id}", bound, style) for member in side.guarantors]
    return (Text("whose obligations are guaranteed by "), *join(runs))


def _member(member: Member, path: str, bound: Bound, style: Style) -> Inlines:
    words: list[Inline] = [*_said(member.legal_name, f"{path}.legal_name", bound, style)]
    person = member.form == "individual"
    if member.form is not None and not person:
        article = article_of(member.form) if isinstance(member.form, str) else "a"
        words += [Text(f", {article} "), *_said(member.form, f"{path}.form", bound, style)]
    if member.country is not None:
        joint = " of " if person else " organised under the law of " if member.registered_no is None else " registered in "
        words += [Text(("," if person or member.form is None else "") + joint), *_said(member.country, f"{path}.country", bound, style)]
    if member.registered_no is not None:
        words += [Text(" under number "), *_said(member.registered_no, f"{path}.registered_no", bound, style)]
    if member.address is not None:
        words += [Text(", of " if person else ", with its registered office at "), *_said(member.address, f"{path}.address", bound, style)]
    return tuple(words)


def signatures(bound: Bound, style: Style, execution: bool) -> Signatures:
    """One block for each member and guarantor, by the way its side signs."""
    blocks: list[SignatureBlock] = []
    for name, side in (("a", bound.deal.sides.a), ("b", bound.deal.sides.b)):
        entities = [(f"sides.{name}.members.{member.id}", member) for member in side.members]
        entities += [(f"sides.{name}.guarantors.{member.id}", member) for member in side.guarantors]
        for n, (path, member) in enumerate(entities):
            signing = [one for one in side.signing.signatories if one.member == member.id or (one.member is None and n == 0)]
            blocks.append(_block(member, path, side, name, signing, bound, style))
    return Signatures(tuple(blocks), "" if execution else "Draft: not for signature")


def _block(member: Member, path: str, side: Side, name: str, signing: list[Signatory], bound: Bound, style: Style) -> SignatureBlock:
    heading = _said(member.legal_name, f"{path}.legal_name", bound, style)
    person = member.form == "individual"
    form = side.signing.form
    needed = 2 if form == "two_signatures" and not person else 1
    people: list[Signatory | None] = [*signing[:needed], *([None] * (needed - len(signing[:needed])))]
    lines: list[SignatureLine] = []
    for n, one in enumerate(people, 1):
        mark = f" {n}" if needed > 1 else ""
        lines.append(SignatureLine(f"Signature{mark}"))
        if not person:
            lines.append(SignatureLine(f"Name{mark}", _given(one, "name", name)))
            lines.append(SignatureLine(f"Title{mark}", _given(one, "title", name)))
    lines.append(SignatureLine("Date"))
    if form == "deed":
        lines += [SignatureLine(label) for label in ("Signature of witness", "Name of witness", "Address of witness")]
    acts = "Executed as a deed by" if form == "deed" else "Signed by" if person else "Signed for and on behalf of"
    return SignatureBlock((Text(f"{acts} "), *heading), tuple(lines))


def _given(signatory: Signatory | None, attribute: str, side: str) -> Inlines:
    value = getattr(signatory, attribute) if signatory else None
    if value is None or isinstance(value, Open):
        return ()
    assert signatory is not None
    return (Value(f"sides.{side}.signing.signatories.{signatory.id}.{attribute}", value),)
