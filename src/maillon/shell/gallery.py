"""Made-up values shown by the gallery of components; nothing here comes from the database."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import sin
from pathlib import Path

from django import forms
from django.contrib.staticfiles import finders
from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from maillon.base.charts import Chart, Series, bars, lines, sparkline, week_heat
from maillon.base.maps import Area, MapPicture, Place, draw_map
from maillon.base.web.formats import NBSP, number
from maillon.base.web.week import Slot, WeekGrid, week_grid
from maillon.community.saved_views.lists import Look
from maillon.community.saved_views.models import SavedView
from maillon.community.saved_views.queries import Shown, Tabs
from maillon.kernel.distance import project
from maillon.kernel.voronoi import Box, cells

TOWNS = (
    ("Saint-Hyacinthe", -72.956, 45.630),
    ("Acton Vale", -72.563, 45.650),
    ("Granby", -72.735, 45.404),
    ("Belœil", -73.205, 45.568),
    ("Sorel-Tracy", -73.113, 46.042),
    ("Drummondville", -72.483, 45.883),
)


class ExampleForm(forms.Form):
    """A form with one field of each kind, for the gallery only."""

    name = forms.CharField(max_length=80)
    people = forms.IntegerField(min_value=1)
    kind = forms.ChoiceField()
    access = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    agreed = forms.BooleanField()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through as Django takes them
        labels = {
            "name": (_("Nom de l’activité"), _("Tel que vos membres le connaissent.")),
            "people": (_("Nombre de personnes"), ""),
            "kind": (_("Genre d’activité"), ""),
            "access": (_("Ce qu’il faut pour que tous puissent entrer"), ""),
            "agreed": (_("J’ai lu les règles du lieu et je les respecterai"), ""),
        }
        for field, (label, hint) in labels.items():
            self.fields[field].label, self.fields[field].help_text = label, hint
        self.fields["kind"].choices = [("", _("Choisir")), *_kinds()]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["access"].choices = _access()  # type: ignore[attr-defined]  # a MultipleChoiceField


def _view_tabs() -> Tabs:
    """Return three views of a list: one's own that is open, a shared one, one whose filter means nothing any more."""
    told = (
        (SavedView(pk=1, name=_("Gymnases sans photo")), Look(12), True),
        (SavedView(pk=2, name=_("À revoir cette année"), shared=True), Look(1000, capped=True), False),
        (
            SavedView(pk=3, name=_("Ancien garage")),
            Look(0, faults=(_("Le lieu de cette vue n’existe plus."),)),
            False,
        ),
    )
    views = tuple(Shown(view, "#onglets", look, mine=True, current=now) for view, look, now in told)
    return Tabs("biens", "#onglets", views, views[0], "")


def _kinds() -> list[tuple[str, str]]:
    return [("sport", _("Sport")), ("meal", _("Repas")), ("meeting", _("Réunion")), ("show", _("Spectacle"))]


def _access() -> list[tuple[str, str]]:
    return [
        ("ramp", _("Entrée sans marche")),
        ("door", _("Porte automatique")),
        ("loop", _("Boucle auditive")),
    ]


@dataclass(frozen=True, slots=True)
class Swatch:
    """A colour of the house and what it is for."""

    css: str
    name: str
    use: str


