"""The API, version 1: every route of every package, under ``/api/v1/``."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _noted

from maillon.base.api.application import Api
from maillon.base.api.problems import problem
from maillon.community.territories.api import router as territories

api = Api(
    title=_noted("API de Maillon"),
    version="1",
    description=_noted(
        "Trouver ce qui est libre, le demander, répondre. Les heures portent leur décalage (RFC 3339), les montants "
        "sont du texte, les listes donnent l’adresse de leur suite, et chaque erreur dit ses motifs (RFC 9457). "
        "Lire ce qui est public ne demande aucun jeton; le reste se fait sous un chapeau. La langue des messages suit "
        "l’en-tête Accept-Language : français, ou anglais sur demande."
    ),
    tags=[
        {"name": "territories", "description": _noted("Territoires")},
    ],
)
api.add_router("", territories)


def unknown_address(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer for an address under ``/api/`` where no route stands."""
    return problem(request, 404)
