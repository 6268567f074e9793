"""The register is there from the first minute, complete, in French alphabetical order."""

from collections import Counter

import pytest

from maillon.community.territories.ground import towns
from maillon.community.territories.models import Mrc, Municipality, Region
from maillon.community.territories.queries import regions
from maillon.community.territories.services import load_territories
from maillon.kernel.words import sort_key

pytestmark = pytest.mark.django_db


def test_an_empty_installation_knows_the_regions_the_mrc_and_their_main_towns():
    assert Region.objects.count() == 17
    assert Mrc.objects.count() == 104
    assert Municipality.objects.count() == 104
    assert Counter(Mrc.objects.values_list("kind", flat=True)) == {"mrc": 87, "equivalent": 17}


def test_density_classes_are_spread_as_in_the_source():
    assert Counter(Mrc.objects.values_list("density_class", flat=True)) == {
        "very_low": 42,
        "low": 31,
        "intermediate": 21,
        "dense": 10,
    }


def test_loading_again_changes_nothing():
    before = list(Mrc.objects.order_by("code").values())
    towns = set(Municipality.objects.values_list("pk", flat=True))
    assert load_territories() == 104
    assert list(Mrc.objects.order_by("code").values()) == before
    assert set(Municipality.objects.values_list("pk", flat=True)) == towns


def test_an_accent_does_not_send_a_name_to_the_end_of_the_list():
    Mrc.objects.filter(code="010").update(name="École", sort_key=sort_key("École"))
    Mrc.objects.filter(code="020").update(name="Zone", sort_key=sort_key("Zone"))
    names = list(Mrc.objects.order_by("sort_key").values_list("name", flat=True))
    assert names.index("École") < names.index("Zone")


def test_every_territory_stands_in_quebec():
    for mrc in Mrc.objects.order_by("code"):
        assert -80 < mrc.lon < -56, mrc
        assert 44.9 < mrc.lat < 63, mrc


def test_regions_are_searched_without_accents_by_territory_town_or_region():
    assert [[m.name for m in r.mrcs] for r in regions("matapedia")] == [["La Matapédia"]]
    assert "Rimouski" in {m.main_town for r in regions("rimouski") for m in r.mrcs}
    assert [r.name for r in regions("bas-saint-laurent")] == ["Bas-Saint-Laurent"]
    assert len(regions("bas-saint-laurent")[0].mrcs) == 8
    assert regions("zzz") == []


def test_the_whole_register_is_read_in_two_queries(django_assert_num_queries):
    with django_assert_num_queries(2):
        assert sum(len(region.mrcs) for region in regions()) == 104


def test_towns_of_the_map_come_with_the_most_peopled_first() -> None:
    names = [town.name for town in towns()]
    assert names[0] == "Montréal"
    assert len(names) == Municipality.objects.count()
