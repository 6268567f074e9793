"""All that a schedule says, for programs: its seasons, its particular days, its sentences, its days, its versions."""

import datetime as dt
from typing import Annotated, Any
from uuid import uuid4

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _noted
from ninja import Query, Router, Schema
from pydantic import Field

from maillon.base.api.auth import HAT_NEEDED
from maillon.base.api.openapi import refuses
from maillon.base.api.pages import Page, whole
from maillon.base.api.schemas import (
    PRINTABLE,
    Code,
    DayIn,
    Id,
    Input,
    explained,
    identifier,
    local,
    one_of,
)
from maillon.base.refusals import Invalid
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.recurrence import Weekly
from maillon.kernel.seasons import Season
from maillon.sharing.availability.api.schedules import Minutes, ScheduleIn
from maillon.sharing.availability.models import DayKind, Schedule
from maillon.sharing.availability.phrases import draft_in_words
from maillon.sharing.availability.promised import told as promises_told
from maillon.sharing.availability.queries import (
    Draft,
    ParticularDay,
    Versions,
    draft_of,
    outside,
    schools_for,
)
from maillon.sharing.availability.services import save_draft
from maillon.sharing.inventory.api.keepers import KEEPER_NEEDED
from maillon.sharing.inventory.api.schemas import AssetId
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.permissions import ask_to_keep

router = Router(tags=["availability"])
ScheduleId = Annotated[int, identifier(_noted("Numéro de l’horaire."))]
MOST_DAYS = 400
LISTED = 200
WEEK = [[[480, 1320]], [[480, 1320]], [[480, 1320]], [[480, 1320]], [[480, 1320]], [], []]


class SeasonPart(Input):
    """A season: hours that replace those of the ordinary week on some days."""

    key: Code | None = explained("Mot qui la désigne; donné par Maillon s’il manque.", default=None)
    name: Annotated[str, Field(pattern=PRINTABLE)] = explained(
        "Nom de la période.", example="Été", min_length=1, max_length=80
    )
    first: DayIn | None = explained("Premier jour, compris.", default=None, example="2027-06-15")
    last: DayIn | None = explained("Dernier jour, compris.", default=None, example="2027-09-01")
    every_year: bool = explained(
        "Si elle revient chaque année : seuls le jour et le mois comptent.", default=False, example=True
    )
    kinds: list[Annotated[DayKind, one_of(DayKind)]] = explained(
        "Seulement ces jours du calendrier scolaire; vide : tous.", default=[], example=[], max_length=5
    )
    weekly: list[list[Minutes]] = explained(
        "Sept listes, lundi d’abord, de paires [de, à] en minutes depuis minuit (0 à 1440).",
        example=WEEK,
        min_length=7,
        max_length=7,
    )

    def season(self) -> Season:
        """Return the season; Invalid when its days or its hours make no sense."""
        try:
            weekly = Weekly(tuple(tuple((start, end) for start, end in day) for day in self.weekly))
            kinds = frozenset(kind.value for kind in self.kinds)
            key = self.key or uuid4().hex[:8]
            return Season(key, self.name, weekly, self.first, self.last, self.every_year, kinds)
        except ValueError as error:
            message = _(
                "Une période a deux bornes en ordre, ou des genres de jour, et des heures qui vont de l’avant."
            )
            raise Invalid(message, field="seasons") from error


class ParticularPart(Input):
    """A day that differs, or several."""

    day: DayIn = explained("Le jour, ou le premier.", example="2026-12-24")
    until: DayIn | None = explained("Le dernier jour, compris.", default=None, example="2027-01-02")
    opens: list[Minutes] = explained("Les heures de chacun; vide : fermé.", default=[], max_length=8)
    reason: Annotated[str, Field(pattern=PRINTABLE)] = explained(
        "Pourquoi; les gens le voient.", example="Congé des Fêtes", min_length=1, max_length=120
    )


