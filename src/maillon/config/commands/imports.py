"""`maillon import inventory`: a list of assets becomes suggestions, from the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from maillon.base.embedded import ClusterError
from maillon.base.refusals import Refusal
from maillon.base.terminal import _, spoken_language
from maillon.config.commands.django_ready import set_up_django
from maillon.config.database import database_running
from maillon.config.environment import environment
from maillon.kernel.words import format_number

if TYPE_CHECKING:
    from maillon.community.organisations.models import Organisation
    from maillon.sharing.inventory.models import ImportRun


@click.group(
    "import",
    help=_(
        "Proposer à Maillon le contenu d’un fichier. Rien n’est écrasé : chaque ligne devient une proposition "
        "qu’une personne accepte, écarte ou annule.\n\n"
        "Exemple :\n\n"
        "    maillon import inventory installations.geojson --organisation « Ville de Montréal »"
    ),
)
def command() -> None:
    """The group of imports."""


@command.command(
    "inventory",
    help=_(
        "Proposer à l’inventaire d’une organisation une liste de biens : .geojson, .csv, .xlsx ou .ods.\n\n"
        "Relire la même liste ne propose que ce qui a changé. Les propositions s’examinent dans le site, à la "
        "page « Importations »."
    ),
)
@click.argument(
    "fichier",
    type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path),
    metavar=_("FICHIER"),
)
@click.option(
    "--organisation",
    "owner",
    required=True,
    metavar=_("NOM"),
    help=_("L’organisation propriétaire : son nom, son nom court, son NEQ ou son numéro dans Maillon."),
)
@click.option(
    "--list",
    "list_name",
    default="",
    metavar=_("NOM"),
    help=_("De quelle liste le fichier est une copie ; sans cela, son nom le dit."),
)
@click.option(
    "--accept", is_flag=True, help=_("Accepter aussitôt ce qui est nouveau ou modifié, sans examen.")
)
@click.option(
    "--dry-run",
    is_flag=True,
    help=_(
        "Dire seulement ce que le fichier proposerait, et comment ses colonnes sont lues; rien n’est écrit."
    ),
)
def inventory(*, fichier: Path, owner: str, list_name: str, accept: bool, dry_run: bool) -> None:
    """Read the file, say what it proposes, and accept it when asked to."""
    if accept and dry_run:
        raise click.UsageError(_("Choisissez --accept ou --dry-run, pas les deux."))
    try:
        with database_running():
            set_up_django()
            if dry_run:
                _rehearse(fichier, owner, list_name=list_name)
            else:
                _import(fichier, owner, list_name=list_name, accept=accept)
    except (ClusterError, Refusal) as refusal:
        raise click.ClickException(str(refusal)) from refusal


def _import(path: Path, owner: str, *, list_name: str, accept: bool) -> None:
    from django.utils import timezone, translation

    from maillon.sharing.inventory.imports import services
    from maillon.sharing.inventory.imports.selections import Selection

    with translation.override("en" if spoken_language() == "en" else "fr-ca"):
        organisation = _organisation(owner)
        with path.open("rb") as file, _counting(_("Lecture")) as progress:
            run = services.read_file(
                organisation=organisation,
                by_id=None,
                file=file,
                file_name=path.name,
                list_name=list_name,
                now=timezone.now(),
                progress=progress,
            )
        _report(run, organisation)
        wanted = Selection(kinds=frozenset({"new", "changed"}))
        if accept and wanted.of(run).exists():
            with _counting(_("Acceptation")) as progress:
                outcome = services.accept(
                    run=run, selection=wanted, by_id=None, now=timezone.now(), progress=progress
                )
            click.echo(
                _("Acceptées : {done}. Laissées telles quelles : {left}.").format(
                    done=format_number(outcome.done), left=format_number(outcome.left)
                )
            )


def _rehearse(path: Path, owner: str, *, list_name: str) -> None:
    """Say what the file would propose and how its columns are read; write nothing."""
    from django.utils import timezone, translation

    from maillon.sharing.inventory.imports.services.rehearsing import rehearse

    with translation.override("en" if spoken_language() == "en" else "fr-ca"):
        organisation = _organisation(owner)
        with path.open("rb") as file, _counting(_("Lecture")) as progress:
            rehearse(
                organisation=organisation,
                by_id=None,
                file=file,
                file_name=path.name,
                list_name=list_name,
                now=timezone.now(),
                progress=progress,
                shape=lambda run: _say_columns(run, organisation),
            )
        click.echo(_("Essai seulement : rien n’a été écrit."))


def _say_columns(run: ImportRun, organisation: Organisation) -> None:
    from maillon.sharing.inventory.imports.columns import field_words_of

    _count(run, organisation)
    click.echo(_("Colonnes :"))
    for heading, words in field_words_of(run):
        click.echo(f"  {heading} → {words}")


def _organisation(text: str) -> Organisation:
    """Return the organisation that the text names; refuse when there is none, or several."""
    from django.db import ProgrammingError
    from django.db.models import Q

    from maillon.community.organisations.models import Organisation
    from maillon.kernel.words import sort_key

    named = Q(sort_key=sort_key(text)) | Q(short_name__iexact=text.strip())
    if text.isascii() and text.isdigit():
        named |= Q(neq=text) if len(text) == 10 else Q(pk=int(text)) if len(text) < 10 else Q()
    try:
        found = list(Organisation.objects.filter(named).order_by("pk")[:5])
    except ProgrammingError as error:  # the tables are not there
        raise click.ClickException(
            _("Cette installation est encore vide. Démarrez-la une fois : maillon serve")
        ) from error
    if len(found) == 1:
        return found[0]
    if found:
        several = ", ".join(f"{one.pk} ({one.name})" for one in found)
        raise click.ClickException(
            _("Plusieurs organisations portent ce nom. Donnez un numéro : {several}.").format(several=several)
        )
    raise click.ClickException(
        _("Aucune organisation ne s’appelle « {name} ». Vérifiez son nom dans le site.").format(name=text)
    )


def _report(run: ImportRun, organisation: Organisation) -> None:
    """Say what the file proposes, and where to look at it."""
    _count(run, organisation)
    click.echo(
        _("À examiner : {address}").format(address=f"{environment().base_url}/gestion/importations/{run.pk}/")
    )


def _count(run: ImportRun, organisation: Organisation) -> None:
    """Say how many lines were read, and how many of each kind they propose."""
    from maillon.sharing.inventory.imports.queries import tally

    counts = tally(run)
    rows: list[tuple[Any, int]] = [(choice.word, choice.count) for choice in counts.kinds]
    rows.append((_("sans changement"), run.unchanged))
    click.echo(
        _("{file} : {lines} lignes lues pour {owner} (liste « {source} »).").format(
            file=run.file_name, lines=format_number(run.rows_read), owner=organisation.name, source=run.source
        )
    )
    for word, count in rows:
        click.echo(f"  {format_number(count):>9}  {word}")
    for remark in run.remarks:
        click.echo(f"  {remark}")
    if not run.suggestions.exists():
        click.echo(_("Rien à changer."))


@contextmanager
def _counting(word: str) -> Iterator[Callable[[int], None]]:
    """Draw a bar that counts lines; nothing is drawn where there is no terminal."""
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:.0f}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task(word, total=None)
        yield lambda done: progress.update(task, completed=done)
        progress.update(task, total=progress.tasks[0].completed)
