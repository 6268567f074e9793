"""How long each screen of the inventory takes for an organisation of 100,000 assets, against one of 100.

The same pages, opened by the same person through Django's own client, query for query: the ratio says what size costs.
Exports are whole files, so their time follows the size; what is promised of them is that memory does not.
"""

import statistics
import time
import tracemalloc
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from benchmarks.ground import empty_ground, machine, sql, timed, verdict

RATIO = 3  # p50 of a screen, large over small, at most
SLOWER = 6  # the same for what counts the whole inventory on purpose: the portrait, the preview of a gesture on all
EXPORT_MIB = 40  # Python objects alive at once while a file of 100,000 lines is written, at most
SITES_FOR = 20  # assets to a site
SITES = """
INSERT INTO inventory_site (organisation_id, name, sort_key, address, time_zone, source_key, mrc_id, lon, lat)
SELECT %(owner)s, 'École ' || n, 'ecole ' || lpad(n::text, 10, '0') || '  1', n || ', rue Principale',
    'America/Toronto', '', '540', -73 + n %% 100 / 1000.0, 45.6 + n %% 90 / 1000.0
FROM generate_series(1, %(sites)s) n
"""
ASSETS = """
INSERT INTO inventory_asset (organisation_id, site_id, asset_class_id, name, sort_key, description, identifier,
    source_key, capacity, quantity, lon, lat, x, y, audience, state, accessibility, details, created_at, updated_at)
SELECT %(owner)s, s.first + n %% %(sites)s, c.ids[1 + n %% c.many], w.word || ' ' || n,
    lower(w.word) || ' ' || lpad(n::text, 10, '0'), CASE WHEN n %% 3 = 0 THEN '' ELSE 'Bien de mesure' END,
    'M-' || n, '', n %% 300, 1, -73 + n %% 100 / 1000.0, 45.6 + n %% 90 / 1000.0, 0, 0, 'everyone',
    CASE WHEN n %% 20 = 0 THEN 'archived' ELSE 'active' END, '', '{}', now(), now() - n * interval '1 minute'
FROM generate_series(1, %(assets)s) n
CROSS JOIN (SELECT min(id) AS first FROM inventory_site WHERE organisation_id = %(owner)s) s
CROSS JOIN (SELECT array_agg(id ORDER BY id) AS ids, count(*) AS many FROM inventory_assetclass) c
CROSS JOIN LATERAL (SELECT (ARRAY['Gymnase', 'Salle', 'Camion', 'Terrain'])[1 + n %% 4] AS word) w
"""


@dataclass
class Body:
    """An organisation of so many assets, and the browser of the person who looks after them."""

    assets: int
    owner_id: int = 0
    asset_id: int = 0
    client: Any = None
    times: dict[str, list[float]] = field(default_factory=dict)
    queries: dict[str, int] = field(default_factory=dict)


SCREENS = {
    "list": "/gestion/biens/?vue=tout",
    "list, lately changed first": "/gestion/biens/?vue=tout&tri=-maj",
    "list, by place": "/gestion/biens/?vue=tout&tri=lieu",
    "list, by capacity": "/gestion/biens/?vue=tout&tri=-capacite",
    "list, one class": "/gestion/biens/?categorie=gym",
    "list, words found": "/gestion/biens/?q=gymnase 4",
    "list, words not found": "/gestion/biens/?q=introuvable",
    "list, its last page": "/gestion/biens/?vue=tout&page={last}",
    "places": "/gestion/lieux/",
    "places, words": "/gestion/lieux/?q=ecole 3",
    "imports": "/gestion/importations/",
    "add an asset": "/gestion/biens/ajouter/",
    "edit an asset": "/gestion/biens/{asset}/",
    "page of an asset": "/biens/{asset}/",
    "history": "/biens/{asset}/historique/",
    "merge": "/gestion/biens/{asset}/fusionner/",
    "merge, words": "/gestion/biens/{asset}/fusionner/?q=gymnase 4",
    "share": "/gestion/partager/",
    "palette": "/chercher-partout/?q=gym",
    "palette, number": "/chercher-partout/?q=m-40",
    "API, assets": "/api/v1/assets?organisation={owner}",
}
WHOLE = {
    "portrait": "/gestion/portrait/",
    "bulk, all of them": "/gestion/biens/en-lot/?portee=tout&geste=archiver",
    "bulk, another place": "/gestion/biens/en-lot/?portee=tout&geste=lieu",
}


