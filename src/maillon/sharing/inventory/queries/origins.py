"""Whose open data a claimed asset comes from: its publisher, its licence, where and when it was found."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from maillon.base.web.formats import day
from maillon.sharing.inventory.models import Asset, AssetQuerySet, ImportRun, Preload, Suggestion


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record comes from, as its licence asks that it be said."""

    provider: str
    licence: str
    file_name: str
    address: str
    brought_at: datetime

    def __str__(self) -> str:
        """Return it on one line, as a file of assets says it."""
        told = (self.provider, self.licence, self.file_name, self.address)
        return ", ".join([*(part for part in told if part), timezone.localdate(self.brought_at).isoformat()])


def _claimed() -> "QuerySet[Suggestion]":
    return Suggestion.objects.filter(
        state=Suggestion.State.ACCEPTED, run__preload__isnull=False, asset__isnull=False
    ).order_by("-decided_at", "-pk")


def _origin(found: Preload) -> Origin:
    return Origin(found.provider, found.licence, found.file_name, found.address, found.created_at)


def origin_of_asset(asset: Asset) -> Origin | None:
    """Return the open data from which an asset was claimed, or one that was merged into it; one query."""
    its = Q(asset=asset) | Q(asset__merged_into=asset)
    found = _claimed().filter(its).select_related("run__preload").first()
    return None if found is None or found.run.preload is None else _origin(found.run.preload)


def any_claimed(assets: AssetQuerySet) -> bool:
    """Return whether the owners of these assets were ever brought open data."""
    owners = assets.order_by().values("organisation_id")
    return ImportRun.objects.filter(preload__isnull=False, organisation_id__in=owners).exists()


def with_preload(assets: AssetQuerySet) -> AssetQuerySet:
    """Read with each asset the number of the preload from which it was claimed, as ``preload_id``."""
    its = _claimed().filter(asset=OuterRef("pk")).values("run__preload")[:1]
    return assets.annotate(preload_id=Subquery(its))


class Origins:
    """The origins of many assets read by :func:`with_preload`: one query for each preload, however many assets."""

    def __init__(self) -> None:
        self.known: dict[int, Origin] = {}

    def of(self, asset: Asset) -> Origin | None:
        """Return the origin of one of them."""
        number: int | None = getattr(asset, "preload_id", None)
        if number is None:
            return None
        if number not in self.known:
            self.known[number] = _origin(Preload.objects.get(pk=number))
        return self.known[number]


def origin_in_words(origin: Origin) -> SafeString:
    """Return what the page of an asset says: the publisher (linked), the licence, the file and the day."""
    who = format_html(
        '<a href="{}" rel="external">{}</a>' if origin.address else "{1}", origin.address, origin.provider
    )
    rest = _("%(licence)s; « %(file)s », apporté le %(day)s") % {
        "licence": origin.licence,
        "file": origin.file_name,
        "day": day(origin.brought_at),
    }
    return format_html("{}, {}", who, rest)
