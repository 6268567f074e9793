"""The supplies of the demonstration: a town, its schools and a childcare centre, a year of movements; all invented."""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from maillon.base.demonstration import World
from maillon.community.organisations.accounts import SCHOOLS, TOWN
from maillon.community.organisations.demonstration import HOME
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.organisations.models import Membership
from maillon.sharing.inventory.models import Site
from maillon.sharing.supplies.models import Article, Kind, Movement, Stock
from maillon.sharing.supplies.rules import control_digit
from maillon.sharing.supplies.services import correct_movement, lose_supply, transfer_supply

WEEKS = 52
MORNING, AFTERNOON = 13, 19  # by the clock of UTC


@dataclass(frozen=True, slots=True)
class Thing:
    """An article: how much of it comes at once, about how much goes out each week, when to order, for what."""

    name: str
    unit: str
    comes: int
    goes: int
    threshold: int | None
    uses: tuple[str, ...]
    ordered: bool = True  # whether someone remembered to order it lately


CLEANING = ("Ménage de l’aréna", "Ménage de l’hôtel de ville", "Salles louées en fin de semaine")
ROADS = ("Stationnements municipaux", "Trottoirs du centre-ville", "Côtes et ponts")
CLASSES = ("École des Érables", "École du Tournesol", "Centre de formation")
CHILDREN = ("Groupe des poupons", "Groupe des 4 ans", "Cuisine")
STORES: dict[str, tuple[Thing, ...]] = {
    TOWN: (
        Thing("Gants de nitrile, grands", "box", 24, 2, 6, CLEANING, ordered=False),
        Thing("Sacs à ordures, 120 l", "pack", 40, 4, 10, CLEANING),
        Thing("Sel de déglaçage", "kg", 1000, 60, 400, ROADS),
        Thing("Peinture de signalisation, blanche", "l", 120, 5, 40, ("Passages piétons", "Stationnements")),
        Thing("Piles AA", "piece", 96, 6, 24, ("Micros des salles", "Détecteurs de fumée"), ordered=False),
        Thing("Ruban de sécurité", "roll", 30, 1, 5, ("Fête de la famille", "Chantier de la rue Girouard")),
        Thing("Désinfectant à surfaces", "l", 60, 3, 15, CLEANING),
        Thing("Papier hygiénique", "box", 30, 2, 8, CLEANING),
    ),
    SCHOOLS: (
        Thing("Papier à lettres recyclé", "box", 60, 5, 15, CLASSES),
        Thing("Craies de couleur", "box", 40, 2, 8, CLASSES),
        Thing("Gouache, assortie", "container", 48, 3, 12, CLASSES, ordered=False),
        Thing("Cartouches d’encre noire", "piece", 24, 1, 6, CLASSES),
        Thing("Essuie-mains en rouleaux", "roll", 96, 7, 24, CLASSES),
        Thing("Bâtons de colle", "piece", 200, 12, 50, CLASSES),
    ),
    OrganisationKind.CHILDCARE: (
        Thing("Couches, taille 4", "pack", 30, 3, 8, CHILDREN, ordered=False),
        Thing("Lingettes", "pack", 48, 4, 12, CHILDREN),
        Thing("Gants jetables, petits", "box", 12, 1, 3, CHILDREN),
        Thing("Crème solaire FPS 50", "container", 10, 0, None, ("Jeux dehors",)),
        Thing("Savon à mains", "l", 20, 1, 5, CHILDREN),
    ),
}


def load(world: World) -> None:
    """Write what three bodies of various kinds keep in store, and how it went for a year."""
    for store, things in STORES.items():
        hat = _keeper(store)
        sites = list(Site.objects.filter(organisation_id=hat.body_id).order_by("pk")[:2]) if hat else []
        if hat is None or not sites:
            continue
        articles = _articles(hat, sites[0], things)
        Movement.objects.bulk_create(
            movement
            for article, thing in zip(articles, things, strict=True)
            for movement in _year(article, thing, hat, world)
        )
        _mishaps(articles, sites, hat, world)


