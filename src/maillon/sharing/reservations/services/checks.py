"""Is there anything against sending this request? Asked before sending, and again at the moment of sending."""

import datetime as dt
from collections.abc import Iterable

from maillon.base.refusals import Reason
from maillon.community.organisations.hats import Hat
from maillon.kernel.objections import Objection
from maillon.sharing.reservations.errors import explained
from maillon.sharing.reservations.permissions import may_ask, may_decide_for
from maillon.sharing.reservations.queries.asking import objections_to
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.terms.models import Offer


def reasons_against(
    wish: Wish, *, offer: Offer, hat: Hat, exception: str = "", now: dt.datetime
) -> tuple[Reason, ...]:
    """Return every reason why this hat cannot send the wish; none when it can.

    Somebody who has not signed in is judged on the wish alone: who they are is asked when they send it.
    ``exception`` is why the owner's approver passes over opening hours or house rules.
    """
    against = objections_to(wish, offer=offer, hat=hat, now=now)
    owner_id = offer.asset.organisation_id
    return explained(_who_may_not(hat)) + excused(against, exception, hat=hat, owner_id=owner_id)


def excused(reasons: Iterable[Reason], exception: str, *, hat: Hat, owner_id: int) -> tuple[Reason, ...]:
    """Return the reasons that stand: the owner's approver may pass over hours and rules, and writes why.

    The ledger is no reason: what is taken stays taken.
    """
    if not exception.strip() or not may_decide_for(hat, owner_id):
        return tuple(reasons)
    return tuple(one for one in reasons if not may_be_excused(one))


def may_be_excused(reason: Reason) -> bool:
    """Return whether an approver may pass over this reason with a written one."""
    return reason.code == "closed" or reason.code.startswith("house_")


def _who_may_not(hat: Hat) -> list[Objection]:
    if not hat.signed_in or may_ask(hat):
        return []
    return [Objection("may_not_ask" if hat.organisation_id else "no_organisation")]