class HoursIn(ScheduleIn):
    """All that a schedule says: what is not given goes back to nothing."""

    seasons: list[SeasonPart] = explained(
        "Les périodes; un jour couvert par plusieurs suit la dernière.", default=[], max_length=24
    )
    particular: list[ParticularPart] = explained(
        "Les jours particuliers, qui passent avant tout.", default=[], max_length=200
    )
    school_id: Id | None = explained(
        "Organisation dont on suit le calendrier scolaire.", default=None, example=4
    )
    why: Annotated[str, Field(pattern=PRINTABLE)] = explained(
        "Pourquoi ce changement; gardé dans les versions.", default="", max_length=200
    )

    def draft(self) -> Draft:
        """Return the whole as it would be saved."""
        try:
            particular = {
                one.day: ParticularDay(
                    Weekly((tuple((a, b) for a, b in one.opens), *[()] * 6)).days[0],
                    one.reason,
                    one.until if one.until != one.day else None,
                )
                for one in self.particular
            }
        except ValueError as error:
            message = _("Chaque plage va d’une minute à une minute plus tardive, de 0 à 1440.")
            raise Invalid(message, field="particular") from error
        return Draft(
            name=self.name,
            time_zone=self.time_zone,
            weekly=self.week(),
            closed_on_holidays=self.closed_on_holidays,
            seasons=tuple(part.season() for part in self.seasons),
            school_id=self.school_id,
            particular=particular,
        )


class HoursOut(Schema):
    """All that a schedule says, in figures and in words."""

    id: int = explained("Numéro de l’horaire.", example=2)
    name: str = explained("Nom donné par l’organisation.", example="Gymnases le soir")
    time_zone: str = explained("Fuseau des horloges (base IANA).", example="America/Toronto")
    weekly: list[list[list[int]]] = explained(
        "Sept listes, lundi d’abord, de paires [de, à] en minutes depuis minuit.", example=WEEK
    )
    closed_on_holidays: bool = explained("Si c’est fermé les jours fériés du Québec.", example=True)
    seasons: list[dict[str, Any]] = explained(
        "Les périodes, la dernière décidant; mêmes champs qu’à l’envoi."
    )
    particular: list[dict[str, Any]] = explained("Les jours particuliers; mêmes champs qu’à l’envoi.")
    school_id: int | None = explained("Organisation dont on suit le calendrier scolaire.", example=4)
    sentences: list[str] = explained("Le tout, en phrases.", example=["Du lundi au vendredi, de 8 h à 22 h."])


class LeftOut(Schema):
    """A promise that would no longer fit in the hours."""

    asset_id: int = explained("Numéro du bien.", example=103)
    starts_at: dt.datetime = explained("Début, à l’heure du lieu.", example="2026-12-01T18:00:00-05:00")
    ends_at: dt.datetime = explained("Fin, exclue.", example="2026-12-01T20:00:00-05:00")
    said: str = explained("En mots, si l’on peut la connaître.", example="Gymnase, mardi 1er décembre 2026")


class PreviewOut(Schema):
    """What a change of hours would leave outside; nothing is ever cancelled by it."""

    count: int = explained("Combien de réservations à venir ne tiendraient plus.", example=12)
    left_out: list[LeftOut] = explained("Les premières, deux cents au plus.")
    sentences: list[str] = explained("Le nouvel horaire, en phrases.")


class DayOut(Schema):
    """The hours of one day."""

    day: dt.date = explained("Le jour.", example="2026-12-01")
    minutes: list[list[int]] = explained("Paires [de, à] en minutes depuis minuit; vide : fermé.")
    decided_by: str = explained("ordinary, season, holiday ou particular.", example="season")
    season: str = explained("Nom de la période qui décide.", example="Été")
    kind: str = explained("Genre de jour au calendrier scolaire suivi.", example="class")


