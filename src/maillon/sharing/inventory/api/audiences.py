"""The rules of who sees new assets, for programs; applying them to others, after seeing what would change."""

from typing import Annotated, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noted
from ninja import Router, Schema, Status

from maillon.base.api.openapi import refuses
from maillon.base.api.pages import Page, whole
from maillon.base.api.schemas import Code, Id, Input, Line, explained, identifier, one_of
from maillon.base.refusals import Invalid
from maillon.community.organisations.kinds import Circle
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory import services
from maillon.sharing.inventory.api.keepers import KEEPER_NEEDED
from maillon.sharing.inventory.models import Asset, AssetClass, AudienceRule
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.inventory.queries.audiences import unlike_rules

router = Router(tags=["inventory"], auth=KEEPER_NEEDED)
RuleId = Annotated[int, identifier("Numéro de la règle.")]
CircleCode = Annotated[Circle, one_of(Circle)]


class RuleOut(Schema):
    """Who sees the new assets of a site, of a class, or all the others."""

    id: int = explained("Numéro de la règle.", example=3)
    site_id: int | None = explained("Numéro du lieu; null si la règle ne vaut pas pour un lieu.", example=14)
    class_code: str | None = explained(
        "Code de la catégorie; null si la règle ne vaut pas pour une catégorie.", example="truck"
    )
    audience: CircleCode = explained("Qui peut voir.", example="partners")


class RuleIn(Input):
    """A rule; without a site and a class, it is for all the other assets."""

    site_id: Id | None = explained("Numéro du lieu, un des vôtres.", default=None, example=14)
    class_code: Code | None = explained("Code de la catégorie.", default=None, example="truck")
    audience: CircleCode = explained("Qui peut voir.", example="partners")


class FollowIn(Input):
    """Assets that are to follow the rules."""

    asset_ids: list[Id] = explained("Numéros de vos biens.", example=[103], max_length=5000)
    preview: bool = explained("Dire ce qui changerait, sans rien changer.", default=True, example=True)
    why: Line = explained("Pourquoi; se lit dans l’historique.", default="")


class FollowLine(Schema):
    """One asset that changes."""

    id: int = explained("Numéro du bien.", example=103)
    name: str = explained("Nom du bien.", example="Gymnase double")
    before: CircleCode = explained("Qui peut le voir avant.", example="owner")
    after: CircleCode = explained("Qui peut le voir après.", example="partners")


class FollowOut(Schema):
    """What changes, or would."""

    changed: int = explained("Combien de biens ont changé; 0 dans un aperçu.", example=0)
    lines: list[FollowLine] = explained("Les biens qui changent.")


def _rule(rule: AudienceRule) -> RuleOut:
    return RuleOut(
        id=rule.pk,
        site_id=rule.site_id,
        class_code=rule.asset_class.code if rule.asset_class else None,
        audience=Circle(rule.audience),
    )


@router.get(
    "/audience-rules",
    response=Page[RuleOut],
    openapi_extra=refuses(403),
    summary=_noted("Lister les règles de qui peut voir"),
    description=_noted("Les règles de votre organisation, que suivent les biens nouveaux et importés."),
)
def list_audience_rules(request: HatRequest) -> dict[str, Any]:
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    rules = AudienceRule.objects.filter(organisation_id=owner_id).select_related("asset_class").order_by("pk")
    return whole(_rule(one) for one in rules)


@router.put(
    "/audience-rules",
    response=RuleOut,
    summary=_noted("Écrire une règle de qui peut voir"),
    description=_noted(
        "Écrit ou remplace la règle d’un lieu, d’une catégorie, ou de tous les autres biens. Les biens déjà inscrits "
        "ne changent pas."
    ),
)
def write_audience_rule(request: HatRequest, wanted: RuleIn) -> RuleOut:
    class_id = None
    if wanted.class_code is not None:
        class_id = AssetClass.objects.filter(code=wanted.class_code).values_list("pk", flat=True).first()
        if class_id is None:
            raise Invalid(_("Cette catégorie n’existe pas."), field="class_code")
    rule = services.write_rule(
        by=request.hat, audience=wanted.audience, site_id=wanted.site_id, class_id=class_id
    )
    return _rule(rule)


@router.delete(
    "/audience-rules/{rule_id}",
    response={204: None},
    summary=_noted("Retirer une règle de qui peut voir"),
    description=_noted("Retire une règle; les biens gardent le cercle qu’ils ont."),
)
def remove_audience_rule(request: HatRequest, rule_id: RuleId) -> Status[None]:
    services.remove_rule(rule_id=rule_id, by=request.hat)
    return Status(204, None)


@router.post(
    "/audience-applications",
    response=FollowOut,
    summary=_noted("Faire suivre les règles à des biens"),
    description=_noted(
        "Donne à vos biens le cercle de leur lieu, de leur catégorie ou de l’organisation. Par défaut, dit seulement "
        "ce qui changerait."
    ),
)
def apply_audience_rules(request: HatRequest, wanted: FollowIn) -> FollowOut:
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    mine = Asset.objects.filter(organisation_id=owner_id, pk__in=wanted.asset_ids, frozen_at__isnull=True)
    lines = [
        FollowLine(id=one.pk, name=one.name, before=Circle(one.audience), after=Circle(ruled))
        for one, ruled in ((one, getattr(one, "ruled", "")) for one in unlike_rules(mine).order_by("pk"))
    ]
    changed = 0
    if not wanted.preview:
        numbers = [line.id for line in lines]
        changed = services.follow_rules(
            asset_ids=numbers, hat=request.hat, why=wanted.why, now=timezone.now()
        )
    return FollowOut(changed=changed, lines=lines)
