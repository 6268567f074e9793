"""The routes of series: look at the dates, ask for them, follow them, answer all or some."""

import datetime as dt
from decimal import Decimal
from typing import Annotated
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_noop as _noted
from ninja import Router, Schema, Status

from maillon.base.api.auth import HAT_NEEDED
from maillon.base.api.openapi import refuses
from maillon.base.api.schemas import DayIn, Id, Input, Line, Text, explained, local, one_of
from maillon.base.refusals import NotFound
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.objections import Objection
from maillon.kernel.repetition import MOST, MOST_WEEKS, Repetition
from maillon.sharing.reservations.api.schemas import Motive, Reference, ReservationOut, reservation_out
from maillon.sharing.reservations.errors import SeriesRefused
from maillon.sharing.reservations.errors import explained as reasons_of
from maillon.sharing.reservations.models import LeftDate, Series
from maillon.sharing.reservations.queries.asking import offer_of
from maillon.sharing.reservations.queries.series import requests_of_series, rule_in_words, series_shown
from maillon.sharing.reservations.services.bundles import approve_bundle, cancel_bundle, refuse_bundle
from maillon.sharing.reservations.services.dates import DateCheck, SeriesWish
from maillon.sharing.reservations.services.series import ask_again, look_at, request_series

router = Router(tags=["reservations"], auth=HAT_NEEDED)
Why = Annotated[LeftDate.Why, one_of(LeftDate.Why)]


class RepetitionIn(Input):
    """On which days, at what hours, until when; hours by the clock of the place."""

    weekdays: list[int] = explained(
        "Jours de la semaine, de 0 (lundi) à 6 (dimanche).", example=[1, 3], min_length=1, max_length=7
    )
    starts: int = explained("Début, en minutes après minuit.", example=1080, ge=0, le=1439)
    ends: int = explained("Fin, en minutes après minuit, exclue.", example=1200, ge=1, le=1440)
    first: DayIn = explained("Premier jour possible.", example="2026-12-01")
    last: DayIn | None = explained("Dernier jour; ou donnez « count ».", default=None, example="2027-03-31")
    count: int | None = explained(
        "Combien de fois; ou donnez « last ».", default=None, example=None, ge=1, le=MOST
    )
    every: int = explained("Une semaine sur combien.", default=1, example=1, ge=1, le=MOST_WEEKS)
    left_out: list[DayIn] = explained("Jours laissés de côté.", default=[], max_length=MOST)
    skip_holidays: bool = explained("Laisser de côté les jours fériés du Québec.", default=True, example=True)

    def repetition(self) -> Repetition:
        """Return the rule; :class:`SeriesRefused` when it makes no sense."""
        if self.first.year not in range(2000, 2200) or (
            self.last and self.last.year not in range(2000, 2200)
        ):
            raise SeriesRefused(reasons_of([Objection("out_of_calendar", "first")]))
        rule = Repetition(
            weekdays=tuple(sorted(set(self.weekdays))),
            starts=self.starts,
            ends=self.ends,
            first=self.first,
            last=self.last,
            count=self.count,
            every=self.every,
            left_out=frozenset(self.left_out),
            skip_holidays=self.skip_holidays,
        )
        if objections := rule.objections():
            raise SeriesRefused(reasons_of(objections))
        return rule


class SeriesToLookAt(Input):
    """A series before it is asked for."""

    asset_id: Id = explained("Numéro du bien.", example=103)
    rule: RepetitionIn = explained("La règle.")
    quantity: int = explained("Combien on en veut; 1 pour un lieu.", default=1, example=1, ge=1, le=1_000_000)
    attendees: int | None = explained(
        "Nombre de personnes, si c’est un lieu.", default=None, example=24, ge=1, le=1_000_000
    )

    def wish(self, purpose: str = "…", message: str = "") -> SeriesWish:
        """Return what is wished for."""
        return SeriesWish(
            self.asset_id, self.rule.repetition(), purpose, self.attendees, self.quantity, message
        )


class SeriesIn(SeriesToLookAt):
    """A series, asked for."""

    purpose: Line = explained("L’activité prévue.", example="Volleyball récréatif", min_length=1)
    message: Text = explained("Message au propriétaire; peut être vide.", default="")
    all_or_nothing: bool = explained(
        "true : toutes les dates ou rien; false : les dates libres, les autres gardées avec leur raison.",
        default=False,
        example=False,
    )


