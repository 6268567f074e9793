"""How fast Maillon finds the fifty nearest free places, against other forms of the same question.

* **maillon**: the search as pages and API call it;
* **floor**: the same, without asking whether anything is open or free: what the walk and the words alone cost;
* **plain**: the question as one would first write it: a plain GiST index of points, the class being a filter, and
  the planner left to itself;
* **walked**: plain, with the planner led to walk from the nearest outward, as ours is: what the shifted points bring.

Every search is asked in all forms in turn, several times; each form keeps its best time of each search, so that
other work on the machine weighs less. maillon, plain and walked must give the same answer.
"""

import datetime as dt
import random
import time
from importlib import import_module
from typing import Any

from benchmarks.ground import NOW, SEED, ground, machine, options, percentile, sql, verdict

RADII = (10, 25, 50, 100)  # kilometres
EVENING, DAY = (18, 19), (9, 10, 11, 13, 14, 15)  # hours at which people look for something, week and weekend
TOGETHER = 0.75  # share of the searches at these hours; the others are at any hour from 8 h to 20 h


def main() -> None:
    """Build the ground, measure, print."""
    parser = options("Measure the search of what is free.")
    parser.add_argument("--searches", type=int, default=300)
    parser.add_argument(
        "--times", type=int, default=8, help="how many times each search is asked in each form"
    )
    chosen = parser.parse_args()
    with ground(chosen):
        make_other_forms()
        print(machine())
        measure(chosen.searches, chosen.times)
        print(machine())


def make_other_forms() -> None:
    """Create the other forms from the migration that creates the real one."""
    real = import_module("maillon.sharing.reservations.migrations.0005_find_free")
    begin = real.CANDIDATE.index("      AND CASE WHEN first_day = last_day")
    end = real.CANDIDATE.index("    OFFSET 0")
    offered = real.CANDIDATE[:begin] + real.CANDIDATE[end:]
    joined = "availability_bookable b\n    JOIN terms_offer o ON o.asset_id = b.asset_id AND o.withdrawn_at IS NULL"
    assert joined in offered
    offered = offered.replace(joined, "terms_offer o")
    offered = offered.replace("WHERE b.asset_id = a.id", "WHERE o.asset_id = a.id AND o.withdrawn_at IS NULL")
    floor = real.FIND_FREE.replace("reservations_find_free(", "measure_floor(").replace(
        real.CANDIDATE, offered
    )
    shifted = real.OF_ONE_CLASS
    unshifted = real.WALK.format(
        there="point(a.x, a.y)",
        here="point(here_x, here_y)",
        of_class="AND a.asset_class_id = k.id",
        candidate=real.CANDIDATE,
        agreed=real.AGREED.format(one="a"),
    )
    assert shifted in real.FIND_FREE
    walked = real.FIND_FREE.replace("reservations_find_free(", "measure_walked(").replace(shifted, unshifted)
    settings = walked[walked.index("SET enable_sort") : walked.index("AS $$")]
    plain = walked.replace("measure_walked(", "measure_plain(").replace(settings, "")
    for name, made in (("measure_floor", floor), ("measure_walked", walked), ("measure_plain", plain)):
        sql(f"DROP FUNCTION IF EXISTS {name}")
        sql(made)


def draw(rng: random.Random, towns: list[Any], codes: list[str]) -> Any:
    """Return a search that someone could make: near a town, more often a large one, at an hour that suits."""
    from zoneinfo import ZoneInfo

    from maillon.sharing.reservations.queries.search import FreeSearch

    town = rng.choices(towns, [t.population_2016 for t in towns])[0]
    day = NOW.date() + dt.timedelta(days=rng.randrange(2, 180))
    usual = DAY if day.weekday() >= 5 else EVENING
    hour = rng.choice(usual) if rng.random() < TOGETHER else rng.randrange(8, 20)
    starts_at = dt.datetime.combine(day, dt.time(hour), tzinfo=ZoneInfo("America/Toronto"))
    return FreeSearch(
        lon=town.lon + rng.gauss(0, 0.05),
        lat=town.lat + rng.gauss(0, 0.05),
        radius_km=rng.choice(RADII),
        starts_at=starts_at,
        ends_at=starts_at + dt.timedelta(hours=2),
        class_codes=(rng.choice(codes),),
        people=rng.choice((None, None, 20)),
    )


