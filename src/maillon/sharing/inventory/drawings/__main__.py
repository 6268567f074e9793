"""``python -m maillon.sharing.inventory.drawings contact-sheet FILE``: every picture on one page."""

from pathlib import Path

import click

from maillon.sharing.inventory.drawings.contact import contact_sheet


@click.group(help="Les illustrations de la démonstration.")
def main() -> None:
    """Gather the commands."""


@main.command(
    "contact-sheet", help="Écrire une planche de toutes les illustrations dans FILE (PNG, JPEG ou WebP)."
)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def write_contact_sheet(file: Path) -> None:
    """Write the page and say where it is."""
    contact_sheet(file)
    click.echo(file)


if __name__ == "__main__":
    main()