class DateOut(Schema):
    """One date of a series that is not asked for yet."""

    day: dt.date = explained("Le jour.", example="2026-12-01")
    starts_at: dt.datetime = explained("Début, à l’heure du lieu.", example="2026-12-01T18:00:00-05:00")
    ends_at: dt.datetime = explained("Fin, exclue.", example="2026-12-01T20:00:00-05:00")
    free: bool = explained("Vrai si rien ne s’y oppose.", example=True)
    why: Why | None = explained("Ce qui s’y oppose; null si c’est libre.", example="taken")
    reasons: list[str] = explained("Les raisons en mots.", example=["C’est déjà réservé à ce moment."])
    price: Decimal = explained("Prix de cette date, en dollars canadiens.", example="25.00")


class SeriesLookOut(Schema):
    """The dates of a rule, one by one."""

    dates: list[DateOut] = explained("Chaque date, dans l’ordre.")
    free: int = explained("Combien sont libres.", example=36)
    minutes: int = explained("Durée des dates libres, en minutes.", example=4320)
    price: Decimal = explained("Prix des dates libres, en dollars canadiens.", example="900.00")


class LeftOut(Schema):
    """A date that the series could not have."""

    day: dt.date = explained("Le jour.", example="2026-12-29")
    starts_at: dt.datetime = explained("Début, à l’heure du lieu.", example="2026-12-29T18:00:00-05:00")
    ends_at: dt.datetime = explained("Fin, exclue.", example="2026-12-29T20:00:00-05:00")
    why: Why = explained("Pourquoi.", example="taken")


class SeriesOut(Schema):
    """A series and where each of its dates stands."""

    reference: str = explained("Numéro de la série.", example="E-2026-000124")
    words: str = explained("La règle en mots.", example="chaque mardi, de 18 h à 20 h")
    purpose: str = explained("L’activité prévue.", example="Volleyball récréatif")
    reservations: list[ReservationOut] = explained("Les demandes que ce chapeau peut connaître, par date.")
    left: list[LeftOut] = explained("Les dates écartées, avec leur raison; elles se redemandent.")


class SomeIn(Input):
    """Which requests of the series an answer concerns."""

    only: list[Line] = explained(
        "Numéros des demandes visées; vide pour toutes.",
        default=[],
        max_length=MOST,
        example=["R-2026-000123"],
    )


class SomeRefusalIn(SomeIn):
    """Why the owner says no to these dates."""

    motive: Motive = explained("Motif, d’une liste fermée.", example="maintenance")
    reason: Text = explained("Explication; nécessaire quand le motif est « other ».", default="")


class SomeCancellationIn(SomeIn):
    """Why these dates are given back."""

    reason: Text = explained("Explication; nécessaire quand c’est le propriétaire qui annule.", default="")


class AgainIn(Input):
    """Dates to ask for once more."""

    days: list[DayIn] = explained(
        "Les jours écartés à redemander.", min_length=1, max_length=MOST, example=["2026-12-29"]
    )


