"""A search of the page, made ready to be watched."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils.translation import gettext as _

from maillon.base.refusals import Invalid
from maillon.base.web.formats import day, span
from maillon.sharing.inventory.phrases import wanted_choices
from maillon.sharing.reservations.forms.finding import SearchForm
from maillon.sharing.reservations.queries.alerts import Watched
from maillon.sharing.reservations.queries.traits import path_of, searchable, wanted_of
from maillon.sharing.reservations.telling import title_of

KEPT = 1_500  # characters


@dataclass(frozen=True, slots=True)
class Asked:
    """The search to watch, its address and its words."""

    watched: Watched
    asked: str
    title: str


def asked_to_watch(address: QueryDict) -> Asked:
    """Return the search of an address of the page; :class:`Invalid` with what is wrong in it."""
    form = SearchForm(address)
    if not form.is_valid() or form.spot is None:
        said = next(
            (str(messages[0]) for messages in form.errors.values()), _("Cette recherche n’est pas complète.")
        )
        raise Invalid(said, field="asked")
    if form.mode != "moment":
        raise Invalid(
            _("On est prévenu pour un moment précis : choisissez un jour et des heures."), field="asked"
        )
    asked = address.urlencode()
    if len(asked) > KEPT:
        raise Invalid(_("Cette recherche est trop longue pour être suivie : allégez-la."), field="asked")
    starts_at, ends_at = form.period(ZoneInfo(form.spot.time_zone))
    code, answers = form.sought.class_code, form.cleaned_data
    watched = Watched(
        lon=form.spot.lon,
        lat=form.spot.lat,
        radius_km=answers["rayon"],
        starts_at=starts_at.isoformat(),
        ends_at=ends_at.isoformat(),
        class_codes=[code] if code else [],
        words=list(form.sought.words),
        people=answers["personnes"],
        traits=_traits(address, code),
        chosen=form.chosen,
    )
    where = title_of(form.sought, answers["ou"], dict(wanted_choices()))
    title = f"{where}, {day(answers['date'])}, {span(*form.hours())}"
    return Asked(watched, asked, title[:300])


def _traits(address: QueryDict, code: str | None) -> str | None:
    fields = searchable([code or ""])
    least = [f"{one}:{address[f'min-{one}']}" for one in fields if address.get(f"min-{one}")]
    return path_of(wanted_of(fields, [*address.getlist("avec")[:50], *least])[0])
