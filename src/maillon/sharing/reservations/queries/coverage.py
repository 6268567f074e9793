"""The portrait of an inventory: what is in, how old, how complete, and what to fill first."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillon.base.web.formats import number
from maillon.community.organisations.models import Organisation
from maillon.sharing.inventory.completeness import (
    ITEMS,
    expected_of,
    filled,
    questions_of_classes,
    with_known_of_many,
)
from maillon.sharing.inventory.expectations import expected_classes
from maillon.sharing.inventory.models import Asset, AssetClass, Site

AGES = (("quarter", 91), ("year", 365), ("two_years", 730))  # in days; the rest is older
SHARED = Q(offer__isnull=False, offer__withdrawn_at__isnull=True)
TIMED = Q(bookable__isnull=False)
SHARING = ("terms", "schedule")  # expected of the classes that can be booked
FEW = 8


@dataclass(frozen=True, slots=True)
class Share:
    """So many out of so many."""

    done: int
    total: int

    @property
    def percent(self) -> int | None:
        """Return the share in percent, rounded down so that 100 means all; None of nothing."""
        return None if not self.total else self.done * 100 // self.total


@dataclass(frozen=True, slots=True)
class ClassLine:
    """One class of the inventory: how many assets, how complete."""

    code: str
    name: str
    assets: int
    complete: Share
    expected: bool


@dataclass(frozen=True, slots=True)
class NextStep:
    """Something to fill, with the page where it is done."""

    text: str
    action: str
    href: str


@dataclass(frozen=True, slots=True)
class Portrait:
    """An organisation's inventory in figures; every figure is defined on the page that shows it."""

    organisation_id: int
    name: str
    assets: int
    sites: Share
    classes: Share
    fresh: Share
    complete: Share
    ages: tuple[tuple[str, int], ...]
    items: tuple[tuple[str, Share], ...]
    by_class: tuple[ClassLine, ...]
    steps: tuple[NextStep, ...]


def portrait_of(organisation: Organisation, *, now: dt.datetime) -> Portrait:
    """Return the portrait of an inventory: four queries, whatever its size."""
    sites = _sites(organisation.pk)
    classes = list(AssetClass.objects.order_by("number"))
    questions = questions_of_classes()
    rows = _rows(classes, questions, _counted(organisation.pk, now, questions))
    wanted = set(expected_classes(organisation.kind))
    present = wanted & rows.keys()
    items = {item: _summed(rows.values(), item) for item in (*ITEMS, *SHARING)}
    ages = {age: sum(row[age] for row in rows.values()) for age, _days in AGES}
    total = sum(row["count"] for row in rows.values())
    return Portrait(
        organisation_id=organisation.pk,
        name=organisation.name,
        assets=total,
        sites=sites,
        classes=Share(len(present), len(wanted)),
        fresh=Share(ages["quarter"] + ages["year"], total),
        complete=_added(items.values()),
        ages=(*ages.items(), ("older", total - sum(ages.values()))),
        items=tuple(items.items()),
        by_class=tuple(
            _line(one, rows.get(one.code), one.code in wanted)
            for one in classes
            if one.code in rows or one.code in wanted
        ),
        steps=tuple(
            _steps(items, sites, total, ages, [one for one in classes if one.code in wanted - present])
        ),
    )


def _sites(organisation_id: int) -> Share:
    """Count the sites where an asset in use stands, out of all."""
    used = Exists(Asset.objects.active().filter(site=OuterRef("pk")))
    counts = (
        Site.objects.filter(organisation_id=organisation_id)
        .annotate(used=used)
        .order_by()
        .aggregate(done=Count("pk", filter=Q(used=True)), total=Count("pk"))
    )
    return Share(**counts)


