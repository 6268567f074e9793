"""Supplies: those who look after the organisation's assets, and nobody else."""

from ..hats import EVERYBODYS_KEEPERS, KEEPERS
from .lines import Line

SUPPLY: dict[str, object] = {"pk": "supply"}
ITS: dict[str, object] = {"supply_id": "supply"}
PAGES = (
    Line("supplies:list", get=EVERYBODYS_KEEPERS),
    Line("supplies:export", {"kind": "csv"}, get=EVERYBODYS_KEEPERS),
    Line("supplies:export", {"kind": "xlsx"}, get=EVERYBODYS_KEEPERS),
    Line("supplies:add", get=EVERYBODYS_KEEPERS),
    Line("supplies:bring", get=EVERYBODYS_KEEPERS),
    Line("supplies:count", get=EVERYBODYS_KEEPERS),
    Line("supplies:show", SUPPLY, get=KEEPERS),
    Line("supplies:edit", SUPPLY, get=KEEPERS),
    Line("supplies:receive", SUPPLY, get=KEEPERS),
    Line("supplies:issue", SUPPLY, get=KEEPERS),
    Line("supplies:count_one", SUPPLY, get=KEEPERS),
    Line("supplies:lose", SUPPLY, get=KEEPERS),
    Line("supplies:transfer", SUPPLY, get=KEEPERS),
    Line("supplies:correct", SUPPLY | {"movement_id": "supply_movement"}, get=KEEPERS),
)
ROUTES = (
    Line("GET /supplies", get=EVERYBODYS_KEEPERS),
    Line(
        "POST /supplies",
        post=EVERYBODYS_KEEPERS,
        body={"name": "Essai", "unit": "box", "site_id": "supply_site"},
    ),
    Line(
        "POST /supplies/lists",
        post=EVERYBODYS_KEEPERS,
        body={"site_id": "supply_site", "lines": [{"name": "Essai", "unit": "box", "quantity": "1"}]},
    ),
    Line("POST /supplies/counts", post=KEEPERS, body={"counts": "supply_counts"}),
    Line("GET /supplies/{supply_id}", ITS, get=KEEPERS),
    Line("PATCH /supplies/{supply_id}", ITS, post=KEEPERS, body={"note": "Essai"}),
    Line("GET /supplies/{supply_id}/months", ITS, get=KEEPERS),
    Line("GET /supplies/{supply_id}/movements", ITS, get=KEEPERS),
    Line(
        "POST /supplies/{supply_id}/movements",
        ITS,
        post=KEEPERS,
        body={"kind": "received", "amount": "1"},
    ),
    Line(
        "POST /supplies/{supply_id}/transfers",
        ITS,
        post=KEEPERS,
        body={"amount": "1", "to_site_id": "supply_site"},
    ),
    Line(
        "POST /supplies/{supply_id}/movements/{movement_id}/correction",
        ITS | {"movement_id": "supply_movement"},
        post=KEEPERS,
        body={"reason": "Essai"},
    ),
)
