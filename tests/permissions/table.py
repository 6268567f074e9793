"""Who may open what: one line per page and per route. A missing line fails the walk; so does a wrong one.

``get`` and ``post`` name the hats that are let in (see ``hats.py``); ``post`` left out means that sending the page
an empty form is for the same hats, or for nobody. ``takes`` gives the words of the address: names of things of
``world.py``, or plain values; so do ``body`` and, between braces, ``query``. The same page may have several lines,
one per thing, told apart by ``takes``.
"""

from dataclasses import dataclass, field

from .hats import (
    ADMIN,
    ANYONE,
    CHARITY,
    COMPANY,
    COORDINATOR,
    DECIDERS,
    EVERYBODYS_KEEPERS,
    FINANCE,
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
    Group,
    only,
)


@dataclass(frozen=True)
class Line:
    """One address and who is let in."""

    name: str
    takes: dict[str, object] = field(default_factory=dict)
    get: Group = ANYONE
    post: Group | None = None
    query: str = ""
    body: dict[str, object] = field(default_factory=dict)  # what a route of the API is sent
    called: str = ""  # the page's name when ``name`` is a plain address

    @property
    def page(self) -> str:
        return self.called or self.name

    def may(self, method: str) -> Group:
        """Return the hats let in by this method."""
        return self.get if method == "GET" or self.post is None else self.post

    def methods_for(self, hat: str) -> tuple[str, ...]:
        """Return how the hat opens the page: sending an empty form where it may read tells nothing more."""
        told = self.post is None and hat in self.get
        return ("GET",) if told else ("GET", "POST")

    def only_read(self, method: str) -> bool:
        """Return whether nothing was said of sending, so that « method not allowed » is a good answer too."""
        return method != "GET" and self.post is None


def button(name: str, takes: dict[str, object], who: Group) -> Line:
    """Return the line of an address that only receives a form: reading it is for nobody."""
    return Line(name, takes, get=NO_ONE, post=who)


