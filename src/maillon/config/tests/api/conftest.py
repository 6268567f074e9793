"""The small network, for each test of the API."""

import pytest

from maillon.config.tests.api.world import World, make_world


@pytest.fixture
def world(db: None) -> World:
    return make_world()
