"""The dashboard: what awaits me, what comes next, and three figures for those who look after a body or a territory."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, DurationField, ExpressionWrapper, F, Q, QuerySet, Sum
from django.db.models.functions import TruncWeek
from django.utils.translation import gettext as _

from maillon.base.charts import Chart, Series, lines
from maillon.base.web import formats
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Role
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations.models import Reservation

State = Reservation.State
WEEKS = 12
MONTH = dt.timedelta(days=30)
HOUR = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its unit, what it counts and where it comes from."""

    value: str
    unit: str
    label: str
    source: str


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What the page shows. ``scope`` names whose figures these are; empty when the hat has none to see."""

    upcoming: list[Reservation]
    scope: str
    figures: list[Figure]
    chart: Chart | None


def dashboard_for(hat: Hat, now: dt.datetime) -> Dashboard:
    """Return the dashboard of this hat: four queries at most, whatever the number of bookings."""
    upcoming = (
        Reservation.objects.live()
        .filter(organisation_id=hat.organisation_id, ends_at__gt=now)
        .shown()
        .order_by("starts_at", "pk")[:5]
        if hat.organisation_id
        else []
    )
    scope, within = _scope(hat)
    if within is None:
        return Dashboard(list(upcoming), "", [], None)
    assets = Asset.objects.active().filter(_on_asset(within)).order_by()
    bookings = Reservation.objects.filter(_on_booking(within)).order_by()
    return Dashboard(list(upcoming), scope, _figures(hat, assets, bookings, now), _chart(bookings, now))


def _scope(hat: Hat) -> tuple[str, dict[str, Any] | None]:
    """Return whose figures this hat looks after, and how to find them; None when it looks after nobody's."""
    if hat.sees_everything:
        return _("Tout le réseau"), {}
    if hat.has(Role.TERRITORY_COORDINATOR) and hat.mrc_code:
        return _("Votre territoire"), {"site__mrc_id": hat.mrc_code}
    if hat.has(Role.ASSET_MANAGER, Role.APPROVER, Role.ORGANISATION_ADMIN, Role.FINANCE):
        return hat.organisation_name, {"organisation_id": hat.organisation_id}
    return "", None


def _on_asset(within: dict[str, Any]) -> Q:
    return Q(**within)


def _on_booking(within: dict[str, Any]) -> Q:
    return Q(**{f"asset__{name}": value for name, value in within.items()})


def _figures(
    hat: Hat, assets: QuerySet[Asset], bookings: QuerySet[Reservation], now: dt.datetime
) -> list[Figure]:
    """Return what is shared, what was used and answered over thirty days; the money, to those whose trade it is."""
    shared = assets.aggregate(
        all=Count("pk"), shared=Count("pk", filter=Q(offer__isnull=False, offer__withdrawn_at__isnull=True))
    )
    length = ExpressionWrapper(F("ends_at") - F("starts_at"), output_field=DurationField())
    done = Q(state=State.APPROVED, starts_at__gte=now - MONTH, starts_at__lt=now)
    asked = Q(created_at__gte=now - MONTH)
    use = bookings.aggregate(
        used=Sum(length, filter=done),
        money=Sum("price", filter=done),
        asked=Count("pk", filter=asked),
        refused=Count("pk", filter=asked & Q(state__in=(State.REFUSED, State.LAPSED))),
    )
    month = _("réservations des 30 derniers jours")
    hours = (use["used"] or dt.timedelta()) / HOUR
    found = [
        Figure(
            formats.number(shared["shared"]),
            _("sur %(all)s biens") % {"all": formats.number(shared["all"])},
            _("en partage"),
            _("inventaire d’aujourd’hui"),
        ),
        Figure(formats.number(round(hours)), "h", _("d’usage partagé"), month),
        Figure(
            formats.number(use["refused"]),
            _("sur %(all)s demandes") % {"all": formats.number(use["asked"])},
            _("refusées ou restées sans réponse"),
            month,
        ),
    ]
    if hat.has(Role.FINANCE):
        found.append(Figure(formats.money(use["money"] or Decimal(0)), "", _("de coûts convenus"), month))
    return found


def _chart(bookings: QuerySet[Reservation], now: dt.datetime) -> Chart | None:
    """Return confirmed hours for each of the last twelve weeks."""
    length = ExpressionWrapper(F("ends_at") - F("starts_at"), output_field=DurationField())
    rows = dict(
        bookings.filter(
            state=State.APPROVED, starts_at__gte=now - dt.timedelta(weeks=WEEKS), starts_at__lt=now
        )
        .annotate(week=TruncWeek("starts_at"))
        .values("week")
        .annotate(used=Sum(length))
        .values_list("week", "used")
    )
    if not rows:
        return None
    weeks = sorted(rows)
    return lines(
        _("Heures confirmées, semaine par semaine"),
        [f"{week.day}/{week.month}" for week in weeks],
        [Series(_("heures"), [rows[week] / HOUR for week in weeks])],
        along=_("semaine du (jour/mois)"),
    )
