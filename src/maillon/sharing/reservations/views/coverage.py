"""The portrait of an inventory, for the people of the organisation and for who oversees."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillon.base.charts import Chart, bars
from maillon.base.history import capital
from maillon.base.web.formats import number
from maillon.community.organisations.models import Organisation
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.words import NBSP
from maillon.sharing.reservations.permissions import ask_to_read_portrait
from maillon.sharing.reservations.queries.coverage import Portrait, item_word, portrait_of


@login_required
def coverage(request: HatRequest) -> HttpResponse:
    """Show what is in an inventory, how old, how complete, and what to fill first."""
    asked = request.GET.get("organisation", "")
    organisation_id = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else None
    owner = get_object_or_404(Organisation, pk=ask_to_read_portrait(request.hat, organisation_id))
    portrait = portrait_of(owner, now=timezone.now())
    context: dict[str, Any] = {"portrait": portrait, "mine": request.hat.acts_for(owner.pk)}
    context |= {"figures": _figures(portrait), "definitions": _definitions()}
    if portrait.assets:
        context |= {"items_chart": _items(portrait), "ages_chart": _ages(portrait)}
    return render(request, "reservations/coverage.html", context)


def percent(value: float) -> str:
    """Return « 82 % »."""
    return f"{number(int(value))}{NBSP}%"


def _figures(portrait: Portrait) -> list[dict[str, str]]:
    """Return the four figures, each with what it counts."""
    named = (
        (_("Lieux où un bien est inscrit"), portrait.sites),
        (_("Catégories attendues présentes"), portrait.classes),
        (_("Biens revus depuis un an"), portrait.fresh),
        (_("Renseignements remplis"), portrait.complete),
    )
    return [
        {
            "label": label,
            "value": "–" if share.percent is None else number(share.percent),
            "unit": "" if share.percent is None else "%",
            "note": _("%(done)s sur %(total)s") % {"done": number(share.done), "total": number(share.total)},
        }
        for label, share in named
    ]


def _definitions() -> list[tuple[str, str]]:
    """Return what each figure means, in words."""
    return [
        (
            _("Lieux où un bien est inscrit"),
            _("Les lieux où se trouve au moins un bien en service, sur tous les lieux de l’organisation."),
        ),
        (
            _("Catégories attendues présentes"),
            _(
                "Les catégories où l’on compte au moins un bien en service, sur celles qu’une organisation de ce genre "
                "possède d’ordinaire. La liste est une proposition de Maillon : ce que vous n’avez pas ne manque pas."
            ),
        ),
        (
            _("Biens revus depuis un an"),
            _(
                "Les biens en service dont la fiche a été changée ou confirmée exacte dans les 365 derniers jours."
            ),
        ),
        (
            _("Renseignements remplis"),
            _(
                "Ce qui est dit, sur ce qu’on attend de la catégorie : description, photo, point, état physique et "
                "caractéristiques qui se cherchent pour tous; capacité pour un local où l’on se réunit; entrée sans "
                "marche ou non pour un lieu; conditions et horaire pour ce qui se réserve."
            ),
        ),
    ]


def _items(portrait: Portrait) -> Chart:
    shares = [(capital(item_word(item)), share.percent or 0) for item, share in portrait.items if share.total]
    return bars(_("Ce qui est dit des biens"), shares, what=_("Part des biens"), write=percent)


def _ages(portrait: Portrait) -> Chart:
    words = {
        "quarter": _("moins de trois mois"),
        "year": _("de trois mois à un an"),
        "two_years": _("d’un an à deux ans"),
        "older": _("plus de deux ans"),
    }
    return bars(
        _("Depuis quand c’est revu"),
        [(capital(words[age]), count) for age, count in portrait.ages],
        what=_("Biens"),
    )
