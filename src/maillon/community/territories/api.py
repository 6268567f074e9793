"""The register of territories, for programs; open to everyone."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _noted
from ninja import Query, Router, Schema

from maillon.base.api.pages import Page, PageQuery, page_of, whole
from maillon.base.api.schemas import Code, Line, explained, one_of
from maillon.community.territories.models import DensityClass, Mrc, Municipality, Region
from maillon.kernel.words import sort_key

router = Router(tags=["territories"])


class RegionOut(Schema):
    """One of the 17 administrative regions."""

    code: str = explained("Code officiel, de 01 à 17.", example="16")
    name: str = explained("Nom de la région.", example="Montérégie")


class MrcOut(Schema):
    """A regional county municipality or an equivalent territory."""

    code: str = explained("Code géographique, trois caractères.", example="540")
    name: str = explained("Nom du territoire.", example="Les Maskoutains")
    kind: Annotated[Mrc.Kind, one_of(Mrc.Kind)] = explained("MRC ou territoire équivalent.", example="mrc")
    region: str = explained("Code de la région.", example="16")
    population_2016: int = explained("Personnes recensées en 2016.", example=87099)
    density_class: Annotated[DensityClass, one_of(DensityClass)] = explained(
        "Densité : moins de 10, de 10 à 50, de 50 à 400, ou plus de 400 personnes au kilomètre carré.",
        example="intermediate",
    )
    main_town: str = explained("Ville principale.", example="Saint-Hyacinthe")
    lon: float = explained("Longitude de la ville principale, en degrés (WGS 84).", example=-72.956)
    lat: float = explained("Latitude de la ville principale, en degrés (WGS 84).", example=45.631)


class MunicipalityOut(Schema):
    """A town or village of the register."""

    id: int = explained("Numéro dans Maillon.", example=12)
    code: str | None = explained("Code géographique, cinq chiffres, s’il est connu.", example="54048")
    name: str = explained("Nom de la municipalité.", example="Saint-Hyacinthe")
    mrc: str = explained("Code de la MRC ou du territoire équivalent.", example="540")
    population_2021: int | None = explained("Personnes recensées en 2021, si connu.", example=57239)
    lon: float = explained("Longitude, en degrés (WGS 84).", example=-72.956)
    lat: float = explained("Latitude, en degrés (WGS 84).", example=45.631)


class MrcQuery(Schema):
    """Which territories."""

    region: Code | None = explained("Ne garder que cette région.", default=None, example="16")


class MunicipalityQuery(PageQuery):
    """Which municipalities."""

    mrc: Code | None = explained("Ne garder que ce territoire.", default=None, example="540")
    starts_with: Line | None = explained(
        "Ne garder que les noms qui commencent ainsi, sans égard aux accents.",
        default=None,
        example="Saint-Hy",
    )


def _mrc(mrc: Mrc) -> MrcOut:
    return MrcOut(
        code=mrc.code,
        name=mrc.name,
        kind=Mrc.Kind(mrc.kind),
        region=mrc.region_id,
        population_2016=mrc.population_2016,
        density_class=DensityClass(mrc.density_class),
        main_town=mrc.main_town,
        lon=mrc.lon,
        lat=mrc.lat,
    )


def _municipality(town: Municipality) -> MunicipalityOut:
    return MunicipalityOut(
        id=town.pk,
        code=town.code,
        name=town.name,
        mrc=town.mrc_id,
        population_2021=town.population_2021,
        lon=town.lon,
        lat=town.lat,
    )


@router.get(
    "/regions",
    response=Page[RegionOut],
    summary=_noted("Lister les régions"),
    description=_noted("Les 17 régions administratives, dans l’ordre de leur code."),
)
def list_regions(request: HttpRequest) -> dict[str, Any]:
    return whole(RegionOut(code=region.code, name=region.name) for region in Region.objects.order_by("code"))


@router.get(
    "/mrcs",
    response=Page[MrcOut],
    summary=_noted("Lister les MRC"),
    description=_noted("Les 104 MRC et territoires équivalents, par nom. Source : ISQ et MRNF."),
)
def list_mrcs(request: HttpRequest, query: Query[MrcQuery]) -> dict[str, Any]:
    mrcs = Mrc.objects.order_by("sort_key")
    if query.region:
        mrcs = mrcs.filter(region_id=query.region)
    return whole(_mrc(mrc) for mrc in mrcs)


@router.get(
    "/municipalities",
    response=Page[MunicipalityOut],
    summary=_noted("Lister les municipalités"),
    description=_noted("Les municipalités connues du registre, par nom."),
)
def list_municipalities(
    request: HttpRequest, response: HttpResponse, query: Query[MunicipalityQuery]
) -> dict[str, Any]:
    towns = Municipality.objects.all()
    if query.mrc:
        towns = towns.filter(mrc_id=query.mrc)
    if query.starts_with:
        towns = towns.filter(sort_key__startswith=sort_key(query.starts_with))
    return page_of(
        towns, order=("sort_key", "pk"), page=query, request=request, response=response, shape=_municipality
    )
