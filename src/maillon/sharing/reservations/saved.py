"""The search and the requests to decide, as their views are saved: what is kept of an address, what a view shows."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillon.community.organisations.hats import Hat
from maillon.community.saved_views.counting import count_each
from maillon.community.saved_views.lists import Look, SavedList
from maillon.sharing.inventory.phrases import wanted_choices
from maillon.sharing.inventory.saved import COUNTED, gone_from
from maillon.sharing.reservations.forms.finding import SearchForm
from maillon.sharing.reservations.forms.waiting import WaitingFilter, kept
from maillon.sharing.reservations.permissions import may_decide_for
from maillon.sharing.reservations.queries.following import awaiting_answer
from maillon.sharing.reservations.queries.traits import searchable, wanted_of

DAY, WEEKDAY, TRAITS = "date", "jour", "avec"
LEAST = re.compile(r"min-[-\w]{1,30}")
MANY = 50  # values of one question


def asked_of(address: QueryDict) -> QueryDict | None:
    """Return what is asked of the search; nothing when the address only names a view."""
    return address if set(address) - {"vue"} else None


def kept_search(address: QueryDict) -> str:
    """Return what the search understands of an address; of its date, the day of the week stays."""
    return urlencode([*_answers(address), *_traits(address)])


def _answers(address: QueryDict) -> Iterator[tuple[str, str]]:
    for name, field in SearchForm().fields.items():
        if name == DAY:
            weekday = _weekday(address)
            yield from ((WEEKDAY, str(weekday)),) if weekday else ()
            continue
        many = isinstance(field, forms.MultipleChoiceField)
        values = address.getlist(name)[:MANY] if many else [address.get(name, "")]
        yield from ((name, value) for value in values if value and _reads(field, [value] if many else value))


def _reads(field: forms.Field, value: object) -> bool:
    """Return whether the question understands the answer."""
    try:
        field.clean(value)
    except forms.ValidationError:
        return False
    return True


def _weekday(address: QueryDict) -> int | None:
    """Return the day of the week wanted, Monday being 1."""
    try:
        return dt.date.fromisoformat(address.get(DAY, "")).isoweekday()
    except ValueError:
        told = address.get(WEEKDAY, "")
        return int(told) if told in tuple("1234567") else None


def _traits(address: QueryDict) -> Iterator[tuple[str, str]]:
    yield from ((TRAITS, value) for value in address.getlist(TRAITS)[:MANY] if 0 < len(value) <= 80)
    for name in sorted(name for name in address if LEAST.fullmatch(name)):
        if 0 < len(address[name]) <= 20:
            yield name, str(address[name])


def coming(weekday: int, *, ends: str, now: dt.datetime) -> dt.date:
    """Return the next such day (Monday is 1): today too, as long as the hour of the end is not over.

    >>> coming(2, ends="20:00", now=dt.datetime(2026, 12, 1, 19, 30))
    datetime.date(2026, 12, 1)
    >>> coming(2, ends="20:00", now=dt.datetime(2026, 12, 1, 20, 0))
    datetime.date(2026, 12, 8)
    """
    day = now.date() + dt.timedelta(days=(weekday - now.isoweekday()) % 7)
    over = day == now.date() and ends.zfill(5) <= f"{now:%H:%M}"
    return day + dt.timedelta(days=7) if over else day


def search_today(asked: str) -> str:
    """Return the search as it is asked today: the next such day of the week."""
    query = QueryDict(asked, mutable=True)
    if weekday := _weekday(query):
        query[DAY] = coming(weekday, ends=query.get("a", "24:00"), now=timezone.localtime()).isoformat()
        query.pop(WEEKDAY, None)
    return query.urlencode()


def look_at_searches(hat: Hat, asked: Sequence[QueryDict]) -> list[Look]:  # noqa: ARG001  (a look is given the hat)
    """Tell what of each search means nothing any more: two queries, however many; what is free is not counted."""
    fields = searchable([code for code, _phrase in wanted_choices()]) if asked else {}
    gone = _("Une partie de ce filtre ne veut plus rien dire.")
    return [
        Look(
            faults=(gone,)
            if kept_search(one) != one.urlencode() or wanted_of(fields, _wanted(one))[1]
            else ()
        )
        for one in asked
    ]


def _wanted(one: QueryDict) -> list[str]:
    """Return the characteristics of a search as its page reads them."""
    least = [f"{name.removeprefix('min-')}:{one[name]}" for name in one if LEAST.fullmatch(name)]
    return [*one.getlist(TRAITS), *least]


def look_at_waiting(hat: Hat, asked: Sequence[QueryDict]) -> list[Look]:
    """Tell how many requests each view shows: three queries, however many views."""
    filters = [WaitingFilter(one) for one in asked]
    waiting = awaiting_answer(hat.body_id)
    counts = count_each([one.apply(waiting, hat.body_id) for one in filters], upto=COUNTED)
    gone = gone_from(hat.body_id, [one.chosen for one in filters])
    looks = []
    for address, count, faults in zip(asked, counts, gone, strict=True):
        if kept(address) != address.urlencode():
            faults.append(_("Une partie de ce filtre ne veut plus rien dire."))
        looks.append(Look(min(count, COUNTED), count > COUNTED, tuple(faults)))
    return looks


SEARCHES = SavedList(
    code="recherches",
    word=gettext_lazy("Trouver"),
    view="reservations:find",
    opened_by=lambda hat: hat.organisation_id is not None,
    kept=kept_search,
    look=look_at_searches,
    today=search_today,
    note=gettext_lazy("De la date, le jour de la semaine est gardé : la vue demandera toujours le prochain."),
)
WAITING = SavedList(
    code="a-decider",
    word=gettext_lazy("À décider"),
    view="reservations:to_decide",
    opened_by=lambda hat: hat.organisation_id is not None and may_decide_for(hat, hat.organisation_id),
    kept=kept,
    look=look_at_waiting,
)
