"""Answers that say no, in the form of RFC 9457 (``application/problem+json``).

Every error of the API has this one shape: ``type`` names the problem and never changes, ``title`` and ``detail``
are in the reader's language, ``reasons`` lists each reason with the field that it concerns.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Schema
from pydantic import ConfigDict

from maillon.base.api.schemas import explained
from maillon.base.refusals import Reason, Refusal

CONTENT_TYPE = "application/problem+json"
TYPES_ADDRESS = "/api/v1/docs#probleme-"

TITLES = {
    400: _("La demande est illisible"),
    401: _("Il faut s’identifier"),
    403: _("Ce chapeau ne permet pas cela"),
    404: _("Introuvable"),
    405: _("Cette adresse ne se demande pas ainsi"),
    409: _("Refusé"),
    412: _("Cela a changé entre-temps"),
    413: _("C’est trop lourd"),
    415: _("Ce format n’est pas lu ici"),
    422: _("Quelque chose est à corriger"),
    429: _("Trop de demandes"),
    500: _("Maillon a fait une erreur"),
    503: _("Maillon est occupé"),
}
# The problems that any route may answer; a refusal of a service brings its own code.
GENERIC = {
    400: ("unreadable", _("Ce qui a été envoyé ne se lit pas : vérifiez le format.")),
    401: ("unauthenticated", _("Envoyez un jeton valide dans l’en-tête Authorization.")),
    403: ("not_allowed", _("Ce chapeau n’a pas ce droit.")),
    404: ("not_found", _("Il n’y a rien à cette adresse, ou ce chapeau ne peut pas le voir.")),
    405: ("method_not_allowed", _("Voyez l’en-tête Allow : il dit comment demander cette adresse.")),
    412: ("changed_meanwhile", _("Lisez de nouveau, reprenez votre changement, puis envoyez l’ETag reçu.")),
    413: ("too_large", _("Ce qui a été envoyé dépasse la limite.")),
    415: ("unsupported_format", _("Envoyez du JSON, ou un fichier là où un fichier est attendu.")),
    422: ("invalid", _("Corrigez ce qui est indiqué, puis envoyez de nouveau.")),
    429: ("too_many", _("Vous avez beaucoup écrit en peu de temps : réessayez dans une heure.")),
    500: ("server_error", _("Rien n’a été changé. Réessayez plus tard; l’erreur est notée.")),
    503: ("busy", _("Réessayez dans un instant.")),
}


class ReasonOut(Schema):
    """One reason of a problem."""

    code: str = explained("Code stable du motif, fait pour un programme.", example="slot_just_taken")
    message: str = explained("Le motif en une phrase, dans la langue demandée.")
    field: str | None = explained("Le champ concerné, s’il y en a un.", example="starts_at")
    values: dict[str, Any] = explained(
        "Ce dont la phrase est faite, pour un programme : la règle, l’usage déjà fait, la limite; souvent vide.",
        example={"rule": 12, "used_minutes": 360, "limit_minutes": 480},
    )


class Problem(Schema):
    """An error of the API."""

    model_config = ConfigDict(title="Problem")

    type: str = explained("Adresse stable du genre de problème.", example=TYPES_ADDRESS + "not_found")
    title: str = explained("Le problème en quelques mots.")
    status: int = explained("Le code HTTP de la réponse.", example=404)
    detail: str = explained("Ce qui s’est passé et ce qui peut être fait.")
    instance: str = explained("L’adresse demandée.", example="/api/v1/reservations")
    reasons: list[ReasonOut] = explained("Chaque motif, avec le champ concerné.")


def problem(
    request: HttpRequest,
    status: int,
    *,
    code: str = "",
    detail: str = "",
    reasons: Iterable[Reason] = (),
) -> HttpResponse:
    """Return the answer that says no; without a code or a detail, those that suit the status."""
    generic_code, generic_detail = GENERIC.get(status, GENERIC[400])
    body = {
        "type": TYPES_ADDRESS + (code or generic_code),
        "title": str(TITLES.get(status, TITLES[400])),
        "status": status,
        "detail": str(detail or generic_detail),
        "instance": request.path,
        "reasons": [
            {"code": r.code, "message": str(r.message), "field": r.field, "values": dict(r.values)}
            for r in reasons
        ],
    }
    response = HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=CONTENT_TYPE)
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="Maillon"'
    return response


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return a service's refusal with all of its reasons."""
    return problem(request, refusal.status, code=refusal.code, detail=str(refusal), reasons=refusal.reasons)


class NotSignedIn(Refusal):
    """The route needs a hat and nobody wears one, or the key is not good."""

    status = 401
    code = "unauthenticated"


class ReadOnlyKey(Refusal):
    """The key may read but not change."""

    status = 403
    code = "read_only_token"


class Unreadable(Refusal):
    """What was sent cannot even be taken apart."""

    status = 400
    code = "unreadable"


class TooLarge(Refusal):
    """What was sent is over the limit."""

    status = 413
    code = "too_large"
