"""A pytest plugin that keeps only the tests that need a database: `-p maillon.testing.database_bound`.

For the second run of `make test`, against another PostgreSQL, where the pure tests would say nothing new.
"""

import pytest

NEEDS = {"db", "transactional_db", "django_db_setup", "live_server"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Set aside the tests that ask for no database."""
    kept = [item for item in items if _needs_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if not _needs_database(item)])
    items[:] = kept


def _needs_database(item: pytest.Item) -> bool:
    asked = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(asked & NEEDS)
