"""Signed links: an approver answers from an e-mail, a person reads their calendar in their own agenda.

A link is bound to one membership and one request, or to one person. Opening it shows; only a button decides.
"""

from dataclasses import dataclass

from django.core import signing

from maillon.base.refusals import NotFound
from maillon.community.people.models import Person
from maillon.kernel.objections import Objection
from maillon.sharing.reservations.errors import explained

ANSWER_SALT = "maillon.reservations.answer"
CALENDAR_SALT = "maillon.reservations.calendar"
THREE_DAYS = 72 * 3600  # seconds; later, the approver signs in


@dataclass(frozen=True, slots=True)
class AnswerLink:
    """Which membership may answer which request."""

    reservation_id: int
    membership_id: int


def sign_answer(link: AnswerLink) -> str:
    """Return the word that stands for this link for three days."""
    return signing.dumps([link.reservation_id, link.membership_id], salt=ANSWER_SALT)


def read_answer(token: str) -> AnswerLink:
    """Return what the word stands for; :class:`NotFound` when it is not ours or too old."""
    try:
        reservation_id, membership_id = signing.loads(token, salt=ANSWER_SALT, max_age=THREE_DAYS)
    except signing.BadSignature as error:
        raise NotFound(explained([Objection("link_expired")])) from error
    return AnswerLink(reservation_id, membership_id)


def sign_calendar(person: Person) -> str:
    """Return the word by which this person's agenda reads their reservations, until the password changes."""
    return signing.dumps([person.pk, _seal(person)], salt=CALENDAR_SALT)


def read_calendar(token: str) -> Person:
    """Return whose calendar it is; :class:`NotFound` when the word is not ours or no longer holds."""
    try:
        person_id, seal = signing.loads(token, salt=CALENDAR_SALT)
    except signing.BadSignature as error:
        raise NotFound(explained([Objection("link_expired")])) from error
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if person is None or seal != _seal(person):
        raise NotFound(explained([Objection("link_expired")]))
    return person


def _seal(person: Person) -> str:
    return person.get_session_auth_hash()[:16]
