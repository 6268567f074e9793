"""E-mails: written once, in the transaction of their cause, and kept whatever the server does."""

import datetime as dt
import smtplib
from typing import Any

import pytest
from django.core import mail as outbox
from django.core.mail import EmailMessage

from maillon.base.mail.models import OutgoingMail
from maillon.base.mail.services import deliver_mail, write_mail

NOW = dt.datetime(2026, 11, 21, 15, 0, tzinfo=dt.UTC)
LETTER = {"to": "a@b.example", "language": "fr-ca", "subject": "Votre demande", "text": "Bonjour."}


@pytest.mark.django_db
def test_the_same_key_writes_one_e_mail() -> None:
    first = write_mail(key="reservation-1-asked", **LETTER)
    again = write_mail(key="reservation-1-asked", **LETTER | {"text": "Autre texte."})
    assert again.pk == first.pk
    assert OutgoingMail.objects.get().text == "Bonjour."


@pytest.mark.django_db
def test_without_a_server_it_is_recorded_and_not_sent(settings: Any) -> None:
    settings.MAIL_SERVER = False
    letter = write_mail(key="k", **LETTER)
    deliver_mail(mail_id=letter.pk, now=NOW)
    letter.refresh_from_db()
    assert (letter.state, letter.sent_at) == (OutgoingMail.State.RECORDED, NOW)
    assert outbox.outbox == []


@pytest.mark.django_db
def test_with_a_server_it_is_sent_once(settings: Any) -> None:
    settings.MAIL_SERVER = True
    letter = write_mail(key="k", **LETTER)
    for _ in range(2):  # a job may run twice
        deliver_mail(mail_id=letter.pk, now=NOW)
    assert [sent.subject for sent in outbox.outbox] == ["Votre demande"]


@pytest.mark.django_db
def test_a_server_that_refuses_leaves_the_e_mail_to_be_tried_again(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MAIL_SERVER = True

    def refuse(self: EmailMessage, *args: Any) -> int:
        raise smtplib.SMTPServerDisconnected("password=secret")

    monkeypatch.setattr(EmailMessage, "send", refuse)
    letter = write_mail(key="k", **LETTER)
    with pytest.raises(smtplib.SMTPException):
        deliver_mail(mail_id=letter.pk, now=NOW)
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (OutgoingMail.State.FAILED, 1)
    assert "secret" not in letter.problem
