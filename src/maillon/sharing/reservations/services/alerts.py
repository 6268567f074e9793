"""Watching a search: begin, stop, look again; at most one letter a day for each."""

import datetime as dt

from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillon.base.constraints import refusals_for_constraints, register_constraint
from maillon.base.facts import record
from maillon.base.refusals import Invalid, NotAllowed, NotFound, Refusal
from maillon.base.retries import retried
from maillon.community.organisations.hats import Hat
from maillon.community.people.models import Person
from maillon.sharing.reservations.facts import SearchAnswered
from maillon.sharing.reservations.models import SearchAlert
from maillon.sharing.reservations.queries.alerts import Watched, alerts_of, hat_of, watched_now

MOST = 20  # searches of one person
TOLD = 12  # assets named in one letter
SALT = "maillon.reservations.alert"


class AlreadyWatched(Refusal):
    """The same search, by the same person."""

    code = "already_watched"


register_constraint(
    "reservations_alert_once", lambda: AlreadyWatched(_("Vous êtes déjà prévenu pour cette recherche."))
)


@retried
@transaction.atomic
def watch_search(*, hat: Hat, watched: Watched, asked: str, title: str, now: dt.datetime) -> SearchAlert:
    """Keep a search and write when something new answers it, until its day is past.

    Raises NotAllowed for nobody, Invalid for a past day or the twenty-first, AlreadyWatched for the same twice.
    """
    if hat.person_id is None:
        raise NotAllowed(_("Connectez-vous pour être prévenu : il faut savoir à qui écrire."))
    Person.objects.select_for_update(no_key=True).get(pk=hat.person_id)
    first, last = (
        timezone.localdate(dt.datetime.fromisoformat(at)) for at in (watched.starts_at, watched.ends_at)
    )
    if last < timezone.localdate(now):
        raise Invalid(_("Ce jour est passé : choisissez-en un à venir."))
    if alerts_of(hat.person_id).count() >= MOST:
        raise Invalid(_("Vous suivez déjà vingt recherches : arrêtez-en une d’abord."))
    alert = SearchAlert(
        person_id=hat.person_id,
        membership_id=hat.membership_id,
        asked=asked,
        title=title,
        wanted=watched.to_json(),
        first_day=first,
        last_day=last,
        told=[one.asset_id for one in watched_now(watched, hat=hat, now=now)],
    )
    with refusals_for_constraints():
        alert.save()
    return alert


@transaction.atomic
def stop_watching(*, hat: Hat, alert_id: int) -> None:
    """Forget a search of one’s own; :class:`NotFound` for another’s."""
    gone, _rows = SearchAlert.objects.filter(pk=alert_id, person_id=hat.person_id or 0).delete()
    if not gone:
        raise NotFound(_("Cette alerte n’existe pas, ou elle est déjà arrêtée."))


def sign_alert(alert_id: int) -> str:
    """Return the word of a letter that stops this alert, as long as it exists."""
    return signing.dumps(alert_id, salt=SALT)


def read_alert(token: str) -> SearchAlert:
    """Return the alert of a letter; :class:`NotFound` when the word is not ours or the alert is stopped."""
    try:
        number = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        number = 0
    alert = SearchAlert.objects.filter(pk=number).first()
    if alert is None:
        raise NotFound(_("Cette alerte n’existe pas, ou elle est déjà arrêtée."))
    return alert


@transaction.atomic
def stop_by_letter(*, token: str) -> None:
    """Forget the search that a letter told of."""
    read_alert(token).delete()


def look_again(*, now: dt.datetime, day: dt.date | None = None) -> int:
    """Run the watched searches that were not written about today, of that day only if given; return how many answered.

    Each in a transaction of its own: one that fails keeps none of the others waiting.
    """
    today = timezone.localdate(now)
    waiting = SearchAlert.objects.filter(last_day__gte=today).exclude(mailed_on=today)
    if day is not None:
        waiting = waiting.filter(first_day__lte=day, last_day__gte=day)
    numbers = list(waiting.order_by("pk").values_list("pk", flat=True))
    return sum(_look_at(number, now=now) for number in numbers)


@retried
@transaction.atomic
def _look_at(number: int, *, now: dt.datetime) -> bool:
    today = timezone.localdate(now)
    alert = SearchAlert.objects.select_for_update().filter(pk=number).exclude(mailed_on=today).first()
    hat = hat_of(alert, today) if alert else None
    if alert is None or hat is None:
        return False
    free = [one.asset_id for one in watched_now(Watched(**alert.wanted), hat=hat, now=now)]
    new = [one for one in free if one not in alert.told]
    # What is taken again is forgotten: freed once more, it is news once more.
    alert.told = free
    if new:
        alert.mailed_on = today
        record(SearchAnswered(alert_id=alert.pk, asset_ids=tuple(new[:TOLD]), at=now))
    alert.save(update_fields=["told", "mailed_on"])
    return bool(new)
