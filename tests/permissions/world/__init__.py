"""A small network with things to hide: one function per package writes its own."""

from maillon.testing.builders.community import make_organisation

from .agreements import make_agreements, make_views
from .house import make_house_rules
from .network import World
from .people import make_people, make_verifications
from .places import make_places
from .requests import make_kits, make_papers, make_requests
from .stores import make_supplies
from .tours import make_counts, make_labels

__all__ = ["World", "make_world"]


def make_world() -> World:
    """Write the network: a town that owns and hides, its neighbours, those who oversee."""
    world = World()
    town = make_organisation(name="Ville qui cache")
    make_people(world, town)
    make_places(world, town)
    make_kits(world, town)
    make_requests(world)
    make_house_rules(world, town)
    make_papers(world, town)
    make_labels(world, town)
    make_counts(world)
    make_supplies(world, town)
    make_views(world, town)
    make_verifications(world)
    make_agreements(world, town)
    return world
