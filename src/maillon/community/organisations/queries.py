"""Reading hats."""

import datetime as dt

from maillon.community.organisations.hats import Hat
from maillon.community.organisations.models import Membership


def hats_of(*, person_id: int, on: dt.date) -> list[Hat]:
    """Return every hat that the person may wear on that day, in the order of the organisations' names."""
    memberships = (
        Membership.objects.current(on).filter(person_id=person_id).select_related("organisation__mrc")
    )
    return [membership.hat() for membership in memberships]


def hat_of(*, person_id: int, membership_id: int | None, on: dt.date) -> Hat:
    """Return the wanted hat if the person may wear it, else their first one, else a bare one."""
    hats = hats_of(person_id=person_id, on=on)
    for hat in hats:
        if hat.membership_id == membership_id:
            return hat
    return hats[0] if hats else Hat(person_id=person_id)
