"""A real mail server on this machine, which is down, refuses, then accepts: nothing is lost, nothing sent twice."""

import datetime as dt
import socketserver
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from maillon.base.mail.jobs import TRIED_AGAIN
from maillon.base.mail.models import OutgoingMail
from maillon.base.mail.services import deliver_mail, retry_failed, retry_mail, write_mail

pytestmark = pytest.mark.django_db
State = OutgoingMail.State


class Post(socketserver.ThreadingTCPServer):
    """A post office: it refuses while ``closed``, and keeps what it takes."""

    allow_reuse_address = True
    daemon_threads = True
    closed = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Counter)
        self.taken: list[str] = []


class Counter(socketserver.StreamRequestHandler):
    """Speaks as much of SMTP (RFC 5321) as it takes to receive a letter."""

    server: Post

    def handle(self) -> None:
        self._say("220 ici")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"QUIT":
                self._say("221 adieu")
                return
            if word == b"MAIL" and self.server.closed:
                self._say("451 plus tard")
            elif word == b"DATA":
                self._say("354 dites")
                self.server.taken.append(b"".join(iter(self.rfile.readline, b".\r\n")).decode())
                self._say("250 pris")
            else:
                self._say("250 bien")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@pytest.fixture
def post(settings: Any) -> Iterator[Post]:
    with Post() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.MAIL_SERVER = True
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        yield server
        server.shutdown()


def letters(count: int) -> list[OutgoingMail]:
    return [
        write_mail(key=f"k{n}", to="a@b.example", language="fr-ca", subject=f"Lettre {n}", text="Bonjour.")
        for n in range(count)
    ]


def deliver(mail: OutgoingMail) -> str:
    try:
        deliver_mail(mail_id=mail.pk, now=timezone.now())
    except OSError as error:  # SMTPException is one
        return type(error).__name__
    return "sent"


def test_a_server_that_refuses_for_an_hour_loses_nothing(post: Post, run_jobs: Any) -> None:
    written = letters(3)
    for _try in range(5):
        assert {deliver(one) for one in written} == {"SMTPSenderRefused"}
    assert set(OutgoingMail.objects.values_list("state", "attempts")) == {(State.FAILED, 5)}
    assert post.taken == []
    post.closed = False
    assert retry_failed() == 3
    run_jobs()
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {State.SENT}
    assert sorted(letter.count("Lettre") for letter in post.taken) == [1, 1, 1]
    assert retry_failed() == 0
    for one in written:
        assert deliver(one) == "sent"
    assert len(post.taken) == 3


def test_a_server_that_is_down_is_told_in_a_word(post: Post, settings: Any) -> None:
    [one] = letters(1)
    settings.EMAIL_PORT = 1  # nobody listens there
    assert deliver(one) == "ConnectionRefusedError"
    one.refresh_from_db()
    assert (one.state, one.problem) == (State.FAILED, "ConnectionRefusedError")
    settings.EMAIL_PORT, post.closed = post.server_address[1], False
    assert retry_mail(mail_id=one.pk)
    assert not retry_mail(mail_id=one.pk)
    assert deliver(one) == "sent"


def test_the_job_tries_for_longer_than_a_night() -> None:
    tries = TRIED_AGAIN.max_attempts or 0
    waits = [TRIED_AGAIN.wait + TRIED_AGAIN.linear_wait * number for number in range(1, tries)]
    assert dt.timedelta(seconds=sum(waits)) > dt.timedelta(hours=12)
    assert max(waits) <= 3600
