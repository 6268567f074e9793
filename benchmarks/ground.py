"""The ground of a measure: a server of its own, generated data, and the state of the machine."""

import datetime as dt
import os
import platform
import shutil
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import psutil

from maillon.base.embedded import Cluster

NOW = dt.datetime(2026, 11, 23, 15, tzinfo=dt.UTC)
SEED = 20_261_123
T = TypeVar("T")


def options(what: str) -> ArgumentParser:
    """Return the options that every measure takes."""
    parser = ArgumentParser(description=what)
    parser.add_argument("--assets", type=int, default=100_000, help="generated assets (100000)")
    parser.add_argument("--commitments", type=int, default=1_000_000, help="and their commitments (1000000)")
    parser.add_argument(
        "--keep", type=Path, help="build the data in this directory, or use what it already holds"
    )
    return parser


@contextmanager
def ground(chosen: Namespace) -> Iterator[Cluster]:
    """Start a durable PostgreSQL with the generated data; stop it, and delete it unless it is to be kept."""
    with _server(chosen.keep) as (cluster, place):
        _load(chosen, place / "loaded.txt")
        yield cluster


@contextmanager
def empty_ground() -> Iterator[Cluster]:
    """Start a durable PostgreSQL with our tables and nothing in them; stop it and delete it."""
    from django.core.management import call_command

    with _server(None) as (cluster, _place):
        timed("schema", lambda: call_command("migrate", verbosity=0, skip_checks=True))
        yield cluster


@contextmanager
def _server(keep: Path | None) -> Iterator[tuple[Cluster, Path]]:
    place = keep or Path(tempfile.mkdtemp(prefix="maillon-mesure-"))
    place.mkdir(parents=True, exist_ok=True)
    place.chmod(0o755)  # the server runs under an ordinary account when the measure is made by root
    cluster = Cluster(place.absolute() / "postgresql")
    try:
        with cluster.running():
            _set_up_django(cluster, place)
            yield cluster, place
    finally:
        if keep is None:
            cluster.destroy()
            shutil.rmtree(place, ignore_errors=True)


def _set_up_django(cluster: Cluster, place: Path) -> None:
    os.environ["MAILLON_DATABASE_URL"] = cluster.dsn()
    os.environ["MAILLON_DATA_DIR"] = str(place / "data")
    os.environ["DJANGO_SETTINGS_MODULE"] = "maillon.config.settings"
    import django

    django.setup()


def _load(chosen: Namespace, mark: Path) -> None:
    wanted = f"{chosen.assets} {chosen.commitments}"
    if mark.exists():
        if mark.read_text() != wanted:
            raise SystemExit(f"{mark.parent} holds other data ({mark.read_text()}): choose another directory")
        return
    from django.core.management import call_command

    from maillon.sharing.availability.demo import grow_commitments, grow_places
    from maillon.sharing.inventory.demo import grow_assets
    from maillon.sharing.terms.demo import grow_offers

    timed("schema", lambda: call_command("migrate", verbosity=0, skip_checks=True))
    assets = timed("assets", lambda: grow_assets(count=chosen.assets, seed=SEED, now=NOW))
    timed("offers", lambda: grow_offers(assets=assets, now=NOW))
    timed("schedules, places in the ledger", lambda: grow_places(assets=assets, now=NOW))
    count = chosen.commitments
    timed("commitments", lambda: grow_commitments(assets=assets, count=count, seed=SEED, now=NOW))
    timed("vacuum, analyze", lambda: sql("VACUUM (ANALYZE)"))
    mark.write_text(wanted)


def timed(label: str, work: Callable[[], T]) -> T:
    """Do the work and say how long it took."""
    began = time.perf_counter()
    answer = work()
    print(f"  {label}: {time.perf_counter() - began:.1f} s", flush=True)
    return answer


def sql(statement: str) -> list[tuple[Any, ...]]:
    """Run one statement outside of any transaction."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def machine() -> str:
    """Return the state of the machine, in one line."""
    ((version,),) = sql("SHOW server_version")
    ((shared,),) = sql("SHOW shared_buffers")
    return f"{load()}; PostgreSQL {version}, shared_buffers {shared}"


def load() -> str:
    """Return the state of the machine, the database apart."""
    busy = ", ".join(f"{value:.1f}" for value in psutil.getloadavg())
    memory = psutil.virtual_memory()
    return (
        f"{dt.datetime.now(dt.UTC).date().isoformat()}; {os.cpu_count()} cores ({platform.machine()}); load {busy};"
        f" memory {memory.total / 2**30:.0f} GiB, {memory.available / 2**30:.0f} free;"
        f" Python {platform.python_version()}"
    )


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def verdict(label: str, ratio: float, target: float, *, at_most: bool) -> None:
    """Print a ratio beside its target."""
    held = ratio <= target if at_most else ratio >= target
    sign = "≤" if at_most else "≥"
    print(f"{'held  ' if held else 'MISSED'}  {label}: {ratio:.2f} (target {sign} {target})", flush=True)
