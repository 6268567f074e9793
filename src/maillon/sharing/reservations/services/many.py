"""Answer several requests in one gesture: each in its own transaction, each with its own outcome."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from maillon.base.refusals import Reason, Refusal
from maillon.community.organisations.hats import Hat
from maillon.kernel.objections import Objection
from maillon.sharing.reservations.errors import RequestRefused, explained
from maillon.sharing.reservations.models import RefusalMotive
from maillon.sharing.reservations.rules import Action, refusal_objections
from maillon.sharing.reservations.services.bundles import approve_bundle, refuse_bundle
from maillon.sharing.reservations.services.requests import approve_reservation, refuse_reservation

MOST = 100  # requests in one gesture
BUNDLE = "E-"  # how the number of what was asked together begins


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one request: done, or every reason why it stays as it was."""

    reference: str
    reasons: tuple[Reason, ...] = ()

    @property
    def done(self) -> bool:
        return not self.reasons


def decide_many(
    *,
    references: Sequence[str],
    hat: Hat,
    action: Action,
    motive: str = "",
    reason: str = "",
    now: dt.datetime,
) -> list[Outcome]:
    """Accept or refuse these requests one after the other, with one motive; what fails does not undo the rest.

    The number of a bundle answers all that was asked together.

    Raises :class:`RequestRefused`, and answers none, when nothing is chosen, too much, or the motive is not usable.
    """
    chosen = list(dict.fromkeys(references))
    objections = [] if 1 <= len(chosen) <= MOST else [Objection("none_chosen", None, {"most": MOST})]
    if action is Action.REFUSE:
        objections += refusal_objections(
            motive,
            reason,
            motives=frozenset(RefusalMotive.values),
            asset_id=0,
            asked=None,
            other_asset_id=None,
            other=None,
        )
    if objections:
        raise RequestRefused(explained(objections))
    return [_decide(one, hat, action, motive, reason, now) for one in chosen]


def _decide(reference: str, hat: Hat, action: Action, motive: str, reason: str, now: dt.datetime) -> Outcome:
    together = reference.startswith(BUNDLE)
    try:
        if action is Action.REFUSE and together:
            refuse_bundle(reference=reference, hat=hat, motive=motive, reason=reason, now=now)
        elif together:
            approve_bundle(reference=reference, hat=hat, now=now)
        elif action is Action.REFUSE:
            refuse_reservation(reference=reference, hat=hat, motive=motive, reason=reason, now=now)
        else:
            approve_reservation(reference=reference, hat=hat, now=now)
    except Refusal as refusal:
        return Outcome(reference, refusal.reasons)
    return Outcome(reference)
