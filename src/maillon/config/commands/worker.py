"""`maillon worker`: the background work alone."""

from __future__ import annotations

import logging

import click

from maillon.base.embedded import ClusterError
from maillon.base.terminal import _
from maillon.config.database import embedded_cluster
from maillon.config.environment import environment
from maillon.config.processes.programs import worker
from maillon.config.processes.supervisor import Supervisor


@click.command(
    "worker",
    help=_(
        "Faire seulement le travail de fond : courriels, livraisons, tâches périodiques.\n\n"
        "« maillon serve » le fait déjà. Cette commande sert à ajouter des bras, sur la même machine ou sur "
        "une autre qui partage la base.\n\n"
        "Exemple :\n\n"
        "    MAILLON_DATABASE_URL=postgresql://maillon@base.exemple.org/maillon maillon worker"
    ),
)
def command() -> None:
    """Work until a person stops it."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    click.echo(_("Le travail de fond commence (Ctrl-C pour arrêter)."))
    try:
        Supervisor(environment(), embedded_cluster(), [worker()]).run()
    except ClusterError as refusal:
        raise click.ClickException(str(refusal)) from refusal
