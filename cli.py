"""The command line: parses arguments, calls the library, prints. Nothing is decided here.

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

if TYPE_CHECKING:
    from generator import Finding, Library

DONE, FINDINGS, NOT_DONE = 0, 1, 2
_FORMATS = ("docx", "pdf", "html", "txt")


def told(command: Callable[..., int]) -> Callable[..., None]:
    """Run a command; bad input becomes sentences on stderr and exit code 2, never a traceback."""

    @wraps(command)
    def run(**arguments: Any) -> None:
        from generator import DealError, LibraryError
        from generator.writers import UnknownFormat

        try:
            code = command(**arguments)
        except (DealError, LibraryError, UnknownFormat) as error:
            click.echo(str(error), err=True)
            code = NOT_DONE
        except BrokenPipeError:
            # The reader of our output, such as `head`, has seen enough; that is no fault of anybody's.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = DONE
        except OSError as error:
            click.echo(f"cannot write or read {error.filename}: {error.strerror}", err=True)
            code = NOT_DONE
        sys.exit(code)

    return run


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option("0.1.0", prog_name="pactwright")
def main() -> None:
    """One deal file becomes the papers of an alliance, with the ending planned.

    Every paper is a draft for review by counsel, not legal advice.

    \b
    Start here:
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


def _library(folders: tuple[Path, ...]) -> Library:
    from generator import load_library

    return load_library(*folders)


@main.command()
@click.argument("deal", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--as", "kinds", multiple=True, metavar="PAPER", help="Paper to draft; the deal's own list when left out.")
@click.option("--to", "formats", default="docx,pdf", show_default=True, help="Formats, with commas: docx, pdf, html, txt.")
@click.option(
    "-o",
    "--out",
    "folder",
    default="out",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write into.",
)
@click.option("--execution", is_flag=True, help="A version for signature; refused with reasons unless the signing gate is open.")
@_folder
@told
def draft(deal: Path, kinds: tuple[str, ...], formats: str, folder: Path, execution: bool, folders: tuple[Path, ...]) -> int:
    """Write the papers of a deal.

    \b
    Example:
      pactwright draft examples/harbor-mosaic.json --as term_sheet --to docx,pdf -o out
    """
    from generator import draft as draft_papers
    from generator import read_deal, write

    wanted = [name.strip() for name in formats.split(",") if name.strip()]
    papers = draft_papers(read_deal(deal), _library(folders), kinds, execution)
    for path in write(papers, wanted, folder):
        click.echo(str(path))
    findings = list(papers[0].findings) if papers else []
    serious = [finding for finding in findings if _is_serious(finding)]
    for finding in serious:
        click.echo(_line(finding), err=True)
    rest = len(findings) - len(serious)
    if rest:
        click.echo(f"{rest} more finding{'' if rest == 1 else 's'}: pactwright check {deal}", err=True)
    return FINDINGS if serious else DONE


@main.command()
@click.argument("deal", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--select", default="", help="Only these checks, by id or beginning of ids, with commas: D-T,D-K09.")
@click.option("--ignore", default="", help="Not these checks.")
@click.option("--as-of", default=None, metavar="DATE", help="Count ages to this date instead of the draft date.")
@_folder
@told
def check(deal: Path, shape: str, select: str, ignore: str, as_of: str | None, folders: tuple[Path, ...]) -> int:
    """Check a deal: what is missing, contradictory, or unwise.

    Exit code 1 when a finding of level error or worse is not accepted.

    \b
    Example:
      pactwright check examples/harbor-mosaic.json --select D-X,D-K
    """
    import json

    from generator import DealError, look_at, read_deal
    from generator.checks import run_checks
    from generator.checks.gate import gate
    from generator.deal import Fault
    from generator.values import Date

    try:
        day = Date.parse(as_of).day if as_of else None
    except ValueError as error:
        raise DealError([Fault("", f"--as-of: {error}")]) from None
    view = look_at(read_deal(deal), _library(folders), as_of=day)
    findings = run_checks(view, _ids(select), _ids(ignore))
    reasons = gate(view, findings) if not select and not ignore else []
    if shape == "json":
        data = {
            "version": 1,
            "deal": view.deal.id,
            "as_of": view.as_of.isoformat(),
            "findings": [finding.as_data() for finding in findings],
            "gate": reasons,
        }
        click.echo(json.dumps(data, indent=2, ensure_ascii=False))
    else:
        for finding in findings:
            click.echo(_line(finding))
            click.echo(f"    {finding.fix}")
        counts = ", ".join(
            f"{n} {level}" for level in ("block", "error", "warn", "info") if (n := sum(one.level == level for one in findings))
        )
        click.echo(counts or "no findings")
        if reasons:
            click.echo(f"Not ready to sign: {len(reasons)} reason{'' if len(reasons) == 1 else 's'}.")
            for reason in reasons:
                click.echo(f"  - {reason}")
    return FINDINGS if any(_is_serious(finding) for finding in findings) else DONE


def _ids(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _is_serious(finding: Finding) -> bool:
    return finding.level in ("block", "error") and not finding.accepted


def _line(finding: Finding) -> str:
    where = ", ".join(finding.paths) or finding.place
    accepted = f" (accepted by {finding.accepted})" if finding.accepted else ""
    return f"{finding.level:5} {finding.id}  {finding.message}{f' [{where}]' if where else ''}{accepted}"


@main.command()
@_folder
@told
def schema(folders: tuple[Path, ...]) -> int:
    """Print the JSON Schema of a deal file, for an editor.

    \b
    Example:
      pactwright schema > deal.schema.json
    """
    import json

    from generator.bind.schema import schema as make_schema

    click.echo(json.dumps(make_schema(_library(folders)), indent=2, ensure_ascii=False))
    return DONE


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
    """Check every clause file: structure, names that meet, examples, drafting rules, references.

    \b
    Example:
      pactwright library check --library house/
    """
    from generator import load_library
    from generator.document.examples import run_examples
    from generator.library.check import check_library

    found = load_library(*folders, names=False)
    problems = check_library(found)
    for clause in found.clauses.values():
        problems += list(run_examples(clause, found))
    for problem in problems:
        click.echo(str(problem))
    examples = sum(len(clause.examples) for clause in found.clauses.values())
    click.echo(f"{len(found.clauses)} clauses, {examples} examples, {len(problems)} problem{'' if len(problems) == 1 else 's'}")
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