def _counted(
    organisation_id: int, now: dt.datetime, questions: Mapping[int, Sequence[str]]
) -> "QuerySet[Asset, Any]":
    """Count by class, in one query, the assets in use, each age, and each item filled."""
    assets = with_known_of_many(Asset.objects.active().filter(organisation_id=organisation_id), questions)
    counts: dict[str, Any] = {"count": Count("pk")}
    after = now + dt.timedelta(days=1)
    for age, days in AGES:
        since = now - dt.timedelta(days=days)
        counts[age] = Count("pk", filter=Q(seen_at__gte=since, seen_at__lt=after))
        after = since
    for item in ITEMS:
        counts[f"{item}_done"] = Count("pk", filter=filled(item))
    for item, has in (("terms", SHARED), ("schedule", TIMED)):
        counts[f"{item}_done"] = Count("pk", filter=has)
    return assets.order_by().values("asset_class").annotate(**counts)


def _rows(
    classes: Iterable[AssetClass], questions: Mapping[int, Sequence[str]], counted: Iterable[dict[str, Any]]
) -> dict[str, dict[str, Any]]:
    """Return the counts by the code of the class, with what is expected of it; the rest does not count."""
    by_class = {row["asset_class"]: row for row in counted}
    rows = {}
    for one in classes:
        if row := by_class.get(one.pk):
            for item in (*ITEMS, *SHARING):
                wanted = (
                    one.bookable
                    if item in SHARING
                    else expected_of(item, one.code, asked=one.pk in questions)
                )
                row[f"{item}_total"] = row["count"] if wanted else 0
                row[f"{item}_done"] = row[f"{item}_done"] if wanted else 0
            rows[one.code] = row
    return rows


def _summed(rows: Iterable[dict[str, Any]], item: str) -> Share:
    return _added(Share(row[f"{item}_done"], row[f"{item}_total"]) for row in rows)


def _added(shares: Iterable[Share]) -> Share:
    known = list(shares)
    return Share(sum(one.done for one in known), sum(one.total for one in known))


def _line(one: AssetClass, row: dict[str, Any] | None, wanted: bool) -> ClassLine:  # noqa: FBT001  (private, named at its call)
    if row is None:
        return ClassLine(one.code, one.name, 0, Share(0, 0), wanted)
    complete = _added(_summed([row], item) for item in (*ITEMS, *SHARING))
    return ClassLine(one.code, one.name, row["count"], complete, wanted)


def item_word(item: str) -> str:
    """Return what an item is called."""
    words = {"terms": _("des conditions de partage"), "schedule": _("un horaire")}
    return words.get(item) or str(ITEMS[item][0])


def _steps(
    items: dict[str, Share], sites: Share, total: int, ages: dict[str, int], absent: list[AssetClass]
) -> Iterable[NextStep]:
    """Return what to fill, what helps the most assets first."""
    manage = reverse("inventory:manage")
    if not total:
        text = _("L’inventaire est vide : la liste que vous tenez déjà suffit pour commencer.")
        return [NextStep(text, _("Importer une liste"), reverse("inventory:imports"))]
    found: list[tuple[int, NextStep]] = []
    for item, share in items.items():
        if missing := share.total - share.done:
            href = (
                reverse("reservations:offering") if item in SHARING else f"{manage}?manque={item}&etat=active"
            )
            said = ngettext("Il manque %(what)s à %(n)s bien.", "Il manque %(what)s à %(n)s biens.", missing)
            text = said % {"what": item_word(item), "n": number(missing)}
            found.append((missing, NextStep(text, _("Compléter"), href)))
    if old := total - ages["quarter"] - ages["year"]:
        said = ngettext(
            "%(n)s bien n’a pas été revu depuis un an.", "%(n)s biens n’ont pas été revus depuis un an.", old
        )
        step = NextStep(
            said % {"n": number(old)}, _("Confirmer ou corriger"), f"{manage}?manque=confirmation&etat=active"
        )
        found.append((old, step))
    if empty := sites.total - sites.done:
        said = ngettext("%(n)s lieu n’a aucun bien.", "%(n)s lieux n’ont aucun bien.", empty)
        found.append(
            (empty, NextStep(said % {"n": number(empty)}, _("Voir les lieux"), reverse("inventory:sites")))
        )
    if absent:
        text = _("Rien encore dans ces catégories : %(names)s.") % {
            "names": ", ".join(one.name for one in absent)
        }
        found.append((len(absent), NextStep(text, _("Ajouter un bien"), reverse("inventory:asset_add"))))
    return [step for _count, step in sorted(found, key=lambda pair: -pair[0])][:FEW]
