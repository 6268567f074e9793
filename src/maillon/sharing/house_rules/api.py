"""The routes of house rules."""

import datetime as dt
from typing import Annotated, Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noted
from ninja import Router, Schema, Status
from pydantic import Field

from maillon.base.api.openapi import refuses
from maillon.base.api.pages import Page, whole
from maillon.base.api.schemas import Code, DayIn, Id, Input, Line, explained, identifier, one_of
from maillon.base.refusals import Invalid
from maillon.community.organisations.kinds import Circle
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.recurrence import DAY_MINUTES
from maillon.sharing.house_rules.errors import RuleRefused, reasons
from maillon.sharing.house_rules.models import HouseRule, RuleVersion
from maillon.sharing.house_rules.permissions import ask_to_keep
from maillon.sharing.house_rules.phrases import scope_in_words, sentence
from maillon.sharing.house_rules.queries import (
    history_of,
    lines_about,
    lines_shown,
    preview_of,
)
from maillon.sharing.house_rules.services import adopt_rule, end_rule, move_rule, objections_to
from maillon.sharing.inventory.api.keepers import KEEPER_NEEDED
from maillon.sharing.inventory.api.schemas import AssetId
from maillon.sharing.inventory.models import Asset, AssetClass

router = Router(tags=["rules"])
HouseRuleId = Annotated[int, identifier("Numéro de la règle.")]
OwnerId = Annotated[int, identifier("Numéro de l’organisation.")]
KindCode = Annotated[RuleVersion.Kind, one_of(RuleVersion.Kind)]
MeasureCode = Annotated[RuleVersion.Measure, one_of(RuleVersion.Measure)]
CircleCode = Annotated[Circle, one_of(Circle)]
Weekday = Annotated[int, Field(ge=0, le=6)]
ONE_DAY = dt.timedelta(days=1)


class HouseRuleOut(Schema):
    """A rule as it stands, or one of its versions."""

    id: int = explained("Numéro de la règle; ses versions ont le même.", example=12)
    kind: KindCode = explained("Ce que fait la règle.", example="reserved")
    sentence: str = explained("La règle en une phrase, dans la langue demandée.")
    scope: str = explained("Ce qu’elle couvre, en mots.", example="Gymnase")
    asset_id: int | None = explained("Le seul bien couvert, s’il y en a un.", example=103)
    class_code: str | None = explained("La catégorie couverte, s’il y en a une.", example="gym")
    site_id: int | None = explained("Le lieu couvert, s’il y en a un.", example=8)
    starts_on: dt.date = explained("Premier jour en vigueur.", example="2026-12-01")
    last_day: dt.date | None = explained(
        "Dernier jour, compris; null si elle n’a pas de fin.", example="2027-06-15"
    )
    weekdays: list[int] = explained("Les jours, de 0 (lundi) à 6 (dimanche).", example=[1, 3])
    from_minute: int = explained("Début, en minutes depuis minuit, à l’heure du lieu.", example=1080)
    until_minute: int = explained("Fin, exclue, en minutes depuis minuit.", example=1260)
    circle: CircleCode = explained("Le public que la règle laisse tranquille.", example="verified")
    release_days: int | None = explained(
        "Jours avant lesquels les heures s’ouvrent à tous; null : jamais.", example=14
    )
    percent: int = explained("Part gardée des heures de la semaine, pour « share ».", example=30)
    measure: MeasureCode | None = explained("Ce que compte un plafond.", example="hours_week")
    limit: int = explained("La limite d’un plafond.", example=8)
    per_person: bool = explained("Si le plafond compte par personne.", example=False)
    publics: list[CircleCode] = explained(
        "L’ordre de priorité, du premier au dernier.", example=["owner", "verified"]
    )
    why: str = explained("Pourquoi cette version a été adoptée; peut être vide.")


class HouseRuleHistoryOut(Schema):
    """A rule with all of its versions."""

    id: int = explained("Numéro de la règle.", example=12)
    organisation_id: int = explained("L’organisation dont c’est la règle.", example=4)
    versions: list[HouseRuleOut] = explained("Ses versions, la plus récente d’abord.")


