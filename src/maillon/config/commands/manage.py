"""`maillon manage`: Django's own commands, with the database running."""

from __future__ import annotations

import os

import click

from maillon.base.embedded import ClusterError
from maillon.base.terminal import _
from maillon.config.database import database_running


@click.command(
    "manage",
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
    add_help_option=False,
    help=_("Donner une commande à Django.\n\nExemple :\n\n    maillon manage showmigrations"),
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Pass everything on to Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maillon.config.settings")
    try:
        with database_running():
            from django.core.management import execute_from_command_line

            execute_from_command_line(["maillon manage", *(arguments or ("help",))])
    except ClusterError as refusal:
        raise click.ClickException(str(refusal)) from refusal
