"""The classes are there from the first migration, and numbered as the search index expects."""

import pytest

from maillon.sharing.inventory.classes import CLASSES, write_classes
from maillon.sharing.inventory.models import AssetClass


@pytest.mark.django_db
def test_a_new_installation_knows_every_class() -> None:
    known = {(one.pk, one.code, one.name_fr, one.name_en) for one in AssetClass.objects.all()}
    assert known == {(seed.number, seed.code, seed.name_fr, seed.name_en) for seed in CLASSES}


@pytest.mark.django_db
def test_writing_the_classes_again_keeps_the_names_that_people_changed() -> None:
    AssetClass.objects.filter(code="gym").update(name_fr="Palestre")
    write_classes(AssetClass)
    assert AssetClass.objects.get(code="gym").name_fr == "Palestre"
    assert AssetClass.objects.count() == len(CLASSES)


@pytest.mark.django_db
def test_a_class_added_by_an_installation_does_not_meet_ours() -> None:
    added = AssetClass.objects.create(code="boat", number=1000, name_fr="Bateau", name_en="Boat")
    assert added.pk >= 1000


def test_each_class_has_one_number_and_one_code() -> None:
    assert len({seed.number for seed in CLASSES}) == len({seed.code for seed in CLASSES}) == len(CLASSES)
