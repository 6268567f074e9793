"""A request sent twice is done once, whoever sends it at the same moment."""

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection

from maillon.base.api import idempotency
from maillon.base.api.idempotency import forget_old_answers
from maillon.base.api.models import KeptAnswer
from maillon.base.api.tests.probe import Wearer, crossings, send
from maillon.base.mail.models import OutgoingMail

pytestmark = pytest.mark.urls("maillon.base.api.tests.probe")
BODY = '{"subject": "salle", "count": 1}'


@pytest.mark.django_db
def test_the_same_request_gets_the_first_answer_again() -> None:
    first, second = send(BODY, key="abc"), send(BODY, key="abc")
    assert first.status_code == second.status_code == 201
    assert first.content == second.content
    assert second["Location"] == "/notes/1"
    assert (first.get("Idempotent-Replayed"), second["Idempotent-Replayed"]) == (None, "true")
    assert OutgoingMail.objects.count() == 1


@pytest.mark.django_db
def test_the_order_of_fields_does_not_make_another_request() -> None:
    send(BODY, key="abc")
    assert send('{"count": 1, "subject": "salle"}', key="abc").status_code == 201
    assert OutgoingMail.objects.count() == 1


@pytest.mark.django_db
def test_the_same_key_for_something_else_is_refused() -> None:
    send(BODY, key="abc")
    response = send('{"subject": "autre"}', key="abc")
    assert response.status_code == 422
    assert json.loads(response.content)["type"].endswith("idempotency_key_reused")
    assert OutgoingMail.objects.count() == 1


@pytest.mark.django_db
def test_each_hat_has_its_own_keys() -> None:
    send(BODY, key="abc")
    assert send(BODY, key="abc", hat=Wearer(membership_id=2)).status_code == 201
    assert OutgoingMail.objects.count() == 2


@pytest.mark.django_db
def test_a_refusal_is_kept_and_what_was_half_done_is_not() -> None:
    first = send('{"subject": "refuse", "count": 3}', key="abc")
    second = send('{"subject": "refuse", "count": 3}', key="abc")
    assert first.status_code == second.status_code == 409
    assert second["Content-Type"] == "application/problem+json"
    assert first.content == second.content
    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("subject", ["fault", "break"])
def test_a_fault_of_ours_is_not_kept_so_that_one_may_try_again(subject: str) -> None:
    assert send(f'{{"subject": "{subject}"}}', key="abc").status_code == 500
    assert not OutgoingMail.objects.exists()
    assert not KeptAnswer.objects.exists()
    assert send(BODY, key="abc").status_code == 201


@pytest.mark.django_db
def test_without_a_key_each_request_is_done() -> None:
    send(BODY)
    send(BODY)
    assert OutgoingMail.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["é", " ", "x" * 121, "a\tb"])
def test_a_key_that_cannot_be_kept_is_refused(key: str) -> None:
    assert send(BODY, key=key).status_code == 422
    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db
def test_answers_are_forgotten_after_two_days() -> None:
    send(BODY, key="abc")
    now = datetime.now(UTC)
    assert forget_old_answers(now=now + timedelta(hours=47)) == 0
    assert forget_old_answers(now=now + timedelta(hours=49)) == 1
    assert send(BODY, key="abc").status_code == 201


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_sixteen_connections_with_one_key_do_it_once() -> None:
    """Each has a connection of its own and starts at the same moment."""
    together = Barrier(16)

    def one(_number: int) -> tuple[int, bytes, bool]:
        together.wait()
        try:
            response = send(BODY, key="abc")
            return response.status_code, response.content, response.has_header("Idempotent-Replayed")
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(one, range(16)))
    assert {status for status, _content, _replayed in answers} == {201}
    assert len({content for _status, content, _replayed in answers}) == 1
    assert Counter(replayed for _status, _content, replayed in answers) == {True: 15, False: 1}
    assert OutgoingMail.objects.count() == 1


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_sixteen_connections_without_a_key_do_it_sixteen_times() -> None:
    """The control of the test above: it is the key that makes it once."""

    def one(number: int) -> int:
        try:
            return send(f'{{"subject": "salle{number}"}}').status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(one, range(16))) == {201}
    assert OutgoingMail.objects.count() == 16


@pytest.mark.django_db(transaction=True)
def test_a_writer_that_crossed_another_is_done_again_and_once() -> None:
    crossings.clear()
    assert send('{"subject": "cross"}', key="abc").status_code == 201
    assert crossings == ["cross"]
    assert OutgoingMail.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_writer_that_crossed_another_without_a_key_is_asked_to_come_back() -> None:
    crossings.clear()
    assert send('{"subject": "cross"}').status_code == 503
    assert send('{"subject": "cross"}').status_code == 201


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_one_who_waits_too_long_is_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idempotency, "WAIT_SECONDS", 1)
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute(
            "INSERT INTO api_keptanswer (actor, key, digest, body, headers, created_at)"
            " VALUES ('membership:1', 'abc', 'd', '', '{}', now())"
        )

        def other() -> int:
            try:
                response = send(BODY, key="abc")
                assert json.loads(response.content)["type"].endswith("idempotency_key_in_use")
                return response.status_code
            finally:
                connection.close()

        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(other).result() == 409
        cursor.execute("ROLLBACK")
    assert send(BODY, key="abc").status_code == 201
