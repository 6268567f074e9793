"""`maillon backup`: everything in one file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click
import psycopg

from maillon.base.embedded import ClusterError
from maillon.base.terminal import _
from maillon.config.backup import BackupError, back_up
from maillon.config.database import address, database_running
from maillon.config.environment import environment


@click.command(
    "backup",
    help=_(
        "Sauvegarder la base de données, les fichiers déposés et la clé secrète dans une seule archive .tar.\n\n"
        "Maillon peut continuer de servir pendant ce temps. L’archive contient des renseignements personnels : "
        "gardez-la en lieu sûr. Sans nom de fichier, elle est écrite ici, à la date et à l’heure du jour.\n\n"
        "Exemple :\n\n"
        "    maillon backup /sauvegardes/maillon-lundi.tar"
    ),
)
@click.argument(
    "fichier", required=False, type=click.Path(dir_okay=False, path_type=Path), metavar=_("[FICHIER]")
)
def command(fichier: Path | None) -> None:
    """Write the archive and say what it holds."""
    now = dt.datetime.now(dt.UTC)
    target = (fichier or Path(f"maillon-{now.astimezone():%Y-%m-%d-%Hh%M}.tar")).absolute()
    try:
        with database_running():
            written = back_up(
                address=address(), data_dir=environment().resolved_data_dir(), target=target, now=now
            )
    except (BackupError, ClusterError, psycopg.OperationalError) as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(
        _("Sauvegarde écrite : {path} ({tables} tables, {rows} lignes, {files} fichiers).").format(
            path=target,
            tables=len(written.tables),
            rows=sum(written.tables.values()),
            files=len(written.files) - 1,
        )
    )
