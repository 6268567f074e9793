"""Opening an account and keeping it true."""

import datetime as dt
from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from maillon.base import privacy
from maillon.base.constraints import refusals_for_constraints
from maillon.base.refusals import Reason
from maillon.community.people.errors import NotYourAddress, StillNeeded
from maillon.community.people.models import Language, Person


def proven_addresses(people: Iterable[Person]) -> list[EmailAddress]:
    """Return, unsaved, the records that tell sign-in that these people's addresses need no further proof."""
    return [
        EmailAddress(user=person, email=person.email.lower(), verified=True, primary=True)
        for person in people
    ]


@transaction.atomic
def open_account(
    *,
    email: str,
    name: str,
    language: str = Language.FRENCH,
    password: str | None = None,
    proven: bool = False,
) -> Person:
    """Open an account; without a password its owner signs in by code.

    ``proven`` says that the address is known to be the person's own; otherwise a code will prove it at the first
    sign-in. Raises :class:`~.errors.AddressTaken` when an account has this address already.
    """
    with refusals_for_constraints():
        person = Person.objects.create_user(email, password, name=name.strip(), language=language)
    (address,) = proven_addresses([person])
    address.verified = proven
    address.save()
    return person


@transaction.atomic
def change_profile(*, person: Person, name: str, language: str, shortcuts: bool | None = None) -> None:
    """Change how a person is named, in which language Maillon writes to them, whether single keys are shortcuts."""
    person.name, person.language = name.strip(), language
    person.shortcuts = person.shortcuts if shortcuts is None else shortcuts
    person.save(update_fields=["name", "language", "shortcuts"])


@transaction.atomic
def erase_person(*, person: Person, email: str, now: dt.datetime) -> None:
    """Close the account and erase what is held on the person; records that others need keep no name.

    ``email`` is what the person typed to confirm. Raises :class:`~.errors.NotYourAddress`, or
    :class:`~.errors.StillNeeded` with every reason for which something must be done first.
    """
    locked = Person.objects.select_for_update().get(pk=person.pk)
    if email.strip().lower() != locked.email.lower():
        raise NotYourAddress(_("Ce n’est pas l’adresse de votre compte."), field="email")
    reasons = privacy.reasons_to_stay(locked.pk, now)
    if reasons:
        raise StillNeeded([Reason(StillNeeded.code, reason) for reason in reasons])
    privacy.erase(locked.pk, now)