def specimens(request: HttpRequest) -> dict[str, object]:
    """Return every value that the gallery's components need."""
    today = timezone.localdate()
    return {
        "swatches": _swatches(),
        "form": ExampleForm({"name": "", "people": "0", "kind": "", "access": ["ramp"]}),
        "fresh_form": ExampleForm(),
        "kinds": [
            ("gym", _("un gymnase")),
            ("room", _("une salle de réunion")),
            ("kitchen", _("une cuisine")),
        ],
        "who": [
            ("public", _("Organismes publics"), _("Municipalités, centres de services, cégeps, santé")),
            ("social", _("OBNL et entreprises d’économie sociale")),
            ("everyone", _("Tout le monde")),
        ],
        "activities": _kinds(),
        "page": _page(request),
        "rows": _rows(),
        "grid": _week(today),
        "bars_chart": _bars(),
        "lines_chart": _lines(),
        "heat_chart": _heat(),
        "spark": sparkline([3, 4, 4, 6, 5, 7, 9, 8, 11], label=_("Demandes par mois, de 3 à 11, en hausse")),
        "picture": _map(),
        "happened": _happened(today),
        "next_week": today + timedelta(days=7),
        "icon_names": _icon_names(),
        "icon_call": '{% icon "search" %}',
        "gallery_index": _index(),
        "crumbs": [(_("Accueil"), "#fil"), (_("Saint-Hyacinthe"), "#fil")],
        "steps": [(_("Le moment"), "done", "#etapes"), (_("L’activité"), "current"), (_("Vérifier"), "todo")],
        "tabs": [("onglet-regles", _("Règles")), ("onglet-acces", _("Accès"))],
        "view_tabs": _view_tabs(),
        "nav_groups": [(_("Biens"), "#onglets", True), (_("Partage"), "#onglets", False)],
        "nav_pages": [(_("Nos biens"), "#onglets", True), (_("Trousses"), "#onglets", False)],
        "nav_tabs": [(_("À décider"), "#onglets", True, 3), (_("Décidées"), "#onglets", False)],
    }


def _icon_names() -> list[str]:
    sprite = finders.find("maillon/icons.svg")
    return re.findall(r'<symbol id="([^"]+)"', Path(sprite).read_text()) if isinstance(sprite, str) else []


def _index() -> list[tuple[str, str]]:
    return [
        ("fondations", _("Fondations")),
        ("actions", _("Actions")),
        ("formulaires", _("Formulaires")),
        ("messages", _("Messages")),
        ("donnees", _("Données")),
        ("chemins", _("Chemins")),
        ("lieux", _("Lieux")),
    ]


def _swatches() -> list[Swatch]:
    return [
        Swatch("paper", "--paper", _("fond de page")),
        Swatch("tint", "--tint", _("panneau, survol")),
        Swatch("tint-strong", "--tint-strong", _("sélection, étiquette")),
        Swatch("line", "--line", _("bordure")),
        Swatch("ink", "--ink", _("texte")),
        Swatch("ink-soft", "--ink-soft", _("texte secondaire")),
        Swatch("strong", "--strong", _("action, lien")),
        Swatch("strong-hover", "--strong-hover", _("action survolée")),
        Swatch("free", "--free", _("libre, réussi")),
        Swatch("free-tint", "--free-tint", _("fond de « libre »")),
        Swatch("asked-tint", "--asked-tint", _("fond de « demandé »")),
        Swatch("taken", "--hatch", _("fond de « occupé »")),
        Swatch("mine-tint", "--mine-tint", _("fond de « à moi »")),
        Swatch("wrong", "--wrong", _("erreur, danger")),
    ]


def _page(request: HttpRequest) -> Page[int]:
    return Paginator(range(240), 20).get_page(request.GET.get("page", 5))


def _rows() -> list[dict[str, object]]:
    return [
        {
            "name": _("Gymnase de l’école des Érables"),
            "town": "Saint-Hyacinthe",
            "hours": 312,
            "state": "free",
        },
        {"name": _("Cuisine du centre communautaire"), "town": "Acton Vale", "hours": 96, "state": "asked"},
        {"name": _("Camion cube de la MRC"), "town": "Granby", "hours": 1204, "state": "taken"},
    ]


def _week(today: date) -> WeekGrid:
    monday = today - timedelta(days=today.weekday())
    tuesday, wednesday, thursday, friday = (monday + timedelta(days=n) for n in (1, 2, 3, 4))
    slots = [
        Slot(monday + timedelta(days=n), 480, 1020, "taken", _("occupé"), note=_("École, jusqu’à 17 h."))
        for n in range(5)
    ]
    slots += [Slot(day, 1020, 1320, "free", _("libre")) for day in (monday, friday)]
    slots += [
        Slot(tuesday, 1020, 1080, "free", _("libre")),
        Slot(tuesday, 1080, 1200, "mine", _("à moi"), href="#semaine"),
        Slot(tuesday, 1200, 1320, "free", _("libre")),
        Slot(wednesday, 1020, 1140, "asked", _("demandé"),
             note=_("Une autre demande attend la réponse du propriétaire.")),
        Slot(wednesday, 1140, 1320, "free", _("libre")),
        Slot(thursday, 1020, 1260, "taken", _("occupé"), note=_("Ligue de badminton, le jeudi jusqu’en mai.")),
        Slot(friday + timedelta(days=1), 540, 1020, "free", _("libre")),
    ]  # fmt: skip
    return week_grid(
        monday,
        slots,
        closed_word=_("fermé"),
        today=today,
        hours=(480, 1320),
        notes={friday + timedelta(days=2): _("fête du Travail")},
        link=lambda day, minute: f"#moment-{day:%d}-{minute}",
    )


