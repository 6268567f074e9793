"""`maillon doctor`: what is well, what is not, what to do."""

from __future__ import annotations

import logging
import sys

import click

from maillon.base.terminal import _
from maillon.config.diagnosis import examine
from maillon.config.environment import environment


@click.command(
    "doctor",
    help=_(
        "Vérifier l’installation : Python, disque, base de données, tables, apparence, horloge, photos, "
        "courriel.\n\n"
        "Chaque ligne commence par ✓ ou ✗, et dit quoi faire. La commande se termine par 1 si quelque chose "
        "ne va pas, ce qu’un outil de surveillance sait lire.\n\n"
        "Exemple :\n\n"
        "    maillon doctor && echo tout va bien"
    ),
)
def command() -> None:
    """Print each finding as it comes."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    unwell = 0
    for finding in examine(environment()):
        if finding.well:
            click.echo(f"✓ {finding.sentence}")
            continue
        unwell += 1
        click.echo(f"✗ {finding.sentence}\n  → {finding.advice}")
    if not unwell:
        click.echo(_("Tout est en ordre."))
    elif unwell == 1:
        click.echo(_("Une chose à corriger."))
    else:
        click.echo(_("{count} choses à corriger.").format(count=unwell))
    sys.exit(1 if unwell else 0)
