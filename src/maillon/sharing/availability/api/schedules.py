"""The week of an asset, for programs: when it is open and when it is taken, never by whom."""

import datetime as dt
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noted
from ninja import Query, Router, Schema, Status
from pydantic import Field

from maillon.base.api.auth import HAT_NEEDED
from maillon.base.api.pages import Page, whole
from maillon.base.api.schemas import PRINTABLE, DayIn, Input, explained, local, one_of
from maillon.base.refusals import Invalid
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.recurrence import Weekly
from maillon.sharing.availability.models import Commitment, Schedule, TimeZone
from maillon.sharing.availability.queries import Busy, ScheduleRow, busy, opening, schedules_of
from maillon.sharing.availability.services import write_schedule
from maillon.sharing.inventory.api.keepers import KEEPER_NEEDED
from maillon.sharing.inventory.api.schemas import AssetId
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.permissions import ask_to_keep

router = Router(tags=["availability"])
Minutes = Annotated[list[Annotated[int, Field(ge=0, le=1440)]], Field(min_length=2, max_length=2)]
WEEK = dt.timedelta(days=7)


class SpanOut(Schema):
    """A stretch of time; it ends where the next may begin."""

    starts_at: dt.datetime = explained("Début, à l’heure du lieu.", example="2026-12-01T08:00:00-05:00")
    ends_at: dt.datetime = explained("Fin, exclue.", example="2026-12-01T22:00:00-05:00")


class BusyOut(SpanOut):
    """A stretch during which something occupies the asset, set-up and clean-up included."""

    quantity: int = explained("Combien sont pris; 1 pour un lieu.", example=1)
    firm: bool = explained("Si c’est certain; faux quand une demande attend sa réponse.", example=True)


class ScheduleOut(Schema):
    """Weekly opening hours that assets follow."""

    id: int = explained("Numéro de l’horaire.", example=2)
    name: str = explained("Nom donné par l’organisation.", example="Gymnases le soir")
    time_zone: str = explained("Fuseau des horloges (base IANA).", example="America/Toronto")
    weekly: list[list[list[int]]] = explained(
        "Sept listes, lundi d’abord, de paires [de, à] en minutes depuis minuit.",
        example=[[[480, 1320]], [[480, 1320]], [[480, 1320]], [[480, 1320]], [[480, 1320]], [], []],
    )
    closed_on_holidays: bool = explained("Si c’est fermé les jours fériés du Québec.", example=True)
    assets: int = explained("Combien de biens le suivent.", example=12)


class ScheduleIn(Input):
    """Weekly opening hours."""

    name: Annotated[str, Field(pattern=PRINTABLE)] = explained(
        "Nom, pour s’y retrouver.", example="Gymnases le soir", min_length=1, max_length=120
    )
    time_zone: Annotated[TimeZone, one_of(TimeZone)] = explained(
        "Fuseau des horloges (base IANA).", default=TimeZone.EASTERN, example="America/Toronto"
    )
    weekly: list[list[Minutes]] = explained(
        "Sept listes, lundi d’abord, de paires [de, à] en minutes depuis minuit (0 à 1440).",
        example=[[[480, 1320]], [[480, 1320]], [[480, 1320]], [[480, 1320]], [[480, 1320]], [], []],
        min_length=7,
        max_length=7,
    )
    closed_on_holidays: bool = explained("Fermé les jours fériés du Québec.", default=True, example=True)

    def week(self) -> Weekly:
        """Return the week; Invalid when hours cross or run backwards."""
        try:
            return Weekly(tuple(tuple((start, end) for start, end in day) for day in self.weekly))
        except ValueError as error:
            message = _("Chaque plage va d’une minute à une minute plus tardive, de 0 à 1440.")
            raise Invalid(message, field="weekly") from error


class WeekQuery(Schema):
    """Which week."""

    day: DayIn | None = explained(
        "Un jour de la semaine voulue; cette semaine sans cela.", default=None, example="2026-12-01"
    )


