"""The lines of a cart as its page shows them, by owner."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from maillon.base.refusals import Reason
from maillon.base.web.formats import language, money
from maillon.kernel.money import Money
from maillon.kernel.spans import Span
from maillon.kernel.words import format_period
from maillon.sharing.inventory.queries.accessories import counted
from maillon.sharing.reservations.services.orders import LineCheck

MONTREAL = ZoneInfo("America/Toronto")


@dataclass(frozen=True, slots=True)
class CartRow:
    """One line of a cart in words; ``reasons`` is empty when it can be asked for."""

    key: str
    asset_id: int | None
    name: str
    when: str
    cost: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What a cart holds of one owner."""

    owner: str
    rows: list[CartRow]


def parts_of(checks: Sequence[LineCheck]) -> list[Part]:
    """Return the lines of a cart, by owner; what is no longer shared comes last."""
    found: dict[str, list[CartRow]] = {}
    for one in sorted(checks, key=lambda one: one.offer is None):
        owner = one.offer.asset.organisation.name if one.offer else _("N’est plus en partage")
        found.setdefault(owner, []).append(_row(one))
    return [Part(owner, rows) for owner, rows in found.items()]


def _row(one: LineCheck) -> CartRow:
    asset = one.offer.asset if one.offer else None
    zone = ZoneInfo(asset.site.time_zone) if asset else MONTREAL
    return CartRow(
        key=one.line.key,
        asset_id=asset.pk if asset else None,
        name=counted(asset.name, one.line.quantity) if asset else _("Bien retiré"),
        when=format_period(Span(one.line.starts_at, one.line.ends_at), zone, language()),
        cost=money(one.cost) if one.cost else _("gratuit"),
        reasons=one.reasons,
    )


def total_of(checks: Sequence[LineCheck]) -> str:
    """Return what the lines that can be asked for cost, in words."""
    cost = sum((one.cost for one in checks if not one.reasons), Money(0))
    return money(cost) if cost else _("gratuit")
