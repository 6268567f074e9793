"""What is shown of open data brought to a territory: to whom, and what became of each record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.models import ImportRun, ImportWork, Preload, Suggestion

Kind, State = Suggestion.Kind, Suggestion.State
RECORD = ~Q(suggestions__kind=Kind.REJECTED_LINE)


def preloads_of(hat: Hat) -> "QuerySet[Preload]":
    """Return what the hat's organisation brought, the latest first; all of it to those who oversee the network."""
    seen = (
        Preload.objects.all()
        if hat.sees_everything
        else Preload.objects.filter(by_organisation_id=hat.organisation_id)
    )
    records = ~Q(runs__suggestions__kind=Kind.REJECTED_LINE)
    return seen.annotate(
        bodies=Count("runs", distinct=True),
        unclaimed=Count("runs__suggestions", filter=records & Q(runs__suggestions__state=State.PENDING)),
        claimed=Count("runs__suggestions", filter=records & Q(runs__suggestions__state=State.ACCEPTED)),
        refused=Count("runs__suggestions", filter=records & Q(runs__suggestions__state=State.DISMISSED)),
    ).order_by("-created_at", "-pk")


@dataclass(frozen=True, slots=True)
class OwnerLine:
    """One owner of a preload: its run, and what became of its records."""

    run_id: int
    organisation: str
    organisation_id: int
    rows_read: int
    reading: bool
    unclaimed: int
    claimed: int
    refused: int
    unusable: int


def owner_lines(preload: Preload) -> list[OwnerLine]:
    """Return the owners to whom a preload was brought, by name: one query."""
    runs = (
        ImportRun.objects.filter(preload=preload)
        .select_related("organisation")
        .annotate(
            unclaimed=Count("suggestions", filter=RECORD & Q(suggestions__state=State.PENDING)),
            claimed=Count("suggestions", filter=RECORD & Q(suggestions__state=State.ACCEPTED)),
            refused=Count("suggestions", filter=RECORD & Q(suggestions__state=State.DISMISSED)),
            unusable=Count("suggestions", filter=~RECORD),
        )
        .order_by("organisation__sort_key", "pk")
    )
    return [
        OwnerLine(
            run.pk,
            str(run.organisation),
            run.organisation_id,
            run.rows_read,
            run.stage == ImportRun.Stage.READING,
            run.unclaimed,
            run.claimed,
            run.refused,
            run.unusable,
        )
        for run in runs
    ]


def records_of(preload: Preload) -> "QuerySet[Suggestion]":
    """Return the records of a preload, those that nobody claimed first."""
    found = Suggestion.objects.filter(run__preload=preload).exclude(kind=Kind.REJECTED_LINE)
    return found.select_related("run__organisation").order_by(
        "-state", "run__organisation__sort_key", "line", "pk"
    )


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record as the coordination sees it."""

    id: int
    name: str
    identifier: str
    organisation: str
    state: str
    reason: str


def record_lines(suggestions: Iterable[Any], reasons: Any) -> list[RecordLine]:
    """Shape records for a table; ``reasons`` gives those of a suggestion in words."""
    return [
        RecordLine(
            one.pk,
            str(one.proposed.get("name", "")),
            str(one.proposed.get("identifier", "")),
            str(one.run.organisation),
            one.state,
            " ".join(reason.message for reason in reasons(one)) if one.state == State.DISMISSED else "",
        )
        for one in suggestions
    ]


def under_way(preload: Preload) -> bool:
    """Return whether a file of the preload is still being read."""
    return ImportWork.objects.filter(run__preload=preload, state__in=ImportWork.OPEN).exists()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the records of a run come from."""

    provider: str
    licence: str
    address: str
    since: datetime


def origin_of(run: ImportRun) -> Origin | None:
    """Return the open data of a run, or nothing for a list that its organisation sent itself."""
    found = run.preload
    return None if found is None else Origin(found.provider, found.licence, found.address, found.created_at)
