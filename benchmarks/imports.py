"""How long a large list takes to be read, accepted and undone by the job, against a bare COPY of the same rows.

* **copy**: the rows of the assets and of their sites, as the import made them, copied into the same tables, with
  their indexes and foreign keys but without the audit trail: what the database itself asks for;
* **read**, **accept**, **undo**: the three works, batch by batch, as the worker does them.

The list is generated: Windows-1252, semicolons, decimal commas, one site for four things, one faulty line in fifty.
"""

import datetime as dt
import random
import resource
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from io import BytesIO

from benchmarks.ground import SEED, empty_ground, machine, sql, timed, verdict

LIMIT = 120  # seconds for reading and accepting 100,000 lines
OVER_COPY = 25  # how many times a bare COPY of the same rows, at most
MEMORY = 600  # MiB that the whole process may take at its peak
THINGS = (
    ("Gymnase", "Gymnase"),
    ("Salle", "Salle de réunion"),
    ("Camion", "Camion"),
    ("Patinoire", "Patinoire"),
)


def main() -> None:
    """Build the ground, measure, print."""
    parser = ArgumentParser(description="Measure the import of a large list.")
    parser.add_argument("--lines", type=int, default=100_000, help="lines of the generated list (100000)")
    chosen = parser.parse_args()
    with empty_ground():
        print(machine())
        measure(chosen.lines)
        print(machine())


def lines_of(count: int, seed: int = SEED) -> Iterator[str]:
    """Yield the lines of a list as a town would export it; one in fifty has a point in France."""
    rng = random.Random(seed)
    yield "Identifiant;Nom du bien;Catégorie;Capacité;Adresse;Longitude;Latitude"
    for number in range(count):
        word, category = THINGS[number % len(THINGS)]
        lon, lat = (2.35, 48.85) if number % 50 == 49 else (-73.5 - rng.random(), 45.4 + rng.random())
        point = f"{lon:.6f};{lat:.6f}".replace(".", ",")
        yield f"B-{number};{word} n° {number};{category};{number % 300};{number // 4}, rue de l’Église;{point}"


def measure(lines: int) -> None:
    """Read, accept and undo the list, then copy its rows; print the ratios."""
    from maillon.sharing.inventory.imports.services import EVERYTHING, receiving, working
    from maillon.testing.builders.community import make_organisation

    owner = make_organisation(name="Ville d’Essai")
    file = BytesIO("\r\n".join(lines_of(lines)).encode("cp1252"))
    now = dt.datetime.now(dt.UTC)
    run = timed(
        "received",
        lambda: receiving.receive(organisation=owner, by_id=None, file=file, file_name="liste.csv", now=now),
    )
    read = work("read", run.works.get().pk)
    taken = working.accept(run=run, selection=EVERYTHING, by_id=None, now=now)
    accepted = work("accept", taken.pk)
    sql("VACUUM (ANALYZE)")
    ((assets,),) = sql("SELECT count(*) FROM inventory_asset")
    ((told,),) = sql("SELECT count(*) FROM inventory_assetevent")
    assert assets == told == lines - lines // 50, (assets, told)
    keep_rows()
    back = working.undo(run=run, selection=EVERYTHING, by_id=None, now=now)
    undone = work("undo", back.pk)
    assert sql("SELECT count(*) FROM inventory_asset") == [(0,)]
    sql("TRUNCATE inventory_asset, inventory_site, inventory_assetevent, inventory_siteevent CASCADE")
    copied = bare_copy()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    verdict(f"read and accept {lines} lines, seconds", read + accepted, LIMIT, at_most=True)
    verdict("read and accept / bare COPY", (read + accepted) / copied, OVER_COPY, at_most=True)
    verdict("undo / bare COPY", undone / copied, OVER_COPY, at_most=True)
    verdict("memory at its peak, MiB", peak, MEMORY, at_most=True)


def work(label: str, number: int) -> float:
    """Carry a work out as the job does, and return how many seconds it took."""
    from django.utils import timezone

    from maillon.sharing.inventory.imports.services.working import carry

    began = time.perf_counter()
    timed(label, lambda: carry(work_id=number, clock=timezone.now))
    return time.perf_counter() - began


def keep_rows() -> None:
    """Set aside, as texts, the rows that the import made."""
    from django.db import connection

    with connection.cursor() as cursor:
        for table in ("inventory_site", "inventory_asset"):
            with cursor.copy(f"COPY (SELECT * FROM {table} ORDER BY id) TO STDOUT") as copy:
                ROWS[table] = [bytes(part) for part in copy]


ROWS: dict[str, list[bytes]] = {}


def bare_copy() -> float:
    """Copy the same rows into the same tables, in one transaction, and return how many seconds it took."""
    from django.db import connection, transaction

    from maillon.base.bulk import silenced

    connection.close()  # what the session planned for other sizes of these tables is forgotten
    began = time.perf_counter()
    with transaction.atomic(), silenced(*ROWS), connection.cursor() as cursor:
        for table, parts in ROWS.items():
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                for part in parts:
                    copy.write(part)
    took = time.perf_counter() - began
    print(f"  copy: {took:.1f} s", flush=True)
    return took


if __name__ == "__main__":
    main()
