"""The charity waits for an evening of the town."""

from django.utils import timezone

from maillon.sharing.availability.services import close_period
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.waiting.services import join
from maillon.testing.builders.sharing import at

from .. import hats
from ..hats import only
from .network import World


def make_waits(world: World) -> None:
    """Write a wait of the charity, whose purpose only both sides read."""
    charity, gym, now = world.members[hats.CHARITY], world.things["open_place"], timezone.now()
    assert charity is not None
    close_period(
        asset_id=gym, starts_at=at(10, days=20), ends_at=at(12, days=20), cause="closure", note="", now=now
    )
    answering = only(hats.KEEPER, hats.APPROVER, hats.ADMIN)
    purpose = world.hide("Kanari-attente", from_all_but=answering | hats.OVERSEERS | only(hats.CHARITY))
    wish = Wish(gym, at(10, days=20), at(12, days=20), purpose, attendees=9)
    world.things["wait"] = str(join(hat=charity.hat(), wish=wish, now=now).uid)
