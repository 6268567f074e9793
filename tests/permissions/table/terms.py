"""Sharing terms and schedules."""

from ..hats import EVERYBODYS_KEEPERS, KEEPERS, SIGNED_IN
from .lines import Line, button

TERMS = (
    Line("terms:list", get=EVERYBODYS_KEEPERS),
    Line("terms:add", get=EVERYBODYS_KEEPERS),
    Line("terms:edit", {"pk": "terms"}, get=KEEPERS),
)
AVAILABILITY = (
    Line("availability:schedules", get=EVERYBODYS_KEEPERS),
    Line("availability:schedule_add", get=EVERYBODYS_KEEPERS),
    Line("availability:schedule_edit", {"pk": "schedule"}, get=KEEPERS),
    button("availability:schedule_remove", {"pk": "schedule"}, KEEPERS),
)
PAGES = (*TERMS, *AVAILABILITY)

ROUTES = (
    Line("GET /schedules", get=SIGNED_IN),  # one's own organisation's, none for most,
    Line("POST /schedules", post=EVERYBODYS_KEEPERS, body={"name": "Horaire", "weekly": []}),
    Line("GET /terms", get=SIGNED_IN),  # the same,
    Line("POST /terms", post=EVERYBODYS_KEEPERS, body={"name": "Conditions"}),
)
