"""Organisations, verification, agreements, saved views, territories."""

from ..hats import (
    ADMIN,
    ANYONE,
    CHARITY,
    COMPANY,
    DECIDERS,
    EVERYBODYS_KEEPERS,
    KEEPER,
    KEEPERS,
    MEMBERS,
    NEIGHBOUR,
    NEWCOMER,
    NO_ONE,
    OVERSEERS,
    OWNERS,
    SIGNED_IN,
    STEWARD,
    only,
)
from .lines import MANAGERS, OF_COMPANY, OF_NEWCOMER, VERIFIERS, Line, button

ORGANISATIONS = (
    button("organisations:sign_in", {}, ANYONE),
    button("organisations:hat", {}, NO_ONE),  # an empty form names no hat
    Line("organisations:list"),
    Line("organisations:list", query="?verification=attente"),
    Line("organisations:show", {"pk": "town"}),
    Line("organisations:join", get=SIGNED_IN, query="?q=ville"),
    Line("organisations:create", get=SIGNED_IN),
    Line("organisations:ask", {"pk": "town"}, get=SIGNED_IN),
    Line("organisations:describe", {"pk": "town"}, get=MANAGERS),
    Line("organisations:members_of", {"pk": "town"}, get=MANAGERS),
    Line("organisations:invite", {"pk": "town"}, get=MANAGERS),
    Line("organisations:add_provider", {"pk": "town"}, get=only(STEWARD)),
    Line(
        "organisations:members", get=only(ADMIN, NEIGHBOUR, CHARITY, NEWCOMER, COMPANY, STEWARD)
    ),  # each of their own
    Line("organisations:member", {"pk": "member"}, get=MANAGERS),
    button("organisations:end_membership", {"pk": "member"}, MANAGERS),
    button("organisations:answer", {"pk": "join_request"}, MANAGERS),
    Line("organisations:tokens", get=MEMBERS),
    button("organisations:revoke_token", {"pk": "token"}, only("requester")),
    Line("organisations:providers", get=only(STEWARD)),
    button("organisations:remove_provider", {"pk": "provider"}, only(STEWARD)),
)
VERIFICATION = (
    Line("verification:status", {"pk": "newcomer"}, get=VERIFIERS | only(NEWCOMER)),
    button("verification:begin", {"pk": "newcomer"}, only(NEWCOMER, STEWARD)),
    Line("verification:kind", {"pk": "applicant"}, get=only(STEWARD)),
    Line("verification:criteria", {"pk": "applicant"}, get=only(STEWARD)),
    Line("verification:pieces", {"pk": "applicant"}, get=only(STEWARD)),
    Line("verification:send", {"pk": "applicant"}, get=only(STEWARD)),
    button("verification:abandon", {"pk": "applicant"}, only(STEWARD)),
    Line("verification:status", {"pk": "petitioner"}, get=VERIFIERS),
    Line("verification:piece", {"pk": "sent_piece"}, get=VERIFIERS),
    button("verification:remove_piece", {"pk": "piece"}, only(STEWARD)),
    Line("verification:queue", get=VERIFIERS),
    Line("verification:decide", {"pk": "sent_request"}, get=VERIFIERS),
    Line("verification:withdraw", {"pk": "charity"}, get=VERIFIERS),
    button("verification:confirm", {"pk": "town"}, only(STEWARD)),
)
AGREEMENTS = (
    Line("agreements:list", get=MEMBERS),
    Line("agreements:list", get=MEMBERS, query="?etat=fermees"),
    Line("agreements:begin", get=EVERYBODYS_KEEPERS),
    Line("agreements:show", {"pk": "agreement"}, get=OF_COMPANY),
    Line("agreements:show", {"pk": "agreement_proposed"}, get=OF_NEWCOMER),
    Line("agreements:show", {"pk": "agreement_draft"}, get=OWNERS | OVERSEERS),
    Line("agreements:text", {"pk": "agreement_draft"}, get=KEEPERS),
    Line("agreements:partners", {"pk": "agreement_draft"}, get=KEEPERS, query="?q=organisation"),
    button("agreements:add_partner", {"pk": "agreement_draft"}, KEEPERS),
    button("agreements:remove_partner", {"pk": "agreement_draft", "organisation_id": "charity"}, KEEPERS),
    Line("agreements:term", {"pk": "agreement_draft"}, get=KEEPERS),
    Line("inventory:scope", {"pk": "agreement_draft"}, get=KEEPERS),
    Line("inventory:scope", {"pk": "agreement"}, get=KEEPERS),
    Line("agreements:check", {"pk": "agreement_draft"}, get=KEEPERS),
    button("agreements:abandon", {"pk": "agreement_draft"}, KEEPERS),
    button("agreements:renew", {"pk": "agreement"}, KEEPERS),
    button("agreements:accept", {"pk": "agreement_proposed"}, only(NEWCOMER)),
    Line("agreements:decline", {"pk": "agreement_proposed"}, get=only(NEWCOMER)),
    Line("agreements:end", {"pk": "agreement"}, get=KEEPERS | only(COMPANY)),
)
SAVED_VIEWS = (
    Line("saved_views:list", {"code": "biens"}, get=EVERYBODYS_KEEPERS),
    Line("saved_views:add", {"code": "biens"}, get=EVERYBODYS_KEEPERS, query="?categorie=gym"),
    Line("saved_views:list", {"code": "recherches"}, get=MEMBERS),
    Line(
        "saved_views:list", {"code": "a-decider"}, get=DECIDERS | only(NEIGHBOUR, CHARITY, NEWCOMER, COMPANY)
    ),
    Line("saved_views:edit", {"pk": "own_view"}, get=only(KEEPER)),
    button("saved_views:replace", {"pk": "own_view"}, only(KEEPER)),
    button("saved_views:move", {"pk": "own_view"}, only(KEEPER)),
    button("saved_views:delete", {"pk": "own_view"}, only(KEEPER)),
    Line("saved_views:edit", {"pk": "shared_view"}, get=KEEPERS),
    button("saved_views:delete", {"pk": "shared_view"}, KEEPERS),
)
TERRITORIES = (
    Line("territories:list"),
    Line("territories:show", {"code": "540"}),
)
PAGES = (*ORGANISATIONS, *VERIFICATION, *AGREEMENTS, *SAVED_VIEWS, *TERRITORIES)

