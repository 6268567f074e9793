"""Agreements for tests: ``make_agreement(owner, partner)`` is in force, without end, and covers everything."""

import datetime as dt
from collections.abc import Iterable
from itertools import count
from typing import Any

from django.utils import timezone

from maillon.community.agreements.models import Agreement, Party
from maillon.community.organisations.models import Organisation
from maillon.sharing.inventory.models import Scope

State, Answer = Agreement.State, Party.State
_numbers = count(1)


def make_agreement(
    owner: Organisation,
    *partners: Organisation,
    state: str = State.IN_FORCE,
    scopes: Iterable[dict[str, Any]] = ({"everything": True},),
    **values: Any,
) -> Agreement:
    """Return an agreement whose partners have all answered as its state says; begun yesterday unless told otherwise."""
    now = timezone.now()
    proposed = state not in {State.DRAFT, State.ABANDONED}
    begun = {"starts_on": timezone.localdate(now) - dt.timedelta(days=1)} if proposed else {}
    agreement = Agreement.objects.create(
        owner=owner,
        state=state,
        opened_at=now,
        proposed_at=now if proposed else None,
        **{"title": f"Entente {next(_numbers)}"} | begun | values,
    )
    answered = state in {State.IN_FORCE, State.ENDED}
    for partner in partners:
        Party.objects.create(
            agreement=agreement,
            organisation=partner,
            state=Answer.ACCEPTED if answered else Answer.AWAITING,
            answered_at=now if answered else None,
        )
    for scope in scopes:
        Scope.objects.create(agreement=agreement, **scope)
    return agreement
