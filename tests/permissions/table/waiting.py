"""Waiting lists."""

from ..hats import ADMIN, CHARITY, COMPANY, DECIDERS, NEIGHBOUR, NEWCOMER, OVERSEERS, SIGNED_IN, only
from .lines import Line, button

# Who reads the wait of the charity on an asset of the town: both sides, and who oversees.
CONCERNED = DECIDERS | OVERSEERS | only(ADMIN, CHARITY)
PAGES = (
    Line("waiting:join", {"asset_id": "open_place"}, query="?date=2027-01-04&de=18:00&a=20:00"),
    Line("waiting:mine", get=SIGNED_IN),
    Line("waiting:show", {"uid": "wait"}, get=CONCERNED),
    button("waiting:take", {"uid": "wait"}, only(CHARITY)),
    button("waiting:leave", {"uid": "wait"}, only(CHARITY)),
    Line("waiting:demand", get=DECIDERS | only(NEIGHBOUR, CHARITY, NEWCOMER, COMPANY)),
)
ROUTES = (
    Line("GET /waits", get=SIGNED_IN),
    Line("GET /waits/{uid}", {"uid": "wait"}, get=CONCERNED),
    Line("POST /assets/{asset_id}/waits", {"asset_id": "open_place"}, post=SIGNED_IN),
    Line("POST /waits/{uid}/take", {"uid": "wait"}, post=only(CHARITY)),
    Line("POST /waits/{uid}/leave", {"uid": "wait"}, post=only(CHARITY)),
)
