"""Verbs on verifications: open, describe, answer, prove, send, abandon; decide, confirm, withdraw; end, remind."""

from maillon.community.verification.services.decisions import (
    confirm_body,
    decide_request,
    judge_of,
    register_organisation,
    withdraw_verification,
)
from maillon.community.verification.services.ends import end_expired, forget_papers, remind_renewals
from maillon.community.verification.services.requests import (
    abandon_request,
    add_piece,
    answer_criteria,
    describe_request,
    open_request,
    remove_piece,
    send_request,
)

__all__ = [
    "abandon_request",
    "add_piece",
    "answer_criteria",
    "confirm_body",
    "decide_request",
    "describe_request",
    "end_expired",
    "forget_papers",
    "judge_of",
    "open_request",
    "register_organisation",
    "remind_renewals",
    "remove_piece",
    "send_request",
    "withdraw_verification",
]
