"""The pages of the shell are those of an installation that has begun, unless a test says otherwise."""

import pytest

from maillon.community.organisations.kinds import OrganisationKind, Role


@pytest.fixture
def founded(db):
    """Return the steward of a network that exists."""
    from maillon.testing.builders.community import make_membership, make_organisation

    return make_membership(
        Role.STEWARD, organisation=make_organisation(OrganisationKind.NETWORK, name="Réseau d’essai")
    )


@pytest.fixture(autouse=True)
def begun(request):
    """Found the network for every test but those marked ``empty``."""
    if "empty" not in request.keywords and request.node.get_closest_marker("django_db"):
        request.getfixturevalue("founded")
