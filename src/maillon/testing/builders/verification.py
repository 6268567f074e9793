"""Requests for verification, for tests: complete unless told otherwise."""

import datetime as dt
from typing import Any

from maillon.community.organisations.models import Organisation
from maillon.community.verification.criteria import needs_of
from maillon.community.verification.models import Evidence, Request

OPENED_AT = dt.datetime(2026, 11, 2, 15, 0, tzinfo=dt.UTC)


def make_verification_request(
    organisation: Organisation,
    *,
    state: str = Request.State.DRAFT,
    answers: dict[str, str] | None = None,
    with_pieces: bool = False,
    **values: Any,
) -> Request:
    """Return a request of this organisation; every criterion answered unless ``answers`` says which."""
    kind = values.pop("kind", organisation.kind)
    needs = needs_of(kind)
    request = Request.objects.create(
        organisation=organisation,
        state=state,
        kind=kind,
        legal_regime=organisation.legal_regime,
        answers={code: f"Voir l’article de {code}." for code in needs.criteria}
        if answers is None
        else answers,
        opened_at=OPENED_AT,
        sent_at=None if state == Request.State.DRAFT else OPENED_AT,
        **values,
    )
    if with_pieces:
        for what in needs.pieces:
            Evidence.objects.create(
                request=request, what=what, url=f"https://pieces.example/{what}", added_at=OPENED_AT
            )
    return request
