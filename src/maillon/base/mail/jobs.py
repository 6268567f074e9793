"""The job that sends one e-mail."""

import procrastinate
from django.utils import timezone
from procrastinate.contrib.django import app

from maillon.base.mail.services import deliver_mail

# Tried after one minute, then two, three…: 41 times over fourteen hours; then the steward's page has it sent.
TRIED_AGAIN = procrastinate.RetryStrategy(max_attempts=41, wait=60, linear_wait=60)


@app.task(name="send_mail", queue="mail", retry=TRIED_AGAIN)
def send_mail(mail_id: int) -> None:
    deliver_mail(mail_id=mail_id, now=timezone.now())
