"""The week of an asset, for programs: when it is open and when it is taken, never by whom."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _noted
from ninja import Query, Router, Schema

from maillon.base.api.schemas import DayIn, explained, local
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.availability.models import Commitment
from maillon.sharing.availability.queries import Busy, busy, opening
from maillon.sharing.inventory.api.schemas import AssetId
from maillon.sharing.inventory.models import Asset

router = Router(tags=["availability"])
WEEK = dt.timedelta(days=7)


class SpanOut(Schema):
    """A stretch of time; it ends where the next may begin."""

    starts_at: dt.datetime = explained("Début, à l’heure du lieu.", example="2026-12-01T08:00:00-05:00")
    ends_at: dt.datetime = explained("Fin, exclue.", example="2026-12-01T22:00:00-05:00")


class BusyOut(SpanOut):
    """A stretch during which something occupies the asset, set-up and clean-up included."""

    quantity: int = explained("Combien sont pris; 1 pour un lieu.", example=1)
    firm: bool = explained("Si c’est certain; faux quand une demande attend sa réponse.", example=True)


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
