"""How many bookings a second pass through 32 connections, against insertions that nothing protects.

* **maillon**: ``availability_take``, the one call by which the services book: lock, look, write, and the constraint;
* **unprotected**: one INSERT of the same row into a table of the same size, with its key, its foreign key and its
  B-tree, and nothing that prevents an overlap.

Each booking is one transaction, durable when it is acknowledged. Rounds of the two alternate. Two kinds of client:
PostgreSQL's own pgbench (the database alone), and Python processes with psycopg (as an application does it).
After the last round, the judge of the kernel reads the ledger back; it must find no overlap there, and many in the
table that nothing protects.
"""

import multiprocessing
import os
import random
import re
import statistics
import subprocess
import threading
import time
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.ground import SEED, ground, machine, options, sql, verdict
from maillon.base.embedded import Cluster

CONNECTIONS = 32
HOURS = 24 * 365
# Bookings begin in 2030, after all that was generated, at any hour of a year, for one hour.
PERIOD = "'2030-01-01T00:00Z'::timestamptz + {hour} * interval '1 hour'"
TABLE = """
DROP TABLE IF EXISTS measure_unprotected, measure_hot;
CREATE TABLE measure_hot AS
    SELECT row_number() OVER (ORDER BY asset_id) AS rank, asset_id FROM (
        SELECT asset_id FROM availability_bookable WHERE NOT pooled ORDER BY asset_id LIMIT {hot}) chosen;
ALTER TABLE measure_hot ADD PRIMARY KEY (rank);
DELETE FROM availability_commitment WHERE busy_from >= '2030-01-01';
CREATE TABLE measure_unprotected (
    LIKE availability_commitment INCLUDING DEFAULTS INCLUDING IDENTITY INCLUDING CONSTRAINTS);
INSERT INTO measure_unprotected SELECT * FROM availability_commitment;
SELECT setval(pg_get_serial_sequence('measure_unprotected', 'id'), (SELECT max(id) FROM measure_unprotected));
ALTER TABLE measure_unprotected ADD PRIMARY KEY (id);
CREATE INDEX ON measure_unprotected (block_id, busy_until, busy_from);
ALTER TABLE measure_unprotected ADD FOREIGN KEY (asset_id, block_id, cells, pooled)
    REFERENCES availability_bookable (asset_id, block_id, cells, pooled) ON UPDATE CASCADE;
"""
STATEMENTS = {
    "maillon": f"""
SELECT taken.outcome FROM measure_hot h, (SELECT {PERIOD} AS t) p, availability_take(
    h.asset_id, p.t, p.t + interval '1 hour', p.t, p.t + interval '1 hour', 1, 'reservation', 'firm', NULL, '', now()
) taken WHERE h.rank = {{rank}}""",
    "unprotected": f"""
INSERT INTO measure_unprotected (asset_id, block_id, cells, pooled, quantity, cause, state, expires_at,
    starts_at, ends_at, busy_from, busy_until, note, created_at)
SELECT b.asset_id, b.block_id, b.cells, b.pooled, 1, 'reservation', 'firm', NULL,
    p.t, p.t + interval '1 hour', p.t, p.t + interval '1 hour', '', now()
FROM measure_hot h JOIN availability_bookable b USING (asset_id), (SELECT {PERIOD} AS t) p
WHERE h.rank = {{rank}} RETURNING 'done'""",
}
COUNTED = {"maillon": "availability_commitment", "unprotected": "measure_unprotected"}
Round = Callable[[str], None]


def main() -> None:
    """Build the ground, alternate the rounds, judge."""
    parser = options("Measure bookings through 32 connections.")
    parser.add_argument("--hot", type=int, default=1_000, help="assets that everyone books (1000)")
    parser.add_argument("--seconds", type=int, default=5, help="of one round")
    parser.add_argument("--rounds", type=int, default=6, help="of each form, by each kind of client")
    chosen = parser.parse_args()
    with ground(chosen) as cluster:
        for statement in filter(str.strip, TABLE.format(hot=chosen.hot).split(";")):
            sql(statement)
        sql("VACUUM ANALYZE")
        print(machine())
        database_alone = alternate("pgbench", chosen, pgbench(cluster, chosen))
        application = alternate("psycopg", chosen, python_clients(chosen))
        judge()
        print(machine())
        verdict("bookings, maillon / unprotected, Python clients", application, 0.6, at_most=False)
        verdict("bookings, maillon / unprotected, pgbench", database_alone, 0.6, at_most=False)


