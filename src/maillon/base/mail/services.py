"""Writing and sending e-mails."""

import datetime as dt
import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from maillon.base.facts import defer
from maillon.base.mail.models import OutgoingMail

State = OutgoingMail.State


@transaction.atomic
def write_mail(
    *, key: str, to: str, language: str, subject: str, text: str, person_id: int | None = None
) -> OutgoingMail:
    """Write an e-mail down and have it sent once the transaction commits; a known ``key`` writes nothing new."""
    mail, is_new = OutgoingMail.objects.get_or_create(
        key=key,
        defaults={"to": to, "language": language, "subject": subject, "text": text, "person_id": person_id},
    )
    if is_new:
        defer("send_mail", mail_id=mail.pk)
    return mail


def deliver_mail(*, mail_id: int, now: dt.datetime) -> None:
    """Send one written e-mail; raise the server's error so that the job is tried again later.

    Without a mail server (``MAILLON_EMAIL_URL``) the e-mail stays recorded and visible on the site.
    """
    mail = OutgoingMail.objects.get(pk=mail_id)
    if mail.state == State.SENT:
        return
    mail.attempts += 1
    try:
        if settings.MAIL_SERVER:
            EmailMessage(mail.subject, mail.text, to=[mail.to]).send()
        mail.state, mail.sent_at, mail.problem = (
            (State.SENT if settings.MAIL_SERVER else State.RECORDED),
            now,
            "",
        )
    except (smtplib.SMTPException, OSError) as error:
        mail.state, mail.problem = State.FAILED, type(error).__name__
        raise
    finally:
        mail.save()