MANAGERS = only(ADMIN, STEWARD)
CIRCLE_OF_BODIES = OWNERS | OVERSEERS | only(NEIGHBOUR, COORDINATOR)
ACCOUNT = (
    Line("account_login"),
    Line("account_signup"),
    Line("account_request_login_code"),
    Line(
        "account_confirm_login_code", get=SIGNED_IN
    ),  # who signed in goes on, who did not goes back to sign-in
    Line("account_logout"),
    Line("account_inactive"),
    Line("account_reset_password"),
    Line(
        "account_confirm_password_reset_code", get=NO_ONE
    ),  # without a code asked for, back to the beginning
    Line("account_complete_password_reset"),
    Line("account_password_reset_completed"),
    Line("account_email_verification_sent", get=SIGNED_IN),
    Line("account_reauthenticate", get=NO_ONE),  # these hats have no password and no key to prove again
    Line("account_email", get=SIGNED_IN),
    Line("account_change_password", get=SIGNED_IN),
    Line("account_set_password", get=SIGNED_IN),
    Line("mfa_login_webauthn", get=SIGNED_IN),  # asked by a script; opened as a page, it leads to sign-in
    Line("mfa_authenticate", get=SIGNED_IN),
    Line("mfa_reauthenticate", get=NO_ONE),
    Line("mfa_reauthenticate_webauthn", get=NO_ONE),
    Line("mfa_index", get=SIGNED_IN),
    Line("mfa_activate_totp", get=SIGNED_IN),
    Line("mfa_deactivate_totp", get=NO_ONE),
    Line("mfa_view_recovery_codes", get=NO_ONE),
    Line("mfa_generate_recovery_codes", get=SIGNED_IN),
    Line("mfa_download_recovery_codes", get=NO_ONE),
    Line("mfa_list_webauthn", get=SIGNED_IN),
    Line("mfa_add_webauthn", get=SIGNED_IN),
    Line("mfa_edit_webauthn", {"pk": 1}, get=NO_ONE),
    Line("mfa_remove_webauthn", {"pk": 1}, get=NO_ONE),
    Line("usersessions_list", get=SIGNED_IN),
    Line("socialaccount_connections", get=SIGNED_IN),
    Line("socialaccount_signup", get=NO_ONE),
    Line("socialaccount_login_cancelled"),
    Line("socialaccount_login_error", get=NO_ONE),  # answers 401
    Line("openid_connect_login", {"provider_id": "ville"}),
    Line("openid_connect_callback", {"provider_id": "ville"}, get=NO_ONE),  # an answer that nobody asked for
)
PEOPLE = (
    Line("people:account", get=SIGNED_IN),
    Line("people:messages", get=SIGNED_IN),
    Line("people:my_data", get=SIGNED_IN),
    Line("people:my_data_file", get=SIGNED_IN),
    button("people:erase", {}, SIGNED_IN),
    Line("people:demonstration_mails", get=NO_ONE),
)
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
VERIFIERS = only(COORDINATOR, STEWARD)
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
OF_COMPANY = OWNERS | OVERSEERS | only(COMPANY)  # who reads what is agreed between the town and the company
OF_NEWCOMER = OWNERS | OVERSEERS | only(NEWCOMER)  # the same, proposed to the newcomer
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
    Line("saved_views:list", {"code": "recherches"}, get=MEMBERSHIPS),
    Line("saved_views:list", {"code": "a-decider"}, get=EVERYBODYS_DECIDERS),
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
SHELL = (
    Line("shell:home"),
    Line("shell:dashboard", get=SIGNED_IN),
    Line("shell:first_hour", get=only(STEWARD)),
    Line("shell:gallery"),
    Line("shell:towns"),
    Line("shell:everywhere", query="?q=kanari"),
    Line("shell:shortcuts"),
    Line("set_language", get=ANYONE),
    Line("/api/nulle-part", get=NO_ONE, called="api/<path:rest>"),
)
INVENTORY = (
    Line("inventory:asset", {"pk": "open_place"}),
    Line("inventory:asset", {"pk": "secret"}, get=OWNERS | OVERSEERS),
    Line("inventory:asset", {"pk": "between_bodies"}, get=CIRCLE_OF_BODIES),
    Line("inventory:asset", {"pk": "between_trusted"}, get=CIRCLE_OF_BODIES | only(CHARITY)),
    Line("inventory:asset", {"pk": "between_partners"}, get=OF_COMPANY),
    Line("inventory:asset", {"pk": "draft"}, get=OWNERS | OVERSEERS),
    Line("inventory:history", {"pk": "open_place"}, get=OWNERS | OVERSEERS),
    Line("inventory:history", {"pk": "secret"}, get=OWNERS | OVERSEERS),
    Line("inventory:document", {"pk": "open_place", "document_id": "open_document"}),
    Line("inventory:document", {"pk": "open_place", "document_id": "members_document"}, get=MEMBERS),
    Line("inventory:document", {"pk": "open_place", "document_id": "inner_document"}, get=OWNERS),
    Line("inventory:document", {"pk": "secret", "document_id": "secret_document"}, get=OWNERS | OVERSEERS),
    Line("inventory:document", {"pk": "open_place", "document_id": "secret_document"}, get=NO_ONE),
    Line(
        "inventory:document_version",
        {"pk": "open_place", "document_id": "open_document", "number": 1},
        get=OWNERS,
    ),
    Line("inventory:conditions", {"pk": "open_place"}, get=OWNERS, post=KEEPERS),
    Line("inventory:conditions", {"pk": "secret"}, get=OWNERS, post=KEEPERS),
    Line(
        "inventory:condition_photo",
        {"pk": "open_place", "photo_id": "condition_photo", "width": 320},
        get=OWNERS,
    ),
    Line("inventory:photo", {"pk": "secret", "photo_id": "photo", "width": 320}, get=OWNERS | OVERSEERS),
    Line("inventory:illustration", {"code": "gym", "variant": 1}),
    Line("inventory:classes"),
    Line("inventory:class", {"code": "vehicle"}),
    Line("inventory:field_add", {"code": "vehicle"}, get=only(STEWARD)),
    Line("inventory:field_edit", {"code": "vehicle", "field": "plate"}, get=only(STEWARD)),
    Line("inventory:code_add", {"code": "gym"}, get=only(STEWARD)),
    Line("inventory:code_edit", {"code": "gym", "pk": "class_code"}, get=only(STEWARD)),
    button("inventory:code_remove", {"code": "gym", "pk": "class_code"}, only(STEWARD)),
    Line("inventory:export", {"organisation_id": "town", "kind": "csv"}),
    Line("inventory:export", {"organisation_id": "town", "kind": "csv"}, query="?unite={unit}"),
    Line("inventory:export", {"organisation_id": "town", "kind": "csv"}, query="?q=kanari-s"),
    Line("inventory:export", {"organisation_id": "town", "kind": "xlsx"}),
    Line("inventory:export", {"organisation_id": "town", "kind": "geojson"}),
    Line("inventory:manage", get=EVERYBODYS_KEEPERS),
    Line("inventory:bulk", get=EVERYBODYS_KEEPERS),
    Line("inventory:asset_add", get=EVERYBODYS_KEEPERS),
    Line("inventory:asset_edit", {"pk": "secret"}, get=KEEPERS),
    Line("inventory:keeping", {"pk": "open_place"}, get=KEEPERS),
    Line("inventory:documents", {"pk": "open_place"}, get=KEEPERS),
    Line("inventory:document_edit", {"pk": "open_place", "document_id": "inner_document"}, get=KEEPERS),
    button("inventory:document_remove", {"pk": "open_place", "document_id": "inner_document"}, KEEPERS),
    button("inventory:photo_change", {"pk": "secret", "photo_id": "photo"}, KEEPERS),
    Line("inventory:asset_access", {"pk": "open_place"}, get=KEEPERS),
    Line("inventory:site_access", {"pk": "site"}, get=KEEPERS),
    Line("inventory:asset_merge", {"pk": "secret"}, get=KEEPERS),
    button("inventory:asset_archive", {"pk": "secret"}, KEEPERS),
    button("inventory:asset_restore", {"pk": "secret"}, KEEPERS),
    Line("inventory:accessories", {"pk": "secret"}, get=KEEPERS),
    button("inventory:accessory_remove", {"pk": "secret", "accessory_id": "accessory"}, KEEPERS),
    Line("inventory:exemplars", {"pk": "pool"}, get=KEEPERS),
    Line("inventory:exemplars_csv", {"pk": "pool"}, get=KEEPERS),
    Line("inventory:exemplar_edit", {"pk": "pool", "exemplar_id": "exemplar"}, get=KEEPERS),
    Line("inventory:photos", {"pk": "secret"}, get=KEEPERS),
    button("inventory:photo_remove", {"pk": "secret", "photo_id": "photo"}, KEEPERS),
    Line("inventory:audiences", get=EVERYBODYS_KEEPERS),
    button("inventory:audience_remove", {"pk": "audience_rule"}, KEEPERS),
    Line("inventory:sites", get=EVERYBODYS_KEEPERS),
    Line("inventory:site_names", get=EVERYBODYS_KEEPERS, query="?site=kanari"),
    Line("inventory:site_add", get=EVERYBODYS_KEEPERS),
    Line("inventory:site_edit", {"pk": "site"}, get=KEEPERS),
    Line("inventory:units", get=EVERYBODYS_KEEPERS),
    Line("inventory:unit_add", get=EVERYBODYS_KEEPERS),
    Line("inventory:unit_edit", {"pk": "unit"}, get=KEEPERS),
    button("inventory:unit_remove", {"pk": "unit"}, KEEPERS),
    Line("inventory:imports", get=EVERYBODYS_KEEPERS),
    Line("inventory:import", {"pk": "run"}, get=KEEPERS),
    Line("inventory:import_columns", {"pk": "run"}, get=KEEPERS),
    button("inventory:import_accept", {"pk": "run"}, KEEPERS),
    button("inventory:import_dismiss", {"pk": "run"}, KEEPERS),
    button("inventory:import_undo", {"pk": "run"}, KEEPERS),
    button("inventory:import_stop", {"pk": "run"}, KEEPERS),
    button("inventory:import_resume", {"pk": "run"}, KEEPERS),
    button("inventory:import_abandon", {"pk": "run"}, KEEPERS),
    Line("inventory:import_rejected", {"pk": "run"}, get=KEEPERS),
    Line("inventory:import", {"pk": "unclaimed"}, get=KEEPERS),
    Line("inventory:preloads", get=only(COORDINATOR, STEWARD)),
    Line("inventory:preload", {"pk": "preload"}, get=only(COORDINATOR, STEWARD)),
    button("inventory:preload_withdraw", {"pk": "preload"}, only(COORDINATOR, STEWARD)),
)
LABELS = (
    Line("label_short", {"code": "sticker"}),
    Line("labels:scan", {"code": "sticker"}),
    Line("labels:scan", {"code": "secret_label"}),  # everyone learns whose it is, nobody else what it is
    Line("labels:claim", {"code": "sticker"}, get=KEEPERS),
    Line("labels:claim_new", {"code": "sticker"}, get=KEEPERS),
    Line("labels:void", {"code": "secret_label"}, get=KEEPERS),
    Line("labels:list", get=EVERYBODYS_KEEPERS),
    Line("labels:print", get=EVERYBODYS_KEEPERS),
    Line("labels:calibration", get=EVERYBODYS_KEEPERS),
    Line("labels:calibration_pdf", {"paper": "avery-5160"}, get=EVERYBODYS_KEEPERS),
    Line("labels:batch", {"pk": "label_batch"}, get=KEEPERS),
    Line("labels:batch_pdf", {"pk": "label_batch"}, get=KEEPERS),
    Line("labels:messages", get=EVERYBODYS_KEEPERS),
    Line("labels:message", {"pk": "label_message"}, get=KEEPERS),
)
STOCKTAKING = (
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
RESERVATIONS = (
    Line("reservations:find"),
    Line("reservations:find", query="?quoi=gym&ou=Saint-Hyacinthe&rayon=50"),
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
    Line("reservations:approve", {"reference": "request_of_charity"}, get=DECIDERS),
    Line("reservations:refuse", {"reference": "request_of_charity"}, get=DECIDERS),
    Line("reservations:cancel", {"reference": "request_of_charity"}, get=DECIDERS | only(CHARITY)),
    Line("reservations:ics", {"reference": "request_inside"}, get=OWNERS | OVERSEERS),
    Line("reservations:answer", {"token": "false_link"}, get=NO_ONE),
    button("reservations:answer_approve", {"token": "false_link"}, NO_ONE),
    button("reservations:answer_refuse", {"token": "false_link"}, NO_ONE),
    Line("reservations:feed", {"token": "false_link"}, get=NO_ONE),
)
KITS = (
    Line("kits:list"),
    Line("kits:show", {"pk": "kit"}),
    Line("kits:show", {"pk": "secret_kit"}, get=OWNERS | OVERSEERS),
    Line("kits:manage", get=EVERYBODYS_KEEPERS),
    Line("kits:add", get=EVERYBODYS_KEEPERS),
    Line("kits:edit", {"pk": "secret_kit"}, get=KEEPERS),
)
PAGES = (
    *SHELL,
    *ACCOUNT,
    *PEOPLE,
    *ORGANISATIONS,
    *AGREEMENTS,
    *VERIFICATION,
    *SAVED_VIEWS,
    *TERRITORIES,
    *INVENTORY,
    *LABELS,
    *STOCKTAKING,
    *TERMS,
    *AVAILABILITY,
    *RESERVATIONS,
    *KITS,
)
# Who may send the whole of what an organisation does: a good body, so that the answer tells who may and not what lacks
WEEK = "?starts_at={nine}&ends_at={ten}"
REFUSAL = {"motive": "other", "reason": "Essai"}
ROUTES = (
    Line("GET /find", query="?q=kanari"),
    Line("GET /free", query=WEEK),
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
    Line("GET /audience-rules", get=EVERYBODYS_KEEPERS),
    Line("PUT /audience-rules", post=EVERYBODYS_KEEPERS, body={"audience": "partners"}),
    Line("DELETE /audience-rules/{rule_id}", {"rule_id": "audience_rule"}, post=KEEPERS),
    Line("POST /audience-applications", post=EVERYBODYS_KEEPERS, body={"asset_ids": []}),
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
    Line("GET /asset-classes"),
    Line("GET /sites"),
    Line("GET /assets"),
    Line("GET /assets/{asset_id}", {"asset_id": "open_place"}),
    Line("GET /assets/{asset_id}", {"asset_id": "secret"}, get=OWNERS | OVERSEERS),
    Line("GET /assets/{asset_id}", {"asset_id": "between_bodies"}, get=CIRCLE_OF_BODIES),
    Line("GET /assets/{asset_id}", {"asset_id": "between_partners"}, get=OF_COMPANY),
    Line("GET /assets/{asset_id}/history", {"asset_id": "open_place"}, get=OWNERS | OVERSEERS),
    Line("GET /assets/{asset_id}/history", {"asset_id": "secret"}, get=OWNERS | OVERSEERS),
    Line("GET /assets/{asset_id}/week", {"asset_id": "open_place"}),
    Line("GET /assets/{asset_id}/week", {"asset_id": "secret"}, get=OWNERS | OVERSEERS),
    Line("GET /assets/{asset_id}/space", {"asset_id": "open_place"}),
    Line("GET /assets/{asset_id}/space", {"asset_id": "secret"}, get=OWNERS | OVERSEERS),
    Line("PUT /assets/{asset_id}/space", {"asset_id": "secret"}, post=KEEPERS, body={"ways": []}),
    Line("GET /assets/{asset_id}/terms", {"asset_id": "open_place"}),
    Line("GET /assets/{asset_id}/terms", {"asset_id": "secret"}, get=OWNERS | OVERSEERS),
    Line("GET /me", get=SIGNED_IN),
    Line("GET /me/hats", get=SIGNED_IN),
    Line("GET /me/messages", get=SIGNED_IN),
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
    Line("POST /sites", post=EVERYBODYS_KEEPERS, body={"name": "Lieu"}),
    Line(
        "POST /assets",
        post=EVERYBODYS_KEEPERS,
        body={"name": "Bien", "class_code": "gym", "site_id": "site"},
    ),
    Line("PATCH /assets/{asset_id}", {"asset_id": "secret"}, post=KEEPERS, body={"capacity": 12}),
    Line("POST /assets/{asset_id}/merge", {"asset_id": "secret"}, post=KEEPERS, body={"other_id": "secret"}),
    Line("GET /assets/{asset_id}/photos", {"asset_id": "open_place"}),
    Line("GET /assets/{asset_id}/photos", {"asset_id": "secret"}, get=OWNERS | OVERSEERS),
    Line(
        "PATCH /assets/{asset_id}/photos/{photo_id}",
        {"asset_id": "secret", "photo_id": "photo"},
        post=KEEPERS,
        body={"alt": "Un carré"},
    ),
    Line("GET /assets/{asset_id}/documents", {"asset_id": "open_place"}),
    Line("GET /assets/{asset_id}/documents", {"asset_id": "secret"}, get=OWNERS | OVERSEERS),
    # Sent without a file, which is said before anyone looks whose asset it is.
    Line("POST /assets/{asset_id}/documents", {"asset_id": "open_place"}, post=EVERYBODYS_KEEPERS),
    Line(
        "POST /assets/{asset_id}/documents/{document_id}/versions",
        {"asset_id": "open_place", "document_id": "inner_document"},
        post=EVERYBODYS_KEEPERS,
    ),
    Line(
        "DELETE /assets/{asset_id}/documents/{document_id}",
        {"asset_id": "open_place", "document_id": "inner_document"},
        post=KEEPERS,
    ),
    Line("GET /access-questions"),
    Line("PUT /sites/{site_id}/access", {"site_id": "site"}, post=KEEPERS, body={"answers": {}}),
    Line("PUT /assets/{asset_id}/access", {"asset_id": "open_place"}, post=KEEPERS, body={"answers": {}}),
    Line("GET /assets/{asset_id}/accessories", {"asset_id": "open_place"}),
    Line("GET /assets/{asset_id}/accessories", {"asset_id": "secret"}, get=OWNERS | OVERSEERS),
    Line("POST /assets/{asset_id}/accessories", {"asset_id": "secret"}, post=KEEPERS, body={"name": "Clé"}),
    Line(
        "DELETE /assets/{asset_id}/accessories/{accessory_id}",
        {"asset_id": "secret", "accessory_id": "accessory"},
        post=KEEPERS,
    ),
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
    Line("GET /assets/{asset_id}/exemplars", {"asset_id": "pool"}, get=KEEPERS),
    Line(
        "POST /assets/{asset_id}/exemplars",
        {"asset_id": "pool"},
        post=KEEPERS,
        body={"exemplars": [{"label": "PERC-09"}]},
    ),
    Line(
        "PATCH /assets/{asset_id}/exemplars",
        {"asset_id": "pool"},
        post=KEEPERS,
        body={"exemplar_ids": [1], "state": "in_service"},
    ),
    Line("GET /units", get=EVERYBODYS_KEEPERS),
    Line("POST /units", post=EVERYBODYS_KEEPERS, body={"name": "Voirie"}),
    Line("PUT /units/{unit_id}", {"unit_id": "unit"}, post=KEEPERS, body={"name": "Voirie"}),
    Line("DELETE /units/{unit_id}", {"unit_id": "unit"}, post=KEEPERS),
    Line("GET /assets/{asset_id}/keeping", {"asset_id": "open_place"}, get=OWNERS),
    Line("GET /assets/{asset_id}/keeping", {"asset_id": "secret"}, get=OWNERS),
    Line("PATCH /assets/{asset_id}/keeping", {"asset_id": "open_place"}, post=KEEPERS),
    Line("GET /assets/{asset_id}/conditions", {"asset_id": "open_place"}),
    Line("GET /assets/{asset_id}/conditions", {"asset_id": "secret"}, get=OWNERS | OVERSEERS),
    Line(
        "POST /assets/{asset_id}/conditions",
        {"asset_id": "open_place"},
        post=KEEPERS,
        body={"grade": "good", "observed_on": "2026-05-04"},
    ),
    Line("GET /schedules", get=SIGNED_IN),  # one's own organisation's, none for most
    Line("POST /schedules", post=EVERYBODYS_KEEPERS, body={"name": "Horaire", "weekly": []}),
    Line("GET /terms", get=SIGNED_IN),  # the same
    Line("POST /terms", post=EVERYBODYS_KEEPERS, body={"name": "Conditions"}),
    Line(
        "POST /offers",
        post=EVERYBODYS_KEEPERS,
        body={"asset_ids": [], "terms_id": "terms", "schedule_id": "schedule", "audience": "everyone"},
    ),
    Line("POST /offers/withdraw", post=EVERYBODYS_KEEPERS, body={"asset_ids": []}),
    Line("GET /inventory-portrait", get=MEMBERS),
    Line("GET /inventory-portrait", get=OWNERS | OVERSEERS, query="?organisation={town}"),
    Line("GET /label-papers"),
    Line("GET /labels", get=EVERYBODYS_KEEPERS),
    Line("POST /labels", post=EVERYBODYS_KEEPERS, body={"paper": "avery-5160", "blank": 2}),
    Line("GET /label-batches/{batch_id}/pdf", {"batch_id": "label_batch"}, get=KEEPERS),
    Line("GET /labels/{code}", {"code": "sticker"}),
    Line("GET /labels/{code}", {"code": "secret_label"}),
    Line("POST /labels/{code}/claim", {"code": "sticker"}, post=KEEPERS, body={"asset_id": "secret"}),
    Line("POST /labels/{code}/void", {"code": "sticker"}, post=KEEPERS, body={"reason": "lost"}),
    Line(
        "POST /labels/{code}/messages",
        {"code": "sticker"},
        post=ANYONE,
        body={"kind": "found", "text": "Ici"},
    ),
    Line("GET /label-messages", get=EVERYBODYS_KEEPERS),
    Line("POST /label-messages/{message_id}/close", {"message_id": "label_message"}, post=KEEPERS),
    Line("GET /views", get=SIGNED_IN),  # of the lists that open to the hat, none for most
    Line("POST /views", post=EVERYBODYS_KEEPERS, body={"list_code": "biens", "name": "Vue"}),
    Line("PATCH /views/{view_id}", {"view_id": "own_view"}, post=only(KEEPER), body={"name": "Autre"}),
    Line("PATCH /views/{view_id}", {"view_id": "shared_view"}, post=KEEPERS, body={"name": "Autre"}),
    Line("DELETE /views/{view_id}", {"view_id": "own_view"}, post=only(KEEPER)),
    Line("GET /counts", get=SIGNED_IN),  # one's own organisation's, none for most
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
    Line("GET /imports", get=EVERYBODYS_KEEPERS),
    Line("POST /imports", post=EVERYBODYS_KEEPERS),
    Line("POST /imports/rehearsal", post=EVERYBODYS_KEEPERS),
    Line("GET /imports/{run_id}", {"run_id": "run"}, get=KEEPERS),
    Line("GET /imports/{run_id}/mapping", {"run_id": "run"}, get=KEEPERS),
    Line("PUT /imports/{run_id}/mapping", {"run_id": "run"}, post=KEEPERS, body={"columns": {}}),
    Line("GET /imports/{run_id}/suggestions", {"run_id": "run"}, get=KEEPERS),
    Line("POST /imports/{run_id}/accept", {"run_id": "run"}, post=KEEPERS),
    Line("POST /imports/{run_id}/dismiss", {"run_id": "run"}, post=KEEPERS),
    Line("POST /imports/{run_id}/undo", {"run_id": "run"}, post=KEEPERS),
    Line("GET /preloads", get=only(COORDINATOR, STEWARD)),
    Line("POST /preloads", post=only(COORDINATOR, STEWARD)),
    Line("GET /preloads/{preload_id}", {"preload_id": "preload"}, get=only(COORDINATOR, STEWARD)),
    Line("POST /preloads/{preload_id}/withdraw", {"preload_id": "preload"}, post=only(COORDINATOR, STEWARD)),
)
