"""What was asked together takes one line of a list: « chaque mardi et jeudi : 38 dates, 36 acceptées »."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from maillon.sharing.inventory.queries.accessories import counted
from maillon.sharing.reservations.models import BundleItem, LeftDate, Reservation, ReservationQuerySet, Series
from maillon.sharing.reservations.queries.following import KINDS, Row, row_of
from maillon.sharing.reservations.queries.series import days_in_words, tally_in_words

State = Reservation.State


def one_of_each(found: ReservationQuerySet, *order: str) -> ReservationQuerySet:
    """Keep, of the requests made together, the first in this order; the others stand behind it."""
    bundled = found.filter(bundled__isnull=False)
    first = bundled.order_by("bundled__bundle_id", *order).distinct("bundled__bundle_id").values("pk")
    return found.filter(Q(bundled__isnull=True) | Q(pk__in=first)).select_related("bundled__bundle__series")


def grouped_rows(requests: Iterable[Reservation], *, past: bool = False) -> list[Row]:
    """Return the lines of these requests, each standing for those of its bundle: three more queries at most.

    ``past`` says that the one shown is the last date of its series, not the next.
    """
    shown = list(requests)
    of = {one.pk: one.bundled.bundle for one in shown if getattr(one, "bundled", None) is not None}
    if not of:
        return [row_of(one) for one in shown]
    numbers = {bundle.pk for bundle in of.values()}
    states = _states(numbers)
    left = _left(numbers)
    names = _names({bundle.pk for bundle in of.values() if getattr(bundle, "series", None) is None})
    rows = []
    for one in shown:
        row, bundle = row_of(one), of.get(one.pk)
        if bundle is None or (states[bundle.pk].total() < 2 and not left[bundle.pk]):
            rows.append(row)
            continue
        word, kind = _standing(states[bundle.pk])
        told = replace(row, bundle=bundle.reference, state_word=word or row.state_word, kind=kind)
        series = getattr(bundle, "series", None)
        if series is None:
            others = names[bundle.pk][1:]
            note = _("avec : %(things)s") % {"things": ", ".join(others)} if others else ""
            rows.append(replace(told, note=note))
        else:
            tally = tally_in_words(states[bundle.pk], left[bundle.pk])
            rows.append(replace(told, note=tally, when=_when(series, row.when, past=past)))
    return rows


def _when(series: Series, when: str, *, past: bool) -> str:
    said = _("%(days)s; dernière date : %(when)s") if past else _("%(days)s; prochaine date : %(when)s")
    return said % {"days": days_in_words(series.repetition), "when": when}


def _states(numbers: set[int]) -> dict[int, Counter[str]]:
    """Return, for each bundle, how many of its requests are in each state."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    counts = (
        BundleItem.objects.filter(bundle__in=numbers)
        .order_by()
        .values_list("bundle_id", "reservation__state")
        .annotate(many=Count("pk"))
    )
    for number, state, many in counts:
        found[number][state] = many
    return found


def _left(numbers: set[int]) -> Counter[int]:
    counts = (
        LeftDate.objects.filter(series__in=numbers)
        .order_by()
        .values_list("series_id")
        .annotate(many=Count("pk"))
    )
    return Counter(dict(counts))


def _names(numbers: set[int]) -> dict[int, list[str]]:
    """Return what each bundle of several things holds, in order."""
    found: dict[int, list[str]] = defaultdict(list)
    items = (
        BundleItem.objects.filter(bundle__in=numbers)
        .select_related("reservation__asset")
        .order_by("bundle_id", "position")
    )
    for item in items:
        found[item.bundle_id].append(counted(item.reservation.asset.name, item.reservation.quantity))
    return found


def _standing(states: Counter[str]) -> tuple[str, str]:
    """Return the word and the kind of the whole: its state when all agree, else « en partie confirmée » or the like."""
    if len(states) == 1:
        (state,) = states
        return "", KINDS[State(state)]
    if states[State.PENDING] or states[State.CLARIFYING]:
        return _("réponse en partie attendue"), KINDS[State.PENDING]
    if states[State.APPROVED]:
        return _("confirmée en partie"), KINDS[State.APPROVED]
    return _("close"), KINDS[State.CANCELLED]
