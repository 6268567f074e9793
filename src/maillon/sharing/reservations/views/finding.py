"""Finding: a sentence, then what is free, nearest first, as a list and a map; or what could be tried instead."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillon.base.maps import MapPicture, Place, draw_map
from maillon.base.web.formats import day as day_in_words
from maillon.base.web.formats import language, number
from maillon.base.web.formats import span as hours_in_words
from maillon.community.organisations.requests import HatRequest
from maillon.community.saved_views.queries import default_address, tabs_of
from maillon.community.territories.ground import attribution, ground, towns
from maillon.kernel.distance import project
from maillon.kernel.spans import Span
from maillon.kernel.words import of_place
from maillon.sharing.inventory.models import ClassField
from maillon.sharing.inventory.phrases import wanted_choices
from maillon.sharing.reservations.forms.asking import clock
from maillon.sharing.reservations.forms.finding import RADII, USUAL_RADIUS, SearchForm
from maillon.sharing.reservations.queries.cards import Card, cards_of
from maillon.sharing.reservations.queries.search import FreeSearch, find_free
from maillon.sharing.reservations.queries.traits import Wanted, path_of, questions, searchable, wanted_of
from maillon.sharing.reservations.rules import usual_day
from maillon.sharing.reservations.saved import SEARCHES, asked_of

SHOWN = 50
SHIFTS = (range(60, 361, 60), range(-60, -361, -60))  # minutes: later hours tried, then earlier ones


def find(request: HatRequest) -> HttpResponse:
    """Show the sentence; once it is filled in, what is free, or what else could be tried."""
    if not request.GET and (first := default_address(SEARCHES, request.hat)):
        return redirect(first)
    kinds = wanted_choices()
    fields = searchable([request.GET.get("quoi", "")]) if request.GET else {}
    wanted = _wanted(request, fields)
    form = SearchForm(asked_of(request.GET), kinds=kinds)
    context: dict[str, object] = {
        "form": form,
        "tabs": tabs_of(SEARCHES, request.hat, request.GET),
        "kinds": kinds,
        "towns": reverse("shell:towns"),
        "answers": _answers(request, form),
        "errors": {name: list(messages) for name, messages in form.errors.items()} if form.is_bound else {},
        "questions": questions(fields, wanted),
        "narrowed": bool(wanted),
        "suggestions": [(name, _address(request, ou=name)) for name in form.suggestions],
    }
    if form.is_bound and form.is_valid():
        context |= _results(request, form, kinds, path_of(wanted))
    return render(request, "reservations/find.html", context)


def _wanted(request: HatRequest, fields: Mapping[str, ClassField]) -> list[Wanted]:
    """Return the characteristics wanted; those of another class, left in the address, are not."""
    least = [f"{code}:{request.GET[f'min-{code}']}" for code in fields if request.GET.get(f"min-{code}")]
    return wanted_of(fields, [*request.GET.getlist("avec")[:50], *least])[0]


def _answers(request: HatRequest, form: SearchForm) -> dict[str, object]:
    """Return what the sentence shows: what was typed, else a usual evening of next week."""
    given = request.GET
    day = form.cleaned_data.get("date") if form.is_bound and form.is_valid() else None
    return {
        "quoi": given.get("quoi", "gym"),
        "ou": form.spot.name if form.spot else given.get("ou", ""),
        "date": day or _typed_day(given.get("date", "")) or usual_day(timezone.localdate()),
        "de": given.get("de", "18:00").zfill(5),
        "a": given.get("a", "20:00").zfill(5),
        "personnes": given.get("personnes", ""),
        "rayon": given.get("rayon") or str(USUAL_RADIUS),
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
        class_codes=(form.cleaned_data["quoi"],),
        lon=form.spot.lon,
        lat=form.spot.lat,
        radius_km=form.cleaned_data["rayon"],
        starts_at=starts_at,
        ends_at=ends_at,
        people=form.cleaned_data["personnes"],
        traits=traits,
        limit=SHOWN,
    )


def _results(
    request: HatRequest, form: SearchForm, kinds: Sequence[tuple[str, str]], traits: str | None
) -> dict[str, object]:
    search = _search(form, traits)
    found = find_free(search, hat=request.hat, now=timezone.now())
    cards = cards_of(
        found.assets, Span(search.starts_at, search.ends_at), hat=request.hat, now=timezone.now()
    )
    title = _title(form, dict(kinds))
    return {
        "searched": True,
        "cards": cards,
        "title": title,
        "lead": _lead(form, len(cards)),
        "picture": _picture(search, cards, title) if cards else None,
        "query": _carried(form),
        "more": found.more,
        "alternatives": [] if cards else _alternatives(request, form, search),
    }


def _title(form: SearchForm, kinds: dict[str, str]) -> str:
    """Return « Un gymnase près de Saint-Hyacinthe »."""
    place = form.cleaned_data["ou"]
    where = of_place(place) if language() == "fr" else place
    title = _("%(what)s près %(where)s") % {"what": kinds[form.cleaned_data["quoi"]], "where": where}
    return title[:1].upper() + title[1:]


def _lead(form: SearchForm, count: int) -> str:
    """Return how many are free, and when."""
    hours = hours_in_words(*(_minutes(form.cleaned_data[name]) for name in ("de", "a")))
    words = {"n": number(count), "day": day_in_words(form.cleaned_data["date"]), "hours": hours}
    if not count:
        return _("Rien n’est libre %(day)s, %(hours)s.") % words
    return (
        ngettext("%(n)s est libre %(day)s, %(hours)s.", "%(n)s sont libres %(day)s, %(hours)s.", count)
        % words
    )


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
        radius=(search.radius_km or USUAL_RADIUS) * 1000,
        attribution=attribution(),
    )


def _alternatives(request: HatRequest, form: SearchForm, search: FreeSearch) -> list[tuple[str, str]]:
    """Return what would find something: the first wider circle, other hours of that day, the day after."""
    now, one = timezone.now(), replace(search, limit=1)

    def finds(other: FreeSearch) -> bool:
        return bool(find_free(other, hat=request.hat, now=now).assets)

    found: list[tuple[str, str]] = []
    if search.traits and finds(replace(one, traits=None)):
        found.append((_("Sans ces précisions, aux mêmes heures"), _without_traits(request)))
    for radius in (km for km in RADII if km > (search.radius_km or USUAL_RADIUS)):
        if finds(replace(one, radius_km=radius)):
            words = _("Jusqu’à %(km)s km, aux mêmes heures") % {"km": number(radius)}
            found.append((words, _address(request, rayon=radius)))
            break
    starts, ends = (_minutes(form.cleaned_data[name]) for name in ("de", "a"))
    for shifts in SHIFTS:
        for shift in (s for s in shifts if starts + s >= 0 and ends + s <= 1440):
            moved = dt.timedelta(minutes=shift)
            if finds(replace(one, starts_at=search.starts_at + moved, ends_at=search.ends_at + moved)):
                words = _("Le même jour, %(hours)s") % {"hours": hours_in_words(starts + shift, ends + shift)}
                found.append((words, _address(request, de=clock(starts + shift), a=clock(ends + shift))))
                break
    day = dt.timedelta(days=1)
    if finds(replace(one, starts_at=search.starts_at + day, ends_at=search.ends_at + day)):
        found.append(
            (_("Le lendemain, aux mêmes heures"), _address(request, date=form.cleaned_data["date"] + day))
        )
    return found


def _minutes(text: str) -> int:
    hours, _colon, minutes = text.partition(":")
    return int(hours) * 60 + int(minutes)