def main() -> None:
    """Build the ground, measure, print."""
    parser = ArgumentParser(description="Measure the screens of the inventory.")
    parser.add_argument(
        "--assets", type=int, default=100_000, help="assets of the large organisation (100000)"
    )
    parser.add_argument(
        "--slow", type=int, default=0, help="print the queries slower than this many milliseconds"
    )
    parser.add_argument("--rounds", type=int, default=9, help="times that each screen is opened (9)")
    chosen = parser.parse_args()
    with empty_ground():
        bodies = [timed(f"{count} assets", partial(body, count)) for count in (100, chosen.assets)]
        sql("VACUUM (ANALYZE)")
        print(machine())
        measure(bodies, chosen.rounds, chosen.slow)
        for kind in ("csv", "xlsx", "geojson"):
            export(bodies[1], kind)
        print(machine())


def body(assets: int) -> Body:
    """Write an organisation with its places, its assets, its saved views and the person who keeps them."""
    from django.db import connection, transaction
    from django.test import Client

    from maillon.base.bulk import silenced
    from maillon.community.organisations.kinds import Role
    from maillon.community.saved_views.services import save_view
    from maillon.testing.builders.community import make_membership

    member = make_membership(Role.ASSET_MANAGER)
    values = {"owner": member.organisation_id, "assets": assets, "sites": max(5, assets // SITES_FOR)}
    with transaction.atomic(), silenced("inventory_site", "inventory_asset"), connection.cursor() as cursor:
        cursor.execute(SITES, values)
        cursor.execute(ASSETS, values)
        cursor.execute("SELECT min(id) FROM inventory_asset WHERE organisation_id = %(owner)s", values)
        (asset_id,) = cursor.fetchone()
    for name, asked in (
        ("Gymnases", "categorie=gym"),
        ("Sans description", "manque=description"),
        ("Mots", "q=salle"),
    ):
        save_view(hat=member.hat(), code="biens", name=name, asked=asked)
    client = Client(SERVER_NAME="localhost")
    client.force_login(member.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return Body(assets, member.organisation_id, asset_id, client)


def measure(bodies: list[Body], rounds: int, slow: int) -> None:
    """Open every screen of both bodies in turn, and print the medians beside each other."""
    for name, address in (SCREENS | WHOLE).items():
        for one in bodies:
            one.queries[name] = counted(one, address, slow)
        for _round in range(rounds):
            for one in bodies:
                one.times.setdefault(name, []).append(opened(one, address))
        small, large = (statistics.median(one.times[name]) * 1000 for one in bodies)
        queries = " and ".join(str(one.queries[name]) for one in bodies)
        print(f"  {name}: {small:.1f} → {large:.1f} ms, queries {queries}", flush=True)
        assert bodies[0].queries[name] >= bodies[1].queries[name], name
    for name in SCREENS:
        small, large = (statistics.median(one.times[name]) for one in bodies)
        verdict(name, large / small, RATIO, at_most=True)
    for name in WHOLE:
        small, large = (statistics.median(one.times[name]) for one in bodies)
        print(f"        {name}: {large / small:.1f} times, {large * 1000:.0f} ms")


def told(one: Body, address: str) -> str:
    """Return the address as it stands for this body."""
    return address.format(last=max(1, one.assets * 19 // 20 // 50), asset=one.asset_id, owner=one.owner_id)


def opened(one: Body, address: str) -> float:
    """Open a page and return how many seconds it took."""
    began = time.perf_counter()
    response = one.client.get(told(one, address))
    took = time.perf_counter() - began
    assert response.status_code == 200, (address, response.status_code)
    return took


def counted(one: Body, address: str, slow: int) -> int:
    """Open a page and return how many queries it asked; print the slow ones, when it is wanted."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    opened(one, address)  # what is read once for good is read now
    with CaptureQueriesContext(connection) as captured:
        opened(one, address)
    for query in captured.captured_queries:
        if slow and float(query["time"]) * 1000 >= slow:
            print(f"    {query['time']} s: {query['sql'][:1500]}")
    return len(captured)


def export(one: Body, kind: str) -> None:
    """Read a whole exported file, little by little, and print its time and the memory at its peak."""

    def parts() -> Iterator[bytes]:
        yield from one.client.get(f"/organisations/{one.owner_id}/biens.{kind}").streaming_content

    began = time.perf_counter()
    size = sum(len(part) for part in parts())
    took = time.perf_counter() - began
    tracemalloc.start()
    for _part in parts():
        pass
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    print(f"  export {kind}: {took:.1f} s, {size / 2**20:.1f} MiB", flush=True)
    verdict(f"export {kind}, MiB alive at its peak", peak, EXPORT_MIB, at_most=True)


if __name__ == "__main__":
    main()