class DaysQuery(Schema):
    """Which days."""

    first: DayIn = explained("Premier jour, compris.", example="2026-12-01")
    last: DayIn = explained("Dernier jour, compris; quatre cents jours au plus.", example="2026-12-31")


class VersionOut(Schema):
    """A version of a schedule, as it was saved."""

    number: int = explained("Numéro de la version.", example=31)
    saved_at: dt.datetime = explained("Quand.", example="2026-12-01T18:00:00-05:00")
    who: str = explained("Qui; vide : Maillon.", example="Line Roy")
    why: str = explained("Pourquoi.", example="Heures d’été")
    sentences: list[str] = explained("Ce qu’elle disait.")


class AssetHoursOut(Schema):
    """When an asset can be booked, in words."""

    asset_id: int = explained("Numéro du bien.", example=103)
    sentences: list[str] = explained("Ses heures, en phrases; vide s’il ne se réserve pas.")


def _mine(request: HatRequest, schedule_id: int) -> Schedule:
    return get_object_or_404(Schedule, pk=schedule_id, organisation_id=request.hat.organisation_id or 0)


def _told(schedule: Schedule) -> HoursOut:
    draft = draft_of(schedule)
    return HoursOut(
        id=schedule.pk,
        name=draft.name,
        time_zone=draft.time_zone,
        weekly=draft.weekly.to_json(),
        closed_on_holidays=draft.closed_on_holidays,
        seasons=[season.to_json() for season in draft.seasons],
        particular=[
            {"day": day, "until": told.until, "opens": told.opens, "reason": told.reason}
            for day, told in draft.particular.items()
        ],
        school_id=draft.school_id,
        sentences=draft_in_words(draft),
    )


def _drafted(request: HatRequest, schedule: Schedule, wanted: HoursIn) -> Draft:
    """Return the draft of a keeper's own schedule; a school must be one around, or the one followed today."""
    ask_to_keep(request.hat, schedule.organisation_id)
    draft = wanted.draft()
    known = draft.school_id in (None, schedule.school_id)
    if not known and not schools_for(request.hat).filter(pk=draft.school_id or 0).exists():
        raise Invalid(_("Ce calendrier scolaire n’est pas publié dans votre territoire."), field="school_id")
    return draft


@router.get(
    "/schedules/{schedule_id}",
    auth=HAT_NEEDED,
    response=HoursOut,
    summary=_noted("Lire un horaire"),
    description=_noted(
        "Tout ce que dit un horaire de votre organisation : périodes, jours particuliers, phrases."
    ),
)
def show_schedule(request: HatRequest, schedule_id: ScheduleId) -> HoursOut:
    return _told(_mine(request, schedule_id))


@router.put(
    "/schedules/{schedule_id}",
    auth=KEEPER_NEEDED,
    response=HoursOut,
    openapi_extra=refuses(409),
    summary=_noted("Changer un horaire"),
    description=_noted(
        "Remplace tout ce que dit l’horaire. Les réservations déjà promises restent, même en dehors des nouvelles "
        "heures : l’aperçu dit lesquelles. La version d’avant reste parmi les versions."
    ),
)
def change_schedule(request: HatRequest, schedule_id: ScheduleId, wanted: HoursIn) -> HoursOut:
    schedule = _mine(request, schedule_id)
    draft = _drafted(request, schedule, wanted)
    return _told(save_draft(schedule=schedule, draft=draft, why=wanted.why, now=timezone.now()))


@router.post(
    "/schedules/{schedule_id}/preview",
    auth=KEEPER_NEEDED,
    response=PreviewOut,
    summary=_noted("Prévoir un changement d’horaire"),
    description=_noted(
        "Dit quelles réservations à venir ne tiendraient plus dans les nouvelles heures; ne change rien."
    ),
)
def preview_schedule(request: HatRequest, schedule_id: ScheduleId, wanted: HoursIn) -> PreviewOut:
    schedule = _mine(request, schedule_id)
    draft = _drafted(request, schedule, wanted)
    found = outside(schedule.pk, timezone.now(), draft)
    said = promises_told([one.pk for one in found[:LISTED]], request.hat)
    return PreviewOut(
        count=len(found),
        left_out=[
            LeftOut(
                asset_id=one.asset_id,
                starts_at=local(one.starts_at, one.asset.site.time_zone),
                ends_at=local(one.ends_at, one.asset.site.time_zone),
                said=said[one.pk].text if one.pk in said else "",
            )
            for one in found[:LISTED]
        ],
        sentences=draft_in_words(draft),
    )


