"""The job that sends one e-mail."""

import procrastinate
from django.utils import timezone
from procrastinate.contrib.django import app

from maillon.base.mail.services import deliver_mail


@app.task(
    name="send_mail", queue="mail", retry=procrastinate.RetryStrategy(max_attempts=12, exponential_wait=4)
)
def send_mail(mail_id: int) -> None:
    deliver_mail(mail_id=mail_id, now=timezone.now())
