"""The command line: parses arguments, calls the library, prints. Nothing is decided here.

Long because each command stands here with its help and its example.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

import click
from click.core import ParameterSource

from generator.garbage import look_less_often

if TYPE_CHECKING:
    import datetime

    from generator import Library, Paper
    from generator.fonts import Fonts
    from generator.batch.outcome import Outcome
    from generator.batch.record import Record
    from generator.batch.request import Request
    from generator.deal.alliance import SideName
    from generator.writers.choices import PdfEngine

# Start-up, most of which is importing. Pydantic would look through every installed package for plugins, and no plugin of
# another program has a say in a deal; and what an import makes is no garbage, so it is looked for less often.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
look_less_often()

Copy: TypeAlias = Literal["clean", "counsel"]

DONE, FINDINGS, NOT_DONE = 0, 1, 2
_REPORTS = ("text", "json", "sarif", "junit")


def told(command: Callable[..., int]) -> Callable[..., None]:
    """Run a command; bad input becomes sentences on stderr and exit code 2, never a traceback."""

    @wraps(command)
    def run(**arguments: Any) -> None:
        try:
            code = command(**arguments)
        except BrokenPipeError:
            # The reader of our output, such as `head`, has seen enough; that is no fault of anybody's.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = DONE
        except OSError as error:
            click.echo(f"cannot write or read {error.filename}: {error.strerror}", err=True)
            code = NOT_DONE
        except Exception as error:
            if not _is_told(error):
                raise
            click.echo(str(error), err=True)
            code = NOT_DONE
        sys.exit(code)

    return run


# Errors whose message is for the user, by the module that has them; none is imported for the sake of an error that is not raised.
_TOLD = {
    "generator.batch.error": ("BatchError",),
    "generator.checks.registry": ("UnknownCheck",),
    "generator.deal.read": ("DealError",),
    "generator.explain": ("UnknownId",),
    "generator.fonts.sfnt": ("FontError",),
    "generator.library.problem": ("LibraryError",),
    "generator.readback.marked": ("CannotRead",),
    "generator.writers": ("CannotWrite", "UnknownFormat"),
    "generator.writers.choices": ("HouseStyleError",),
}


def _is_told(error: Exception) -> bool:
    loaded = [(sys.modules[module], names) for module, names in _TOLD.items() if module in sys.modules]
    return isinstance(error, tuple(getattr(module, name) for module, names in loaded for name in names))


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option("0.1.0", prog_name="pactwright")
def main() -> None:
    """One deal file becomes the papers of an alliance, with the ending planned.

    Every paper is a draft for review by counsel, not legal advice.

    \b
    Start here:
      pactwright interview deal.json
      pactwright draft examples/harbor-mosaic.json -o out
      pactwright check examples/harbor-mosaic.json
    """


_folder = click.option(
    "--library",
    "folders",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A house library laid over ours; may be given several times.",
)


_fonts = click.option(
    "--fonts",
    "font_folders",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of fonts for PDF (ttf, otf, ttc), for letters the shipped ones lack: Chinese, Arabic …; may be given several times.",
)


def _library(folders: tuple[Path, ...]) -> Library:
    from generator import load_library

    return load_library(*folders)


@main.command()
@click.argument("deal", default="deal.json", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--deep", is_flag=True, help="Ask the deep dive as well: clause by clause, each question can be skipped.")
@click.option("--section", default="", metavar="S4", help="This section alone.")
@click.option("--by", type=click.Choice(["a", "b"]), help="Whose answers: each side keeps a file of its own, deal.a.json and deal.b.json.")
@click.option("--plain", is_flag=True, help="Numbered lists and typed lines, for screen readers; always so without a terminal.")
@click.option(
    "--answers",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Take answers from a JSON file; nothing is asked.",
)
@click.option("--defaults", is_flag=True, help="Take what is proposed for all that remains; nothing is asked.")
@click.option("--on", default=None, metavar="DATE", help="The day of the answers, and of the draft of a new deal; today when left out.")
@_folder
@told
def interview(
    deal: Path,
    deep: bool,
    section: str,
    by: SideName | None,
    plain: bool,
    answers: Path | None,
    defaults: bool,
    on: str | None,
    folders: tuple[Path, ...],
) -> int:
    """Answer questions about an alliance; each answer is saved, and the papers are there at the end.

    Go back, jump, or leave at any time: the same command goes on at the same question. Exit code 130 after Ctrl-C.

    \b
    Example:
      pactwright interview deal.json
      pactwright interview deal.json --section S8
      pactwright interview deal.json --answers answers.json --defaults
    """
    import datetime

    from generator.interview.command import interview as hold

    return hold(
        deal,
        folders,
        on or datetime.date.today().isoformat(),
        deep=deep,
        section=section,
        by=by,
        plain=plain,
        answers=answers,
        defaults=defaults,
    )


@main.command()
@click.argument("ours", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("theirs", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--to", "formats", default="", help="Also a page to take into the meeting, in these formats, with commas: docx, pdf, html, md, txt."
)
@click.option(
    "-o", "--out", "folder", default="out", show_default=True, type=click.Path(file_okay=False, path_type=Path), help="Folder for the page."
)
@click.option(
    "--merge",
    "into",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="DEAL.json",
    help="Also one deal file, in which what differs is open.",
)
@_folder
@told
def align(ours: Path, theirs: Path, shape: str, formats: str, folder: Path, into: Path | None, folders: tuple[Path, ...]) -> int:
    """Lay the answers of both sides beside each other: what is agreed, different, open, or said by one side only.

    Success and exit terms come first. Only the two deal files are read, never a private file. Exit code 0 when all is agreed
    and both have signed off what success is, 1 when something is left to talk about.

    \b
    Example:
      pactwright align deal.a.json deal.b.json
      pactwright align deal.a.json deal.b.json --to docx,pdf -o out
      pactwright align deal.a.json deal.b.json --merge deal.json
    """
    from generator.interview.align_command import align as lay_beside

    wanted = tuple(name.strip() for name in formats.split(",") if name.strip())
    if not wanted and click.get_current_context().get_parameter_source("folder") is not ParameterSource.DEFAULT:
        wanted = ("docx", "pdf")
    return lay_beside(ours, theirs, folders, shape, wanted, folder, into)


@main.command()
@click.argument("deal", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--as", "kinds", multiple=True, metavar="PAPER", help="Paper to draft; the deal's own list when left out.")
@click.option("--to", "formats", default="docx,pdf", show_default=True, help="Formats, with commas: docx, pdf, html, md, txt.")
@click.option(
    "-o",
    "--out",
    "folder",
    default="out",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write into.",
)
@click.option(
    "--pdf-engine",
    type=click.Choice(["weasyprint", "typst"]),
    help="What prints PDF: the same words and look. WeasyPrint when left out, or Typst, with a notice, where Pango is missing.",
)
@click.option("--execution", is_flag=True, help="A version for signature; refused with reasons unless the signing gate is open.")
@click.option(
    "--copy",
    type=click.Choice(["clean", "counsel"]),
    default="clean",
    show_default=True,
    help="counsel: the same words in Word, with comments for our side’s lawyer alone; reads DEAL.private.json where there is one.",
)
@click.option(
    "--style",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Your house's Word document: its looks, theme, header, footer and logo, for Word files.",
)
@click.option(
    "--style-map",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Which house style stands for ours, “heading 1 = House Heading” a line; default: styles.map beside the house document.",
)
@_fonts
@click.option(
    "--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to tell what was written."
)
@click.option("-q", "--quiet", is_flag=True, help="Print the names of the files alone.")
@_folder
@told
def draft(
    deal: Path,
    kinds: tuple[str, ...],
    formats: str,
    folder: Path,
    pdf_engine: PdfEngine | None,
    execution: bool,
    copy: Copy,
    style: Path | None,
    style_map: Path | None,
    font_folders: tuple[Path, ...],
    shape: str,
    quiet: bool,
    folders: tuple[Path, ...],
) -> int:
    """Write the papers of a deal.

    Prints the names of the files, one a line. After several papers, an empty line and a table follow: each core term, its
    value, and the clause or section in which each paper says it. --quiet leaves the table out.

    \b
    Example:
      pactwright draft examples/harbor-mosaic.json --as term_sheet --to docx,pdf -o out
      pactwright draft examples/harbor-mosaic.json --to pdf,md --pdf-engine typst -o out
      pactwright draft examples/harbor-mosaic.json --to pdf --fonts fonts/noto-cjk -o out
      pactwright draft examples/harbor-mosaic.json --copy counsel -o out
      pactwright draft examples/harbor-mosaic.json --to docx --format json > terms.json
      pactwright draft examples/harbor-mosaic.json --to docx --style house/letter.docx -o out
    """
    from generator import draft as draft_papers
    from generator import read_back, read_deal, write
    from generator.checks.report.text import line
    from generator.deal.private import private_path, read_private
    from generator.writers.choices import Choices

    wanted = [name.strip() for name in formats.split(",") if name.strip()]
    if copy == "counsel" and click.get_current_context().get_parameter_source("formats") is ParameterSource.DEFAULT:
        wanted = ["docx"]  # the one of the default formats that carries notes
    house, pairs = _house(style, style_map, wanted)
    read = read_deal(deal)
    own = private_path(deal)
    private = read_private(own, read) if copy == "counsel" and own.exists() else None
    fonts = _read_fonts(font_folders)
    papers = draft_papers(read, _library(folders), kinds, execution, fonts)
    written = write(papers, wanted, folder, Choices(copy, house, pairs, pdf_engine, fonts), private)
    _tell(written, papers, shape, quiet)
    findings = [*(papers[0].findings if papers else ()), *read_back(papers, written)]
    serious = [finding for finding in findings if finding.is_serious]
    for finding in serious:
        click.echo(line(finding), err=True)
    rest = len(findings) - len(serious)
    if rest:
        click.echo(f"{rest} more finding{'' if rest == 1 else 's'}: pactwright check {deal}", err=True)
    return FINDINGS if serious else DONE


def _read_fonts(folders: tuple[Path, ...]) -> Fonts:
    """The shipped fonts and those of the folders; what of them is left out is told on stderr."""
    from generator.fonts import read_fonts

    fonts = read_fonts(folders)
    for notice in fonts.notices:
        click.echo(notice, err=True)
    return fonts


def _tell(written: list[Path], papers: list[Paper], shape: str, quiet: bool) -> None:
    """The files, one a line; then, for several papers, the table of their core terms. As JSON, both in one object."""
    from generator.checks.core import as_data, as_text, rows

    terms = rows({paper.kind: paper.drafted for paper in papers}) if len(papers) > 1 and not quiet else []
    if shape == "json":
        import json

        click.echo(json.dumps({"files": [str(path) for path in written], "terms": as_data(terms)}, indent=2, ensure_ascii=False))
        return
    for path in written:
        click.echo(str(path))
    if terms:
        import shutil

        click.echo(f"\n{as_text(terms, shutil.get_terminal_size((100, 24)).columns)}")


def _house(style: Path | None, style_map: Path | None, wanted: list[str]) -> tuple[bytes | None, tuple[tuple[str, str], ...]]:
    """The house document and the pairs of its map; what it has no style for, and what is left out of it, is told on stderr."""
    if style is None:
        if style_map is not None:
            raise click.UsageError("--style-map says which styles of a house document stand for ours; give the document with --style.")
        return None, ()
    from generator.writers.choices import Choices
    from generator.writers.word.house import notices, open_house
    from generator.writers.word.package import house_of

    document, pairs = open_house(style, style_map)
    house = house_of(Choices(style=document, style_map=pairs))
    for notice in notices(house) if house else ():
        click.echo(f"{style}: {notice}", err=True)
    if others := [format for format in wanted if format != "docx"]:
        click.echo(f"{style}: a house style dresses Word files alone; {', '.join(others)} keep our look.", err=True)
    return document, pairs


@main.command()
@click.argument("deal", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--format", "shape", type=click.Choice(_REPORTS), default="text", show_default=True)
@click.option("--select", default="", help="Only these checks, by id or beginning of ids, with commas: D-T,D-K09.")
@click.option("--ignore", default="", help="Not these checks.")
@click.option("--as-of", default=None, metavar="DATE", help="Count ages to this date instead of the draft date.")
@click.option(
    "--files",
    multiple=True,
    metavar="FILE…",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Papers as they are now, .docx or .html: compare their values with the deal and with each other (D-C08).",
)
@_fonts
@click.argument("more", nargs=-1, metavar="", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_folder
@told
def check(
    deal: Path,
    shape: str,
    select: str,
    ignore: str,
    as_of: str | None,
    files: tuple[Path, ...],
    font_folders: tuple[Path, ...],
    more: tuple[Path, ...],
    folders: tuple[Path, ...],
) -> int:
    """Check a deal: what is missing, contradictory, or unwise.

    Exit code 1 when a finding of level error or worse is not accepted. json is for programs (docs/check-format.md), sarif
    for code hosts and editors, junit for build servers.

    \b
    Example:
      pactwright check examples/harbor-mosaic.json --select D-X,D-K
      pactwright check examples/harbor-mosaic.json --format sarif > findings.sarif
      pactwright check examples/harbor-mosaic.json --files out/*.docx
      pactwright check examples/harbor-mosaic.json --fonts fonts/noto-cjk --select D-C14
    """
    from generator import look_at, read_deal
    from generator.checks.report import make_report, report_format

    day = _day(as_of)
    if more and not files:
        raise click.UsageError("one deal is checked at a time; papers to compare with it come after --files.")
    # A shell writes `--files out/*.docx` as one file for the option and more after it.
    view = look_at(read_deal(deal), _library(folders), as_of=day, files=(*files, *more), fonts=_read_fonts(font_folders))
    report = make_report(view, _ids(select), _ids(ignore))
    click.echo(report_format(shape).write(report))
    return FINDINGS if report.fails else DONE


def _day(as_of: str | None) -> datetime.date | None:
    """The day of --as-of. Raises DealError."""
    from generator import DealError
    from generator.deal import Fault
    from generator.values import Date

    try:
        return Date.parse(as_of).day if as_of else None
    except ValueError as error:
        raise DealError([Fault("", f"--as-of: {error}")]) from None


def _ids(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


@main.command()
@click.argument("sources", nargs=-1, metavar="SOURCE…", type=click.Path(exists=True, path_type=Path))
@click.option(
    "-o",
    "--out",
    "folder",
    required=True,
    metavar="DIR",
    help="Folder to write into, or a URL that fsspec knows, such as s3://bucket/papers.",
)
@click.option("--as", "kinds", multiple=True, metavar="PAPER", help="Paper to draft; each deal's own list when left out.")
@click.option("--to", "formats", default="docx", show_default=True, help="Formats, with commas: docx, pdf, html, md, txt.")
@click.option("--name", default="", metavar="TEMPLATE", help="Names of the files below DIR; {deal.id}/{document}.{format} when left out.")
@click.option("--base", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A deal file that the rows of sheets override.")
@click.option("--plan", is_flag=True, help="Tell for each deal what would be done, and why; write nothing.")
@click.option("--resume", is_flag=True, help="Go on with a run that was interrupted; it knows its sources and options.")
@click.option("--verify", is_flag=True, help="Read unchanged files too, and compare their digests.")
@click.option("--workers", type=click.IntRange(1, 512), help="Processes; as many as there are cores when left out.")
@click.option("--dask", metavar="ADDRESS", help="Have a Dask cluster do the work: the address of its scheduler.")
@click.option(
    "--time-limit",
    type=click.FloatRange(0.1, 86400),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="For one deal; then it is given up and told.",
)
@click.option(
    "--pdf-engine",
    type=click.Choice(["weasyprint", "typst"]),
    default="typst",
    show_default=True,
    help="What prints PDF: the same words and look.",
)
@click.option("--execution", is_flag=True, help="Versions for signature; a deal whose signing gate is closed is refused with reasons.")
@click.option(
    "--copy",
    type=click.Choice(["clean", "counsel"]),
    default="clean",
    show_default=True,
    help="counsel: with comments for our side’s lawyer alone.",
)
@click.option("--style", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Your house's Word document, as for draft.")
@click.option(
    "--style-map", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Which house style stands for ours, as for draft."
)
@click.option(
    "--manifest",
    type=click.Path(dir_okay=False, path_type=Path),
    help="What was made of what; DIR/.pactwright/manifest.sqlite when left out, needed for a URL.",
)
@click.option(
    "--refused",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where refused records go, to be mended and given again; DIR/refused.jsonl when left out.",
)
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Report file by its ending: .json, .xml (JUnit), .sarif; may be given several times.",
)
@click.option(
    "--register",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A register of the deals that are not refused, .xlsx or .csv, as `pactwright register` writes it.",
)
@click.option(
    "--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to tell the end, or the plan."
)
@click.option("-q", "--quiet", is_flag=True, help="No progress bar.")
@_fonts
@_folder
@told
def batch(
    sources: tuple[Path, ...], folder: str, kinds: tuple[str, ...], formats: str, name: str, base: Path | None, plan: bool, resume: bool,
    verify: bool, workers: int | None, dask: str | None, time_limit: float, pdf_engine: PdfEngine, execution: bool, copy: Copy,
    style: Path | None, style_map: Path | None, manifest: Path | None, refused: Path | None, reports: tuple[Path, ...],
    register: Path | None, shape: str, quiet: bool, font_folders: tuple[Path, ...], folders: tuple[Path, ...],
) -> int:  # fmt: skip
    """Write the papers of many deals: deal files, folders of them, JSON lines, CSV and Excel sheets.

    Only what is new or changed is made. A record that is refused is told and written to refused.jsonl, and the run goes on.
    Exit code 1 when a record was refused or a finding is of level error or worse.

    \b
    Example:
      pactwright batch deals/ -o out
      pactwright batch crm.xlsx --base standard.json --to docx,pdf -o out --report report.xml
      pactwright batch deals.jsonl -o out --plan
      pactwright batch --resume -o out
    """
    from generator.batch.request import Request, absolute, resumed
    from generator.batch.run import manifest_path
    from generator.batch.store import is_url

    kept = manifest or manifest_path(folder)
    wanted = tuple(dict.fromkeys(name.strip() for name in formats.split(",") if name.strip()))
    request = Request(
        tuple(map(absolute, sources)), absolute(base), kinds, wanted, name, copy, absolute(style), absolute(style_map), pdf_engine,
        execution, tuple(map(absolute, folders)), tuple(map(absolute, font_folders)),
    )  # fmt: skip
    if resume:
        context = click.get_current_context()
        names = {"folders": "libraries", "font_folders": "fonts"}
        said = {names.get(one, one) for one in context.params if context.get_parameter_source(one) is ParameterSource.COMMANDLINE}
        request = resumed(request, said, kept)
    elif not sources:
        raise click.UsageError("name at least one SOURCE, or --resume an interrupted run.")
    where = folder if is_url(folder) else absolute(Path(folder))
    beside = kept.parent if is_url(folder) else Path(folder)
    refusals = None if plan else refused or beside / "refused.jsonl"
    return _run_batch(request, where, kept, refusals, reports, register, plan, verify, workers, dask, time_limit, shape, quiet)


def _run_batch(
    request: Request, folder: str, manifest: Path, refused: Path | None, reports: tuple[Path, ...], register: Path | None,
    plan: bool, verify: bool, workers: int | None, dask: str | None, time_limit: float, shape: str, quiet: bool,
) -> int:  # fmt: skip
    """Run or plan what was asked for, and tell of it."""
    from contextlib import ExitStack

    from generator.batch.cluster import cluster
    from generator.batch.forecast import as_json, as_lines
    from generator.batch.error import BatchError
    from generator.batch.order import Order
    from generator.batch.progress import progress
    from generator.batch.register import Register, refuse_ending
    from generator.batch.report import Report
    from generator.batch.report.text import totals
    from generator.batch.request import shown_path
    from generator.batch.run import run_batch
    from generator.batch.sources import count_records, read_sources

    style, style_map = (Path(path) if path else None for path in (request.style, request.style_map))
    house, pairs = _house(style, style_map, list(request.formats))
    order = Order(
        folder, request.kinds, request.formats, request.name, cast(Copy, request.copy), house, pairs, cast("PdfEngine", request.pdf_engine),
        request.execution, request.libraries, time_limit, not plan, request.fonts,
    )  # fmt: skip
    for notice in order.choices.fonts.notices:
        click.echo(notice, err=True)
    library = _library(tuple(map(Path, request.libraries)))
    paths, base = [*map(shown_path, request.sources)], shown_path(request.base) if request.base else None
    records = read_sources(paths, base, library)
    report = Report(refused, reports, str(base or ""))
    if register:
        refuse_ending(register)
    book = Register(library) if register else None
    with ExitStack() as stack:
        executor, size = stack.enter_context(cluster(dask)) if dask else (None, workers)
        bar = stack.enter_context(progress(None if quiet else count_records(paths), not quiet and not (plan and sys.stdout.isatty())))
        first = True

        def tell(record: Record, outcome: Outcome) -> None:
            nonlocal first
            report.add(record, outcome)
            bar.advance(outcome)
            if book and outcome.is_good:
                book.add_record(record)
            if plan and shape == "json":
                click.echo(("" if first else ",\n") + as_json(outcome), nl=False)
                first = False
            elif plan:
                click.echo("\n".join(as_lines(outcome)))

        if plan and shape == "json":
            click.echo('{"deals": [')
        try:
            run_batch(
                records, order, workers=size, executor=executor, guard="exit" if dask else "none", library=library, manifest=manifest,
                verifies=verify, request=request.as_data(), tell=tell,
            )  # fmt: skip
        except KeyboardInterrupt:
            raise BatchError("Stopped. What is done is kept; go on with the same command and --resume.") from None
    report.close()
    if book and register:
        book.write(register)
    if shape == "json":
        import json

        said = json.dumps(report.as_data(), indent=None if plan else 2, ensure_ascii=False)
        click.echo(f'\n], "totals": {said}}}' if plan else said)
    elif plan:
        click.echo(f"\n{totals(report.tally)}")
    else:
        report.show()
    return FINDINGS if report.fails else DONE


@main.command()
@click.argument("id")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True)
@_folder
@told
def explain(id: str, shape: str, folders: tuple[Path, ...]) -> int:
    """Explain an id: a clause, step, definition, law pack or place, check, paper, question: what it is, why, and its source.

    \b
    Example:
      pactwright explain D-T02
      pactwright explain exit.convenience
      pactwright explain "New York"
      pactwright explain M31
    """
    import json

    from generator.explain import explain as explain_id
    from generator.library.question import load_questions

    found = explain_id(id, _library(folders), load_questions(*folders))
    if shape == "json":
        click.echo(json.dumps([one.as_data() for one in found], indent=2, ensure_ascii=False))
    else:
        click.echo("\n\n".join(map(str, found)))
    return DONE


@main.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script that lets a shell complete commands, options and files.

    \b
    Example:
      pactwright completion bash >> ~/.bashrc
      pactwright completion zsh >> ~/.zshrc
      pactwright completion fish > ~/.config/fish/completions/pactwright.fish
    """
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    assert made is not None  # click knows the three
    click.echo(made(main, {}, "pactwright", "_PACTWRIGHT_COMPLETE").source())


@main.command()
@click.option("--csv", "as_sheet", is_flag=True, help="A starter sheet for a spreadsheet instead: a column for each place of a deal.")
@click.option(
    "--of",
    "deals",
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="With --csv: the columns this deal fills, and its values; may be given several times.",
)
@click.option(
    "--only", default="", help="With --csv: only these columns, by the beginning of their names, with commas: term,exit.triggers."
)
@_folder
@told
def schema(as_sheet: bool, deals: tuple[Path, ...], only: str, folders: tuple[Path, ...]) -> int:
    """Print the JSON Schema of a deal file, for an editor; or a starter sheet, in which one row is one deal.

    The sheet's rows that begin with # say what a column may hold and are skipped by `pactwright batch`. docs/sheets.md says more.

    \b
    Example:
      pactwright schema > deal.schema.json
      pactwright schema --csv > deals.csv
      pactwright schema --csv --of examples/harbor-mosaic.json --only sides,term,exit.triggers > deals.csv
    """
    import json

    if as_sheet:
        from generator.batch.starter import starter_sheet
        from generator.deal.read import parse_object, read_deal

        # As the file writes them, short forms and all, once it is known to be a deal.
        raw = [parse_object(read_deal(deal)._origin.text) for deal in deals]
        click.echo(starter_sheet(_library(folders), raw, _ids(only)), nl=False)
        return DONE
    if deals or only:
        raise click.UsageError("--of and --only are about the columns of a sheet; give --csv with them.")
    from generator.bind.schema import schema as make_schema

    click.echo(json.dumps(make_schema(_library(folders)), indent=2, ensure_ascii=False))
    return DONE


@main.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    "file",
    default="register.xlsx",
    show_default=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The register; .xlsx or .csv.",
)
@click.option("--base", type=click.Path(dir_okay=False, path_type=Path), help="A deal file that the rows of sheets override.")
@click.option("--as-of", default=None, metavar="DATE", help="Count next dates from this day instead of each deal's draft date.")
@_folder
@told
def register(sources: tuple[Path, ...], file: Path, base: Path | None, as_of: str | None, folders: tuple[Path, ...]) -> int:
    """Write a register of many deals: a row each, with exits, dates, deviations from standard, and what stands out.

    Sources are those of a batch: deal files, folders, .jsonl, .csv, .xlsx. Refused records are told; exit code 1 when there are any.

    \b
    Example:
      pactwright register examples/filings -o register.xlsx
      pactwright register crm.xlsx --base base.json --as-of 2026-12-31 -o register.csv
    """
    from generator import DealError
    from generator.batch.cells import placed
    from generator.batch.register import Register, refuse_ending
    from generator.batch.sources import read_sources

    refuse_ending(file)
    library = _library(folders)
    book = Register(library, _day(as_of))
    refused = 0
    for record in read_sources(sources, base, library):
        try:
            book.add_record(record)
        except DealError as error:
            refused += 1
            for fault in placed(record, error.faults):
                click.echo(f"{record}: {fault}", err=True)
    book.write(file)
    click.echo(f"{file}: {book.count:,} deal{'' if book.count == 1 else 's'}{f'; {refused:,} refused' if refused else ''}")
    return FINDINGS if refused else DONE


@main.group()
def library() -> None:
    """Look at, validate and try out clause files."""


@library.command("list")
@click.option("--category", default="", help="Only clauses of one category: exit, wind, ip …")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True)
@_folder
@told
def list_clauses(category: str, shape: str, folders: tuple[Path, ...]) -> int:
    """List the clauses, steps and papers.

    \b
    Example:
      pactwright library list --category exit
    """
    import json

    found = _library(folders)
    clauses = [clause for clause in found.clauses.values() if clause.id.startswith(category)]
    if shape == "json":
        click.echo(
            json.dumps(
                [
                    {
                        "id": one.id,
                        "title": one.front.title,
                        "version": one.front.version,
                        "why": one.front.why,
                        "kind": "exit" if one.is_trigger else "clause",
                        "house": next((unit.file for unit in reversed(found.house) if (unit.kind, unit.id) == ("clauses", one.id)), None),
                    }
                    for one in clauses
                ],
                indent=2,
                ensure_ascii=False,
            )
        )
        return DONE
    for clause in clauses:
        click.echo(f"{clause.id:28} {clause.front.title}  ({', '.join(clause.texts) or 'term sheet only'})")
    if not category:
        click.echo(f"steps:  {', '.join(found.steps)}")
        click.echo(f"papers: {', '.join(found.papers)}")
        click.echo(f"law:    {', '.join(found.law_packs)}")
        click.echo(f"digest: {found.digest[:16]}, as in the properties of each paper drafted from this library")
    for unit in found.house:
        if not category or (unit.kind == "clauses" and unit.id.startswith(category)):
            click.echo(f"house:  {unit.file} {'replaces' if unit.replaces else 'adds'} {unit.id}")
    return DONE


@library.command()
@click.argument("id")
@_folder
@told
def show(id: str, folders: tuple[Path, ...]) -> int:
    """Show one clause: why it is there, its defaults with their reasons, its positions, its texts.

    \b
    Example:
      pactwright library show exit.material_breach
    """
    found = _library(folders)
    try:
        clause = found.clause(id)
    except KeyError as error:
        click.echo(str(error.args[0]), err=True)
        return NOT_DONE
    front = clause.front
    click.echo(f"{front.id} {front.version}: {front.title}\n{front.why}\n")
    for name, cell in (front.row or {}).items():
        ranges = "".join(f"; {word} {text}" for word, text in (("usual", cell.soft), ("never outside", cell.hard)) if text)
        click.echo(f"  {name}: {cell.value}{f' ({cell.why})' if cell.why else ''}{ranges}")
    for name, param in front.params.items():
        click.echo(f"  params.{name} ({param.type}): {param.default}{f' ({param.why})' if param.why else ''}")
    for level, _, words in clause.positions:
        click.echo(f"  {level}: {words}")
    if clause.guidance:
        click.echo(f"\n{clause.guidance}")
    for name, text in clause.texts.items():
        click.echo(f"\n# Text: {name}\n{text.words}")
    return DONE


@library.command("check")
@_folder
@told
def check_texts(folders: tuple[Path, ...]) -> int:
    """Check every clause file and question: structure, names that meet, examples, drafting rules, references.

    \b
    Example:
      pactwright library check --library house/
    """
    from generator import load_library
    from generator.document.examples import run_examples
    from generator.interview.check import check_questions
    from generator.library.check import check_library
    from generator.library.question import load_questions

    found, questions = load_library(*folders, names=False), load_questions(*folders)
    problems = [*check_library(found), *check_questions(questions, found)]
    for clause in found.clauses.values():
        problems += list(run_examples(clause, found))
    for problem in problems:
        click.echo(str(problem))
    examples = sum(len(clause.examples) for clause in found.clauses.values())
    counts = f"{len(found.clauses)} clauses, {examples} examples, {len(questions.questions)} questions"
    click.echo(f"{counts}, {len(problems)} problem{'' if len(problems) == 1 else 's'}")
    return FINDINGS if problems else DONE


@library.command("try")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--deal", type=click.Path(dir_okay=False, path_type=Path), default=None, help="Try it in this deal instead of its own examples."
)
@_folder
@told
def try_clause(file: Path, deal: Path | None, folders: tuple[Path, ...]) -> int:
    """Show what a clause file prints for each of its examples, or in a deal, and what is wrong with it.

    \b
    Example:
      pactwright library try my-clause.md
    """
    from generator.document.tryout import try_file

    found, problems = try_file(file, deal, folders)
    for name, words in found:
        click.echo(f"## {name}\n{words}\n")
    for problem in problems:
        click.echo(str(problem), err=True)
    return FINDINGS if problems else DONE


if __name__ == "__main__":
    main()
