"""`maillon restore`: bring a backup back."""

from __future__ import annotations

from pathlib import Path

import click
import psycopg

from maillon.base.embedded import ClusterError
from maillon.base.terminal import _
from maillon.config.backup import BackupError, restore
from maillon.config.database import address, database_running
from maillon.config.environment import environment
from maillon.config.processes import ServeError
from maillon.config.processes.singleton import alone


@click.command(
    "restore",
    help=_(
        "Remettre en place une archive faite par « maillon backup ».\n\n"
        "L’archive est vérifiée en entier avant que quoi que ce soit ne change, et la base change d’un seul "
        "coup : en cas d’échec, tout reste comme avant. Maillon doit être arrêté.\n\n"
        "Exemple :\n\n"
        "    maillon restore --replace /sauvegardes/maillon-lundi.tar"
    ),
)
@click.option("--replace", is_flag=True, help=_("Remplacer les données présentes, qui seront perdues."))
@click.argument("fichier", type=click.Path(dir_okay=False, path_type=Path), metavar=_("FICHIER"))
def command(fichier: Path, *, replace: bool) -> None:
    """Check the archive, then put it in place of what is there."""
    data_dir = environment().resolved_data_dir()
    try:
        with alone(data_dir, "maillon restore"), database_running():
            found = restore(address=address(), data_dir=data_dir, source=fichier, replace=replace)
    except (BackupError, ClusterError, ServeError, psycopg.OperationalError) as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(
        _("Sauvegarde du {date} remise en place : {tables} tables, {rows} lignes.").format(
            date=f"{found.created_at.astimezone():%Y-%m-%d %H:%M}",
            tables=len(found.tables),
            rows=sum(found.tables.values()),
        )
    )
