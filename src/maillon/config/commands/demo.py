"""`maillon demo`: a complete Maillon with an invented year of life, in one command."""

from __future__ import annotations

import logging
import os

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from maillon.base.embedded import ClusterError
from maillon.base.terminal import _

console = Console(highlight=False)


@click.command(
    "demo",
    help=_(
        "Démarrer une démonstration complète : organismes, biens, horaires et une année de réservations "
        "inventées.\n\n"
        "La première fois, les données sont chargées; ensuite elles sont gardées. Pour recommencer à neuf, "
        "supprimez le dossier « .maillon ».\n\n"
        "Exemple, avec assez de biens pour mesurer la vitesse :\n\n"
        "    MAILLON_DATA_DIR=grande maillon demo --scale 100000"
    ),
)
@click.option(
    "--scale", type=click.IntRange(0, 2_000_000), default=0, help=_("Ajouter ce nombre de biens générés.")
)
@click.option("--load-only", is_flag=True, help=_("Charger les données, puis s’arrêter sans servir."))
def command(scale: int, load_only: bool) -> None:
    """Load the demonstration if it is not there, then serve it."""
    os.environ["MAILLON_DEMONSTRATION"] = "true"  # before the settings are read, here and in the children
    from maillon.config.processes import ServeError, serve

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    click.echo(_("Maillon démarre…"))
    try:
        if load_only:
            _load_only(scale)
        else:
            serve(prepare=lambda: _load(scale), announce=_announce)
    except (ServeError, ClusterError) as refusal:
        raise click.ClickException(str(refusal)) from refusal


def _load_only(scale: int) -> None:
    from maillon.config.database import database_running
    from maillon.config.environment import environment
    from maillon.config.processes.migration import migrate

    with database_running():
        migrate(environment())
        _load(scale)


def _load(scale: int) -> None:
    """Load what is missing, with a bar; when nothing is, do not even load Django."""
    from maillon.config.commands.django_ready import set_up_django
    from maillon.config.database import has_rows

    if not scale and has_rows("organisations_organisation"):
        return

    set_up_django()
    from django.db import connection
    from django.utils import timezone

    from maillon.config import demonstration

    columns = (TextColumn("{task.description:<28}"), BarColumn(40), TimeElapsedColumn())
    with Progress(*columns, console=console) as bars:
        tasks: dict[str, int] = {}

        def show(label: str, done: int, total: int) -> None:
            if label not in tasks:
                tasks[label] = bars.add_task(label, total=total)
            bars.update(tasks[label], completed=done)  # type: ignore[arg-type]  # rich names ints TaskID

        if not demonstration.is_loaded():
            demonstration.load_demonstration(now=timezone.now(), progress=show)
        if scale:
            demonstration.grow(assets=scale, now=timezone.now(), progress=show)
    connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's wrapper has it


def _announce() -> None:
    """Print the address and one account per role."""
    from maillon.base.demonstration import PASSWORD
    from maillon.community.organisations.accounts import ACCOUNTS
    from maillon.config.environment import environment

    table = Table(title=_("Comptes de la démonstration"), title_justify="left", box=None, pad_edge=False)
    for heading in (_("rôle"), _("adresse"), _("organisation")):
        table.add_column(heading, style=None, overflow="fold")
    for account in ACCOUNTS:
        table.add_row(account.what, account.address, account.organisation)
    console.print()
    console.print(table)
    console.print(_("Mot de passe de tous ces comptes : {password}").format(password=PASSWORD))
    console.print()
    console.print(
        _("Maillon est prêt : {address}   (Ctrl-C pour arrêter)").format(address=environment().base_url)
    )
