"""School calendars, for programs: read those around, write one's own, ask what kind of day it is."""

import datetime as dt
from typing import Annotated, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _noted
from ninja import Query, Router, Schema
from pydantic import Field

from maillon.base.api.auth import HAT_NEEDED
from maillon.base.api.pages import Page, whole
from maillon.base.api.schemas import PRINTABLE, DayIn, Id, Input, explained, one_of
from maillon.base.refusals import Invalid
from maillon.community.organisations.requests import HatRequest
from maillon.kernel import school_days as kinds
from maillon.kernel.school_days import SchoolYear, Stretch
from maillon.sharing.availability.models import DayKind, SchoolCalendar
from maillon.sharing.availability.queries import calendars_for, school_days
from maillon.sharing.availability.services.calendars import write_calendar
from maillon.sharing.inventory.api.keepers import KEEPER_NEEDED

router = Router(tags=["availability"])
MOST_DAYS = 800


class StretchPart(Input):
    """Days of one kind, both ends included."""

    first: DayIn = explained("Premier jour, compris.", example="2027-03-01")
    last: DayIn = explained("Dernier jour, compris.", example="2027-03-05")
    kind: Annotated[DayKind, one_of(DayKind)] = explained("Genre de jour.", example="break")
    label: Annotated[str, Field(pattern=PRINTABLE)] = explained(
        "Nom.", default="", example="Relâche", max_length=120
    )


class SchoolCalendarIn(Input):
    """The calendar of one school year."""

    year: int = explained("Année où elle commence.", example=2026, ge=2010, le=2099)
    first_class: DayIn = explained("Premier jour de classe.", example="2026-08-27")
    last_class: DayIn = explained("Dernier jour de classe.", example="2027-06-22")
    stretches: list[StretchPart] = explained("Les jours qui diffèrent.", default=[], max_length=200)
    publish: bool = explained("Le publier; une fois publié, il le reste.", default=False, example=True)

    def facts(self) -> SchoolYear:
        """Return the school year; Invalid when a stretch runs backwards."""
        if any(one.last < one.first for one in self.stretches):
            raise Invalid(_("Le dernier jour vient après le premier."), field="stretches")
        return SchoolYear(
            self.year,
            self.first_class,
            self.last_class,
            tuple(
                Stretch(one.first, one.last, kinds.DayKind(one.kind.value), one.label)
                for one in self.stretches
            ),
        )


class SchoolCalendarOut(Schema):
    """The calendar of one school year."""

    id: int = explained("Numéro du calendrier.", example=3)
    organisation_id: int = explained("À qui il est; ce que suit un horaire.", example=4)
    year: int = explained("Année où elle commence.", example=2026)
    first_class: dt.date = explained("Premier jour de classe.", example="2026-08-27")
    last_class: dt.date = explained("Dernier jour de classe.", example="2027-06-22")
    published: bool = explained("S’il est publié.", example=True)
    stretches: list[dict[str, Any]] = explained("Les jours qui diffèrent; mêmes champs qu’à l’envoi.")


class SchoolDaysQuery(Schema):
    """Whose days, and which."""

    organisation_id: Id | None = explained("Organisation scolaire.", default=None, example=4)
    mrc: str | None = explained(
        "Ou code d’un territoire; l’un ou l’autre.",
        default=None,
        example="540",
        max_length=3,
        pattern=r"^[0-9]+$",
    )
    first: DayIn = explained("Premier jour, compris.", example="2026-12-01")
    last: DayIn = explained("Dernier jour, compris; huit cents jours au plus.", example="2026-12-31")


class SchoolDaysOut(Schema):
    """The days of class and the days off that published calendars tell."""

    known: bool = explained("Si un calendrier publié en parle.", example=True)
    class_days: list[dt.date] = explained("Jours de classe, d’au moins une école.")
    days_off: list[dt.date] = explained("Jours sans classe d’aucune, où une école est en congé.")


def _told(calendar: SchoolCalendar) -> SchoolCalendarOut:
    return SchoolCalendarOut(
        id=calendar.pk,
        organisation_id=calendar.organisation_id,
        year=calendar.year,
        first_class=calendar.first_class,
        last_class=calendar.last_class,
        published=calendar.published_at is not None,
        stretches=[
            {"first": one.first, "last": one.last, "kind": one.kind.value, "label": one.label}
            for one in calendar.facts().stretches
        ],
    )


@router.get(
    "/school-calendars",
    auth=HAT_NEEDED,
    response=Page[SchoolCalendarOut],
    summary=_noted("Lister les calendriers scolaires"),
    description=_noted("Les vôtres, et ceux qui sont publiés dans votre territoire."),
)
def list_calendars(request: HatRequest) -> dict[str, Any]:
    return whole(_told(one) for one in calendars_for(request.hat))


@router.put(
    "/school-calendars",
    auth=KEEPER_NEEDED,
    response=SchoolCalendarOut,
    summary=_noted("Écrire un calendrier scolaire"),
    description=_noted(
        "Écrit le calendrier d’une année scolaire de votre organisation, à la place de celui qu’elle aurait. Les "
        "horaires qui le suivent changent aussitôt; les réservations promises restent."
    ),
)
def put_calendar(request: HatRequest, wanted: SchoolCalendarIn) -> SchoolCalendarOut:
    done = write_calendar(hat=request.hat, year=wanted.facts(), publish=wanted.publish, now=timezone.now())
    return _told(calendars_for(request.hat).get(pk=done.pk))


@router.get(
    "/school-days",
    response=SchoolDaysOut,
    summary=_noted("Demander les jours de classe"),
    description=_noted(
        "Les jours de classe et de congé d’une organisation scolaire, ou de toutes celles d’un territoire."
    ),
)
def list_school_days(request: HatRequest, query: Query[SchoolDaysQuery]) -> SchoolDaysOut:
    if (query.organisation_id is None) == (query.mrc is None):
        raise Invalid(_("Nommez une organisation scolaire ou un territoire, l’un ou l’autre."), field="mrc")
    if not dt.timedelta() <= query.last - query.first <= dt.timedelta(days=MOST_DAYS):
        raise Invalid(_("Demandez de un à huit cents jours, en ordre."), field="last")
    told = school_days(query.first, query.last, organisation_id=query.organisation_id, mrc_id=query.mrc)
    return SchoolDaysOut(known=told.known, class_days=sorted(told.class_days), days_off=sorted(told.days_off))