ROUTES = (
    Line("GET /regions"),
    Line("GET /mrcs"),
    Line("GET /municipalities"),
    Line("GET /organisations"),
    Line("GET /organisations/{organisation_id}", {"organisation_id": "town"}),
    Line(
        "GET /organisations/{organisation_id}/verification",
        {"organisation_id": "newcomer"},
        get=VERIFIERS | only(NEWCOMER),
    ),
    Line("GET /verifications", get=VERIFIERS),
    Line("GET /agreements", get=MEMBERS),
    Line("POST /agreements", post=EVERYBODYS_KEEPERS, body={"title": "Entente"}),
    Line("GET /agreements/{agreement_id}", {"agreement_id": "agreement"}, get=OF_COMPANY),
    Line("GET /agreements/{agreement_id}", {"agreement_id": "agreement_draft"}, get=OWNERS | OVERSEERS),
    Line("GET /agreements/{agreement_id}/scope", {"agreement_id": "agreement"}, get=OF_COMPANY),
    Line(
        "PUT /agreements/{agreement_id}/scope",
        {"agreement_id": "agreement_draft"},
        post=KEEPERS,
        body={"everything": True},
    ),
    Line("POST /agreements/{agreement_id}/propose", {"agreement_id": "agreement_draft"}, post=KEEPERS),
    Line(
        "POST /agreements/{agreement_id}/accept",
        {"agreement_id": "agreement_proposed"},
        post=only(NEWCOMER),
        body={"revision": 1},
    ),
    Line(
        "POST /agreements/{agreement_id}/decline",
        {"agreement_id": "agreement_proposed"},
        post=only(NEWCOMER),
        body={"reason": "Non merci."},
    ),
    Line(
        "POST /agreements/{agreement_id}/end",
        {"agreement_id": "agreement"},
        post=KEEPERS | only(COMPANY),
        body={"reason": "Déménagement."},
    ),
    Line("POST /agreements/{agreement_id}/abandon", {"agreement_id": "agreement_draft"}, post=KEEPERS),
    Line("POST /agreements/{agreement_id}/renew", {"agreement_id": "agreement"}, post=KEEPERS),
    Line("GET /me", get=SIGNED_IN),
    Line("GET /me/hats", get=SIGNED_IN),
    Line("GET /me/messages", get=SIGNED_IN),
    Line("GET /views", get=SIGNED_IN),  # of the lists that open to the hat, none for most,
    Line("POST /views", post=EVERYBODYS_KEEPERS, body={"list_code": "biens", "name": "Vue"}),
    Line("PATCH /views/{view_id}", {"view_id": "own_view"}, post=only(KEEPER), body={"name": "Autre"}),
    Line("PATCH /views/{view_id}", {"view_id": "shared_view"}, post=KEEPERS, body={"name": "Autre"}),
    Line("DELETE /views/{view_id}", {"view_id": "own_view"}, post=only(KEEPER)),
)
