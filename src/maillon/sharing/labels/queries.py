"""What the pages of labels show."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from maillon.community.organisations.hats import Hat
from maillon.kernel.words import sort_key
from maillon.sharing.inventory.models import Asset, AssetQuerySet
from maillon.sharing.labels.models import Batch, Label, LabelQuerySet, Message
from maillon.sharing.labels.rules.codes import read

SERVING, WAITING, VOID = "servent", "sans-bien", "annulees"
STATES = (SERVING, WAITING, VOID)


def labels_of(organisation_id: int) -> LabelQuerySet:
    """Return an organisation's labels as its list shows them, the newest first."""
    return (
        Label.objects.filter(organisation_id=organisation_id)
        .select_related("asset__site", "replaced_by")
        .order_by("-created_at", "-pk")
    )


def narrowed(labels: LabelQuerySet, *, state: str, words: str) -> LabelQuerySet:
    """Keep the labels of a state whose code, or whose asset's name or number, has these words."""
    if state == WAITING:
        labels = labels.unclaimed()
    elif state == VOID:
        labels = labels.filter(voided_at__isnull=False)
    elif state == SERVING:
        labels = labels.serving().filter(asset__isnull=False)
    if words:
        key, code = sort_key(words), read(words)
        wanted = (
            Q(asset__identifier__icontains=words) | Q(code=code)
            if code
            else Q(asset__identifier__icontains=words)
        )
        labels = labels.filter(wanted | Q(asset__sort_key__contains=key) if key else wanted)
    return labels


@dataclass(frozen=True, slots=True)
class LabelCounts:
    """How many labels serve, wait for their asset, are void; how many assets in use have none."""

    serving: int
    waiting: int
    void: int
    without: int


def label_counts(organisation_id: int) -> LabelCounts:
    """Count an organisation's labels; two queries."""
    told = Label.objects.filter(organisation_id=organisation_id).aggregate(
        serving=Count("pk", filter=Q(voided_at__isnull=True, asset__isnull=False)),
        waiting=Count("pk", filter=Q(voided_at__isnull=True, asset__isnull=True)),
        void=Count("pk", filter=Q(voided_at__isnull=False)),
    )
    return LabelCounts(**told, without=assets_without(organisation_id).count())


def assets_without(organisation_id: int) -> AssetQuerySet:
    """Return the assets in use that no label names."""
    labelled = Label.objects.serving().filter(asset__isnull=False).order_by().values("asset")
    return Asset.objects.active().filter(organisation_id=organisation_id).exclude(pk__in=labelled)


def scanned(code: str) -> Label | None:
    """Return the label of a code, with its asset and its owner."""
    return (
        Label.objects.select_related("organisation", "asset__site", "asset__asset_class", "replaced_by")
        .filter(code=code)
        .first()
    )


def told_asset(label: Label, hat: Hat) -> Asset | None:
    """Return the asset of a label when this hat may know of it: its audience decides, not the scan."""
    if label.asset_id is None:
        return None
    return Asset.objects.visible_to(hat).with_owner().filter(pk=label.asset_id).first()


def labels_on(asset_id: int) -> LabelQuerySet:
    """Return the labels of an asset, those that serve first."""
    return Label.objects.filter(asset_id=asset_id).order_by("-voided_at", "-created_at", "-pk")


def batches_of(organisation_id: int) -> "QuerySet[Batch]":
    """Return what an organisation printed, the latest first."""
    return Batch.objects.filter(organisation_id=organisation_id).select_related("organisation", "made_by")


def messages_of(organisation_id: int, *, closed: bool) -> "QuerySet[Message]":
    """Return the messages that wait, or those that are dealt with, the latest first."""
    return (
        Message.objects.filter(organisation_id=organisation_id, closed_at__isnull=not closed)
        .select_related("label", "asset", "closed_by")
        .order_by("-received_at", "-pk")
    )


def choices_to_claim(organisation_id: int, words: str) -> AssetQuerySet:
    """Return the assets in use that a sticker could be for, by name: those that have these words."""
    found = Asset.objects.filter(organisation_id=organisation_id).exclude(state=Asset.State.ARCHIVED)
    if words:
        key = sort_key(words)
        wanted = Q(identifier__icontains=words) | Q(site__name__icontains=words)
        found = found.filter(wanted | Q(sort_key__contains=key) if key else wanted)
    return found.select_related("site", "asset_class").order_by("sort_key", "pk")