@router.post(
    "/series/look",
    response=SeriesLookOut,
    openapi_extra=refuses(409),
    summary=_noted("Regarder les dates d’une série"),
    description=_noted(
        "Dit de chaque date si elle est libre, ou pourquoi non, et ce que coûterait le tout. Rien n’est réservé."
    ),
)
def look_at_series(request: HatRequest, wanted: SeriesToLookAt) -> SeriesLookOut:
    now, wish = timezone.now(), wanted.wish()
    offer = offer_of(wish.asset_id, request.hat, now)
    if offer is None:
        raise NotFound(reasons_of([Objection("not_offered")]))
    zone = offer.asset.site.time_zone
    checks = look_at(wish, wish.dates(ZoneInfo(zone)), offer=offer, hat=request.hat, now=now)
    free = [one for one in checks if one.free]
    minutes = sum(int((one.date.ends_at - one.date.starts_at).total_seconds()) // 60 for one in free)
    return SeriesLookOut(
        dates=[_date(one, zone) for one in checks],
        free=len(free),
        minutes=minutes,
        price=sum((one.cost.amount for one in free), Decimal(0)),
    )


def _date(check: DateCheck, zone: str) -> DateOut:
    return DateOut(
        day=check.date.day,
        starts_at=local(check.date.starts_at, zone),
        ends_at=local(check.date.ends_at, zone),
        free=check.free,
        why=LeftDate.Why(check.why) if check.why else None,
        reasons=[one.message for one in check.reasons],
        price=check.cost.amount,
    )


@router.post(
    "/series",
    response={201: SeriesOut},
    openapi_extra=refuses(409),
    summary=_noted("Demander une série"),
    description=_noted(
        "Demande un bien à chaque date d’une règle, en une fois : toutes, ou celles qui sont libres. Les heures "
        "sont celles de l’horloge du lieu, hiver comme été. Envoyez une clé Idempotency-Key : une demande répétée "
        "ne réserve qu’une fois."
    ),
)
def request_dates(request: HatRequest, response: HttpResponse, wanted: SeriesIn) -> Status[SeriesOut]:
    bundle = request_series(
        hat=request.hat,
        wish=wanted.wish(wanted.purpose, wanted.message),
        all_or_nothing=wanted.all_or_nothing,
        now=timezone.now(),
    )
    response["Location"] = f"/api/v1/series/{bundle.reference}"
    return Status(201, _told(bundle.reference, request))


@router.get(
    "/series/{reference}",
    response=SeriesOut,
    summary=_noted("Voir une série"),
    description=_noted("La règle, où en est chaque date, et les dates écartées avec leur raison."),
)
def show_series(request: HatRequest, reference: Reference) -> SeriesOut:
    return _told(reference, request)


@router.post(
    "/series/{reference}/approve",
    response=SeriesOut,
    openapi_extra=refuses(409),
    summary=_noted("Accepter une série, ou des dates"),
    description=_noted("Dit oui à ce qui attend; rien ne change si une place n’est plus libre."),
)
def approve_dates(request: HatRequest, reference: Reference, chosen: SomeIn) -> SeriesOut:
    _known(reference, request)
    approve_bundle(reference=reference, hat=request.hat, only=chosen.only, now=timezone.now())
    return _told(reference, request)


@router.post(
    "/series/{reference}/refuse",
    response=SeriesOut,
    openapi_extra=refuses(409),
    summary=_noted("Refuser une série, ou des dates"),
    description=_noted("Dit non à ce qui attend, avec un motif; les places sont libérées."),
)
def refuse_dates(request: HatRequest, reference: Reference, refusal: SomeRefusalIn) -> SeriesOut:
    _known(reference, request)
    refuse_bundle(
        reference=reference,
        hat=request.hat,
        motive=refusal.motive,
        reason=refusal.reason,
        only=refusal.only,
        now=timezone.now(),
    )
    return _told(reference, request)


@router.post(
    "/series/{reference}/cancel",
    response=SeriesOut,
    openapi_extra=refuses(409),
    summary=_noted("Annuler une série, ou des dates"),
    description=_noted("Rend ce qui tient encore; le propriétaire dit alors pourquoi."),
)
def cancel_dates(request: HatRequest, reference: Reference, given: SomeCancellationIn) -> SeriesOut:
    _known(reference, request)
    cancel_bundle(
        reference=reference, hat=request.hat, reason=given.reason, only=given.only, now=timezone.now()
    )
    return _told(reference, request)


@router.post(
    "/series/{reference}/ask-again",
    response=SeriesOut,
    openapi_extra=refuses(409),
    summary=_noted("Redemander des dates écartées"),
    description=_noted("Celles qui se sont libérées rejoignent la série; les autres restent écartées."),
)
def ask_dates_again(request: HatRequest, reference: Reference, wanted: AgainIn) -> SeriesOut:
    ask_again(reference=reference, hat=request.hat, days=wanted.days, now=timezone.now())
    return _told(reference, request)


def _known(reference: str, request: HatRequest) -> Series:
    series = series_shown(reference, request.hat)
    if series is None:
        raise NotFound(reasons_of([Objection("unknown")]))
    return series


def _told(reference: str, request: HatRequest) -> SeriesOut:
    series, now = _known(reference, request), timezone.now()
    zone = series.asset.site.time_zone
    return SeriesOut(
        reference=series.bundle.reference,
        words=rule_in_words(series.repetition, series.changes),
        purpose=series.purpose,
        reservations=[
            reservation_out(one, request.hat, now) for one in requests_of_series(series, request.hat)
        ],
        left=[
            LeftOut(
                day=one.day,
                starts_at=local(one.starts_at, zone),
                ends_at=local(one.ends_at, zone),
                why=LeftDate.Why(one.why),
            )
            for one in series.left_dates.order_by("starts_at", "pk")
        ],
    )
