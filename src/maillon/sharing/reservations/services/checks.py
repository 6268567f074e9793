"""Is there anything against sending this request? Asked before sending, and again at the moment of sending."""

import datetime as dt

from maillon.base.refusals import Reason
from maillon.community.organisations.hats import Hat
from maillon.kernel.objections import Objection
from maillon.sharing.reservations.errors import explained
from maillon.sharing.reservations.permissions import may_ask
from maillon.sharing.reservations.queries.asking import objections_to
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.terms.models import Offer


def reasons_against(wish: Wish, *, offer: Offer, hat: Hat, now: dt.datetime) -> tuple[Reason, ...]:
    """Return every reason why this hat cannot send the wish; none when it can.

    Somebody who has not signed in is judged on the wish alone: who they are is asked when they send it.
    """
    return explained(_who_may_not(hat)) + objections_to(wish, offer=offer, hat=hat, now=now)


def _who_may_not(hat: Hat) -> list[Objection]:
    if not hat.signed_in or may_ask(hat):
        return []
    return [Objection("may_not_ask" if hat.organisation_id else "no_organisation")]