@router.get(
    "/schedules/{schedule_id}/days",
    auth=HAT_NEEDED,
    response=Page[DayOut],
    summary=_noted("Voir un horaire jour par jour"),
    description=_noted("Les heures de chaque jour et ce qui en décide."),
)
def schedule_days(request: HatRequest, schedule_id: ScheduleId, query: Query[DaysQuery]) -> dict[str, Any]:
    draft = draft_of(_mine(request, schedule_id))
    if not dt.timedelta() <= query.last - query.first <= dt.timedelta(days=MOST_DAYS):
        raise Invalid(_("Demandez de un à quatre cents jours, en ordre."), field="last")
    hours = draft.hours(query.first, query.last)
    return whole(
        DayOut(
            day=one.day,
            minutes=[list(pair) for pair in one.minutes],
            decided_by=one.decider,
            season=one.season.name if one.season else "",
            kind=hours.kinds.get(one.day, ""),
        )
        for one in hours.told(query.first, query.last)
    )


@router.get(
    "/schedules/{schedule_id}/versions",
    auth=KEEPER_NEEDED,
    response=Page[VersionOut],
    openapi_extra=refuses(403),
    summary=_noted("Lister les versions d’un horaire"),
    description=_noted("Les cent dernières versions enregistrées, la plus récente d’abord."),
)
def schedule_versions(request: HatRequest, schedule_id: ScheduleId) -> dict[str, Any]:
    schedule = _mine(request, schedule_id)
    return whole(
        VersionOut(
            number=one.number,
            saved_at=local(one.saved_at, schedule.time_zone),
            who=one.who,
            why=one.why,
            sentences=draft_in_words(one.draft),
        )
        for one in Versions(schedule.pk)[:100]
    )


@router.post(
    "/schedules/{schedule_id}/versions/{number}/restore",
    auth=KEEPER_NEEDED,
    response=HoursOut,
    openapi_extra=refuses(409),
    summary=_noted("Reprendre une version d’un horaire"),
    description=_noted(
        "L’horaire redevient ce qu’il était; la version d’aujourd’hui reste parmi les versions."
    ),
)
def restore_version(
    request: HatRequest,
    schedule_id: ScheduleId,
    number: Annotated[int, identifier(_noted("Numéro de la version."))],
) -> HoursOut:
    schedule = _mine(request, schedule_id)
    ask_to_keep(request.hat, schedule.organisation_id)
    found = Versions(schedule.pk).one(number)
    if found is None:
        raise Invalid(_("Cet horaire n’a pas cette version."), field="number")
    return _told(save_draft(schedule=schedule, draft=found.draft, now=timezone.now()))


@router.get(
    "/assets/{asset_id}/hours",
    response=AssetHoursOut,
    summary=_noted("Lire les heures d’un bien"),
    description=_noted("Quand un bien peut être réservé, en phrases, dans la langue demandée."),
)
def asset_hours(request: HatRequest, asset_id: AssetId) -> AssetHoursOut:
    assets = Asset.objects.visible_to(request.hat).select_related("bookable__schedule")
    asset = get_object_or_404(assets, pk=asset_id)
    bookable = getattr(asset, "bookable", None)
    sentences = draft_in_words(draft_of(bookable.schedule), since=timezone.localdate()) if bookable else []
    return AssetHoursOut(asset_id=asset.pk, sentences=sentences)
