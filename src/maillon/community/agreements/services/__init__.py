"""The verbs of agreements: begin, describe, choose partners, set the term, propose; accept, decline; end, abandon."""

from maillon.community.agreements.services.answering import accept_agreement, decline_agreement
from maillon.community.agreements.services.drafting import (
    add_partner,
    begin_agreement,
    describe_agreement,
    draft_agreement,
    propose_agreement,
    remove_partner,
    renew_agreement,
    revise_coverage,
    set_term,
)
from maillon.community.agreements.services.ending import (
    abandon_agreement,
    end_agreement,
    end_over,
    remind_ends,
)

__all__ = [
    "abandon_agreement",
    "accept_agreement",
    "add_partner",
    "begin_agreement",
    "decline_agreement",
    "describe_agreement",
    "draft_agreement",
    "end_agreement",
    "end_over",
    "propose_agreement",
    "remind_ends",
    "remove_partner",
    "renew_agreement",
    "revise_coverage",
    "set_term",
]
