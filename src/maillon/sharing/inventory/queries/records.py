"""What an owner's people read of how an asset is managed, and of its condition."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.contrib.auth import get_user_model
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillon.base.web.formats import day, money, number
from maillon.community.organisations.models import Membership
from maillon.sharing.inventory.models import AssetQuerySet, Condition, Grade, KeepingRecord, Unit
from maillon.sharing.inventory.rules import Wear, straight_line

Facts = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Observed:
    """The condition of an asset as it was last seen."""

    grade: Grade
    observed_on: date

    def __str__(self) -> str:
        word = str(self.grade.label)
        return _("%(grade)s, constaté le %(day)s") % {
            "grade": word[:1].upper() + word[1:],
            "day": day(self.observed_on),
        }


def last_grades(asset_ids: Collection[int]) -> dict[int, Observed]:
    """Return the present condition of each of these assets that has one: one query, whatever their number."""
    rows = (
        Condition.objects.filter(asset_id__in=asset_ids)
        .order_by("asset_id", "-observed_on", "-pk")
        .distinct("asset_id")
        .values_list("asset_id", "grade", "observed_on")
    )
    return {asset_id: Observed(Grade(grade), on) for asset_id, grade, on in rows}


def with_grade(assets: AssetQuerySet) -> AssetQuerySet:
    """Note on each asset its present condition and its day (``grade``, ``graded_on``); None when none is known."""
    latest = Condition.objects.filter(asset=OuterRef("pk")).order_by("-observed_on", "-pk")
    return assets.annotate(
        grade=Subquery(latest.values("grade")[:1]), graded_on=Subquery(latest.values("observed_on")[:1])
    )


def conditions_of(asset_id: int) -> "QuerySet[Condition]":
    """Return the reports of an asset, the last observed first, with their photos and who wrote them."""
    return (
        Condition.objects.filter(asset_id=asset_id)
        .select_related("by")
        .prefetch_related("photos")
        .order_by("-observed_on", "-pk")
    )


def keeping_of(asset_id: int) -> KeepingRecord | None:
    """Return how an asset is managed, with its unit and keeper, when its owner has said it."""
    return KeepingRecord.objects.select_related("unit", "keeper").filter(pk=asset_id).first()


def wear_of(record: KeepingRecord, on: date) -> Wear | None:
    """Return where the asset stands in its life, when its beginning and its length are known."""
    since = record.in_service_since or record.acquired_on
    if since is None or record.useful_life_years is None:
        return None
    return straight_line(
        value=record.acquisition_value, since=since, life_years=record.useful_life_years, on=on
    )


def keeping_facts(record: KeepingRecord, on: date) -> Facts:
    """Return what the record says, each with its word; what it does not say is left out."""
    said = [
        (_("Unité responsable"), _unit_in_words(record.unit)),
        (_("Responsable"), str(record.keeper) if record.keeper else ""),
        (_("Numéro de série"), record.serial_number),
        (_("Acquis le"), day(record.acquired_on)),
        (_("Valeur d’acquisition"), money(record.acquisition_value)),
        (_("Valeur de remplacement"), money(record.replacement_value)),
        (_("Fournisseur"), record.supplier),
        (_("Garanti jusqu’au"), day(record.warranty_until)),
        (_("En service depuis"), day(record.in_service_since)),
        (_("Durée de vie utile"), _years(record.useful_life_years)),
    ]
    return [(word, value) for word, value in said if value] + _wear_facts(record, on)


def _wear_facts(record: KeepingRecord, on: date) -> Facts:
    wear = wear_of(record, on)
    if wear is None:
        return []
    facts = [(_("Fin de vie prévue"), day(wear.ends_on))]
    if wear.residual is not None:
        facts.append((_("Valeur résiduelle"), money(wear.residual)))
    return facts


def _unit_in_words(unit: Unit | None) -> str:
    if unit is None:
        return ""
    return " · ".join(part for part in (unit.name, unit.contact, unit.phone, unit.email) if part)


def _years(years: int | None) -> str:
    return ngettext("%(n)s an", "%(n)s ans", years) % {"n": number(years)} if years else ""


def units_of(organisation_id: int) -> "QuerySet[Unit]":
    """Return an organisation's units with how many assets each answers for (``asset_count``), by name."""
    return (
        Unit.objects.filter(organisation_id=organisation_id)
        .annotate(asset_count=Count("records"))
        .order_by("sort_key", "pk")
    )


def possible_keepers(organisation_id: int, on: date) -> "QuerySet[get_user_model()]":  # type: ignore[valid-type]  # the model of people is a setting
    """Return the people who are members of an organisation on a day, by name."""
    members = Membership.objects.current(on).filter(organisation_id=organisation_id)
    return get_user_model()._default_manager.filter(pk__in=members.values("person_id")).order_by("name", "pk")
