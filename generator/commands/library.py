"""The commands `library list`, `show`, `check` and `try`: clause files looked at, held to their rules, and tried out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from generator.commands import DONE, FINDINGS, NOT_DONE
from generator.library import Clause, Library, load_library


def list_clauses(category: str, shape: str, folders: tuple[Path, ...]) -> int:
    """Clauses, and without a category also steps, papers, law packs and the digest. Raises LibraryError."""
    found = load_library(*folders)
    clauses = [clause for clause in found.clauses.values() if clause.id.startswith(category)]
    if shape == "json":
        click.echo(json.dumps([_as_data(one, found) for one in clauses], indent=2, ensure_ascii=False))
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


def _as_data(clause: Clause, found: Library) -> dict[str, Any]:
    return {
        "id": clause.id,
        "title": clause.front.title,
        "version": clause.front.version,
        "why": clause.front.why,
        "kind": "exit" if clause.is_trigger else "clause",
        "house": next((unit.file for unit in reversed(found.house) if (unit.kind, unit.id) == ("clauses", clause.id)), None),
    }


def show_clause(id: str, folders: tuple[Path, ...]) -> int:
    """All of one clause. Raises LibraryError."""
    found = load_library(*folders)
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


def check_texts(folders: tuple[Path, ...]) -> int:
    """Every problem of clause files and questions; 1 when there is one. Raises LibraryError."""
    # Loaded here: the other commands of the group wait for no draft and no question.
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


def try_clause(file: Path, deal: Path | None, folders: tuple[Path, ...]) -> int:
    """What a clause file prints, and what is wrong with it; 1 when something is. Raises LibraryError, DealError, OSError."""
    from generator.document.tryout import try_file

    found, problems = try_file(file, deal, folders)
    for name, words in found:
        click.echo(f"## {name}\n{words}\n")
    for problem in problems:
        click.echo(str(problem), err=True)
    return FINDINGS if problems else DONE