def _keeper(store: str) -> Hat | None:
    """Return the hat of someone who looks after the assets of this organisation, or of one of this kind."""
    keepers = Membership.objects.filter(
        roles__overlap=[str(Role.ASSET_MANAGER), str(Role.ORGANISATION_ADMIN)]
    )
    keepers = keepers.select_related("organisation__mrc").order_by("pk")
    named = keepers.filter(organisation__name=store).first()
    found = (
        named
        or keepers.filter(organisation__kind=store, organisation__mrc_id=HOME).first()
        or keepers.filter(organisation__kind=store).first()
    )
    return found.hat() if found else None


def _articles(hat: Hat, site: Site, things: tuple[Thing, ...]) -> list[Article]:
    made = []
    for rank, thing in enumerate(things):
        digits = (
            f"20000{hat.body_id % 1000:03}{rank:04}"  # GS1 keeps 20 to 29 for codes used inside one house
        )
        made.append(
            Article.objects.create(
                organisation_id=hat.body_id,
                site=site,
                name=thing.name,
                unit=thing.unit,
                threshold=thing.threshold,
                gtin=f"{digits}{control_digit(digits)}" if rank % 2 == 0 else "",
            )
        )
    return made


def _year(article: Article, thing: Thing, hat: Hat, world: World) -> Iterator[Movement]:
    """Yield a year of one article: a first count, then what goes out each week, ordered again when it runs low."""
    start = world.now - dt.timedelta(weeks=WEEKS)
    left = thing.comes
    yield _movement(article, Kind.COUNTED, left, start.replace(hour=MORNING), hat, world, "Premier compte")
    for week in range(1, WEEKS):
        day = start + dt.timedelta(weeks=week, days=world.rng.randrange(4))
        runs_low = left <= (thing.threshold or 0) + thing.goes
        if runs_low and (thing.ordered or week < WEEKS - 10):
            left += thing.comes
            yield _movement(article, Kind.RECEIVED, thing.comes, day.replace(hour=MORNING), hat, world)
        out = min(left, world.rng.randint(thing.goes // 2, thing.goes + thing.goes // 2 + week % 2))
        if out:
            left -= out
            told = _movement(article, Kind.ISSUED, -out, day.replace(hour=AFTERNOON), hat, world)
            told.use = world.pick(thing.uses)
            yield told


def _movement(
    article: Article, kind: Kind, amount: int, at: dt.datetime, hat: Hat, world: World, reason: str = ""
) -> Movement:
    return Movement(
        article=article,
        site_id=article.site_id,
        kind=kind,
        amount=amount,
        at=at,
        by_id=hat.person_id,
        reason=reason,
        gesture=_key(world),
    )


def _left(article: Article) -> Decimal:
    """Return what is left at the usual site."""
    return Stock.objects.get(article=article, site=article.site_id).quantity


def _key(world: World) -> uuid.UUID:
    return uuid.UUID(int=world.rng.getrandbits(128), version=4)


def _mishaps(articles: list[Article], sites: list[Site], hat: Hat, world: World) -> None:
    """Write a loss, a mistake put right, and what was carried to a second site."""
    first, second, third = articles[:3]
    yesterday = (world.now - dt.timedelta(days=1)).replace(hour=MORNING)
    if _left(second):
        lose_supply(
            article_id=second.pk,
            amount=Decimal(1),
            reason="Emballage déchiré",
            gesture=_key(world),
            hat=hat,
            now=yesterday,
        )
    wrong = Movement.objects.filter(article=first, kind=Kind.ISSUED).order_by("-at", "-pk").first()
    if wrong is not None:
        correct_movement(
            article_id=first.pk,
            movement_id=wrong.pk,
            why="Inscrit deux fois",
            gesture=_key(world),
            hat=hat,
            now=yesterday,
        )
    if len(sites) > 1 and _left(third) > 1:
        transfer_supply(
            article_id=third.pk,
            amount=_left(third) // 2,
            to_site_id=sites[1].pk,
            gesture=_key(world),
            hat=hat,
            now=yesterday,
        )