class WeekOut(Schema):
    """A week of an asset, from Monday to Sunday by the clocks of the place."""

    asset_id: int = explained("Numéro du bien.", example=103)
    time_zone: str = explained("Fuseau des horloges du lieu (base IANA).", example="America/Toronto")
    monday: dt.date = explained("Le lundi de cette semaine.", example="2026-11-30")
    bookable: bool = explained("Si le bien se réserve dans Maillon; sinon la semaine est vide.", example=True)
    quantity: int = explained("Combien il y en a à prendre; 1 pour un lieu.", example=1)
    open: list[SpanOut] = explained("Quand c’est ouvert.")
    busy: list[BusyOut] = explained("Quand c’est pris. Rien n’est dit de qui, ni pour quoi.")


def _busy(one: Busy, zone: str) -> BusyOut:
    return BusyOut(
        starts_at=local(one.busy.start, zone),
        ends_at=local(one.busy.end, zone),
        quantity=one.quantity,
        firm=one.state == Commitment.State.FIRM,
    )


def _schedule(row: ScheduleRow) -> ScheduleOut:
    return ScheduleOut(
        id=row.id,
        name=row.name,
        time_zone=row.time_zone,
        weekly=row.weekly.to_json(),
        closed_on_holidays=row.closed_on_holidays,
        assets=row.assets,
    )


@router.get(
    "/schedules",
    auth=HAT_NEEDED,
    response=Page[ScheduleOut],
    summary=_noted("Lister ses horaires"),
    description=_noted("Les horaires d’ouverture de votre organisation."),
)
def list_schedules(request: HatRequest) -> dict[str, Any]:
    rows = schedules_of(request.hat.organisation_id or 0, timezone.localdate())
    return whole(_schedule(row) for row in rows)


@router.post(
    "/schedules",
    auth=KEEPER_NEEDED,
    response={201: ScheduleOut},
    summary=_noted("Écrire un horaire"),
    description=_noted("Ajoute un horaire d’ouverture à votre organisation; aucun bien ne le suit encore."),
)
def add_schedule(request: HatRequest, wanted: ScheduleIn) -> Status[ScheduleOut]:
    schedule = Schedule(
        organisation_id=ask_to_keep(request.hat, request.hat.organisation_id),
        name=wanted.name,
        time_zone=wanted.time_zone,
        closed_on_holidays=wanted.closed_on_holidays,
    )
    written = write_schedule(schedule=schedule, weekly=wanted.week(), now=timezone.now())
    rows = schedules_of(written.organisation_id, timezone.localdate())
    return Status(201, next(_schedule(row) for row in rows if row.id == written.pk))


@router.get(
    "/assets/{asset_id}/week",
    response=WeekOut,
    summary=_noted("Voir la semaine d’un bien"),
    description=_noted("Les heures d’ouverture et ce qui est déjà pris, sans aucun renseignement personnel."),
)
def show_week(request: HatRequest, asset_id: AssetId, query: Query[WeekQuery]) -> WeekOut:
    assets = Asset.objects.visible_to(request.hat).select_related("site", "bookable__block")
    asset = get_object_or_404(assets, pk=asset_id)
    zone, now = asset.site.time_zone, timezone.now()
    day = query.day or now.astimezone(ZoneInfo(zone)).date()
    monday = day - dt.timedelta(days=day.weekday())
    starts_at = dt.datetime.combine(monday, dt.time(), tzinfo=ZoneInfo(zone))
    ends_at = dt.datetime.combine(monday + WEEK, dt.time(), tzinfo=ZoneInfo(zone))
    bookable = getattr(asset, "bookable", None)
    opened = opening([asset.pk], monday, monday + WEEK - dt.timedelta(days=1))[asset.pk]
    taken = busy([asset.pk], starts_at, ends_at, now)[asset.pk]
    return WeekOut(
        asset_id=asset.pk,
        time_zone=zone,
        monday=monday,
        bookable=bookable is not None,
        quantity=bookable.block.quantity if bookable and bookable.pooled else 1,
        open=[SpanOut(starts_at=local(s.start, zone), ends_at=local(s.end, zone)) for s in opened],
        busy=[_busy(one, zone) for one in taken],
    )
