"""The routes by which places and assets answer how they are reached and used by everyone."""

from typing import Annotated, Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _noted
from ninja import Router, Schema
from pydantic import Field, StrictBool, StrictInt

from maillon.base.api.pages import Page, whole
from maillon.base.api.schemas import PRINTABLE, Code, Input, explained, identifier
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory.access_words import CHOICES, SOUGHT_WORDS, UNITS, WORDS
from maillon.sharing.inventory.api.keepers import KEEPER_NEEDED
from maillon.sharing.inventory.api.schemas import (
    ACCESS,
    AssetId,
    AssetOut,
    ChoiceOut,
    SiteOut,
    asset_shape,
    site_out,
)
from maillon.sharing.inventory.models import Asset, Site
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.inventory.rules.access import QUESTIONS, SOUGHT, TRAIT
from maillon.sharing.inventory.services.access import write_asset_access, write_site_access

router = Router(tags=["inventory"])
SiteId = Annotated[int, identifier("Numéro du lieu.")]
Told = Annotated[str, Field(pattern=PRINTABLE, max_length=400)]


class AccessQuestionOut(Schema):
    """One question about access."""

    code: str = explained("Code de la question.", example="step_free")
    name: str = explained("Question, dans la langue demandée.", example="Entrée sans marche")
    kind: str = explained(
        "Sorte de réponse : nombre entier (whole), oui ou non (yes_no), choix (choice), texte (text), jour (date).",
        example="choice",
    )
    unit: str = explained("Symbole de l’unité; vide quand il n’y en a pas.", example="cm")
    choices: list[ChoiceOut] = explained("Les choix, quand la réponse est dans une liste.")


class AccessSearchOut(Schema):
    """What a search may ask."""

    trait: str = explained("Valeur de « trait » dans /free.", example="access:step_free")
    name: str = explained("En mots, dans la langue demandée.", example="accès sans marche")


class AccessQuestionsOut(Page[AccessQuestionOut]):
    """The questions about access, and what a search may ask of their answers."""

    searches: list[AccessSearchOut] = explained("Ce qui se cherche.")


class AccessIn(Input):
    """All the answers; what is left out is unknown or, for an asset, as at its place."""

    answers: dict[Code, StrictBool | StrictInt | Told] = explained(
        "Les réponses, par code (voir /access-questions).", example=ACCESS, max_length=30
    )


@router.get(
    "/access-questions",
    response=AccessQuestionsOut,
    summary=_noted("Lister les questions sur l’accessibilité"),
    description=_noted("Ce qui est demandé des lieux, et ce qui se cherche avec « trait » dans /free."),
)
def list_access_questions(request: HatRequest) -> dict[str, Any]:
    asked = [
        AccessQuestionOut(
            code=code,
            name=str(WORDS[code]),
            kind=declared.kind,
            unit=UNITS.get(code, ""),
            choices=[ChoiceOut(code=one, name=str(word)) for one, word in CHOICES.get(code, {}).items()],
        )
        for code, declared in QUESTIONS.items()
    ]
    searches = [AccessSearchOut(trait=f"{TRAIT}:{code}", name=str(SOUGHT_WORDS[code])) for code in SOUGHT]
    return whole(asked) | {"searches": searches}


@router.put(
    "/sites/{site_id}/access",
    auth=KEEPER_NEEDED,
    response=SiteOut,
    summary=_noted("Répondre sur l’accessibilité d’un lieu"),
    description=_noted("Remplace les réponses du lieu; elles valent pour tout ce qui s’y trouve."),
)
def answer_for_site(request: HatRequest, site_id: SiteId, given: AccessIn) -> SiteOut:
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    sites = Site.objects.select_related("organisation", "municipality")
    site = get_object_or_404(sites, pk=site_id, organisation_id=owner_id)
    site.access = write_site_access(
        site=site, answers=given.answers, by=request.hat, now=timezone.now()
    ).access
    return site_out(site)


@router.put(
    "/assets/{asset_id}/access",
    auth=KEEPER_NEEDED,
    response=AssetOut,
    summary=_noted("Répondre sur l’accessibilité d’un bien"),
    description=_noted(
        "Remplace les réponses propres au bien; ce qui n’y est pas est comme à son lieu. Vide : tout comme au lieu."
    ),
)
def answer_for_asset(request: HatRequest, asset_id: AssetId, given: AccessIn) -> AssetOut:
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    asset = get_object_or_404(Asset.objects.with_owner(), pk=asset_id, organisation_id=owner_id)
    write_asset_access(asset=asset, answers=given.answers, by=request.hat, now=timezone.now())
    return asset_shape(request.hat)(Asset.objects.with_owner().get(pk=asset_id))