def _bars() -> Chart:
    amounts = [
        (_("Gymnases"), 1240.0),
        (_("Salles de réunion"), 860.0),
        (_("Cuisines"), 310.0),
        (_("Camions"), 95.0),
    ]
    return bars(
        _("Heures partagées par catégorie"),
        amounts,
        what=_("Heures"),
        write=lambda hours: f"{number(hours)}{NBSP}h",
        subtitle=_("Un trimestre, dans une MRC"),
        source=_("valeurs inventées pour cette page"),
    )


def _lines() -> Chart:
    months = [_("janv."), _("févr."), _("mars"), _("avr."), _("mai"), _("juin"), _("juill."), _("août")]
    return lines(
        _("Demandes reçues et acceptées"),
        months,
        [
            Series(_("reçues"), [42, 51, 48, 60, 72, 66, 30, 58]),
            Series(_("acceptées"), [30, 41, 40, 49, 61, 57, None, 50]),
        ],
        along=_("Mois"),
        source=_("valeurs inventées pour cette page"),
    )


def _heat() -> Chart:
    def share(weekday: int, at: int) -> float | None:
        if weekday == 6 and at < 12:
            return None
        school = 0.9 if weekday < 5 and 8 <= at < 16 else 0.0
        evening = 0.75 * max(0.0, sin((at - 16) / 6 * 3.14)) if weekday < 4 and 17 <= at < 22 else 0.05
        return min(1.0, max(school, evening))

    values = {(weekday, at): share(weekday, at) for weekday in range(7) for at in range(6, 24)}
    return week_heat(
        _("Occupation d’un gymnase, heure par heure"),
        values,
        low=_("vide"),
        high=_("plein"),
        source=_("valeurs inventées pour cette page"),
    )


def _map() -> MapPicture:
    points = [project(lon, lat) for _name, lon, lat in TOWNS]
    west, south = min(x for x, _y in points) - 60_000, min(y for _x, y in points) - 60_000
    east, north = max(x for x, _y in points) + 60_000, max(y for _x, y in points) + 60_000
    shapes = cells(points, Box(west, south, east, north))
    centre = points[0]
    spread = [(0, 0), (2_600, 3_200), (2_900, 3_400), (-4_200, 1_100), (1_000, -6_100), (9_000, -2_000)]
    places = [
        Place(centre[0] + dx, centre[1] + dy, _("Gymnase %(n)d") % {"n": n}, f"#lieu-{n}", number=n)
        for n, (dx, dy) in enumerate(spread, 1)
    ]
    return draw_map(
        places,
        label=_("Six gymnases à moins de 12 km de Saint-Hyacinthe"),
        areas=[Area(town[0], shape) for town, shape in zip(TOWNS, shapes, strict=True)],
        centre=centre,
        radius=12_000,
        attribution=_("Limites approximatives, tracées par Maillon"),
    )


def _happened(today: date) -> list[dict[str, object]]:
    def at(days: int, hour: int) -> datetime:
        return timezone.make_aware(datetime.combine(today - timedelta(days=days), time(hour, 30)))

    return [
        {"when": at(0, 9), "title": _("Demande acceptée"), "who": _("École des Érables"), "kind": "success"},
        {"when": at(1, 14), "title": _("Précision reçue"), "text": _("« Nous rangerons les chaises. »"),
         "who": "Marie Tremblay"},
        {"when": at(2, 11), "title": _("Demande envoyée"), "who": "Marie Tremblay"},
    ]  # fmt: skip
