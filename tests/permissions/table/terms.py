"""Sharing terms and schedules."""

from ..hats import EVERYBODYS_KEEPERS, KEEPERS, OVERSEERS, OWNERS, SIGNED_IN
from .lines import Line, button

TERMS = (
    Line("terms:list", get=EVERYBODYS_KEEPERS),
    Line("terms:add", get=EVERYBODYS_KEEPERS),
    Line("terms:edit", {"pk": "terms"}, get=KEEPERS),
)
SEASON = {"pk": "schedule", "key": "season"}
VERSION = {"pk": "schedule", "number": "version"}
AVAILABILITY = (
    Line("availability:schedules", get=EVERYBODYS_KEEPERS),
    Line("availability:schedule_add", get=EVERYBODYS_KEEPERS),
    Line("availability:schedule_edit", {"pk": "schedule"}, get=KEEPERS),
    Line("availability:schedule", {"pk": "schedule"}, get=KEEPERS),
    button("availability:schedule_remove", {"pk": "schedule"}, KEEPERS),
    Line("availability:season_add", {"pk": "schedule"}, get=KEEPERS),
    Line("availability:season_edit", SEASON, get=KEEPERS),
    button("availability:season_move", SEASON, KEEPERS),
    button("availability:season_remove", SEASON, KEEPERS),
    Line("availability:schedule_versions", {"pk": "schedule"}, get=KEEPERS),
    Line("availability:schedule_version", VERSION, get=KEEPERS),
    button("availability:schedule_bring_back", VERSION, KEEPERS),
)
PAGES = (*TERMS, *AVAILABILITY)

MONTH = "?first=2027-06-01&last=2027-06-30"
WEEK: dict[str, object] = {"name": "Horaire", "weekly": [[], [], [], [], [], [], []]}
ROUTES = (
    Line("GET /schedules", get=SIGNED_IN),  # one's own organisation's, none for most,
    Line("POST /schedules", post=EVERYBODYS_KEEPERS, body={"name": "Horaire", "weekly": []}),
    Line("GET /schedules/{schedule_id}", {"schedule_id": "schedule"}, get=OWNERS),
    Line("PUT /schedules/{schedule_id}", {"schedule_id": "schedule"}, post=KEEPERS, body=WEEK),
    Line("POST /schedules/{schedule_id}/preview", {"schedule_id": "schedule"}, post=KEEPERS, body=WEEK),
    Line("GET /schedules/{schedule_id}/days", {"schedule_id": "schedule"}, get=OWNERS, query=MONTH),
    Line("GET /schedules/{schedule_id}/versions", {"schedule_id": "schedule"}, get=KEEPERS),
    Line(
        "POST /schedules/{schedule_id}/versions/{number}/restore",
        {"schedule_id": "schedule", "number": "version"},
        post=KEEPERS,
    ),
    Line("GET /assets/{asset_id}/hours", {"asset_id": "open_place"}),
    Line("GET /assets/{asset_id}/hours", {"asset_id": "secret"}, get=OWNERS | OVERSEERS),
    Line("GET /terms", get=SIGNED_IN),  # the same,
    Line("POST /terms", post=EVERYBODYS_KEEPERS, body={"name": "Conditions"}),
)
