"""What the routes of supplies send and receive."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from maillon.base.api.pages import PageQuery
from maillon.base.api.schemas import (
    PRINTABLE,
    Id,
    Input,
    Line,
    explained,
    identifier,
    one_of,
    without_defaults,
)
from maillon.community.organisations.api import OrganisationRef, reference_of
from maillon.sharing.supplies.models import Article, Kind, Movement
from maillon.sharing.supplies.queries import Month, Standing
from maillon.sharing.supplies.units import Unit

SupplyId = Annotated[int, identifier("Numéro de la fourniture.")]
MovementId = Annotated[int, identifier("Numéro du mouvement.")]
UnitCode = Annotated[Unit, one_of(Unit)]
KindCode = Annotated[Kind, one_of(Kind)]
Amount = Annotated[Decimal, Field(gt=0, max_digits=11, decimal_places=3)]
Counting = Annotated[Decimal, Field(ge=0, max_digits=11, decimal_places=3)]
Name = Annotated[str, Field(min_length=1, max_length=120, pattern=PRINTABLE)]
Note = Annotated[str, Field(max_length=300, pattern=PRINTABLE)]
Use = Annotated[str, Field(max_length=160, pattern=PRINTABLE)]
Digits = Annotated[str, Field(max_length=14, pattern=r"^[0-9]*$")]
EightDigits = Annotated[str, Field(max_length=8, pattern=r"^[0-9]*$")]


class SupplyStandingOut(Schema):
    """What stands of a supply at a site."""

    site_id: int = explained("Numéro du lieu.", example=14)
    site_name: str = explained("Nom du lieu.", example="Garage municipal")
    quantity: Decimal = explained("Combien il y en a là, dans l’unité de la fourniture.", example="12.000")


class SupplyOut(Schema):
    """Something that is used up, and what is left of it."""

    id: int = explained("Numéro dans Maillon.", example=31)
    name: str = explained("Nom.", example="Gants de nitrile, grands")
    unit: UnitCode = explained("L’unité dans laquelle on la compte.", example="box")
    site_id: int = explained("Numéro du lieu où elle est d’habitude.", example=14)
    quantity: Decimal = explained("Ce qu’il en reste, tous lieux réunis.", example="12.000")
    threshold: Decimal | None = explained(
        "À cette quantité ou moins, il faut commander; null s’il n’y a pas de seuil.", example="5.000"
    )
    low: bool = explained("Si le seuil est atteint.", example=False)
    gtin: str = explained("Code-barres (GTIN); peut être vide.", example="0614141000036")
    unspsc: str = explained("Code UNSPSC; peut être vide.", example="46181504")
    note: str = explained("Remarque; peut être vide.", example="Sans latex.")
    retired: bool = explained("Si elle ne sert plus.", example=False)


class SupplyDetailOut(SupplyOut):
    """The same, with where it stands."""

    standing: list[SupplyStandingOut] = explained("Ce qu’il y a à chaque lieu.")


class SupplyQuery(PageQuery):
    """Which supplies."""

    q: str | None = explained("Mots du nom, ou code-barres.", default=None, max_length=80, example="gants")
    site_id: Id | None = explained("Celles d’un lieu.", default=None, example=14)
    low: bool = explained("Seulement celles à commander.", default=False)
    retired: bool = explained("Celles qui ne servent plus, au lieu des autres.", default=False)


class SupplyIn(Input):
    """A supply as its organisation describes it."""

    name: Name = explained("Nom.", example="Gants de nitrile, grands")
    unit: UnitCode = explained("L’unité; elle ne change plus après le premier mouvement.", example="box")
    site_id: Id = explained("Le lieu où elle est d’habitude.", example=14)
    threshold: Counting | None = explained("Seuil; null pour aucun.", default=None, example="5")
    gtin: Digits = explained("Code-barres : 8, 12, 13 ou 14 chiffres.", default="")
    unspsc: EightDigits = explained("Code UNSPSC : 8 chiffres.", default="")
    note: Note = explained("Remarque.", default="")


class SupplyChange(Input):
    """What changes; what is left out stays."""

    model_config = Input.model_config | {"json_schema_extra": without_defaults}

    name: Name = explained("Nom.", default="")
    unit: UnitCode = explained("L’unité.", default=Unit.PIECE)
    site_id: Id = explained("Le lieu où elle est d’habitude.", default=0)
    threshold: Counting | None = explained("Seuil; null pour aucun.", default=None)
    gtin: Digits = explained("Code-barres.", default="")
    unspsc: EightDigits = explained("Code UNSPSC.", default="")
    note: Note = explained("Remarque.", default="")
    retired: bool = explained("Si elle ne sert plus.", default=False)


class SupplyLineIn(Input):
    """A line of a first list."""

    name: Name = explained("Nom.", example="Sel de déglaçage")
    unit: UnitCode = explained("L’unité.", example="kg")
    quantity: Counting = explained("Combien il y en a.", example="1200")
    threshold: Counting | None = explained("Seuil; null pour aucun.", default=None, example="400")
    gtin: Digits = explained("Code-barres.", default="")


class SupplyListIn(Input):
    """A first list: all of it, or nothing."""

    site_id: Id = explained("Le lieu où tout cela est rangé.", example=14)
    lines: list[SupplyLineIn] = explained("Les fournitures, 500 au plus.", min_length=1, max_length=500)


class SupplyListOut(Schema):
    """What was written of a list."""

    ids: list[int] = explained("Les numéros des fournitures, dans l’ordre de la liste.", example=[31, 32])


class SupplyMovementIn(Input):
    """What came in, went out or was lost."""

    kind: Literal["received", "issued", "lost"] = explained(
        "Réception, sortie ou perte; une perte dit pourquoi dans « reason ».", example="issued"
    )
    amount: Amount = explained("Combien, dans l’unité de la fourniture.", example="2")
    site_id: Id | None = explained("Le lieu; null pour le lieu habituel.", default=None, example=14)
    reason: Line = explained("Remarque.", default="")
    use: Use = explained("Pour quel usage, si cela sort.", default="", example="Ménage de l’aréna")
    given_to_id: Id | None = explained("L’organisation à qui cela est remis, si cela sort.", default=None)


class SupplyTransferIn(Input):
    """What is carried from one site to another."""

    amount: Amount = explained("Combien, dans l’unité de la fourniture.", example="2")
    site_id: Id | None = explained("D’où; null pour le lieu habituel.", default=None, example=14)
    to_site_id: Id = explained("Vers quel lieu.", example=15)
    reason: Line = explained("Remarque.", default="")


class SupplyCorrectionIn(Input):
    """Why a movement was wrong."""

    reason: Line = explained(
        "Ce qui était faux.", example="Dix boîtes inscrites au lieu d’une.", min_length=1
    )


class SupplyCountLineIn(Input):
    """How many there are of one supply."""

    supply_id: Id = explained("Numéro de la fourniture.", example=31)
    amount: Counting = explained("Combien il y en a.", example="11")


class SupplyCountIn(Input):
    """What was counted at a site."""

    site_id: Id | None = explained(
        "Le lieu; null pour le lieu habituel de chacune.", default=None, example=14
    )
    counts: list[SupplyCountLineIn] = explained("Les comptes, 500 au plus.", min_length=1, max_length=500)
    reason: Line = explained("Remarque.", default="")


class SupplyMovementOut(Schema):
    """A movement, as it is kept for good."""

    id: int = explained("Numéro du mouvement.", example=907)
    supply_id: int = explained("Numéro de la fourniture.", example=31)
    site_id: int = explained("Numéro du lieu.", example=14)
    kind: KindCode = explained("Pourquoi la quantité a changé.", example="issued")
    amount: Decimal = explained("Ce qui s’ajoute (positif) ou s’enlève (négatif).", example="-2.000")
    balance: Decimal = explained("Ce qui restait à ce lieu ensuite.", example="10.000")
    at: dt.datetime = explained("Quand.", example="2026-11-20T16:40:00+00:00")
    who: str = explained("Par qui; vide si cette personne a effacé ses données.", example="Amélie Roy")
    reason: str = explained("Remarque; peut être vide.")
    use: str = explained("Pour quel usage; peut être vide.", example="Ménage de l’aréna")
    given_to: OrganisationRef | None = explained(
        "À quelle organisation; null si cela ne sort pas de chez vous."
    )
    corrects: int | None = explained("Le mouvement qu’il corrige; null s’il n’en corrige aucun.")


class SupplyMovementsOut(Schema):
    """Movements written together."""

    items: list[SupplyMovementOut] = explained("Les mouvements écrits.")


class SupplyMonthOut(Schema):
    """A month of a supply."""

    month: dt.date = explained("Premier jour du mois.", example="2026-11-01")
    received: Decimal = explained("Ce qui est arrivé.", example="24.000")
    issued: Decimal = explained("Ce qui est sorti.", example="18.000")
    left: Decimal = explained("Ce qui restait à la fin du mois, ou aujourd’hui.", example="12.000")


class SupplyMonthsOut(Schema):
    """The last twelve months."""

    items: list[SupplyMonthOut] = explained("Les douze derniers mois, le présent en dernier.")


def supply_out(one: Article) -> SupplyOut:
    """Return an article read with its quantity."""
    return SupplyOut(**_values(one))


def supply_detail(one: Article, standing: list[Standing]) -> SupplyDetailOut:
    """Return an article and where it stands."""
    places = [
        SupplyStandingOut(site_id=at.site_id, site_name=at.site_name, quantity=at.quantity) for at in standing
    ]
    return SupplyDetailOut(**_values(one), standing=places)


def _values(one: Article) -> dict[str, Any]:
    return {
        "id": one.pk,
        "name": one.name,
        "unit": Unit(one.unit),
        "site_id": one.site_id,
        "quantity": one.quantity,  # type: ignore[attr-defined]  # annotated
        "threshold": one.threshold,
        "low": one.is_low,
        "gtin": one.gtin,
        "unspsc": one.unspsc,
        "note": one.note,
        "retired": one.retired,
    }


def movement_out(one: Movement) -> SupplyMovementOut:
    """Return a movement; reads its person and who received it."""
    return SupplyMovementOut(
        id=one.pk,
        supply_id=one.article_id,
        site_id=one.site_id,
        kind=Kind(one.kind),
        amount=one.amount,
        balance=one.balance,
        at=one.at,
        who=str(one.by) if one.by else "",
        reason=one.reason,
        use=one.use,
        given_to=reference_of(one.given_to) if one.given_to else None,
        corrects=one.corrects_id,
    )


def month_out(one: Month) -> SupplyMonthOut:
    """Return a month."""
    return SupplyMonthOut(month=one.first, received=one.received, issued=one.issued, left=one.left)
