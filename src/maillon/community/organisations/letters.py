"""The e-mails about organisations, each in the language of its reader."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from maillon.base.mail.services import write_mail
from maillon.community.people.models import Person


def write_letter(name: str, person: Person, *, key: str, **words: object) -> None:
    """Write the e-mail ``organisations/email/<name>`` to someone; ``key`` names the event, told once."""
    with translation.override(person.language):
        context = {"person": person, "public_url": settings.PUBLIC_URL} | words
        subject = render_to_string(f"organisations/email/{name}_subject.txt", context)
        text = render_to_string(f"organisations/email/{name}_message.txt", context).strip()
    write_mail(
        key=key,
        to=person.email,
        language=person.language,
        subject=" ".join(subject.split())[:200],
        text=text + "\n",
        person_id=person.pk,
    )
