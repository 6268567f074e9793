"""How classes, sites and assets are written in JSON."""

import datetime as dt
from collections.abc import Callable, Collection
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from ninja import Schema
from pydantic import model_validator

from maillon.base.api.pages import PageQuery
from maillon.base.api.schemas import Code, Id, Line, explained, identifier, one_of
from maillon.community.organisations.api import OrganisationRef, reference_of
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Circle
from maillon.sharing.inventory.models import Asset, AssetClass, ClassCode, ClassField, Site
from maillon.sharing.inventory.queries import hidden_codes
from maillon.sharing.inventory.rules.access import RESERVED, effective

AssetId = Annotated[int, identifier("Numéro du bien.")]
AssetState = Annotated[Asset.State, one_of(Asset.State)]
FARTHEST_KM = 500


Answer = bool | int | float | str
ACCESS = {"step_free": "ramp", "toilet": True, "checked_on": "2026-05-04"}


class ChoiceOut(Schema):
    """One choice of a list."""

    code: str = explained("Code stable du choix.", example="wood")
    name: str = explained("Nom dans la langue demandée.", example="bois")


class ClassFieldOut(Schema):
    """One question asked of the assets of a class."""

    code: str = explained("Code stable de la caractéristique.", example="area")
    name: str = explained("Nom dans la langue demandée.", example="Surface")
    kind: Annotated[ClassField.Kinds, one_of(ClassField.Kinds)] = explained(
        "Sorte de réponse : nombre entier, nombre à décimales, oui ou non, choix, texte, date.",
        example="decimal",
    )
    unit: str = explained("Symbole de l’unité; vide quand on compte.", example="m²")
    least: float | None = explained("La réponse est au moins ce nombre.", example=0)
    most: float | None = explained("La réponse est au plus ce nombre.", example=100000)
    choices: list[ChoiceOut] = explained("Les choix, quand la réponse est dans une liste.")
    public: bool = explained("Si la réponse est montrée hors de l’organisation propriétaire.", example=True)


class ClassCodeOut(Schema):
    """A code of a public nomenclature for a class."""

    scheme: Annotated[ClassCode.Scheme, one_of(ClassCode.Scheme)] = explained("Nomenclature.", example="cubf")
    code: str = explained("Code dans cette nomenclature.", example="7425")
    label: str = explained("Libellé, dans la langue demandée.", example="Gymnase et formation athlétique")
    source: str = explained("D’où vient ce code.")
    certain: bool = explained("S’il a été vérifié à sa source; sinon, ne vous y fiez pas.", example=True)


class AssetClassOut(Schema):
    """What kind of thing an asset is, and what is asked of it."""

    code: str = explained("Code stable de la catégorie.", example="gym")
    name: str = explained("Nom dans la langue demandée.", example="Gymnase")
    bookable: bool = explained("Si ce genre de bien se réserve.", example=True)
    pooled: bool = explained("Si ce genre de bien se compte en quantité (des chaises).", example=False)
    fields: list[ClassFieldOut] = explained("Les caractéristiques demandées, dans l’ordre.")
    codes: list[ClassCodeOut] = explained(
        "Ses codes dans les nomenclatures publiques, quand ils sont connus."
    )


class SiteOut(Schema):
    """A place where assets stand."""

    id: int = explained("Numéro dans Maillon.", example=14)
    name: str = explained("Nom du lieu.", example="Centre communautaire")
    organisation: OrganisationRef = explained("L’organisation qui en répond.")
    address: str = explained("Adresse civique; peut être vide.", example="1200, rue des Érables")
    municipality: str | None = explained("Nom de la municipalité.", example="Saint-Hyacinthe")
    mrc: str | None = explained("Code de la MRC ou du territoire équivalent.", example="540")
    lon: float | None = explained("Longitude, en degrés (WGS 84).", example=-72.957)
    lat: float | None = explained("Latitude, en degrés (WGS 84).", example=45.63)
    time_zone: str = explained("Fuseau des horloges du lieu (base IANA).", example="America/Toronto")
    access: dict[str, Answer] = explained(
        "Les réponses sur l’accessibilité du lieu, par code; ce qui n’y est pas est inconnu.", example=ACCESS
    )


class SiteRef(Schema):
    """A site, named."""

    id: int = explained("Numéro dans Maillon.", example=14)
    name: str = explained("Nom du lieu.", example="Centre communautaire")
    time_zone: str = explained("Fuseau des horloges du lieu (base IANA).", example="America/Toronto")


class AssetRef(Schema):
    """An asset, named."""

    id: int = explained("Numéro dans Maillon.", example=103)
    name: str = explained("Nom du bien.", example="Gymnase double")


