"""`maillon serve`: everything in one foreground process."""

from __future__ import annotations

import logging

import click

from maillon.base.embedded import ClusterError
from maillon.base.founding import founding_code
from maillon.base.terminal import _
from maillon.config.database import has_rows
from maillon.config.environment import environment
from maillon.config.processes import ServeError, serve


@click.command(
    "serve",
    help=_(
        "Démarrer Maillon : la base de données, les pages, les mises à jour en direct et le travail de fond.\n\n"
        "Ctrl-C arrête tout proprement. Un processus qui tombe redémarre de lui-même. Les tables de la base "
        "sont mises à jour au démarrage.\n\n"
        "Exemple, pour servir tout un réseau local sur le port 8080 :\n\n"
        "    MAILLON_HOST=0.0.0.0 MAILLON_PORT=8080 maillon serve"
    ),
)
def command() -> None:
    """Serve until a person stops it."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    click.echo(_("Maillon démarre…"))
    try:
        serve(announce=announce)
    except (ServeError, ClusterError) as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(_("Maillon est arrêté."))


def announce() -> None:
    """Tell where the pages are."""
    click.echo(
        _("Maillon est prêt : {address}   (Ctrl-C pour arrêter)").format(address=environment().base_url)
    )
    if not has_rows("organisations_organisation"):
        code = founding_code(environment().resolved_secret_key())
        click.echo(_("L’installation est vide. Code de la première heure : {code}").format(code=code))
