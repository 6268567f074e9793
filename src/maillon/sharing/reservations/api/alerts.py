"""The routes of watched searches."""

import datetime as dt
from typing import Annotated

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_noop as _noted
from ninja import Router, Schema, Status

from maillon.base.api.auth import HAT_NEEDED
from maillon.base.api.openapi import refuses
from maillon.base.api.schemas import Input, explained, identifier
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.reservations.models import SearchAlert
from maillon.sharing.reservations.queries.alerts import alerts_of
from maillon.sharing.reservations.services.alerts import stop_watching, watch_search
from maillon.sharing.reservations.watching import asked_to_watch

router = Router(tags=["me"], auth=HAT_NEEDED)
AlertId = Annotated[int, identifier("Numéro de l’alerte.")]
EXAMPLE = "quoi=gym&ou=Saint-Hyacinthe&date=2026-12-01&de=18:00&a=20:00"


class AlertOut(Schema):
    """A watched search."""

    id: int = explained("Numéro de l’alerte.", example=3)
    title: str = explained("Ce qui est cherché, en mots.", example="Un gymnase près de Saint-Hyacinthe")
    asked: str = explained("La recherche, comme dans l’adresse de la page.", example=EXAMPLE)
    last_day: dt.date = explained("Jusqu’à quel jour elle est suivie.", example="2026-12-01")
    mailed_on: dt.date | None = explained("Le jour du dernier courriel.", example=None)


class AlertIn(Input):
    """A search to watch."""

    asked: str = explained(
        "La recherche, comme dans l’adresse de la page « Trouver ».",
        example=EXAMPLE,
        min_length=1,
        max_length=3000,
    )


@router.get(
    "/me/search-alerts",
    response=list[AlertOut],
    summary=_noted("Lister ses alertes"),
    description=_noted("Les recherches pour lesquelles on est prévenu, vingt au plus."),
)
def list_alerts(request: HatRequest) -> list[SearchAlert]:
    return list(alerts_of(request.hat.wearer_id))


@router.post(
    "/me/search-alerts",
    response={201: AlertOut},
    openapi_extra=refuses(409),
    summary=_noted("Être prévenu"),
    description=_noted(
        "Suit une recherche jusqu’à ce que son jour soit passé; un courriel par jour au plus, quand une place se "
        "libère ou qu’un bien nouveau y répond."
    ),
)
def keep_alert(request: HatRequest, body: AlertIn) -> Status[SearchAlert]:
    asked = asked_to_watch(QueryDict(body.asked))
    alert = watch_search(
        hat=request.hat, watched=asked.watched, asked=asked.asked, title=asked.title, now=timezone.now()
    )
    return Status(201, alert)


@router.delete(
    "/me/search-alerts/{alert_id}",
    response={204: None},
    summary=_noted("Arrêter une alerte"),
    description=_noted("Cesse de suivre une recherche."),
)
def stop_alert(request: HatRequest, alert_id: AlertId) -> Status[None]:
    stop_watching(hat=request.hat, alert_id=alert_id)
    return Status(204, None)