class AssetOut(AssetRef):
    """Something that an organisation owns and may share."""

    class_code: str = explained("Code de la catégorie.", example="gym")
    organisation: OrganisationRef = explained("Le propriétaire.")
    site: SiteRef = explained("Où c’est.")
    description: str = explained("Description; peut être vide.")
    capacity: int | None = explained("Nombre de personnes admises, si c’est dit.", example=60)
    quantity: int = explained("Combien il y en a.", example=1)
    accessibility: str = explained("Ce qu’une personne doit savoir avant de venir; peut être vide.")
    access: dict[str, Answer] = explained(
        "L’accessibilité, par code : ce que répond le bien, sinon son lieu; ce qui n’y est pas est inconnu.",
        example=ACCESS,
    )
    lon: float | None = explained("Longitude, en degrés (WGS 84).", example=-72.957)
    lat: float | None = explained("Latitude, en degrés (WGS 84).", example=45.63)
    audience: Annotated[Circle, one_of(Circle)] = explained("Qui peut le voir.", example="everyone")
    audience_follows: bool | None = explained(
        "Si cela vient d’une règle, ou fut choisi pour ce bien; dit aux gens du propriétaire seulement.",
        example=False,
    )
    state: AssetState = explained("Brouillon, actif ou archivé.", example="active")
    details: dict[str, Answer] = explained(
        "Les réponses aux caractéristiques de la catégorie, par code (voir /asset-classes).",
        example={"area": 312.5, "floor": "wood"},
    )
    identifier: str | None = explained(
        "Le numéro que le propriétaire lui donne; null pour qui n’est pas de l’organisation.",
        example="GYM-02",
    )
    distance_km: float | None = explained(
        "Distance à vol d’oiseau du point demandé, en kilomètres; null sans point demandé.", example=3.4
    )
    updated_at: dt.datetime = explained("Dernière modification.", example="2026-11-02T14:05:00+00:00")


class SiteQuery(PageQuery):
    """Which sites."""

    organisation: Id | None = explained("Ne garder que cette organisation.", default=None, example=7)


class AssetQuery(PageQuery):
    """Which assets; with a point, the nearest first."""

    class_code: Code | None = explained("Ne garder que cette catégorie.", default=None, example="gym")
    organisation: Id | None = explained("Ne garder que ce propriétaire.", default=None, example=7)
    mrc: Code | None = explained("Ne garder que ce territoire.", default=None, example="540")
    state: AssetState | None = explained("Ne garder que cet état.", default=None, example="active")
    starts_with: Line | None = explained(
        "Ne garder que les noms qui commencent ainsi, sans égard aux accents.",
        default=None,
        example="gymnase",
    )
    lon: float | None = explained(
        "Longitude du point d’où chercher, en degrés.", default=None, example=-72.957, ge=-180, le=180
    )
    lat: float | None = explained(
        "Latitude du point d’où chercher, en degrés.", default=None, example=45.63, ge=-90, le=90
    )
    radius_km: float = explained(
        "Rayon autour du point, en kilomètres; ne compte qu’avec un point.",
        default=25,
        example=10,
        gt=0,
        le=FARTHEST_KM,
    )

    @model_validator(mode="after")
    def _both_or_none(self) -> "AssetQuery":
        if (self.lon is None) != (self.lat is None):
            raise ValueError(_("Donnez la longitude et la latitude, ou aucune des deux."))
        return self


def class_out(asset_class: AssetClass) -> AssetClassOut:
    """Return a class in the active language; reads its fields and codes."""
    return AssetClassOut(
        code=asset_class.code,
        name=asset_class.name,
        bookable=asset_class.bookable,
        pooled=asset_class.pooled,
        fields=[_field_out(field) for field in asset_class.fields.all() if not field.retired],
        codes=[
            ClassCodeOut(
                scheme=ClassCode.Scheme(one.scheme),
                code=one.code,
                label=one.label,
                source=one.source,
                certain=one.certain,
            )
            for one in asset_class.codes.all()
        ],
    )


def _field_out(field: ClassField) -> ClassFieldOut:
    return ClassFieldOut(
        code=field.code,
        name=field.name,
        kind=ClassField.Kinds(field.kind),
        unit=field.unit,
        least=field.least,
        most=field.most,
        choices=[ChoiceOut(code=code, name=name) for code, name in field.words.items()],
        public=field.public,
    )


def site_out(site: Site) -> SiteOut:
    """Return a site; reads its organisation and municipality."""
    return SiteOut(
        id=site.pk,
        name=site.name,
        organisation=reference_of(site.organisation),
        address=site.address,
        municipality=site.municipality.name if site.municipality else None,
        mrc=site.mrc_id,
        lon=site.lon,
        lat=site.lat,
        time_zone=site.time_zone,
        access=site.access,
    )


def asset_shape(hat: Hat) -> Callable[..., AssetOut]:
    """Return how this hat reads assets: a function of an asset and, if it was measured, of its distance in km.

    It reads the owner, site and class of each; what stays inside organisations is looked up once for them all.
    """
    hidden = hidden_codes()

    def shape(asset: Asset, distance_km: float | None = None) -> AssetOut:
        own = hat.acts_for(asset.organisation_id)
        kept_back = {RESERVED} if own else hidden.get(asset.asset_class_id, frozenset()) | {RESERVED}
        return asset_out(asset, own=own, kept_back=kept_back, distance_km=distance_km)

    return shape


def asset_out(asset: Asset, *, own: bool, kept_back: Collection[str], distance_km: float | None) -> AssetOut:
    """Return an asset, without the answers kept back, and with the owner's number for their own people."""
    return AssetOut(
        id=asset.pk,
        name=asset.name,
        class_code=asset.asset_class.code,
        organisation=reference_of(asset.organisation),
        site=SiteRef(id=asset.site_id, name=asset.site.name, time_zone=asset.site.time_zone),
        description=asset.description,
        capacity=asset.capacity,
        quantity=asset.quantity,
        accessibility=asset.accessibility,
        access=effective(asset.site.access, asset.access),
        lon=asset.lon,
        lat=asset.lat,
        audience=Circle(asset.audience),
        audience_follows=asset.audience_follows if own else None,
        state=Asset.State(asset.state),
        details={code: value for code, value in asset.details.items() if code not in kept_back},
        identifier=asset.identifier if own else None,
        distance_km=None if distance_km is None else round(distance_km, 3),
        updated_at=asset.updated_at,
    )
