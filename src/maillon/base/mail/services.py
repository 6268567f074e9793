"""Writing and sending e-mails."""

import datetime as dt
import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet

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


@transaction.atomic
def retry_mail(*, mail_id: int) -> bool:
    """Have one e-mail that failed sent again; return whether there was one to send."""
    failed = OutgoingMail.objects.select_for_update().filter(pk=mail_id, state=State.FAILED)
    return _again(failed) == 1


@transaction.atomic
def retry_failed() -> int:
    """Have every e-mail that failed sent again, the oldest first; return how many."""
    return _again(OutgoingMail.objects.select_for_update().filter(state=State.FAILED))


def _again(failed: "QuerySet[OutgoingMail]") -> int:
    found = list(failed.order_by("created_at", "pk"))
    for mail in found:
        mail.state = State.QUEUED
        mail.save(update_fields=["state"])
        defer("send_mail", mail_id=mail.pk)
    return len(found)


def deliver_mail(*, mail_id: int, now: dt.datetime) -> None:
    """Send one written e-mail, once; raise the server's error so that the job is tried again later.

    Without a mail server (``MAILLON_EMAIL_URL``) the e-mail stays recorded and visible on the site.
    """
    problem = _deliver(mail_id, now)
    if problem is not None:
        raise problem


@transaction.atomic
def _deliver(mail_id: int, now: dt.datetime) -> Exception | None:
    """Send the e-mail while nobody else does: a job that is tried again may meet a retry asked for by a person."""
    mail = OutgoingMail.objects.select_for_update(skip_locked=True).filter(pk=mail_id).first()
    if mail is None or mail.state == State.SENT:
        return None
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
        return error
    finally:
        mail.save()
    return None