def measure(searches: int, times: int) -> None:
    """Ask every search in all forms, and compare."""
    import psycopg

    from maillon.community.organisations.hats import NOBODY
    from maillon.community.territories.models import Mrc
    from maillon.sharing.inventory.models import AssetClass
    from maillon.sharing.reservations.queries.search import CALL, parameters

    rng = random.Random(SEED)
    towns = list(Mrc.objects.order_by("code"))
    codes = list(AssetClass.objects.filter(bookable=True).order_by("number").values_list("code", flat=True))
    drawn = [parameters(draw(rng, towns, codes), NOBODY, NOW) for _ in range(searches)]
    forms = {"maillon": "reservations_find_free", "floor": "measure_floor", "plain": "measure_plain"}
    forms["walked"] = "measure_walked"
    calls = {form: CALL.replace("reservations_find_free", name) for form, name in forms.items()}
    best: dict[str, list[float]] = {form: [] for form in forms}
    found = 0
    with psycopg.connect(_address(), autocommit=True, cursor_factory=psycopg.ClientCursor) as connection:
        connection.execute("SET timezone = 'UTC'")
        for values in drawn:
            took, rows = ask(connection, calls, values, times)
            assert rows["maillon"] == rows["plain"] == rows["walked"], values
            found += len(rows["maillon"])
            for form in forms:
                best[form].append(took[form])
    report(best, found / searches)


def ask(
    connection: Any, calls: dict[str, str], values: dict[str, Any], times: int
) -> tuple[dict[str, float], dict[str, list[Any]]]:
    """Return the best time of each form, in seconds, and its answer."""
    took = dict.fromkeys(calls, float("inf"))
    rows: dict[str, list[Any]] = {}
    near, far = list(calls.items())[:2], list(calls.items())[2:]
    for number in range(times):  # the slow forms apart: they drive out of the caches what others have read
        for form, call in near if number % 2 else near[::-1]:
            took[form], rows[form] = _timed(connection, call, values, took[form])
    for _ in range(times // 2):
        for form, call in far:
            took[form], rows[form] = _timed(connection, call, values, took[form])
    return took, rows


def _timed(connection: Any, call: str, values: dict[str, Any], best: float) -> tuple[float, list[Any]]:
    began = time.perf_counter()
    rows = connection.execute(call, values).fetchall()
    return min(best, time.perf_counter() - began), rows


def report(best: dict[str, list[float]], found: float) -> None:
    """Print the times and hold the ratios against their targets."""
    print(f"{len(best['maillon'])} searches, {found:.1f} answers each (51 asked)")
    for form, values in best.items():
        shown = ", ".join(
            f"p{share:.0%}".replace("%", "") + f" {percentile(values, share) * 1e3:.2f} ms"
            for share in (0.5, 0.95, 0.99)
        )
        print(f"  {form:8} {shown}")
    half = {form: percentile(values, 0.5) for form, values in best.items()}
    most = {form: percentile(values, 0.95) for form, values in best.items()}
    verdict("p50, maillon / floor", half["maillon"] / half["floor"], 1.6, at_most=True)
    verdict("p95, plain / maillon", most["plain"] / most["maillon"], 10, at_most=False)
    print(f"        p95, walked / maillon: {most['walked'] / most['maillon']:.2f} (no target)")


def _address() -> str:
    from os import environ

    return environ["MAILLON_DATABASE_URL"]


if __name__ == "__main__":
    main()
