"""Completion in the shell: the scripts we print, and what they get back when they ask."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from cli import main

SCRIPTS = {
    "bash": ("_PACTWRIGHT_COMPLETE=bash_complete $1", "complete -o nosort -F _pactwright_completion pactwright"),
    "zsh": ("#compdef pactwright", "_PACTWRIGHT_COMPLETE=zsh_complete pactwright"),
    "fish": ("_PACTWRIGHT_COMPLETE=fish_complete", "complete --no-files --command pactwright"),
}


def completed(shell: str, words: str, at: int) -> list[str]:
    """What a shell is told for the word at a place of a command line."""
    current = words.split(" ")[at]
    place = current if shell == "fish" else str(at)
    environment = {"_PACTWRIGHT_COMPLETE": f"{shell}_complete", "COMP_WORDS": words, "COMP_CWORD": place}
    return CliRunner().invoke(main, [], prog_name="pactwright", env=environment).stdout.split("\n")


@pytest.mark.parametrize("shell", SCRIPTS)
def test_the_script_of_each_shell(shell: str) -> None:
    result = CliRunner().invoke(main, ["completion", shell])
    assert result.exit_code == 0
    assert all(line in result.stdout for line in SCRIPTS[shell]), result.stdout


def test_another_shell_is_told() -> None:
    result = CliRunner().invoke(main, ["completion", "csh"])
    assert result.exit_code == 2 and "'csh' is not one of 'bash', 'zsh', 'fish'" in result.stderr


def test_commands_complete_in_each_shell() -> None:
    assert completed("bash", "pactwright exp", 1)[0] == "plain,explain"
    assert completed("zsh", "pactwright exp", 1)[:2] == ["plain", "explain"]
    assert completed("fish", "pactwright exp", 1)[0].startswith("plain,explain\tExplain an id")


def test_options_their_values_and_files_complete() -> None:
    assert completed("bash", "pactwright check --sel", 2)[0] == "plain,--select"
    assert completed("bash", "pactwright check --format s", 3)[0] == "plain,sarif"
    assert completed("bash", "pactwright draft exa", 2)[0] == "file,exa"
