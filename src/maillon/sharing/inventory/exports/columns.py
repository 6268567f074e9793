"""What an exported line says of an asset, column by column."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django.db.models import Q
from django.utils import timezone

from maillon.sharing.inventory.imports.questions import Question, Questions
from maillon.sharing.inventory.imports.vocabulary import class_of
from maillon.sharing.inventory.models import (
    Asset,
    AssetQuerySet,
    ClassCode,
    ClassField,
    Grade,
    KeepingRecord,
)
from maillon.sharing.inventory.queries.origins import Origins, any_claimed, with_preload
from maillon.sharing.inventory.queries.records import wear_of, with_grade

BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, and what stands under it; ``ours`` columns are for the owner's people only.

    Those of a ``record`` (how the asset is managed) are for them too, and never in a file made to be published.
    """

    heading: str
    value: Callable[[Asset], Any]
    ours: bool = False
    record: bool = False


def _record(heading: str, value: Callable[[KeepingRecord], Any]) -> Column:
    """Return a column of the record of management; empty where there is none."""

    def written(asset: Asset) -> Any:
        found = getattr(asset, "keeping", None)
        return None if found is None else value(found)

    return Column(heading, written, ours=True, record=True)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _residual(record: KeepingRecord) -> Decimal | None:
    wear = wear_of(record, timezone.localdate())
    return wear.residual.amount if wear and wear.residual is not None else None


def _codes(scheme: str) -> Callable[[Asset], str]:
    """Return how the certain codes of an asset's class are written, several with commas."""

    def written(asset: Asset) -> str:
        codes: list[ClassCode] = getattr(asset, "class_codes", [])
        return ", ".join(one.code for one in codes if one.scheme == scheme)

    return written


def _grade(asset: Asset) -> str:
    grade = getattr(asset, "grade", None)
    return str(Grade(grade).label) if grade else ""


def _class_word(asset: Asset) -> str:
    """Return the name of the class, or its code where the import would not recognise the name."""
    name, code = asset.asset_class.name, asset.asset_class.code
    return name if class_of(name, "") == code else code


# Headings are French in every language: they are what the import reads (« imports/data/columns.csv »).
COLUMNS = (
    Column("Numéro Maillon", lambda asset: asset.pk),
    Column("Nom", lambda asset: asset.name),
    Column("Catégorie", _class_word),
    Column("Identifiant", lambda asset: asset.identifier, ours=True),
    Column("Capacité", lambda asset: asset.capacity),
    Column("Quantité", lambda asset: asset.quantity),
    Column("Description", lambda asset: asset.description),
    Column("Accessibilité", lambda asset: asset.accessibility),
    Column("Lieu", lambda asset: asset.site.name),
    Column("Adresse", lambda asset: asset.site.address),
    Column("Municipalité", lambda asset: str(asset.site.municipality or "")),
    Column("Longitude", lambda asset: asset.lon),
    Column("Latitude", lambda asset: asset.lat),
    Column("Qui peut le voir", lambda asset: asset.get_audience_display(), ours=True),
    Column("État de la fiche", lambda asset: asset.get_state_display(), ours=True),
    Column("UNSPSC", _codes(ClassCode.Scheme.UNSPSC)),
    Column("CUBF", _codes(ClassCode.Scheme.CUBF)),
    Column("État physique", _grade),
    Column("Constaté le", lambda asset: _iso(getattr(asset, "graded_on", None))),
    _record("Unité responsable", lambda record: str(record.unit or "")),
    _record("Responsable", lambda record: str(record.keeper or "")),
    _record("Numéro de série (registre)", lambda record: record.serial_number),
    _record("Acquis le", lambda record: _iso(record.acquired_on)),
    _record("Valeur d’acquisition ($)", lambda record: record.acquisition_value),
    _record("Valeur de remplacement ($)", lambda record: record.replacement_value),
    _record("Fournisseur", lambda record: record.supplier),
    _record("Garanti jusqu’au", lambda record: _iso(record.warranty_until)),
    _record("En service depuis", lambda record: _iso(record.in_service_since)),
    _record("Durée de vie utile (ans)", lambda record: record.useful_life_years),
    _record("Valeur résiduelle ($), méthode linéaire", _residual),
)


SOURCE = Column("Source des données", lambda asset: str(getattr(asset, "origin", None) or ""))


def columns_for(assets: AssetQuerySet, *, own: bool, kept: bool = True) -> tuple[Column, ...]:
    """Return the columns that a reader sees, then one for each characteristic that some of these assets answers,
    then whose open data they come from when an owner was brought some.

    In one's own organisation all of them, if the file keeps records; elsewhere what is public.
    """
    asked = ClassField.objects.filter(retired=False, asset_class__in=assets.order_by().values("asset_class"))
    shown = asked if own else asked.filter(public=True)
    questions = Questions(
        shown.select_related("asset_class").order_by("asset_class__number", "position", "pk")
    )
    return (
        *(column for column in COLUMNS if (own or not column.ours) and (kept or not column.record)),
        *(Column(question.heading, partial(_answer, question)) for question in questions.all),
        *((SOURCE,) if any_claimed(assets) else ()),
    )


def _answer(question: Question, asset: Asset) -> Any:
    """Return what an asset answers, in words that the import reads back; nothing where it is not asked."""
    field = question.fields.get(asset.asset_class.code)
    value = asset.details.get(field.declared.code) if field else None
    if field is None or value is None:
        return None
    if isinstance(value, bool):
        return "oui" if value else "non"
    return field.french.get(value, value) if isinstance(value, str) else value


def exported_rows(assets: AssetQuerySet) -> Iterator[Asset]:
    """Yield the assets by name, a thousand at a time: each batch resumes after the last line of the one before."""
    read = ("asset_class", "site__municipality", "keeping__unit", "keeping__keeper")
    wanted = with_preload(with_grade(assets.select_related(*read)))
    origins = Origins()
    wanted = wanted.order_by("sort_key", "pk")
    codes: dict[int, list[ClassCode]] = {}
    for one in ClassCode.objects.filter(certain=True).order_by("code"):
        codes.setdefault(one.asset_class_id, []).append(one)
    batch = list(wanted[:BATCH])
    while batch:
        for asset in batch:
            asset.class_codes = codes.get(asset.asset_class_id, [])  # type: ignore[attr-defined]  # read by the columns
            asset.origin = origins.of(asset)  # type: ignore[attr-defined]  # idem
            yield asset
        last = batch[-1]
        further = Q(sort_key__gt=last.sort_key) | Q(sort_key=last.sort_key, pk__gt=last.pk)
        after = Q(sort_key__gte=last.sort_key) & further  # said apart, so that the index on the name serves
        batch = list(wanted.filter(after)[:BATCH]) if len(batch) == BATCH else []
