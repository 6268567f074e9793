"""Throwaway homes that an unprivileged account can reach, and rows to find again after a crash."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from maillon.base.embedded import Cluster


class Ledger:
    """Writes rows that the server acknowledges, and tells which ones it still has."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.acknowledged: list[int] = []
        self._run("CREATE TABLE IF NOT EXISTS promise (n integer PRIMARY KEY)")

    def _run(self, statement: str, *values: object) -> None:
        with psycopg.connect(self.cluster.dsn(), autocommit=True) as connection:
            connection.execute(statement, values)

    def promise(self, n: int) -> None:
        """Write one row; once this returns, losing it is a fault."""
        self._run("INSERT INTO promise VALUES (%s)", n)
        self.acknowledged.append(n)

    def kept(self) -> list[int]:
        """The rows the server has now."""
        with psycopg.connect(self.cluster.dsn()) as connection:
            return [n for (n,) in connection.execute("SELECT n FROM promise ORDER BY n")]


@pytest.fixture
def room() -> Iterator[Path]:
    """A directory that every account may enter, deleted afterwards."""
    directory = Path(tempfile.mkdtemp(prefix="maillon-essai-", dir="/tmp"))
    directory.chmod(0o755)
    yield directory
    shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture
def cluster(room: Path) -> Iterator[Cluster]:
    """A durable cluster, not started."""
    made = Cluster(room / "postgres")
    yield made
    made.destroy()


@pytest.fixture
def ledger(cluster: Cluster) -> Ledger:
    """A running cluster with a table of promises."""
    cluster.ensure_running()
    return Ledger(cluster)
