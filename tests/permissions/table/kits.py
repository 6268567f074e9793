"""Kits."""

from ..hats import EVERYBODYS_KEEPERS, KEEPERS, OVERSEERS, OWNERS, SIGNED_IN
from .lines import WEEK, Line, button

ITS_PHOTO: dict[str, object] = {"pk": "secret_kit", "photo_id": "kit_photo", "width": 320}

PAGES = (
    Line("kits:list"),
    Line("kits:show", {"pk": "kit"}),
    Line("kits:show", {"pk": "secret_kit"}, get=OWNERS | OVERSEERS),
    Line("kits:manage", get=EVERYBODYS_KEEPERS),
    Line("kits:add", get=EVERYBODYS_KEEPERS),
    Line("kits:edit", {"pk": "secret_kit"}, get=KEEPERS),
    Line("kits:photo", ITS_PHOTO, get=OWNERS | OVERSEERS),
    Line("kits:edit_photo", {"pk": "secret_kit"}, get=KEEPERS),
    button("kits:drop_photo", {"pk": "secret_kit"}, KEEPERS),
)
ROUTES = (
    Line("GET /kits"),
    Line("GET /kits/{kit_id}", {"kit_id": "kit"}),
    Line("GET /kits/{kit_id}", {"kit_id": "secret_kit"}, get=OWNERS | OVERSEERS),
    Line("GET /kits/{kit_id}/free", {"kit_id": "kit"}, query=WEEK),
    Line("GET /kits/{kit_id}/free", {"kit_id": "secret_kit"}, get=OWNERS | OVERSEERS, query=WEEK),
    Line(
        "POST /kits/{kit_id}/requests",
        {"kit_id": "kit"},
        post=SIGNED_IN,  # the same
        body={"starts_at": "nine", "ends_at": "ten", "purpose": "Essai"},
    ),
    Line(
        "POST /kits",
        post=EVERYBODYS_KEEPERS,  # those of others are refused the asset, with its reason (422)
        body={"name": "Essai", "lines": [{"asset_ids": ["secret"]}]},
    ),
    Line(
        "PUT /kits/{kit_id}",
        {"kit_id": "secret_kit"},
        post=KEEPERS,
        body={"name": "Essai", "lines": [{"asset_ids": [1]}]},
    ),
    Line("POST /kits/{kit_id}/photo", {"kit_id": "secret_kit"}, post=EVERYBODYS_KEEPERS),  # without a file
    Line("PATCH /kits/{kit_id}/photo", {"kit_id": "secret_kit"}, post=KEEPERS, body={"alt": "Raquettes"}),
    Line("DELETE /kits/{kit_id}/photo", {"kit_id": "secret_kit"}, post=KEEPERS),
)