def alternate(client: str, chosen: Namespace, play: Round) -> float:
    """Play the rounds of both forms in turn; return the median of the ratios of neighbours."""
    ratios = []
    for number in range(chosen.rounds):
        rates = {}
        for form in ("unprotected", "maillon") if number % 2 else ("maillon", "unprotected"):
            before = _written(form)
            play(form)
            rates[form] = (_written(form) - before) / chosen.seconds
        ratios.append(rates["maillon"] / rates["unprotected"])
        print(
            f"  {client}: {rates['maillon']:.0f} bookings/s, {rates['unprotected']:.0f} unprotected insertions/s,"
            f" ratio {ratios[-1]:.2f}",
            flush=True,
        )
    return statistics.median(ratios)


def _written(form: str) -> int:
    """Return how many rows of the measure stand in the table of this form: what was acknowledged, no more."""
    ((count,),) = sql(f"SELECT count(*) FROM {COUNTED[form]} WHERE busy_from >= '2030-01-01'")
    return int(count)


def pgbench(cluster: Cluster, chosen: Namespace) -> Round:
    """Return a round played by PostgreSQL's own client, statements prepared."""

    def play(form: str) -> None:
        script = Path(os.environ["MAILLON_DATA_DIR"]) / f"{form}.sql"
        body = " ".join(STATEMENTS[form].format(rank=":rank", hour=":hour").split())
        script.write_text(f"\\set rank random(1, {chosen.hot})\n\\set hour random(0, {HOURS - 1})\n{body};\n")
        command = [cluster.bin("pgbench"), "-n", "-M", "prepared", "-c", CONNECTIONS, "-j", 2]
        command += ["-T", chosen.seconds, "-f", script, cluster.dsn()]
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
        failed = re.search(r"number of failed transactions: (\d+)", done.stdout)
        if done.returncode or failed is None or failed[1] != "0":
            raise SystemExit(f"pgbench: {done.stdout}\n{done.stderr}")

    return play


def python_clients(chosen: Namespace) -> Round:
    """Return a round played by as many processes as cores, the connections shared out among their threads."""
    processes = os.cpu_count() or 1
    context = multiprocessing.get_context("spawn")

    def play(form: str) -> None:
        statement = STATEMENTS[form].format(rank="%s", hour="%s::integer")
        shares = [CONNECTIONS // processes + (n < CONNECTIONS % processes) for n in range(processes)]
        gate = context.Barrier(processes)
        workers = [
            context.Process(target=_clients, args=(statement, share, chosen.hot, chosen.seconds, gate, n))
            for n, share in enumerate(shares)
        ]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
            if worker.exitcode:
                raise SystemExit("a client failed")

    return play


def _clients(statement: str, threads: int, hot: int, seconds: int, gate: Any, seed: int) -> None:
    """Book from this many threads, each on its own connection, until the time is over."""
    import psycopg

    failures: list[BaseException] = []
    connections = [
        psycopg.connect(os.environ["MAILLON_DATABASE_URL"], autocommit=True) for _ in range(threads)
    ]

    def client(number: int, connection: psycopg.Connection) -> None:
        rng = random.Random(f"{SEED} {seed} {number} {time.time()}")
        try:
            while time.monotonic() < until:
                connection.execute(statement, [rng.randrange(HOURS), 1 + rng.randrange(hot)], prepare=True)
        except psycopg.Error as failure:
            failures.append(failure)

    gate.wait()
    until = time.monotonic() + seconds
    running = [threading.Thread(target=client, args=pair) for pair in enumerate(connections)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    for connection in connections:
        connection.close()
    if failures:
        raise SystemExit(str(failures[0]))


def judge() -> None:
    """Read both tables back and let the kernel look for overlaps: none here, some there."""
    from maillon.kernel.capacity import Taking, violations
    from maillon.kernel.spans import Span, Spans

    for form, table in COUNTED.items():
        rows = sql(
            "SELECT id, block_id, busy_from, busy_until, cells"
            f" FROM {table} WHERE busy_from >= '2030-01-01' AND state <> 'ended' AND NOT pooled"
        )
        takings = [
            Taking(key, block, Span(start, end), Spans((part.lower, part.upper) for part in cells))
            for key, block, start, end, cells in rows
        ]
        found = len(violations(takings, {}))
        print(f"  {form}: {len(rows)} rows read back, {found} overlaps", flush=True)
        if (found == 0) != (form == "maillon"):
            raise SystemExit("the ledger is broken, or the judge is blind")


if __name__ == "__main__":
    main()
