"""The command line: options, help and examples of each command. What a command does is in `generator/commands/` and `interview/`.

Long because each command stands here with its help and its example.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from generator.commands import DONE, NOT_DONE
from generator.garbage import look_less_often

if TYPE_CHECKING:
    from generator.deal.alliance import SideName

# Start-up, most of which is importing. Pydantic would look through every installed package for plugins, and no plugin of
# another program has a say in a deal; and what an import makes is no garbage, so it is looked for less often.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
look_less_often()

_REPORTS = ("text", "json", "sarif", "junit")


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
        except KeyboardInterrupt:
            click.echo("Stopped. No file is half written.", err=True)
            code = NOT_DONE
        except Exception as error:
            if _is_told(error):
                click.echo(str(error), err=True)
            elif isinstance(error, OSError):
                click.echo(f"cannot write or read {error.filename}: {error.strerror}", err=True)
            else:
                raise
            code = NOT_DONE
        sys.exit(code)

    return run


# Options that several commands have, and the kinds of path they take.

_FILE, _FOLDER = click.Path(dir_okay=False, path_type=Path), click.Path(file_okay=False, path_type=Path)
_FILE_THERE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER_THERE = click.Path(exists=True, file_okay=False, path_type=Path)

_library = click.option(
    "--library", "folders", multiple=True, type=_FOLDER_THERE, help="A house library laid over ours; may be given several times."
)
_fonts = click.option(
    "--fonts", "font_folders", multiple=True, type=_FOLDER_THERE,
    help="A folder of fonts for PDF (ttf, otf, ttc), for letters the shipped ones lack: Chinese, Arabic …; may be given several times.",
)  # fmt: skip


def _shape(help: str | None = None, shapes: tuple[str, ...] = ("text", "json")) -> Callable[[Any], Any]:
    return click.option("--format", "shape", type=click.Choice(shapes), default="text", show_default=True, help=help)


def _papers(without: str) -> Callable[[Any], Any]:
    return click.option("--as", "kinds", multiple=True, metavar="PAPER", help=f"Paper to draft; {without} when left out.")


def _formats(default: str) -> Callable[[Any], Any]:
    text = "Formats, with commas: docx, pdf, html, md, txt."
    return click.option("--to", "formats", default=default, show_default=True, help=text)


def _engine(help: str, default: str | None = None) -> Callable[[Any], Any]:
    return click.option(
        "--pdf-engine", type=click.Choice(["weasyprint", "typst"]), default=default, show_default=default is not None, help=help
    )


def _copy(help: str) -> Callable[[Any], Any]:
    return click.option("--copy", type=click.Choice(["clean", "counsel"]), default="clean", show_default=True, help=help)


def _words(text: str) -> tuple[str, ...]:
    """What stands between commas, each once."""
    return tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))


def _is_said(name: str) -> bool:
    """Whether an option of the command that runs was given, rather than left at its default."""
    return click.get_current_context().get_parameter_source(name) is not ParameterSource.DEFAULT


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


@main.command()
@click.argument("deal", default="deal.json", type=_FILE)
@click.option("--deep", is_flag=True, help="Ask the deep dive as well: clause by clause, each question can be skipped.")
@click.option("--section", default="", metavar="S4", help="This section alone.")
@click.option("--by", type=click.Choice(["a", "b"]), help="Whose answers: each side keeps a file of its own, deal.a.json and deal.b.json.")
@click.option("--plain", is_flag=True, help="Numbered lists and typed lines, for screen readers; always so without a terminal.")
@click.option("--answers", type=_FILE_THERE, metavar="FILE", help="Take answers from a JSON file; nothing is asked.")
@click.option("--defaults", is_flag=True, help="Take what is proposed for all that remains; nothing is asked.")
@click.option("--on", default=None, metavar="DATE", help="The day of the answers, and of the draft of a new deal; today when left out.")
@_library
@told
def interview(
    deal: Path, deep: bool, section: str, by: SideName | None, plain: bool, answers: Path | None, defaults: bool, on: str | None,
    folders: tuple[Path, ...],
) -> int:  # fmt: skip
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

    today = on or datetime.date.today().isoformat()
    return hold(deal, folders, today, deep=deep, section=section, by=by, plain=plain, answers=answers, defaults=defaults)


@main.command()
@click.argument("ours", type=_FILE)
@click.argument("theirs", type=_FILE)
@_shape()
@click.option(
    "--to", "formats", default="", help="Also a page to take into the meeting, in these formats, with commas: docx, pdf, html, md, txt."
)
@click.option("-o", "--out", "folder", default="out", show_default=True, type=_FOLDER, help="Folder for the page.")
@click.option("--merge", "into", type=_FILE, metavar="DEAL.json", help="Also one deal file, in which what differs is open.")
@_library
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

    wanted = _words(formats) or (("docx", "pdf") if _is_said("folder") else ())
    return lay_beside(ours, theirs, folders, shape, wanted, folder, into)


@main.command()
@click.argument("deal", type=_FILE)
@_papers("the deal's own list")
@_formats("docx,pdf")
@click.option("-o", "--out", "folder", default="out", show_default=True, type=_FOLDER, help="Folder to write into.")
@_engine("What prints PDF: the same words and look. WeasyPrint when left out, or Typst, with a notice, where Pango is missing.")
@click.option("--execution", is_flag=True, help="A version for signature; refused with reasons unless the signing gate is open.")
@_copy("counsel: the same words in Word, with comments for our side’s lawyer alone; reads DEAL.private.json where there is one.")
@click.option("--style", type=_FILE_THERE, help="Your house's Word document: its looks, theme, header, footer and logo, for Word files.")
@click.option(
    "--style-map", type=_FILE_THERE,
    help="Which house style stands for ours, “heading 1 = House Heading” a line; default: styles.map beside the house document.",
)  # fmt: skip
@_fonts
@_shape("How to tell what was written.")
@click.option("-q", "--quiet", is_flag=True, help="Print the names of the files alone.")
@_library
@told
def draft(formats: str, **given: Any) -> int:
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
    from generator.commands.draft import draft_papers

    # Of the default formats, the one that carries notes.
    wanted = ("docx",) if given["copy"] == "counsel" and not _is_said("formats") else _words(formats)
    return draft_papers(formats=wanted, **given)


@main.command()
@click.argument("deal", type=_FILE)
@click.option("--as", "kinds", multiple=True, metavar="PAPER", help="Paper to look into; those of the deal's own list when left out.")
@_shape(shapes=_REPORTS)
@click.option("--select", default="", help="Only these checks, by id or beginning of ids, with commas: D-T,D-K09.")
@click.option("--ignore", default="", help="Not these checks.")
@click.option("--as-of", default=None, metavar="DATE", help="Count ages to this date instead of the draft date.")
@click.option(
    "--files", multiple=True, metavar="FILE…", type=_FILE_THERE,
    help="Papers as they are now, .docx or .html: compare their values with the deal and with each other (D-C08).",
)  # fmt: skip
@_fonts
@click.argument("more", nargs=-1, metavar="", type=_FILE_THERE)
@_library
@told
def check(select: str, ignore: str, files: tuple[Path, ...], more: tuple[Path, ...], **given: Any) -> int:
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
    from generator.commands.check import check_deal

    if more and not files:
        raise click.UsageError("one deal is checked at a time; papers to compare with it come after --files.")
    # A shell writes `--files out/*.docx` as one file for the option and more after it.
    return check_deal(select=_words(select), ignore=_words(ignore), files=(*files, *more), **given)


@main.command()
@click.argument("sources", nargs=-1, metavar="SOURCE…", type=click.Path(exists=True, path_type=Path))
@click.option(
    "-o", "--out", "folder", required=True, metavar="DIR",
    help="Folder to write into, or a URL that fsspec knows, such as s3://bucket/papers.",
)  # fmt: skip
@_papers("each deal's own list")
@_formats("docx")
@click.option("--name", default="", metavar="TEMPLATE", help="Names of the files below DIR; {deal.id}/{document}.{format} when left out.")
@click.option("--base", type=_FILE_THERE, help="A deal file that the rows of sheets override.")
@click.option("--plan", is_flag=True, help="Tell for each deal what would be done, and why; write nothing.")
@click.option("--resume", is_flag=True, help="Go on with a run that was interrupted; it knows its sources and options.")
@click.option("--verify", is_flag=True, help="Read unchanged files too, and compare their digests.")
@click.option("--workers", type=click.IntRange(1, 512), help="Processes; as many as there are cores when left out.")
@click.option("--dask", metavar="ADDRESS", help="Have a Dask cluster do the work: the address of its scheduler.")
@click.option(
    "--time-limit", type=click.FloatRange(0.1, 86400), default=60.0, show_default=True, metavar="SECONDS",
    help="For one deal; then it is given up and told.",
)  # fmt: skip
@_engine("What prints PDF: the same words and look.", "typst")
@click.option("--execution", is_flag=True, help="Versions for signature; a deal whose signing gate is closed is refused with reasons.")
@_copy("counsel: with comments for our side’s lawyer alone.")
@click.option("--style", type=_FILE_THERE, help="Your house's Word document, as for draft.")
@click.option("--style-map", type=_FILE_THERE, help="Which house style stands for ours, as for draft.")
@click.option("--manifest", type=_FILE, help="What was made of what; DIR/.pactwright/manifest.sqlite when left out, needed for a URL.")
@click.option("--refused", type=_FILE, help="Where refused records go, to be mended and given again; DIR/refused.jsonl when left out.")
@click.option(
    "--report", "reports", multiple=True, metavar="FILE", type=_FILE,
    help="Report file by its ending: .json, .xml (JUnit), .sarif; may be given several times.",
)  # fmt: skip
@click.option(
    "--register", type=_FILE, metavar="FILE",
    help="A register of the deals that are not refused, .xlsx or .csv, as `pactwright register` writes it.",
)  # fmt: skip
@_shape("How to tell the end, or the plan.")
@click.option("-q", "--quiet", is_flag=True, help="No progress bar.")
@_fonts
@_library
@told
def batch(formats: str, **given: Any) -> int:
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
    from generator.commands.batch import batch as hold

    context = click.get_current_context()
    said = {name for name in context.params if context.get_parameter_source(name) is ParameterSource.COMMANDLINE}
    return hold(formats=_words(formats), said=said, **given)


@main.command()
@click.argument("id")
@_shape()
@_library
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
    from generator.commands.explain import explain_id

    return explain_id(id, shape, folders)


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
    "--of", "deals", multiple=True, type=_FILE,
    help="With --csv: the columns this deal fills, and its values; may be given several times.",
)  # fmt: skip
@click.option(
    "--only", default="", help="With --csv: only these columns, by the beginning of their names, with commas: term,exit.triggers."
)
@_library
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
    from generator.commands.schema import print_schema

    return print_schema(as_sheet, deals, _words(only), folders)


@main.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…", type=click.Path(path_type=Path))
@click.option("-o", "--out", "file", default="register.xlsx", show_default=True, type=_FILE, help="The register; .xlsx or .csv.")
@click.option("--base", type=_FILE, help="A deal file that the rows of sheets override.")
@click.option("--as-of", default=None, metavar="DATE", help="Count next dates from this day instead of each deal's draft date.")
@_library
@told
def register(sources: tuple[Path, ...], file: Path, base: Path | None, as_of: str | None, folders: tuple[Path, ...]) -> int:
    """Write a register of many deals: a row each, with exits, dates, deviations from standard, and what stands out.

    Sources are those of a batch: deal files, folders, .jsonl, .csv, .xlsx. Refused records are told; exit code 1 when there are any.

    \b
    Example:
      pactwright register examples/filings -o register.xlsx
      pactwright register crm.xlsx --base base.json --as-of 2026-12-31 -o register.csv
    """
    from generator.commands.register import write_register

    return write_register(sources, file, base, as_of, folders)


@main.group()
def library() -> None:
    """Look at, validate and try out clause files."""


@library.command("list")
@click.option("--category", default="", help="Only clauses of one category: exit, wind, ip …")
@_shape()
@_library
@told
def list_clauses(category: str, shape: str, folders: tuple[Path, ...]) -> int:
    """List the clauses, steps and papers.

    \b
    Example:
      pactwright library list --category exit
    """
    from generator.commands import library as shelf

    return shelf.list_clauses(category, shape, folders)


@library.command()
@click.argument("id")
@_library
@told
def show(id: str, folders: tuple[Path, ...]) -> int:
    """Show one clause: why it is there, its defaults with their reasons, its positions, its texts.

    \b
    Example:
      pactwright library show exit.material_breach
    """
    from generator.commands.library import show_clause

    return show_clause(id, folders)


@library.command("check")
@_library
@told
def check_texts(folders: tuple[Path, ...]) -> int:
    """Check every clause file and question: structure, names that meet, examples, drafting rules, references.

    \b
    Example:
      pactwright library check --library house/
    """
    from generator.commands import library as shelf

    return shelf.check_texts(folders)


@library.command("try")
@click.argument("file", type=_FILE)
@click.option("--deal", type=_FILE, default=None, help="Try it in this deal instead of its own examples.")
@_library
@told
def try_clause(file: Path, deal: Path | None, folders: tuple[Path, ...]) -> int:
    """Show what a clause file prints for each of its examples, or in a deal, and what is wrong with it.

    \b
    Example:
      pactwright library try my-clause.md
    """
    from generator.commands import library as shelf

    return shelf.try_clause(file, deal, folders)


if __name__ == "__main__":
    main()