class HouseRuleIn(Input):
    """A rule as its owner writes it; what its kind does not read is left aside."""

    kind: KindCode = explained("Ce que fait la règle.", example="reserved")
    asset_id: Id | None = explained("Un seul bien.", default=None, example=103)
    class_code: Code | None = explained("Les biens d’une catégorie.", default=None, example="gym")
    site_id: Id | None = explained("Les biens d’un lieu.", default=None, example=8)
    starts_on: DayIn = explained("Premier jour en vigueur, aujourd’hui ou à venir.", example="2026-12-01")
    last_day: DayIn | None = explained("Dernier jour, compris.", default=None, example="2027-06-15")
    weekdays: list[Weekday] = explained(
        "Les jours, de 0 (lundi) à 6 (dimanche).", default=[0, 1, 2, 3, 4, 5, 6], example=[1, 3], max_length=7
    )
    from_minute: int = explained(
        "Début, en minutes depuis minuit.", default=0, example=1080, ge=0, le=DAY_MINUTES
    )
    until_minute: int = explained(
        "Fin, exclue, en minutes depuis minuit.", default=DAY_MINUTES, example=1260, ge=0, le=DAY_MINUTES
    )
    circle: CircleCode = explained(
        "Le public que la règle laisse tranquille.", default=Circle.OWNER, example="verified"
    )
    release_days: int | None = explained(
        "Jours avant lesquels les heures s’ouvrent à tous.", default=None, example=14, ge=0, le=365
    )
    percent: int = explained("Part gardée, pour « share ».", default=0, example=30, ge=0, le=100)
    measure: MeasureCode | None = explained("Ce que compte un plafond.", default=None, example="hours_week")
    limit: int = explained("La limite d’un plafond.", default=0, example=8, ge=0, le=100_000)
    per_person: bool = explained("Compter par personne.", default=False, example=False)
    publics: list[CircleCode] = explained(
        "L’ordre de priorité.", default=[], example=["owner", "verified"], max_length=6
    )
    why: Line = explained("Pourquoi; nécessaire pour changer une règle.", default="")


class RulePreviewOut(Schema):
    """What a rule would mean."""

    sentence: str = explained("La règle en une phrase.")
    assets: int = explained("Combien de biens elle couvre.", example=4)
    broken: int = explained(
        "Combien de réservations à venir ne la respecteraient pas; elles restent.", example=12
    )
    references: list[str] = explained("Les premières d’entre elles.", example=["R-2026-000042"])
    open_hours_least: float | None = explained(
        "Heures d’une semaine ordinaire qui restent ouvertes à tous, au moins.", example=31
    )
    open_hours_most: float | None = explained("Les mêmes, au plus, selon le bien.", example=38.5)


class RuleEndIn(Input):
    """The end of a rule."""

    last_day: DayIn = explained("Dernier jour de la règle.", example="2027-06-15")
    why: Line = explained("Pourquoi.", min_length=1)


class RuleMoveIn(Input):
    """Where a rule goes."""

    earlier: bool = explained("Vrai pour la lire avant la précédente, faux après la suivante.", example=True)


def _out(version: RuleVersion) -> HouseRuleOut:
    return HouseRuleOut(
        id=version.rule_id,
        kind=RuleVersion.Kind(version.kind),
        sentence=sentence(version),
        scope=scope_in_words(version),
        asset_id=version.asset_id,
        class_code=version.asset_class.code if version.asset_class else None,
        site_id=version.site_id,
        starts_on=version.starts_on,
        last_day=version.ends_on - ONE_DAY if version.ends_on else None,
        weekdays=version.weekdays,
        from_minute=version.from_minute,
        until_minute=version.until_minute,
        circle=Circle(version.circle),
        release_days=version.release_days,
        percent=version.percent,
        measure=RuleVersion.Measure(version.measure) if version.measure else None,
        limit=version.limit,
        per_person=version.per_person,
        publics=[Circle(one) for one in version.publics],
        why=version.why,
    )


def _version(wanted: HouseRuleIn) -> RuleVersion:
    """Return what was sent as a version, not saved; each kind reads only what is its own."""
    class_id = None
    if wanted.class_code is not None:
        class_id = AssetClass.objects.filter(code=wanted.class_code).values_list("pk", flat=True).first()
        if class_id is None:
            raise Invalid(_("Cette catégorie n’existe pas."), field="class_code")
    kind, kinds = wanted.kind, RuleVersion.Kind
    quota = kind == kinds.QUOTA
    kept = kind in {kinds.RESERVED, kinds.SHARE}
    return RuleVersion(
        kind=kind,
        asset_id=wanted.asset_id,
        asset_class_id=class_id,
        site_id=wanted.site_id,
        starts_on=wanted.starts_on,
        ends_on=wanted.last_day + ONE_DAY if wanted.last_day else None,
        weekdays=sorted(set(wanted.weekdays)),
        from_minute=wanted.from_minute,
        until_minute=wanted.until_minute,
        circle=wanted.circle if quota or kept else Circle.OWNER,
        release_days=wanted.release_days if kept else None,
        percent=wanted.percent if kind == kinds.SHARE else 0,
        measure=(wanted.measure or "") if quota else "",
        limit=wanted.limit if quota else 0,
        per_person=wanted.per_person and quota,
        publics=wanted.publics if kind == kinds.PRIORITY else [],
        why=wanted.why,
    )


def _current(rule_id: int, request: HatRequest) -> HouseRuleOut:
    rule = get_object_or_404(HouseRule.objects.visible_to(request.hat), pk=rule_id)
    return _out(history_of(rule)[0])


