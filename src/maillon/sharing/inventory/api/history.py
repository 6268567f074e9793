"""The route of an asset's history."""

import base64
import binascii
import datetime as dt
import json

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noted
from ninja import Query, Schema

from maillon.base.api.auth import HAT_NEEDED
from maillon.base.api.openapi import refuses
from maillon.base.api.pages import Page, PageQuery
from maillon.base.api.schemas import explained
from maillon.base.history import Entry, Position
from maillon.base.refusals import Invalid
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory.api.schemas import AssetId
from maillon.sharing.inventory.api.writing import router
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.permissions import ask_to_read_history, may_read_record
from maillon.sharing.inventory.queries.history import history_of


class ChangeOut(Schema):
    """One field that changed."""

    label: str = explained("Le champ, dans la langue demandée.", example="Capacité (personnes)")
    before: str = explained("Ce qu’il disait; « – » quand il était vide.", example="120")
    after: str = explained("Ce qu’il dit; « – » quand il est vide.", example="150")


class HistoryEntryOut(Schema):
    """One moment of an asset's history."""

    id: str = explained("Clé stable du moment.", example="bien-1042")
    at: dt.datetime = explained("Quand.", example="2026-11-02T14:05:00+00:00")
    who: str = explained("Qui; vide quand Maillon a agi de lui-même.", example="Amélie Roy")
    title: str = explained("Ce qui s’est passé.", example="Modifié")
    changes: list[ChangeOut] = explained("Champ par champ.")
    why: str = explained("La raison donnée; vide quand il n’y en a pas.", example="Relevé de l’architecte")


@router.get(
    "/assets/{asset_id}/history",
    auth=HAT_NEEDED,
    response=Page[HistoryEntryOut],
    openapi_extra=refuses(403),
    summary=_noted("Lire l’historique d’un bien"),
    description=_noted(
        "Tout ce qui a changé dans la fiche et dans le partage d’un bien de votre organisation, du plus récent au "
        "plus ancien."
    ),
)
def read_history(
    request: HatRequest, response: HttpResponse, asset_id: AssetId, query: Query[PageQuery]
) -> dict[str, object]:
    asset = get_object_or_404(Asset.objects.visible_to(request.hat), pk=asset_id)
    ask_to_read_history(request.hat, asset.organisation_id)
    own = may_read_record(request.hat, asset.organisation_id)
    entries, end = history_of(asset.pk, own=own).after(_read(query.cursor), query.limit)
    following = None
    if end is not None:
        address = request.GET.copy()
        address["cursor"] = _write(end)
        following = request.build_absolute_uri(f"{request.path}?{address.urlencode()}")
        response["Link"] = f'<{following}>; rel="next"'
    return {"items": [_out(entry) for entry in entries], "next": following}


def _out(entry: Entry) -> HistoryEntryOut:
    changes = [ChangeOut(label=one.label, before=one.before, after=one.after) for one in entry.changes]
    return HistoryEntryOut(
        id=entry.id, at=entry.when, who=entry.who, title=entry.title, changes=changes, why=entry.why
    )


def _write(position: Position) -> str:
    values = [position.at.isoformat(), position.rank, position.number]
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def _read(cursor: str | None) -> Position | None:
    """Return where the list resumes; Invalid for a cursor that it did not give."""
    if not cursor:
        return None
    try:
        at, rank, number = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        position = Position(dt.datetime.fromisoformat(at), int(rank), int(number))
        if position.at.tzinfo is None or not 0 <= position.number < 2**63:
            raise ValueError(cursor)
    except (ValueError, TypeError, OverflowError, binascii.Error, RecursionError) as error:
        message = _("Ce curseur n’est pas de cette liste : reprenez l’adresse donnée dans « next ».")
        raise Invalid(message, field="cursor") from error
    return position
