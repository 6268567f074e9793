"""Counts."""

from ..hats import ANYONE, EVERYBODYS_KEEPERS, KEEPERS, MEMBERS, OWNERS, SIGNED_IN
from .lines import Line, button

PAGES = (
    Line("stocktaking:list", get=MEMBERS),  # each of their own
    Line("stocktaking:begin", get=EVERYBODYS_KEEPERS),
    Line("stocktaking:worker"),  # a program, the same for all
    Line("stocktaking:show", {"pk": "count"}, get=OWNERS),
    Line("stocktaking:count", {"pk": "count"}, get=OWNERS),
    button("stocktaking:observe", {"pk": "count"}, OWNERS),
    Line("stocktaking:photo", {"pk": "count", "photo_id": "count_photo"}, get=OWNERS),
    Line("stocktaking:close", {"pk": "count"}, get=KEEPERS),
    Line("stocktaking:proposals", {"pk": "closed_count"}, get=KEEPERS),
    Line("stocktaking:report", {"pk": "closed_count"}, get=OWNERS),
    Line("stocktaking:seal", {"pk": "closed_count"}, get=OWNERS),
    Line("stocktaking:verify", {"pk": "closed_count"}),  # whose it is, is said to who holds the report
)
ROUTES = (
    Line("GET /counts", get=SIGNED_IN),  # one's own organisation's, none for most,
    Line("POST /counts", post=EVERYBODYS_KEEPERS, body={"name": "Tour"}),
    Line("GET /counts/{count_id}", {"count_id": "count"}, get=OWNERS),
    Line("GET /counts/{count_id}/expected", {"count_id": "count"}, get=OWNERS),
    Line("GET /counts/{count_id}/observations", {"count_id": "count"}, get=OWNERS),
    Line(
        "POST /counts/{count_id}/observations",
        {"count_id": "count"},
        post=OWNERS,
        body={"entries": "count_entries"},
    ),
    Line(
        "POST /counts/{count_id}/observations/{observation}/photos/{photo}",
        {"count_id": "count", "observation": "count_key", "photo": "count_key"},
        post=SIGNED_IN,  # without a file nothing is said of the count
    ),
    Line("POST /counts/{count_id}/close", {"count_id": "count"}, post=KEEPERS),
    Line("GET /counts/{count_id}/proposals", {"count_id": "closed_count"}, get=KEEPERS),
    Line(
        "POST /counts/{count_id}/proposals",
        {"count_id": "closed_count"},
        post=KEEPERS,
        body={"proposal_ids": "count_proposals", "accept": False},
    ),
    Line("GET /counts/{count_id}/report", {"count_id": "closed_count"}, get=OWNERS),
    Line("GET /counts/{count_id}/seal", {"count_id": "closed_count"}, get=OWNERS),
    Line("POST /counts/{count_id}/verify", {"count_id": "closed_count"}, post=ANYONE),
)