@router.get(
    "/organisations/{organisation_id}/house-rules",
    response=Page[HouseRuleOut],
    summary=_noted("Lister les règles d’une organisation"),
    description=_noted(
        "Ses règles d’utilisation en vigueur et à venir, dans son ordre, pour qui voit ses biens."
    ),
)
def list_rules(request: HatRequest, organisation_id: OwnerId) -> dict[str, Any]:
    seen = HouseRule.objects.visible_to(request.hat).filter(organisation_id=organisation_id).exists()
    lines = lines_shown(organisation_id, request.hat, timezone.localdate()) if seen else []
    return whole(_out(line.version) for line in lines)


@router.get(
    "/assets/{asset_id}/house-rules",
    response=Page[HouseRuleOut],
    summary=_noted("Lister les règles d’un bien"),
    description=_noted("Les règles d’utilisation qui valent pour un bien, en vigueur et à venir."),
)
def list_asset_rules(request: HatRequest, asset_id: AssetId) -> dict[str, Any]:
    asset = get_object_or_404(Asset.objects.visible_to(request.hat), pk=asset_id)
    return whole(_out(line.version) for line in lines_about(asset, timezone.localdate()))


@router.get(
    "/house-rules/{house_rule_id}",
    auth=KEEPER_NEEDED,
    response=HouseRuleHistoryOut,
    openapi_extra=refuses(403),
    summary=_noted("Voir une règle et ses versions"),
    description=_noted("Une règle de votre organisation, avec tout ce qu’elle a dit et pourquoi."),
)
def show_rule(request: HatRequest, house_rule_id: HouseRuleId) -> HouseRuleHistoryOut:
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    rule = get_object_or_404(HouseRule, pk=house_rule_id, organisation_id=owner_id)
    versions = [_out(version) for version in history_of(rule)]
    return HouseRuleHistoryOut(id=rule.pk, organisation_id=owner_id, versions=versions)


@router.post(
    "/house-rules",
    auth=KEEPER_NEEDED,
    response={201: HouseRuleOut},
    openapi_extra=refuses(403),
    summary=_noted("Adopter une règle"),
    description=_noted("Adopte une règle de votre organisation. Les réservations déjà faites restent."),
)
def add_rule(request: HatRequest, wanted: HouseRuleIn) -> Status[HouseRuleOut]:
    rule = adopt_rule(version=_version(wanted), hat=request.hat, now=timezone.now())
    return Status(201, _current(rule.pk, request))


@router.post(
    "/house-rule-previews",
    auth=KEEPER_NEEDED,
    response=RulePreviewOut,
    openapi_extra=refuses(403),
    summary=_noted("Voir ce que changerait une règle"),
    description=_noted(
        "Ne change rien : dit quelles réservations à venir ne la respecteraient pas, et ce qui reste ouvert."
    ),
)
def preview_rule(request: HatRequest, wanted: HouseRuleIn) -> RulePreviewOut:
    owner_id, now = ask_to_keep(request.hat, request.hat.organisation_id), timezone.now()
    version = _version(wanted)
    if found := objections_to(version, owner_id=owner_id, changes=False, now=now):
        raise RuleRefused(reasons(found))
    version.rule_id = 0
    seen = preview_of(version, owner_id, now=now)
    return RulePreviewOut(
        sentence=sentence(version),
        assets=seen.assets,
        broken=seen.total,
        references=[one.reference for one in seen.broken],
        open_hours_least=seen.least,
        open_hours_most=seen.most,
    )


@router.put(
    "/house-rules/{house_rule_id}",
    auth=KEEPER_NEEDED,
    response=HouseRuleOut,
    openapi_extra=refuses(403),
    summary=_noted("Changer une règle"),
    description=_noted(
        "Adopte une nouvelle version; celle d’avant finit la veille et reste dans l’historique."
    ),
)
def change_rule(request: HatRequest, house_rule_id: HouseRuleId, wanted: HouseRuleIn) -> HouseRuleOut:
    version = _version(wanted)
    adopt_rule(version=version, rule_id=house_rule_id, hat=request.hat, now=timezone.now())
    return _current(house_rule_id, request)


@router.post(
    "/house-rules/{house_rule_id}/end",
    auth=KEEPER_NEEDED,
    response=HouseRuleOut,
    openapi_extra=refuses(403),
    summary=_noted("Retirer une règle"),
    description=_noted("Dit après quel jour la règle ne vaut plus, et pourquoi."),
)
def stop_rule(request: HatRequest, house_rule_id: HouseRuleId, wanted: RuleEndIn) -> HouseRuleOut:
    end_rule(rule_id=house_rule_id, hat=request.hat, now=timezone.now(), **wanted.model_dump())
    return _current(house_rule_id, request)


@router.post(
    "/house-rules/{house_rule_id}/move",
    auth=KEEPER_NEEDED,
    response=HouseRuleOut,
    openapi_extra=refuses(403),
    summary=_noted("Déplacer une règle"),
    description=_noted("Change son rang dans la page que tous lisent."),
)
def rank_rule(request: HatRequest, house_rule_id: HouseRuleId, wanted: RuleMoveIn) -> HouseRuleOut:
    move_rule(rule_id=house_rule_id, hat=request.hat, earlier=wanted.earlier)
    return _current(house_rule_id, request)
