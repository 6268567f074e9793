"""The route that looks everywhere."""

from typing import Any

from django.utils.translation import gettext_noop as _noted
from ninja import Query, Router, Schema

from maillon.base.api.pages import Page, whole
from maillon.base.api.schemas import PRINTABLE, explained
from maillon.community.organisations.requests import HatRequest
from maillon.shell.finding import LONGEST, find_everywhere

router = Router(tags=["find"])


class FindQuery(Schema):
    """What is looked for."""

    q: str = explained(
        "Le début des mots cherchés, sans égard aux accents; pour une demande, son numéro.",
        example="gym saint",
        min_length=1,
        max_length=LONGEST,
        pattern=PRINTABLE,
    )


class FoundOut(Schema):
    """Something that was found."""

    kind: str = explained("Genre : actions, pages, biens, lieux, demandes, organisations.", example="biens")
    name: str = explained("Son nom.", example="Gymnase double")
    detail: str = explained("Ce qui le distingue; peut être vide.", example="GYM-02 · École Saint-Joseph")
    address: str = explained("L’adresse de sa page.", example="/biens/104/")


@router.get(
    "/find",
    response=Page[FoundOut],
    summary=_noted("Chercher partout"),
    description=_noted(
        "Pages, biens de votre organisation, lieux, demandes et organisations, tels que ce chapeau les voit; "
        "huit de chaque genre au plus."
    ),
)
def find_anything(request: HatRequest, query: Query[FindQuery]) -> dict[str, Any]:
    return whole(
        FoundOut(kind=group.code, name=one.word, detail=one.detail, address=one.href)
        for group in find_everywhere(request.hat, query.q)
        for one in group.found
    )
