"""A PostgreSQL cluster per test run, so that two runs never meet.

``MAILLON_TEST_DATABASE_URL`` names an external server instead; its role must be allowed to create databases.
"""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from maillon.base.embedded import Cluster

_OWNER = "MAILLON_TEST_OWNER"
_cluster: Cluster | None = None


def _prepare() -> None:
    """Point this process, and those it starts, to a place and a database of their own."""
    global _cluster
    if _OWNER in os.environ:  # an xdist worker, or a process started by a test
        return
    os.environ[_OWNER] = str(os.getpid())
    place = Path(tempfile.mkdtemp(prefix="maillon-test-"))
    place.chmod(0o755)  # the database runs under another account when the tests run as root
    os.environ["MAILLON_DATA_DIR"] = str(place)
    os.environ["MAILLON_API_CALLS_PER_KEY"] = os.environ["MAILLON_API_CALLS_PER_ADDRESS"] = (
        "0"  # the walk calls often
    )
    external = os.environ.get("MAILLON_TEST_DATABASE_URL")
    if external:
        os.environ["MAILLON_DATABASE_URL"] = external
        return
    _cluster = Cluster(place / "postgresql", throwaway=True)
    os.environ["MAILLON_DATABASE_URL"] = _cluster.dsn("postgres")


_prepare()


def pytest_sessionstart(session: pytest.Session) -> None:
    """Start the cluster in the controlling process."""
    if _cluster is not None:
        _cluster.ensure_running(die_with_parent=True)  # a killed run leaves no server behind


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop it and leave nothing behind."""
    if os.environ.get(_OWNER) != str(os.getpid()):
        return
    if _cluster is not None:
        _cluster.destroy()
    shutil.rmtree(os.environ["MAILLON_DATA_DIR"], ignore_errors=True)
