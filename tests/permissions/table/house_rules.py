"""House rules."""

from ..hats import ANYONE, EVERYBODYS_KEEPERS, KEEPERS
from .lines import Line, button

PAGES = (
    Line(
        "house_rules:published", {"pk": "town"}, get=ANYONE
    ),  # its gym is seen by all; the hidden rule is not
    Line("house_rules:manage", get=EVERYBODYS_KEEPERS),
    Line("house_rules:kinds", get=EVERYBODYS_KEEPERS),
    Line("house_rules:add", {"kind": "plafond"}, get=EVERYBODYS_KEEPERS),
    Line("house_rules:edit", {"pk": "house_rule"}, get=KEEPERS),
    button("house_rules:end", {"pk": "house_rule"}, KEEPERS),
    button("house_rules:move", {"pk": "house_rule"}, KEEPERS),
)
ROUTES = (
    Line("GET /organisations/{organisation_id}/house-rules", {"organisation_id": "town"}),
    Line("GET /assets/{asset_id}/house-rules", {"asset_id": "open_place"}),
    Line("GET /house-rules/{house_rule_id}", {"house_rule_id": "house_rule"}, get=KEEPERS),
    Line("POST /house-rules", post=EVERYBODYS_KEEPERS, body={"kind": "protected", "starts_on": "2020-01-01"}),
    Line(
        "POST /house-rule-previews",
        post=EVERYBODYS_KEEPERS,
        body={"kind": "protected", "starts_on": "2020-01-01"},
    ),
    Line(
        "PUT /house-rules/{house_rule_id}",
        {"house_rule_id": "house_rule"},
        post=KEEPERS,
        body={"kind": "protected", "starts_on": "2020-01-01"},
    ),
    Line(
        "POST /house-rules/{house_rule_id}/end",
        {"house_rule_id": "house_rule"},
        post=KEEPERS,
        body={"last_day": "2020-01-01", "why": "Essai"},
    ),
    Line(
        "POST /house-rules/{house_rule_id}/move",
        {"house_rule_id": "house_rule"},
        post=KEEPERS,
        body={"earlier": True},
    ),
)
