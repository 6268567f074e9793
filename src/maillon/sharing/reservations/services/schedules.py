"""The schedule that an owner chooses for what they share."""

import datetime as dt

from django.shortcuts import get_object_or_404

from maillon.sharing.availability.models import Schedule
from maillon.sharing.availability.services import write_schedule
from maillon.sharing.reservations.presets import PRESETS


def chosen_schedule(chosen: str, owner_id: int, now: dt.datetime) -> Schedule:
    """Return the chosen schedule; an ordinary week becomes one of the organisation's the first time."""
    if chosen not in PRESETS:
        return get_object_or_404(Schedule, pk=chosen, organisation_id=owner_id)
    name, weekly = PRESETS[chosen]
    known = Schedule.objects.filter(organisation_id=owner_id, name=str(name)).order_by("pk").first()
    fresh = Schedule(organisation_id=owner_id, name=str(name))
    return known or write_schedule(schedule=fresh, weekly=weekly, now=now)
