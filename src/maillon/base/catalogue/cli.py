"""The catalogue's commands, for those who write Maillon."""

from __future__ import annotations

from collections import Counter

import click

from maillon.base.terminal import _


@click.group(help=_("Le catalogue des phrases : le français est dans le code, l’anglais dans le catalogue."))
def main() -> None:
    pass


@main.command(help=_("Ajouter au catalogue les phrases du code, en gardant les traductions."))
def extract() -> None:
    from maillon.base.catalogue import extraction, files

    found = extraction.extract()
    changed = files.write(files.merge(files.read(), found))
    click.echo(
        _("%(count)s phrases, catalogue mis à jour.") % {"count": len(found)}
        if changed
        else _("%(count)s phrases, rien n’a changé.") % {"count": len(found)}
    )


@main.command(
    help=_("Mettre dans le code les espaces insécables, les apostrophes et les points de suspension.")
)
def mend() -> None:
    from maillon.base.catalogue import files, mending

    for path in mending.mend_sources():
        click.echo(path)
    files.write(mending.mend_catalogue(files.read()))


@main.command("compile", help=_("Écrire les catalogues compilés que lisent les programmes."))
def compile_() -> None:
    from maillon.base.catalogue.compilation import compile_all

    for path in compile_all():
        click.echo(path)


@main.command(help=_("Échouer si une phrase n’a pas d’anglais, est à relire ou est mal ponctuée."))
@click.option("--kind", multiple=True, help=_("Ne montrer que ces défauts."))
def check(kind: tuple[str, ...]) -> None:
    from maillon.base.catalogue import checks, extraction, files

    listed = checks.faults(extraction.extract(), files.read())
    for fault in listed:
        if not kind or fault.kind in kind:
            click.echo(f"{fault.kind}: {fault}")
    if not listed:
        return
    for name, count in Counter(fault.kind for fault in listed).most_common():
        click.echo(f"{count:6} {name}", err=True)
    raise SystemExit(1)
