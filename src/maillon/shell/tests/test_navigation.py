"""The pages of looking after are read in groups, and a page marks one entry of the top navigation at most."""

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import reverse

from maillon.community.organisations.hats import NOBODY
from maillon.community.organisations.kinds import Role
from maillon.shell.navigation import keeping_tabs, links, top
from maillon.testing.builders.community import make_membership


def at(view: str) -> HttpRequest:
    return RequestFactory().get(reverse(view))


@pytest.mark.django_db
def test_the_group_where_one_is_shows_its_pages() -> None:
    hat = make_membership(Role.ASSET_MANAGER).hat()
    groups, pages = keeping_tabs(at("terms:list"), hat)
    assert [str(word) for word, _href, here in groups if here] == ["Partage"]
    assert [href for _word, href, here in pages if here] == [reverse("terms:list")]
    assert len(groups) < 6
    assert len(pages) < 6


@pytest.mark.django_db
def test_a_group_leads_to_the_first_page_that_one_sees() -> None:
    keeper, admin = make_membership(Role.ASSET_MANAGER).hat(), make_membership(Role.ORGANISATION_ADMIN).hat()
    members = reverse("organisations:members")
    assert members not in [href for _word, href, _here in keeping_tabs(at("kits:manage"), keeper)[0]]
    groups, pages = keeping_tabs(at("organisations:members"), admin)
    assert [href for _word, href, here in groups if here] == [members]
    assert pages == []


def test_who_looks_after_nothing_has_no_such_pages() -> None:
    assert keeping_tabs(at("inventory:classes"), NOBODY) == ([], [])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("view", "marked"),
    [
        ("reservations:to_decide", "reservations:to_decide"),
        ("reservations:mine", "reservations:mine"),
        ("labels:list", "inventory:manage"),
        ("shell:home", None),
    ],
)
def test_one_entry_at_most_is_marked(view: str, marked: str | None) -> None:
    hat = make_membership(Role.ASSET_MANAGER, Role.APPROVER).hat()
    found = [link.href for link in top(at(view), hat) if link.current]
    assert found == ([reverse(marked)] if marked else [])


def test_the_very_page_is_told_from_one_below() -> None:
    (here,) = [link for link in links(at("kits:list"), NOBODY) if link.current]
    assert here.current == "page"
    below = RequestFactory().get(reverse("kits:list") + "1/")
    assert [link.current for link in links(below, NOBODY) if link.current] == ["true"]
