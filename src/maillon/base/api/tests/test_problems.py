"""An error always has the same shape, says every reason, and changes nothing."""

import json

import pytest
from django.utils import translation

from maillon.base.api.tests.probe import NOBODY, Key, ask, send
from maillon.base.mail.models import OutgoingMail

pytestmark = [pytest.mark.django_db, pytest.mark.urls("maillon.base.api.tests.probe")]


def test_a_refusal_gives_every_reason_at_its_field_and_undoes_nothing_it_should_not() -> None:
    response = send('{"subject": "refuse"}')
    assert response.status_code == 409
    assert response["Content-Type"] == "application/problem+json"
    told = json.loads(response.content)
    assert told == {
        "type": "/api/v1/docs#probleme-refused",
        "title": "Refusé",
        "status": 409,
        "detail": "C’est plein. Trop tard.",
        "instance": "/api/probe/notes",
        "reasons": [
            {"code": "full", "message": "C’est plein.", "field": "subject", "values": {}},
            {"code": "late", "message": "Trop tard.", "field": None, "values": {}},
        ],
    }


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ("{}", {"subject": "missing"}),
        ('{"subject": ""}', {"subject": "string_too_short"}),
        ('{"subject": "a", "other": 1}', {"other": "extra_forbidden"}),
        ('{"subject": "a\\u0000b"}', {"subject": "string_pattern_mismatch"}),
        ('{"subject": "a", "count": 9}', {"count": "less_than_equal"}),
        ('{"subject": "a", "at": "2026-12-01T10:00:00"}', {"at": "timezone_aware"}),
        ('{"subject": "a", "at": "0001-01-01T00:00:00+14:00"}', {"at": "value_error"}),
        ('{"count": 0}', {"subject": "missing", "count": "greater_than_equal"}),
        ("[]", {None: "model_attributes_type"}),
    ],
)
def test_what_was_sent_wrong_is_told_field_by_field(body: str, fields: dict[str | None, str]) -> None:
    response = send(body)
    assert response.status_code == 422
    reasons = json.loads(response.content)["reasons"]
    assert {reason["field"]: reason["code"] for reason in reasons} == fields
    assert all(reason["message"] for reason in reasons)
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("body", ["{", "\xff", "", '{"subject": NaN', "[" * 100_000])
def test_what_cannot_be_read_is_a_problem_and_not_a_fault(body: str) -> None:
    assert send(body).status_code in {400, 422}


def test_what_is_not_foreseen_is_told_as_our_error_and_leaves_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    response = send('{"subject": "fault"}', key="one")
    assert response.status_code == 500
    assert json.loads(response.content)["type"].endswith("server_error")
    assert "made to fail" not in response.content.decode()
    assert "made to fail" in caplog.text
    assert not OutgoingMail.objects.exists()


def test_nobody_is_asked_to_identify_themselves() -> None:
    response = send('{"subject": "a"}', hat=NOBODY, key="")
    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Bearer")


def test_a_reading_key_does_not_write() -> None:
    response = ask("POST", "/notes", key=Key(may_write=False), data="{}", content_type="application/json")
    assert response.status_code == 403
    assert json.loads(response.content)["type"].endswith("read_only_token")


def test_a_session_writes_only_from_our_own_pages() -> None:
    response = ask("POST", "/notes", key=None, data='{"subject": "a"}', content_type="application/json")
    assert response.status_code == 403
    assert not OutgoingMail.objects.exists()


def test_a_session_writes_with_the_token_of_our_pages() -> None:
    secret = "a" * 32
    response = ask(
        "POST",
        "/notes",
        key=None,
        data='{"subject": "a"}',
        content_type="application/json",
        HTTP_COOKIE=f"csrftoken={secret}",
        HTTP_X_CSRFTOKEN=secret,
    )
    assert response.status_code == 201


def test_sentences_follow_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    with translation.override("en"):
        assert json.loads(send("{}").content)["status"] == 422
