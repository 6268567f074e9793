"""A list read page by page gives each line once, whatever is added meanwhile."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillon.base.api.tests.probe import ask
from maillon.base.mail.models import OutgoingMail

pytestmark = [pytest.mark.django_db, pytest.mark.urls("maillon.base.api.tests.probe")]


def write(subjects: list[str]) -> None:
    OutgoingMail.objects.all().delete()
    OutgoingMail.objects.bulk_create(
        OutgoingMail(key=f"k{n}", to="a@essai.example", language=f"l{n % 3}", subject=subject, text="")
        for n, subject in enumerate(subjects)
    )


def read_all(limit: int) -> list[str]:
    items: list[str] = []
    address: str | None = f"/notes?limit={limit}"
    while address:
        response = ask("GET", address)
        page = json.loads(response.content)
        assert len(page["items"]) <= limit
        items += page["items"]
        following = page["next"]
        assert response.get("Link", "") == (f'<{following}>; rel="next"' if following else "")
        address = following.split("/api/probe", 1)[1] if following else None
    return items


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["a", "b", "é", "Z", ""]), max_size=12), st.integers(1, 5))
def test_every_line_is_read_once_and_in_order(subjects: list[str], limit: int) -> None:
    write(subjects)
    wanted = [
        f"{mail.subject}:{mail.pk}" for mail in OutgoingMail.objects.order_by("-subject", "language", "pk")
    ]
    assert read_all(limit) == wanted


def test_a_line_added_before_the_cursor_moves_nothing() -> None:
    write(["c", "b", "a"])
    first = json.loads(ask("GET", "/notes?limit=1").content)
    write_one = OutgoingMail(key="new", to="a@essai.example", language="l0", subject="z", text="")
    write_one.save()
    rest = json.loads(ask("GET", first["next"].split("/api/probe", 1)[1]).content)
    assert rest["items"][0].startswith("b:")


@pytest.mark.parametrize(
    "cursor", ["x", "!!", "bnVsbA", "WyJhIl0", "WyJhIiwgImIiLCAieCJd", "W1tbW1tb", "a" * 500]
)
def test_a_cursor_of_another_list_is_refused(cursor: str) -> None:
    response = ask("GET", f"/notes?cursor={cursor}")
    assert response.status_code == 422
    assert json.loads(response.content)["reasons"][0]["field"] == "cursor"


@pytest.mark.parametrize("limit", ["0", "201", "-1", "abc", ""])
def test_a_page_has_from_one_to_two_hundred_lines(limit: str) -> None:
    assert ask("GET", f"/notes?limit={limit}").status_code == 422
