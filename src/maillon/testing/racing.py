"""Races: many real connections at the same instant; ``race`` tells what became of each runner."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import psycopg
import pytest

from maillon.testing.seeds import let_go

CONNECTIONS = 32


@pytest.fixture
def real_connections(transactional_db: None) -> Iterator[None]:
    """Let each thread have a connection of its own: the pool, kept small on purpose, steps aside."""
    from django.db import connection

    options = connection.settings_dict["OPTIONS"]
    let_go()
    pool = options.pop("pool", None)
    try:
        yield
    finally:
        let_go()
        options["pool"] = pool


@dataclass
class Outcomes:
    """What became of each runner, in the order given: ``ok``, the code of a refusal, or the error itself."""

    told: list[str]
    values: list[Any] = field(default_factory=list)

    @property
    def counts(self) -> Counter[str]:
        return Counter(self.told)


def race(runs: Sequence[Callable[[], Any]]) -> Outcomes:
    """Start all at once, each on its own connection, and wait for all."""
    from django.db import connection

    from maillon.base.refusals import Refusal

    gate = threading.Barrier(len(runs), timeout=60)
    outcomes = Outcomes(["never ran"] * len(runs), [None] * len(runs))

    def one(rank: int, run: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            gate.wait()
            outcomes.values[rank] = run()
            outcomes.told[rank] = "ok"
        except Refusal as refusal:
            outcomes.values[rank] = refusal
            outcomes.told[rank] = refusal.reasons[0].code
        except (Exception, psycopg.Error) as error:  # whatever it is, the test must see it
            outcomes.told[rank] = repr(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(rank, run)) for rank, run in enumerate(runs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
