"""`maillon verify`: is this report, byte for byte, the one that this installation sealed?"""

from __future__ import annotations

from pathlib import Path

import click

from maillon.base.terminal import _
from maillon.config.commands.django_ready import set_up_django


@click.command(
    "verify",
    help=_(
        "Vérifier le sceau d’un rapport de récolement, sans ouvrir la base de données.\n\n"
        "Le sceau détaché se télécharge dans la page du récolement. Par défaut, il est cherché à côté du PDF, sous "
        "le même nom suivi de « .sceau.json ».\n\n"
        "Exemple :\n\n"
        "    maillon verify recolement-4.pdf"
    ),
)
@click.argument(
    "fichier",
    type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path),
    metavar=_("FICHIER"),
)
@click.option(
    "--seal",
    "seal",
    type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path),
    metavar=_("SCEAU"),
    help=_("Le fichier du sceau détaché."),
)
def command(fichier: Path, seal: Path | None) -> None:
    """Say whether the file is genuine; leave with 1 when it is not."""
    set_up_django()
    from maillon.sharing.stocktaking.services.sealing import seal_holds

    beside = seal or fichier.with_name(f"{fichier.name}.sceau.json")
    if not beside.exists():
        raise click.UsageError(
            _("Il n’y a pas de sceau à côté du rapport : donnez-le par --seal ({name}).").format(
                name=beside.name
            )
        )
    if not seal_holds(content=fichier.read_bytes(), seal=beside.read_bytes()):
        click.echo(_("Refusé : ce fichier n’est pas le rapport scellé par cette installation."), err=True)
        raise SystemExit(1)
    click.echo(_("C’est bien le rapport scellé par cette installation."))
