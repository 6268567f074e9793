"""The command `maillon`: quick to answer, plain, and in the terminal's language."""

import os
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from maillon.config.cli import COMMANDS, group


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `maillon` in a process of its own."""
    program = [sys.executable, "-m", "maillon.config.cli", *arguments]
    spoken = {"LC_ALL": "C.UTF-8", "MAILLON_LANGUAGE": ""}
    return subprocess.run(
        program, capture_output=True, text=True, check=False, env=os.environ | spoken | environment
    )


def test_help_loads_neither_django_nor_the_settings() -> None:
    code = """
import sys
sys.argv = ["maillon", "--help"]
from maillon.config.cli import main
try:
    main()
finally:
    heavy = {"django", "pydantic", "psycopg", "maillon.config.environment"} & set(sys.modules)
    assert not heavy, heavy
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    for name in COMMANDS:
        assert f"\n  {name}" in told.stdout


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "manage"])
def test_each_command_explains_itself_with_an_example(name: str) -> None:
    told = CliRunner().invoke(group, [name, "--help"])
    assert told.exit_code == 0, told.output
    assert "Exemple" in told.output
    assert f"maillon {name}" in " ".join(told.output.split())


def test_each_name_is_that_of_its_command() -> None:
    context = click.Context(group)
    for name in COMMANDS:
        command = group.get_command(context, name)
        assert command is not None
        assert command.name == name
    assert group.get_command(context, "servir") is None


def test_mistakes_are_answered_in_french() -> None:
    assert "La commande « serv » n’existe pas" in run("serv").stderr.replace("\u00a0", " ")
    assert "L’option « --vite » n’existe pas" in run("serve", "--vite").stderr.replace("\u00a0", " ")
    assert "Montrer cette aide" in run("restore", "--help").stdout


def test_mistakes_are_answered_in_english_where_the_terminal_is_english() -> None:
    assert "No such command 'serv'" in run("serv", LC_ALL="en_CA.UTF-8").stderr


def test_a_setting_that_makes_no_sense_is_named() -> None:
    told = run("doctor", MAILLON_PORT="abc")
    assert told.returncode == 2
    assert "MAILLON_PORT" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_database_that_does_not_answer_is_said_in_one_sentence() -> None:
    told = run("doctor", MAILLON_DATABASE_URL="postgresql://personne@127.0.0.1:1/rien")
    assert told.returncode == 1
    assert "✗ La base de données ne répond pas" in told.stdout
    told = run("backup", "/nonexistent/a.tar", MAILLON_DATABASE_URL="postgresql://personne@127.0.0.1:1/rien")
    assert told.returncode == 1
    assert "Traceback" not in told.stderr
