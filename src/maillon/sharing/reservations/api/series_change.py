"""The route by which a series is changed: other hours, another day, another asset of its owner."""

import datetime as dt
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext_noop as _noted
from ninja import Router, Schema

from maillon.base.api.auth import HAT_NEEDED
from maillon.base.api.openapi import refuses
from maillon.base.api.schemas import DayIn, Id, Input, Line, explained, local, one_of
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.reservations.api.schemas import Reference
from maillon.sharing.reservations.services.series import series_for
from maillon.sharing.reservations.services.series_edits import Change, Moved, Reach, change_series

router = Router(tags=["reservations"], auth=HAT_NEEDED)
Reached = Annotated[Reach, one_of(Reach)]


class SeriesChangeIn(Input):
    """What becomes of which dates; what is left out stays as it is."""

    pivot: Line = explained("Numéro de la date à partir de laquelle on compte.", example="R-2026-000123")
    reach: Reached = explained(
        "one : cette date; following : elle et les suivantes; all : toutes celles à venir.",
        example="following",
    )
    starts: int | None = explained(
        "Nouveau début, en minutes après minuit.", default=None, example=1140, ge=0, le=1439
    )
    ends: int | None = explained(
        "Nouvelle fin, en minutes après minuit.", default=None, example=1260, ge=1, le=1440
    )
    day: DayIn | None = explained("Autre jour, pour une date seulement.", default=None, example="2026-12-02")
    asset_id: Id | None = explained("Autre bien du même propriétaire.", default=None, example=104)
    all_or_nothing: bool = explained(
        "true : rien ne change si une date ne peut pas; false : elle reste où elle est.",
        default=True,
        example=True,
    )
    rehearse: bool = explained("Dire ce que cela donnerait, sans rien changer.", default=False, example=True)


class DateMovedOut(Schema):
    """What became of one date, or would."""

    reference: str = explained("Numéro de la demande.", example="R-2026-000123")
    was_at: dt.datetime = explained("Début d’avant.", example="2026-12-01T18:00:00-05:00")
    starts_at: dt.datetime = explained("Début d’après.", example="2026-12-01T19:00:00-05:00")
    ends_at: dt.datetime = explained("Fin d’après, exclue.", example="2026-12-01T21:00:00-05:00")
    moves: bool = explained("Faux si elle reste où elle est.", example=True)
    reasons: list[str] = explained("Pourquoi elle ne peut pas être déplacée.")
    apart: bool = explained("Vrai si elle avait été changée à part.", example=False)
    keeps_hours: bool = explained("Vrai si elle garde ses heures à part.", example=False)
    asks_again: bool = explained("Vrai si le propriétaire doit accepter de nouveau.", example=True)


class SeriesMovedOut(Schema):
    """The dates concerned by a change."""

    dates: list[DateMovedOut] = explained("Chaque date, dans l’ordre.")


@router.post(
    "/series/{reference}/change",
    response=SeriesMovedOut,
    openapi_extra=refuses(409),
    summary=_noted("Changer une série"),
    description=_noted(
        "Déplace une date, elle et les suivantes, ou toutes celles à venir : autres heures, autre bien du même "
        "propriétaire. Chaque demande garde son numéro; ce qui est passé ou annulé reste tel quel."
    ),
)
def change_dates(request: HatRequest, reference: Reference, wanted: SeriesChangeIn) -> SeriesMovedOut:
    told = change_series(
        reference=reference,
        hat=request.hat,
        pivot=wanted.pivot,
        reach=Reach(wanted.reach),
        change=Change(wanted.starts, wanted.ends, wanted.asset_id, wanted.day),
        all_or_nothing=wanted.all_or_nothing,
        rehearse=wanted.rehearse,
        now=timezone.now(),
    )
    zone = series_for(reference, request.hat).asset.site.time_zone
    return SeriesMovedOut(dates=[_moved(one, zone) for one in told])


def _moved(one: Moved, zone: str) -> DateMovedOut:
    return DateMovedOut(
        reference=one.reference,
        was_at=local(one.was[0], zone),
        starts_at=local(one.check.date.starts_at, zone),
        ends_at=local(one.check.date.ends_at, zone),
        moves=one.check.free,
        reasons=[reason.message for reason in one.check.reasons],
        apart=one.apart,
        keeps_hours=one.keeps_hours,
        asks_again=one.asks_again,
    )
