"""The e-mail that says a message came by a label, in the language of each reader."""

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from maillon.base.mail.services import write_mail
from maillon.community.organisations.models import Membership
from maillon.community.people.models import Person
from maillon.sharing.inventory.permissions import KEEPERS
from maillon.sharing.labels.models import Message


def write_letters(message: Message, now: datetime) -> None:
    """Write to those who look after the assets of the organisation; to its public address when nobody does."""
    keepers = (
        Membership.objects.current(timezone.localdate(now))
        .filter(organisation_id=message.organisation_id, roles__overlap=[str(role) for role in KEEPERS])
        .select_related("person")
    )
    readers: list[Person | None] = [one.person for one in keepers]
    if not readers and message.organisation.email:
        readers = [None]
    for person in readers:
        _write(message, person)


def _write(message: Message, person: Person | None) -> None:
    language = person.language if person else settings.LANGUAGE_CODE
    with translation.override(language):
        what = message.asset.name if message.asset else _("étiquette %(code)s") % {"code": message.label}
        context = {
            "person": person or {"name": ""},
            "public_url": settings.PUBLIC_URL,
            "message": message,
            "what": what,
            "page": settings.PUBLIC_URL + reverse("labels:message", args=[message.pk]),
        }
        subject = f"{message.get_kind_display()}\u00a0: {what}"
        text = render_to_string("labels/email/message.txt", context).strip()
    write_mail(
        key=f"label_message:{message.pk}:{person.pk if person else 'public'}",
        to=person.email if person else message.organisation.email,
        language=language,
        subject=subject[:200],
        text=text + "\n",
        person_id=person.pk if person else None,
    )
