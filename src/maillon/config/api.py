"""The API, version 1: every route of every package, under ``/api/v1/``."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _noted

from maillon.base.api.application import Api
from maillon.base.api.problems import problem
from maillon.community.agreements.api import router as agreements
from maillon.community.organisations.api import me_router as me
from maillon.community.organisations.api import router as organisations
from maillon.community.saved_views.api import router as views
from maillon.community.territories.api import router as territories
from maillon.community.verification.api import router as verification
from maillon.openness.notifications.api import router as messages
from maillon.sharing.availability.api import hours_router as hours
from maillon.sharing.availability.api import router as availability
from maillon.sharing.house_rules.api import router as house_rules
from maillon.sharing.inventory.api import access_router as access
from maillon.sharing.inventory.api import audiences_router as audiences
from maillon.sharing.inventory.api import imports_router as imports
from maillon.sharing.inventory.api import media_router as media
from maillon.sharing.inventory.api import preloads_router as preloads
from maillon.sharing.inventory.api import records_router as records
from maillon.sharing.inventory.api import router as inventory
from maillon.sharing.inventory.api import scopes_router as scopes
from maillon.sharing.inventory.api import sources_router as sources
from maillon.sharing.kits.api import router as kits
from maillon.sharing.labels.api import router as labels
from maillon.sharing.reservations.api import appeals_router as appeals
from maillon.sharing.reservations.api import bundles_router as bundles
from maillon.sharing.reservations.api import coverage_router as coverage
from maillon.sharing.reservations.api import free_router as free
from maillon.sharing.reservations.api import many_router as many
from maillon.sharing.reservations.api import offers_router as offers
from maillon.sharing.reservations.api import router as reservations
from maillon.sharing.reservations.api import series_router as series
from maillon.sharing.reservations.api import spaces_router as spaces
from maillon.sharing.reservations.api import threads_router as threads
from maillon.sharing.stocktaking.api import router as counts
from maillon.sharing.supplies.api import router as supplies
from maillon.sharing.terms.api import router as terms
from maillon.shell.api import router as everywhere

api = Api(
    title=_noted("API de Maillon"),
    version="1",
    description=_noted(
        "Trouver ce qui est libre, le demander, répondre. Les heures portent leur décalage (RFC 3339), les montants "
        "sont du texte, les listes donnent l’adresse de leur suite, et chaque erreur dit ses motifs (RFC 9457). "
        "Lire ce qui est public ne demande aucun jeton; le reste se fait sous un chapeau. La langue des messages suit "
        "l’en-tête Accept-Language : français, ou anglais sur demande."
    ),
    tags=[
        {"name": "reservations", "description": _noted("Réservations")},
        {"name": "kits", "description": _noted("Trousses")},
        {"name": "inventory", "description": _noted("Biens et lieux")},
        {"name": "availability", "description": _noted("Semaine d’un bien")},
        {"name": "terms", "description": _noted("Conditions de partage")},
        {"name": "rules", "description": _noted("Règles d’utilisation")},
        {"name": "offers", "description": _noted("Mises en partage")},
        {"name": "agreements", "description": _noted("Ententes de partage")},
        {"name": "imports", "description": _noted("Importations")},
        {"name": "labels", "description": _noted("Étiquettes")},
        {"name": "counts", "description": _noted("Récolements")},
        {"name": "supplies", "description": _noted("Fournitures")},
        {"name": "organisations", "description": _noted("Organisations")},
        {"name": "territories", "description": _noted("Territoires")},
        {"name": "views", "description": _noted("Vues enregistrées")},
        {"name": "find", "description": _noted("Chercher partout")},
        {"name": "me", "description": _noted("Qui appelle")},
    ],
)
for router in (
    everywhere,
    free,
    reservations,
    bundles,
    series,
    threads,
    appeals,
    many,
    kits,
    inventory,
    records,
    access,
    media,
    coverage,
    spaces,
    availability,
    hours,
    terms,
    house_rules,
    offers,
    imports,
    audiences,
    preloads,
    scopes,
    sources,
    agreements,
    labels,
    counts,
    supplies,
    organisations,
    verification,
    territories,
    views,
    me,
    messages,
):
    api.add_router("", router)


def unknown_address(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer for an address under ``/api/`` where no route stands."""
    return problem(request, 404)
