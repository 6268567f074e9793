"""Fixtures of every test: the hostile environment, facts and jobs carried out on demand."""

import os
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from maillon.testing.hostility import (  # noqa: F401  (autouse fixtures)
    each_test_starts_in_french,
    forms_carry_their_token,
    no_other_host,
    shuffled_when_unordered,
)
from maillon.testing.racing import real_connections  # noqa: F401
from maillon.testing.seeds import django_db_setup  # noqa: F401
from maillon.testing.thrift import static_files_found_once  # noqa: F401  (a fixture of every test)

# No test fails because a machine is slow; the same examples everywhere, unless a person asks to look further.
hypothesis_settings.register_profile(
    "maillon",
    deadline=None,
    derandomize="MAILLON_EXPLORE" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
hypothesis_settings.load_profile("maillon")


@pytest.fixture
def run_jobs() -> Callable[[], int]:
    """Return a function that carries out the waiting jobs in this transaction, and says how many."""
    from maillon.testing.jobs import run_waiting_jobs

    return run_waiting_jobs
