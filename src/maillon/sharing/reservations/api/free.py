"""The route of the free search: the sentence of the home page, for programs."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Self

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noted
from ninja import Query, Router, Schema
from pydantic import model_validator

from maillon.base.api.schemas import Code, Line, Moment, explained, one_of
from maillon.base.refusals import Invalid
from maillon.community.organisations.api import OrganisationRef, reference_of
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Circle
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.distance import in_quebec
from maillon.sharing.inventory.api.schemas import AssetRef, SiteRef
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations.models import TravelRate
from maillon.sharing.reservations.queries.looking import look
from maillon.sharing.reservations.queries.places import Spot, find_place
from maillon.sharing.reservations.queries.search import FreeAsset, FreeSearch
from maillon.sharing.reservations.queries.sought import read_sought
from maillon.sharing.reservations.queries.traits import path_of, searchable, wanted_of
from maillon.sharing.reservations.queries.travel import Travel, travel_rate, travel_to
from maillon.sharing.terms.models import SharingTerms

router = Router(tags=["reservations"])
LONGEST = dt.timedelta(days=31)


class FreeQuery(Schema):
    """What, where and when."""

    starts_at: Moment = explained(
        "Début, avec son décalage (dans une adresse, « + » s’écrit %2B).", example="2026-12-01T18:00:00-05:00"
    )
    ends_at: Moment = explained(
        "Fin, exclue; au plus 31 jours après le début.", example="2026-12-01T20:00:00-05:00"
    )
    lon: float | None = explained(
        "Longitude du point d’où chercher, en degrés (WGS 84).",
        default=None,
        example=-72.957,
        ge=-180,
        le=180,
    )
    lat: float | None = explained("Latitude de ce point.", default=None, example=45.63, ge=-90, le=90)
    near: Line | None = explained(
        "Ou le nom d’une municipalité ou d’un territoire.",
        default=None,
        example="Saint-Hyacinthe",
        min_length=1,
    )
    radius_km: float | None = explained(
        "Rayon, en kilomètres; sans lui, 5, 15, 40 puis 100 km, jusqu’à trois réponses.",
        default=None,
        example=10,
        gt=0,
        le=500,
    )
    what: Line | None = explained(
        "Ce qui est cherché, en mots : une catégorie, un nom, un lieu, un propriétaire. Un mot mal écrit est lu "
        "comme le plus proche qui soit connu.",
        default=None,
        example="gymnase des érables",
        min_length=1,
    )
    class_code: list[Code] = explained(
        "Catégories voulues; toutes si aucune n’est nommée.",
        default=[],
        example=["gym", "hall"],
        max_length=20,
    )
    trait: list[Line] = explained(
        "Caractéristiques voulues : « screen » (oui), « floor:wood » (un choix), « area:100 » (au moins). "
        "Les codes de chaque catégorie sont dans /asset-classes; « access:toilet » et les autres, dans "
        "/access-questions.",
        default=[],
        example=["screen", "area:100"],
        max_length=30,
    )
    people: int | None = explained(
        "Nombre de personnes à accueillir.", default=None, example=40, ge=1, le=1_000_000
    )
    quantity: int = explained("Combien on en veut; 1 pour un lieu.", default=1, example=1, ge=1, le=1_000_000)
    limit: int = explained("Nombre de réponses, au plus.", default=50, example=50, ge=1, le=200)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.starts_at < self.ends_at <= self.starts_at + LONGEST:
            raise ValueError(_("La fin vient après le début, de 31 jours au plus."))
        return self


class FreeOut(AssetRef):
    """An asset that is free for the whole period, its set-up and clean-up included."""

    class_code: str = explained("Code de la catégorie.", example="gym")
    owner: OrganisationRef = explained("Le propriétaire.")
    site: SiteRef = explained("Où c’est.")
    distance_km: float = explained("Distance à vol d’oiseau, en kilomètres.", example=3.4)
    capacity: int | None = explained("Nombre de personnes admises, si c’est dit.", example=60)
    lon: float | None = explained("Longitude, en degrés (WGS 84).", example=-72.957)
    lat: float | None = explained("Latitude, en degrés (WGS 84).", example=45.63)
    bookable_by: Annotated[Circle, one_of(Circle)] = explained("Qui peut réserver.", example="verified")
    approval: Annotated[SharingTerms.Approval, one_of(SharingTerms.Approval)] = explained(
        "Confirmée aussitôt, ou par le propriétaire.", example="by_owner"
    )
    price_per_hour: Decimal | None = explained(
        "Prix d’une heure, en dollars canadiens, écrit comme du texte; null si c’est gratuit.",
        example="12.50",
    )
    road_km: float | None = explained(
        "La route pour y aller, estimée, en kilomètres; null si c’est à côté.", example=4.4
    )
    travel_cost: Decimal | None = explained(
        "Ce que coûtent l’aller et le retour, en dollars canadiens, écrit comme du texte; null si c’est à côté.",
        example="6",
    )


class TravelRateOut(Schema):
    """What a kilometre by car costs, and where the figure comes from."""

    starts_on: dt.date = explained("Depuis quel jour.", example="2026-01-01")
    dollars_per_km: Decimal = explained("Coût d’un kilomètre, en dollars canadiens.", example="0.730")
    detour: Decimal = explained("La route, par rapport à la distance à vol d’oiseau.", example="1.30")
    source: str = explained("D’où vient ce coût.", example="C.R.C., ch. 945, art. 7306")


class FreeResultsOut(Schema):
    """What is free, nearest first."""

    items: list[FreeOut] = explained("Les biens libres, du plus proche au plus loin.")
    more: bool = explained("S’il y en a d’autres au-delà de la limite.", example=False)
    radius_km: float | None = explained("Jusqu’où on a cherché, en kilomètres.", example=15)
    read_as: str = explained(
        "Comment les mots mal écrits ont été lus; vide s’ils l’étaient bien.", example=""
    )
    place: str = explained("L’endroit d’où on a cherché; vide pour un point.", example="Saint-Hyacinthe")
    travel_rate: TravelRateOut | None = explained("Le coût d’un kilomètre qui a servi.")


@router.get(
    "/free",
    response=FreeResultsOut,
    summary=_noted("Chercher ce qui est libre"),
    description=_noted(
        "Les biens ouverts et libres pendant toute la période, autour d’un point ou d’une municipalité, du plus "
        "proche au plus loin. Aucun jeton n’est nécessaire; avec un jeton, ce que son chapeau peut voir s’ajoute."
    ),
)
def find_what_is_free(request: HatRequest, query: Query[FreeQuery]) -> FreeResultsOut:
    spot, sought, now = _spot(query), read_sought(query.what or ""), timezone.now()
    if query.what and not sought:
        raise Invalid(_("Dites-le en un mot ou deux\u00a0: gymnase, camion, projecteur."), field="what")
    codes = {*query.class_code, *([sought.class_code] if sought.class_code else [])}
    search = FreeSearch(
        lon=spot.lon,
        lat=spot.lat,
        radius_km=query.radius_km,
        starts_at=query.starts_at,
        ends_at=query.ends_at,
        class_codes=tuple(sorted(codes)),
        people=query.people,
        traits=_traits(query),
        quantity=query.quantity,
        limit=query.limit,
    )
    looked = look(search, sought.words, hat=request.hat, now=now)
    rate = travel_rate(timezone.localdate(query.starts_at))
    return FreeResultsOut(
        items=_shown(looked.results.assets, request.hat, rate),
        more=looked.results.more,
        radius_km=looked.search.radius_km,
        read_as=sought.read_as,
        place=spot.name,
        travel_rate=TravelRateOut.from_orm(rate) if rate else None,
    )


def _traits(query: FreeQuery) -> str | None:
    """Return what is wanted as the search takes it; Invalid names what no class wanted knows."""
    if not query.trait:
        return None
    wanted, unread = wanted_of(searchable(query.class_code), query.trait)
    if unread:
        raise Invalid(
            _("Ces caractéristiques ne vont pas avec les catégories demandées : %(codes)s.")
            % {"codes": ", ".join(unread)},
            field="trait",
        )
    return path_of(wanted)


def _spot(query: FreeQuery) -> Spot:
    """Return where to search from; Invalid with what to do when the place cannot be told."""
    if query.lon is not None and query.lat is not None:
        if not in_quebec(query.lon, query.lat):
            raise Invalid(
                _("Ce point n’est pas au Québec : vérifiez la longitude et la latitude."), field="lon"
            )
        return Spot("", query.lon, query.lat)
    place = find_place(query.near or "")
    if place.spot is not None:
        return place.spot
    if place.suggestions:
        names = ", ".join(place.suggestions)
        raise Invalid(_("Plusieurs endroits sont possibles : %(names)s.") % {"names": names}, field="near")
    raise Invalid(
        _("Donnez la longitude et la latitude, ou une municipalité que Maillon connaît."), field="near"
    )


def _shown(found: tuple[FreeAsset, ...], hat: Hat, rate: TravelRate | None) -> list[FreeOut]:
    assets = Asset.objects.visible_to(hat).with_owner().select_related("offer__terms")
    by_number = assets.in_bulk([one.asset_id for one in found])
    return [
        _one(by_number[one.asset_id], one.distance_km, travel_to(one.distance_km, rate))
        for one in found
        if one.asset_id in by_number
    ]


def _one(asset: Asset, distance_km: float, travel: Travel | None) -> FreeOut:
    terms = asset.offer.terms
    return FreeOut(
        id=asset.pk,
        name=asset.name,
        class_code=asset.asset_class.code,
        owner=reference_of(asset.organisation),
        site=SiteRef(id=asset.site_id, name=asset.site.name, time_zone=asset.site.time_zone),
        distance_km=round(distance_km, 3),
        capacity=asset.capacity,
        lon=asset.lon,
        lat=asset.lat,
        bookable_by=Circle(terms.bookable_by),
        approval=SharingTerms.Approval(terms.approval),
        price_per_hour=terms.price_per_hour,
        road_km=round(travel.kilometres, 1) if travel else None,
        travel_cost=travel.cost.amount if travel else None,
    )
