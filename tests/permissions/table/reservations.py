"""Finding, asking, answering."""

from ..hats import (
    ADMIN,
    ANYONE,
    CHARITY,
    COMPANY,
    COORDINATOR,
    DECIDERS,
    EVERYBODYS_KEEPERS,
    FINANCE,
    KEEPERS,
    MEMBERS,
    NEIGHBOUR,
    NEWCOMER,
    NO_ONE,
    OVERSEERS,
    OWNERS,
    SIGNED_IN,
    only,
)
from .lines import WEEK, Line, button

CLOSING: dict[str, object] = {
    "scope": "site",
    "target_id": 1,
    "reason": "Travaux",
    "first_day": "2027-07-05",
    "last_day": "2027-07-05",
}
PAGES = (
    Line("reservations:find"),
    Line("reservations:find", query="?quoi=gym&ou=Saint-Hyacinthe&rayon=40"),
    Line("reservations:find", query="?quoi=gimnase+kanari&ou=Sant-Hiacinthe"),
    Line("reservations:unmet", get=EVERYBODYS_KEEPERS | DECIDERS | OVERSEERS | only(COORDINATOR)),
    Line("reservations:alerts", get=SIGNED_IN),
    button("reservations:watch", {}, SIGNED_IN),
    button("reservations:alert_end", {"pk": 1}, NO_ONE),  # nobody here watches anything
    Line("reservations:alert_stop", {"token": "false_link"}, get=NO_ONE),
    Line("reservations:unmet", get=OVERSEERS, query="?territoire=010"),
    Line("reservations:offering", get=EVERYBODYS_KEEPERS),
    Line("reservations:divide", {"pk": "secret"}, get=KEEPERS),
    Line("reservations:coverage", get=MEMBERS),  # each of their own
    Line("reservations:coverage", get=OWNERS | OVERSEERS, query="?organisation={town}"),
    Line("reservations:week", {"asset_id": "open_place"}),
    Line("reservations:week", {"asset_id": "secret"}, get=OWNERS | OVERSEERS),
    Line("reservations:ask", {"asset_id": "open_place"}),
    Line("reservations:ask", {"asset_id": "secret"}, get=OWNERS | OVERSEERS),
    Line("reservations:ask_what", {"asset_id": "open_place"}),
    Line("reservations:ask_check", {"asset_id": "open_place"}),
    Line("reservations:series", {"asset_id": "open_place"}),
    Line("reservations:series", {"asset_id": "secret"}, get=OWNERS | OVERSEERS),
    Line("reservations:series_dates", {"asset_id": "open_place"}),
    Line("reservations:series_what", {"asset_id": "open_place"}),
    Line("reservations:mine", get=SIGNED_IN),
    Line("reservations:to_decide", get=DECIDERS | only(NEIGHBOUR, CHARITY, NEWCOMER, COMPANY)),
    Line("reservations:show", {"reference": "request_inside"}, get=OWNERS | OVERSEERS),
    Line(
        "reservations:show",
        {"reference": "request_of_charity"},
        get=DECIDERS | OVERSEERS | only(ADMIN, FINANCE, CHARITY),
    ),
    Line(
        "reservations:bundle",
        {"reference": "bundle_of_charity"},
        get=DECIDERS | OVERSEERS | only(ADMIN, FINANCE, CHARITY),
    ),
    Line("reservations:bundle_approve", {"reference": "bundle_of_charity"}, get=DECIDERS),
    Line("reservations:bundle_refuse", {"reference": "bundle_of_charity"}, get=DECIDERS),
    Line("reservations:bundle_cancel", {"reference": "bundle_of_charity"}, get=DECIDERS | only(CHARITY)),
    Line(
        "reservations:bundle",
        {"reference": "series_of_charity"},
        get=DECIDERS | OVERSEERS | only(ADMIN, FINANCE, CHARITY),
    ),
    Line("reservations:bundle_change", {"reference": "series_of_charity"}, get=DECIDERS | only(CHARITY)),
    Line("reservations:cart"),
    button("reservations:cart_add", {}, NO_ONE),  # names nothing, so adds nothing: « not found »
    button("reservations:cart_drop", {}, ANYONE),
    button("reservations:cart_send", {}, SIGNED_IN),  # a visitor signs in first, the cart kept
    Line("reservations:order", {"reference": "order_of_charity"}, get=OVERSEERS | only(CHARITY)),
    Line("reservations:bundle_again", {"reference": "series_of_charity"}, get=only(CHARITY)),
    Line("reservations:approve", {"reference": "request_of_charity"}, get=DECIDERS),
    Line("reservations:refuse", {"reference": "request_of_charity"}, get=DECIDERS),
    Line("reservations:cancel", {"reference": "request_of_charity"}, get=DECIDERS | only(CHARITY)),
    Line("reservations:clarify", {"reference": "request_of_charity"}, get=DECIDERS),
    Line(
        "reservations:thread_write", {"reference": "request_of_charity"}, get=DECIDERS | only(ADMIN, CHARITY)
    ),
    button(
        "reservations:thread_read",
        {"reference": "request_of_charity"},
        DECIDERS | OVERSEERS | only(ADMIN, FINANCE, CHARITY),
    ),
    Line(
        "reservations:thread_document",
        {"reference": "request_of_charity", "message_id": "thread_document"},
        get=DECIDERS | OVERSEERS | only(ADMIN, FINANCE, CHARITY),
    ),
    Line(
        "reservations:decide_many",
        get=DECIDERS | only(NEIGHBOUR, CHARITY, NEWCOMER, COMPANY),
    ),
    Line("reservations:appeals", get=only(ADMIN, NEIGHBOUR, CHARITY, NEWCOMER, COMPANY)),
    Line("reservations:appeal", {"reference": "refused_request"}, get=only(CHARITY)),
    Line("reservations:appeal_answer", {"reference": "appealed_request"}, get=only(ADMIN)),
    Line("reservations:closures", get=EVERYBODYS_KEEPERS),
    Line("reservations:close", get=EVERYBODYS_KEEPERS),
    Line("reservations:closure", {"pk": "closure"}, get=KEEPERS),
    button("reservations:closure_end", {"pk": "closure"}, KEEPERS),
    Line("reservations:ics", {"reference": "request_inside"}, get=OWNERS | OVERSEERS),
    Line("reservations:answer", {"token": "false_link"}, get=NO_ONE),
    button("reservations:answer_approve", {"token": "false_link"}, NO_ONE),
    button("reservations:answer_refuse", {"token": "false_link"}, NO_ONE),
    button("reservations:answer_clarify", {"token": "false_link"}, NO_ONE),
    Line("reservations:feed", {"token": "false_link"}, get=NO_ONE),
)
RULE = {"weekdays": [1], "starts": 600, "ends": 660, "first": "2026-12-01", "count": 2}
REFUSAL = {"motive": "other", "reason": "Essai"}
ROUTES = (
    Line("GET /find", query="?q=kanari"),
    Line("GET /free", query=WEEK),
    Line("GET /unmet-demand"),
    Line("GET /me/search-alerts", get=SIGNED_IN),
    Line("POST /me/search-alerts", post=SIGNED_IN, body={"asked": "quoi=gym"}),  # refused with its reason
    Line("DELETE /me/search-alerts/{alert_id}", {"alert_id": 1}, post=NO_ONE),
    Line("GET /closures", get=EVERYBODYS_KEEPERS),
    Line("POST /closures", post=EVERYBODYS_KEEPERS, body=CLOSING),
    Line("POST /closures/preview", post=EVERYBODYS_KEEPERS, body=CLOSING),
    Line("GET /closures/{closure_id}", {"closure_id": "closure"}, get=KEEPERS),
    Line("POST /closures/{closure_id}/end", {"closure_id": "closure"}, post=KEEPERS),
    Line("GET /assets/{asset_id}/week", {"asset_id": "open_place"}),
    Line("GET /assets/{asset_id}/week", {"asset_id": "secret"}, get=OWNERS | OVERSEERS),
    Line("GET /reservations", get=SIGNED_IN),
    Line(
        "POST /reservations",
        post=SIGNED_IN,  # who may not ask is answered by the rules, with every reason (422)
        body={"asset_id": "open_place", "starts_at": "nine", "ends_at": "ten", "purpose": "Essai"},
    ),
    Line("GET /reservations/{reference}", {"reference": "request_inside"}, get=OWNERS | OVERSEERS),
    Line("GET /reservations/{reference}/ics", {"reference": "request_inside"}, get=OWNERS | OVERSEERS),
    Line("POST /reservations/{reference}/approve", {"reference": "request_of_charity"}, post=DECIDERS),
    Line(
        "POST /reservations/{reference}/refuse",
        {"reference": "request_of_charity"},
        post=DECIDERS,
        body=REFUSAL,
    ),
    Line(
        "POST /reservations/{reference}/cancel",
        {"reference": "request_of_charity"},
        post=DECIDERS | only(CHARITY),
        body={"reason": "Essai"},
    ),
    Line(
        "GET /reservations/{reference}/messages",
        {"reference": "request_of_charity"},
        get=DECIDERS | OVERSEERS | only(ADMIN, FINANCE, CHARITY),
    ),
    Line(
        "POST /reservations/{reference}/messages",
        {"reference": "request_of_charity"},
        post=DECIDERS | only(ADMIN, CHARITY),
        body={"text": "Essai"},
    ),
    Line(
        "POST /reservations/{reference}/documents",
        {"reference": "request_of_charity"},
        post=SIGNED_IN,  # without a file, whoever sends it is told so first (422)
    ),
    Line(
        "POST /reservations/{reference}/messages/read",
        {"reference": "request_of_charity"},
        post=DECIDERS | OVERSEERS | only(ADMIN, FINANCE, CHARITY),
    ),
    Line(
        "POST /reservations/{reference}/clarify",
        {"reference": "request_of_charity"},
        post=DECIDERS,
        body={"text": "Essai"},
    ),
    Line(
        "POST /answers",
        post=DECIDERS | only(NEIGHBOUR, CHARITY, NEWCOMER, COMPANY),  # each to what is asked of their own
        body={"references": ["R-0"], "action": "approve"},
    ),
    Line("GET /appeals", get=only(ADMIN, NEIGHBOUR, CHARITY, NEWCOMER, COMPANY)),
    Line(
        "POST /reservations/{reference}/appeal",
        {"reference": "refused_request"},
        post=only(CHARITY),
        body={"text": "Essai"},
    ),
    Line(
        "POST /reservations/{reference}/appeal/answer",
        {"reference": "appealed_request"},
        post=only(ADMIN),
        body={"outcome": "upheld", "reasons": "Essai"},
    ),
    Line(
        "POST /bundles",
        post=SIGNED_IN,  # who may not ask is answered by the rules, with every reason
        body={
            "name": "Essai",
            "things": [{"asset_id": "open_place"}],
            "starts_at": "nine",
            "ends_at": "ten",
            "purpose": "Essai",
        },
    ),
    Line(
        "GET /bundles/{reference}",
        {"reference": "bundle_of_charity"},
        get=DECIDERS | OVERSEERS | only(ADMIN, FINANCE, CHARITY),
    ),
    Line("POST /bundles/{reference}/approve", {"reference": "bundle_of_charity"}, post=DECIDERS),
    Line(
        "POST /bundles/{reference}/refuse",
        {"reference": "bundle_of_charity"},
        post=DECIDERS,
        body=REFUSAL,
    ),
    Line(
        "POST /bundles/{reference}/cancel",
        {"reference": "bundle_of_charity"},
        post=DECIDERS | only(CHARITY),
        body={"reason": "Essai"},
    ),
    Line(
        "POST /series/look",
        post=SIGNED_IN,  # who may not ask is answered by the rules, with every reason
        body={"asset_id": "open_place", "rule": RULE},
    ),
    Line(
        "POST /series",
        post=SIGNED_IN,
        body={"asset_id": "open_place", "rule": RULE, "purpose": "Essai"},
    ),
    Line(
        "GET /series/{reference}",
        {"reference": "series_of_charity"},
        get=DECIDERS | OVERSEERS | only(ADMIN, FINANCE, CHARITY),
    ),
    Line("POST /series/{reference}/approve", {"reference": "series_of_charity"}, post=DECIDERS),
    Line("POST /series/{reference}/refuse", {"reference": "series_of_charity"}, post=DECIDERS, body=REFUSAL),
    Line(
        "POST /series/{reference}/cancel",
        {"reference": "series_of_charity"},
        post=DECIDERS | only(CHARITY),
        body={"reason": "Essai"},
    ),
    Line(
        "POST /series/{reference}/ask-again",
        {"reference": "series_of_charity"},
        post=only(CHARITY),
        body={"days": ["2026-12-01"]},
    ),
    Line(
        "POST /series/{reference}/change",
        {"reference": "series_of_charity"},
        post=DECIDERS | only(CHARITY),
        body={"pivot": "R-0", "reach": "all", "starts": 600, "ends": 660},
    ),
    Line(
        "POST /orders",
        post=SIGNED_IN,
        body={
            "lines": [{"asset_id": "open_place", "starts_at": "nine", "ends_at": "ten"}],
            "purpose": "Essai",
        },
    ),
    Line(
        "GET /orders/{reference}",
        {"reference": "order_of_charity"},
        get=OVERSEERS | only(CHARITY),
    ),
    Line(
        "POST /offers",
        post=EVERYBODYS_KEEPERS,
        body={"asset_ids": [], "terms_id": "terms", "schedule_id": "schedule", "audience": "everyone"},
    ),
    Line("POST /offers/withdraw", post=EVERYBODYS_KEEPERS, body={"asset_ids": []}),
    Line("GET /inventory-portrait", get=MEMBERS),
    Line("GET /inventory-portrait", get=OWNERS | OVERSEERS, query="?organisation={town}"),
)
