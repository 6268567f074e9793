"""The routes by which an organisation describes its supplies and reads what is left."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _noted
from ninja import Query, Router, Status

from maillon.base.api.openapi import refuses
from maillon.base.api.pages import Page, page_of
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory.api.keepers import KEEPER_NEEDED
from maillon.sharing.supplies.api.schemas import (
    SupplyChange,
    SupplyDetailOut,
    SupplyId,
    SupplyIn,
    SupplyListIn,
    SupplyListOut,
    SupplyMonthsOut,
    SupplyOut,
    SupplyQuery,
    month_out,
    supply_detail,
    supply_out,
)
from maillon.sharing.supplies.errors import unknown_article
from maillon.sharing.supplies.models import Article
from maillon.sharing.supplies.permissions import ask_to_keep
from maillon.sharing.supplies.queries import months_of, narrowed, one_article, shown_articles, standing_of
from maillon.sharing.supplies.services import Opening, open_articles, write_article

router = Router(tags=["supplies"])


def known_supply(request: HatRequest, supply_id: int) -> Article:
    """Return a supply of the hat's organisation."""
    found = one_article(supply_id, request.hat)
    if found is None:
        raise unknown_article()
    return found


@router.get(
    "/supplies",
    auth=KEEPER_NEEDED,
    response=Page[SupplyOut],
    openapi_extra=refuses(403),
    summary=_noted("Lister ses fournitures"),
    description=_noted("Les fournitures de votre organisation, par nom, avec ce qu’il en reste."),
)
def list_supplies(request: HatRequest, response: HttpResponse, query: Query[SupplyQuery]) -> dict[str, Any]:
    found = narrowed(
        shown_articles(request.hat),
        words=(query.q or "").strip(),
        site_id=query.site_id,
        low=query.low,
        retired=query.retired,
    )
    return page_of(
        found, order=("sort_key", "pk"), page=query, request=request, response=response, shape=supply_out
    )


@router.post(
    "/supplies",
    auth=KEEPER_NEEDED,
    response={201: SupplyDetailOut},
    summary=_noted("Inscrire une fourniture"),
    description=_noted("Décrit une chose qui s’use. Rien n’en est encore là : comptez, ou recevez."),
)
def add_supply(request: HatRequest, response: HttpResponse, wanted: SupplyIn) -> Status[SupplyDetailOut]:
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    article = Article(organisation_id=owner_id, **wanted.model_dump())
    written = write_article(article=article, hat=request.hat)
    response["Location"] = f"/api/v1/supplies/{written.pk}"
    return Status(201, _detail(request, written.pk))


@router.post(
    "/supplies/lists",
    auth=KEEPER_NEEDED,
    response={201: SupplyListOut},
    summary=_noted("Inscrire une liste de fournitures"),
    description=_noted("Inscrit les fournitures d’un lieu avec ce qu’il y a de chacune : toutes, ou aucune."),
)
def add_supply_list(request: HatRequest, wanted: SupplyListIn) -> Status[SupplyListOut]:
    lines = [Opening(number, **line.model_dump()) for number, line in enumerate(wanted.lines, start=1)]
    written = open_articles(
        site_id=wanted.site_id,
        lines=lines,
        gesture=uuid.uuid4(),
        hat=request.hat,
        now=timezone.now(),
        reason=_("Liste de départ"),
    )
    return Status(201, SupplyListOut(ids=[one.pk for one in written]))


@router.get(
    "/supplies/{supply_id}",
    auth=KEEPER_NEEDED,
    response=SupplyDetailOut,
    openapi_extra=refuses(403),
    summary=_noted("Voir une fourniture"),
    description=_noted("Ce qu’elle est, et ce qu’il en reste à chaque lieu."),
)
def show_supply(request: HatRequest, supply_id: SupplyId) -> SupplyDetailOut:
    return _detail(request, supply_id)


@router.patch(
    "/supplies/{supply_id}",
    auth=KEEPER_NEEDED,
    response=SupplyDetailOut,
    openapi_extra=refuses(409),
    summary=_noted("Changer une fourniture"),
    description=_noted("Change ce qui est envoyé; le reste ne bouge pas. Les mouvements ne changent jamais."),
)
def change_supply(request: HatRequest, supply_id: SupplyId, wanted: SupplyChange) -> SupplyDetailOut:
    article = known_supply(request, supply_id)
    for name, value in wanted.model_dump(exclude_unset=True).items():
        setattr(article, name, value)
    write_article(article=article, hat=request.hat)
    return _detail(request, supply_id)


@router.get(
    "/supplies/{supply_id}/months",
    auth=KEEPER_NEEDED,
    response=SupplyMonthsOut,
    openapi_extra=refuses(403),
    summary=_noted("Suivre une fourniture sur un an"),
    description=_noted("Ce qui est arrivé, ce qui est sorti et ce qui restait, mois par mois."),
)
def supply_months(request: HatRequest, supply_id: SupplyId) -> SupplyMonthsOut:
    months = months_of(known_supply(request, supply_id), timezone.now())
    return SupplyMonthsOut(items=[month_out(one) for one in months])


def _detail(request: HatRequest, supply_id: int) -> SupplyDetailOut:
    article = known_supply(request, supply_id)
    return supply_detail(article, standing_of([article]).get(supply_id, []))
