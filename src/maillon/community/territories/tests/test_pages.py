"""Anyone may read the register."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_the_list_shows_every_region_and_territory_to_nobody_in_particular(client):
    page = client.get(reverse("territories:list")).content.decode()
    assert page.count('<h2 id="region-') == 17
    assert page.count("/territoires/") >= 104


def test_a_search_without_result_says_what_to_do(client):
    page = client.get(reverse("territories:list"), {"q": "zzz"}).content.decode()
    assert "Aucun territoire ne porte ce nom" in page


def test_a_territory_has_its_page_and_an_unknown_code_does_not(client):
    page = client.get(reverse("territories:show", args=["070"]))
    assert "La Matapédia" in page.content.decode()
    assert client.get(reverse("territories:show", args=["000"])).status_code == 404
