"""Beginning a count: what is expected is written down at once, and does not move any more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillon.community.organisations.hats import Hat
from maillon.community.organisations.models import Membership
from maillon.sharing.inventory.models import Asset, AssetClass, Site
from maillon.sharing.stocktaking.errors import MOST_EXPECTED, invalid
from maillon.sharing.stocktaking.models import Count, Expected
from maillon.sharing.stocktaking.permissions import ask_to_keep


@dataclass(frozen=True, slots=True)
class Scope:
    """Which places and classes (none named: all of them), and who counts (nobody named: everyone)."""

    site_ids: Sequence[int] = ()
    class_ids: Sequence[int] = ()
    person_ids: Sequence[int] = ()


@transaction.atomic
def begin_count(*, name: str, scope: Scope, hat: Hat, now: datetime) -> Count:
    """Begin a count over what is in use or in preparation in these places.

    Raises Invalid for a place or a person of others, and when nothing, or too much, is there.
    """
    owner_id = ask_to_keep(hat, hat.organisation_id)
    sites = list(
        Site.objects.filter(pk__in=scope.site_ids, organisation_id=owner_id).order_by("sort_key", "pk")
    )
    if len(sites) != len(set(scope.site_ids)):
        raise invalid("unknown_site", "sites")
    people = _people(scope.person_ids, owner_id, now)
    assets = _assets(owner_id, scope)
    if not assets:
        raise invalid("nothing_expected", "sites")
    if len(assets) > MOST_EXPECTED:
        raise invalid("too_much_expected", "sites", most=MOST_EXPECTED)
    count = Count.objects.create(
        organisation_id=owner_id,
        name=name,
        scope=_words(sites, scope),
        begun_at=now,
        begun_by_id=hat.person_id,
    )
    count.counters.set(people)
    Expected.objects.bulk_create([_expected(count, asset) for asset in assets], batch_size=1_000)
    return count


def _people(person_ids: Sequence[int], owner_id: int, now: datetime) -> list[int]:
    current = Membership.objects.current(timezone.localdate(now)).filter(organisation_id=owner_id)
    found = set(current.filter(person__in=person_ids).order_by().values_list("person_id", flat=True))
    if found != set(person_ids):
        raise invalid("unknown_person", "people")
    return sorted(found)


def _assets(owner_id: int, scope: Scope) -> list[Asset]:
    found = Asset.objects.filter(organisation_id=owner_id).exclude(state=Asset.State.ARCHIVED)
    if scope.site_ids:
        found = found.filter(site__in=scope.site_ids)
    if scope.class_ids:
        found = found.filter(asset_class__in=scope.class_ids)
    return list(found.select_related("site").order_by("sort_key", "pk")[: MOST_EXPECTED + 1])


def _words(sites: Sequence[Site], scope: Scope) -> str:
    """Return what is counted, in the words of who begins: « Garage municipal, Aréna; camions »."""
    where = ", ".join(site.name for site in sites) or _("tous les lieux")
    kinds = AssetClass.objects.filter(pk__in=scope.class_ids).order_by("number") if scope.class_ids else ()
    what = ", ".join(kind.name.lower() for kind in kinds)
    return (f"{where}; {what}" if what else where)[:300]


def _expected(count: Count, asset: Asset) -> Expected:
    return Expected(
        count=count,
        asset=asset,
        site_id=asset.site_id,
        name=asset.name,
        sort_key=asset.sort_key,
        site_name=asset.site.name,
        identifier=asset.identifier,
        quantity=asset.quantity,
    )
