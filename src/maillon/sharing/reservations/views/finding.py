"""Finding: a sentence, then what is free, nearest first, as a list and a map; or what could be tried instead."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillon.base.maps import MapPicture, Place, draw_map
from maillon.base.web.after import after_response
from maillon.community.organisations.requests import HatRequest
from maillon.community.saved_views.queries import default_address, tabs_of
from maillon.community.territories.ground import attribution, ground, towns
from maillon.kernel.distance import project
from maillon.kernel.spans import Span
from maillon.sharing.inventory.models import ClassField
from maillon.sharing.inventory.phrases import wanted_choices
from maillon.sharing.reservations.forms.finding import MODES, RADII, SearchForm
from maillon.sharing.reservations.queries.cards import Card, cards_of
from maillon.sharing.reservations.queries.filtering import FIELDS, Narrowing
from maillon.sharing.reservations.queries.instead import Alternative, instead_of
from maillon.sharing.reservations.queries.looking import Looked, look
from maillon.sharing.reservations.queries.search import FreeSearch
from maillon.sharing.reservations.queries.shifts import Kind
from maillon.sharing.reservations.queries.traits import Wanted, path_of, questions, searchable, wanted_of
from maillon.sharing.reservations.queries.travel import travel_rate
from maillon.sharing.reservations.rules import usual_day
from maillon.sharing.reservations.saved import SEARCHES, asked_of
from maillon.sharing.reservations.services.demand import Vain, note_unmet, vain
from maillon.sharing.reservations.telling import (
    alternative_in_words,
    lead_of,
    rate_in_words,
    reach_in_words,
    title_of,
    why_in_words,
)
from maillon.sharing.reservations.views.whenever import over_time

SHOWN = 50
OVER_TIME = ("au", "duree", "jours", "sauf", "sauf_du", "sauf_au")
LOOKED_AT = 300  # the nearest, among which the filters count


def find(request: HatRequest) -> HttpResponse:
    """Show the sentence; once it is filled in, what is free, or what else could be tried."""
    if not request.GET and (first := default_address(SEARCHES, request.hat)):
        return redirect(first)
    kinds = wanted_choices()
    form = SearchForm(asked_of(request.GET))
    valid = form.is_bound and form.is_valid()
    fields = searchable([form.sought.class_code or ""]) if form.is_bound else {}
    wanted = _wanted(request, fields)
    mode = form.mode if form.is_bound else "moment"
    context: dict[str, object] = {
        "form": form,
        "mode": mode,
        "asked": request.GET.urlencode(),
        "modes": _modes(request, mode) if form.is_bound else [],
        "tabs": tabs_of(SEARCHES, request.hat, request.GET),
        "kinds": kinds,
        "towns": reverse("shell:towns"),
        "answers": _answers(request, form, dict(kinds)),
        "errors": {name: list(messages) for name, messages in form.errors.items()} if form.is_bound else {},
        "questions": questions(fields, wanted),
        "narrowed": bool(wanted),
        "suggestions": [(name, _address(request, ou=name)) for name in form.suggestions],
    }
    counted = None
    if valid:
        found, counted = _results(request, form, dict(kinds), path_of(wanted))
        context |= found
    response = render(request, "reservations/find.html", context)
    if counted is not None:
        after_response(response, partial(note_unmet, sought=counted))
    return response


def _wanted(request: HatRequest, fields: Mapping[str, ClassField]) -> list[Wanted]:
    """Return the characteristics wanted; those of another class, left in the address, are not."""
    least = [f"{code}:{request.GET[f'min-{code}']}" for code in fields if request.GET.get(f"min-{code}")]
    return wanted_of(fields, [*request.GET.getlist("avec")[:50], *least])[0]


def _answers(request: HatRequest, form: SearchForm, phrases: Mapping[str, str]) -> dict[str, object]:
    """Return what the sentence shows: what was typed, else a usual evening of next week."""
    given = request.GET
    what = given.get("quoi", "gym")
    day = form.cleaned_data.get("date") if form.is_bound and form.is_valid() else None
    return {
        "quoi": phrases.get(what, what),
        "ou": form.spot.name if form.spot else given.get("ou", ""),
        "date": day or _typed_day(given.get("date", "")) or usual_day(timezone.localdate()),
        "de": given.get("de", "18:00").zfill(5),
        "a": given.get("a", "20:00").zfill(5),
        "personnes": given.get("personnes", ""),
        "rayon": given.get("rayon", ""),
        **({name: form.cleaned_data.get(name) for name in OVER_TIME} if form.is_bound else {}),
    }


def _typed_day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _address(request: HatRequest, **changes: object) -> str:
    """Return this search with some answers changed."""
    query = request.GET.copy()
    for name, value in changes.items():
        query[name] = str(value)
    return f"{reverse('reservations:find')}?{query.urlencode()}"


def _without_traits(request: HatRequest) -> str:
    """Return this search without the characteristics wanted."""
    query = request.GET.copy()
    for name in [name for name in query if name == "avec" or name.startswith("min-")]:
        del query[name]
    return f"{reverse('reservations:find')}?{query.urlencode()}"


def _search(form: SearchForm, traits: str | None) -> FreeSearch:
    assert form.spot is not None  # noqa: S101  (a valid form has its place)
    starts_at, ends_at = form.period(ZoneInfo(form.spot.time_zone))
    return FreeSearch(
        class_codes=(form.sought.class_code,) if form.sought.class_code else (),
        lon=form.spot.lon,
        lat=form.spot.lat,
        radius_km=form.cleaned_data["rayon"],
        starts_at=starts_at,
        ends_at=ends_at,
        people=form.cleaned_data["personnes"],
        traits=traits,
        limit=LOOKED_AT,
    )


def _results(
    request: HatRequest, form: SearchForm, phrases: dict[str, str], traits: str | None
) -> tuple[dict[str, object], Vain | None]:
    """Return what was found, as the page shows it, and what is to be counted when it is nothing."""
    now = timezone.now()
    if form.mode != "moment":
        return _over_time(request, form, phrases, traits, now), None
    narrowing = Narrowing(form.chosen)
    search = _search(form, traits)
    looked = look(search, form.sought.words, hat=request.hat, now=now, narrow=narrowing)
    search, rate = looked.search, travel_rate(form.cleaned_data["date"])
    period = Span(search.starts_at, search.ends_at)
    found = looked.results.assets
    cards = cards_of(found[:SHOWN], period, hat=request.hat, now=now, rate=rate)
    title = title_of(form.sought, form.cleaned_data["ou"], phrases)
    context = {
        "searched": True,
        "cards": cards,
        "title": title,
        "lead": lead_of(len(found), form.cleaned_data["date"], form.hours()),
        "picture": _picture(search, cards, title) if cards else None,
        "query": _carried(form),
        "more": looked.results.more or len(found) > SHOWN,
        "rate": rate if any(card.travel for card in cards) else None,
        "rate_words": rate_in_words(rate) if rate else "",
    } | _understood(request, form, looked)
    context |= _filters(request, narrowing, looked)
    if looked.seen:
        return context, None
    nothing, counted = _instead(request, form, search, phrases, now)
    return context | nothing, counted


def _over_time(
    request: HatRequest, form: SearchForm, phrases: dict[str, str], traits: str | None, now: dt.datetime
) -> dict[str, object]:
    """Return what can be had of a period or of a season, as the page shows it."""
    assert form.spot is not None  # noqa: S101  (a valid form has its place)
    search = _search(form, traits)
    tz = ZoneInfo(form.spot.time_zone)
    found = over_time(form, search, tz, hat=request.hat, now=now, words=form.sought.words)
    title = title_of(form.sought, form.cleaned_data["ou"], phrases)
    rate = travel_rate(form.cleaned_data["date"])
    radius = search.radius_km or (found.reach.radius_km if found.reach else RADII[0])
    cards = [row.card for row in found.rows]
    return {
        "searched": True,
        "rows": found.rows,
        "title": title,
        "lead": found.lead if cards else _("Rien n’est libre à ces moments."),
        "picture": _picture(replace(search, radius_km=radius), cards, title) if cards else None,
        "rate": rate if any(card.travel for card in cards) else None,
        "rate_words": rate_in_words(rate) if rate else "",
        "sought": form.sought,
        "typed_place": request.GET.get("ou", "").strip() if form.guessed_place else "",
        "as_typed": _address(request, tel=1),
        "reach": reach_in_words(found.reach, found.distances),
    }


def _modes(request: HatRequest, mode: str) -> list[tuple[str, str, bool]]:
    """Return the ways of telling when, each with the same search asked so."""
    return [(str(word), _address(request, quand=code), code == mode) for code, word in MODES]


def _filters(request: HatRequest, narrowing: Narrowing, looked: Looked) -> dict[str, object]:
    """Return the filters with their counts, what their form carries along, and how to undo them."""
    carried = [
        (name, value) for name in request.GET if name not in FIELDS for value in request.GET.getlist(name)
    ]
    filters = narrowing.filters(looked.seen)
    return {
        "filters": filters,
        "carried": carried,
        "filtered": bool(narrowing),
        "filtered_more": any(one.chosen for each in filters if not each.quick for one in each.options),
        "unfiltered": f"{reverse('reservations:find')}?{urlencode(carried)}",
    }


def _understood(request: HatRequest, form: SearchForm, looked: Looked) -> dict[str, object]:
    """Return what must be told of how the sentence was read, and of how far we looked."""
    reach = looked.reach
    wider = reach.wider_km if reach else None
    return {
        "sought": form.sought,
        "unsaid": " ".join(form.sought.words) if looked.unsaid else "",
        "typed_place": request.GET.get("ou", "").strip() if form.guessed_place else "",
        "as_typed": _address(request, tel=1),
        "reach": reach_in_words(reach, [one.distance_km for one in looked.results.assets]),
        "beyond": reach.beyond if reach else 0,
        "wider": _address(request, rayon=wider) if wider in RADII else "",
        "wider_km": wider,
    }


def _carried(form: SearchForm) -> str:
    """Return what the request already knows from the search, as address parameters."""
    answers = form.cleaned_data
    carried = {"date": answers["date"].isoformat(), "de": answers["de"].zfill(5), "a": answers["a"].zfill(5)}
    if answers["personnes"]:
        carried["personnes"] = str(answers["personnes"])
    return urlencode(carried)


def _picture(search: FreeSearch, cards: Sequence[Card], title: str) -> MapPicture:
    """Draw the found places, each mark leading to its card of the list."""
    places = [Place(card.x, card.y, card.name, f"#lieu-{card.number}", card.number) for card in cards]
    return draw_map(
        places,
        label=title,
        areas=ground(),
        towns=towns(),
        centre=project(search.lon, search.lat),
        radius=(search.radius_km or RADII[0]) * 1000,
        attribution=attribution(),
    )


def _instead(
    request: HatRequest, form: SearchForm, search: FreeSearch, phrases: Mapping[str, str], now: dt.datetime
) -> tuple[dict[str, object], Vain]:
    """Return why nothing is free and what would be, as the page shows it, and what is counted of the search."""
    assert form.spot is not None  # noqa: S101  (a valid form has its place)
    tz = ZoneInfo(form.spot.time_zone)
    bounded = form.cleaned_data["rayon"] is not None
    nothing = instead_of(search, form.sought.words, bounded=bounded, tz=tz, hat=request.hat, now=now)
    context: dict[str, object] = {
        "why": why_in_words(nothing, search.radius_km),
        "alternatives": [
            (*alternative_in_words(one, phrases, tz), _changed_address(request, one, tz))
            for one in nothing.alternatives
        ],
    }
    counted = vain(
        starts_at=search.starts_at,
        ends_at=search.ends_at,
        tz=tz,
        mrc=form.spot.mrc,
        class_code=form.sought.class_code,
        people=search.people,
        reason=nothing.reason,
    )
    return context, counted


def _changed_address(request: HatRequest, one: Alternative, tz: ZoneInfo) -> str:
    """Return the search with what this alternative changes."""
    if one.kind is Kind.WITHOUT_TRAITS:
        return _without_traits(request)
    changes: dict[str, object] = {}
    if one.period is not None:
        start, end = one.period.start.astimezone(tz), one.period.end.astimezone(tz)
        changes |= {"date": start.date(), "de": f"{start:%H:%M}", "a": f"{end:%H:%M}"}
        changes |= {"a": "24:00"} if changes["a"] == "00:00" else {}
    changes |= {"quoi": one.class_code} if one.class_code else {}
    changes |= {"personnes": one.people} if one.people else {}
    changes |= {"rayon": one.radius_km} if one.radius_km else {}
    return _address(request, **changes)
