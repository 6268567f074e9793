"""What is typed is understood: classes, words of names, mistyped or not, and no hidden word comes back."""

import pytest

from maillon.community.organisations.kinds import Circle
from maillon.kernel.words import trigrams
from maillon.sharing.reservations.models import KnownWord
from maillon.sharing.reservations.queries.sought import Sought, read_sought
from maillon.sharing.reservations.services.words import gather_words
from maillon.testing.builders.sharing import make_asset, make_shared_place

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("gym", "gym"),
        ("un gymnase", "gym"),
        ("Gymnases", "gym"),
        ("a gym", "gym"),
        ("salle reunion", "room"),
        ("une salle de réunion", "room"),
        ("salle de classe", "classroom"),
        ("un camion", "truck"),
    ],
)
def test_a_class_is_recognised(typed: str, code: str) -> None:
    found = read_sought(typed)
    assert (found.class_code, found.words, found.read_as) == (code, (), "")


@pytest.mark.parametrize(("typed", "read"), [("gimnase", "gymnase"), ("salle de reunoin", "salle reunion")])
def test_a_mistyped_class_is_read_as_what_was_meant(typed: str, read: str) -> None:
    found = read_sought(typed)
    assert found.class_code in {"gym", "room"}
    assert found.read_as == read


def test_what_does_not_name_a_class_must_be_in_names() -> None:
    make_shared_place(name="Gymnase des Érables")
    gather_words()
    assert read_sought("gymnase érables") == Sought("gymnase érables", "gym", ("erables",))
    assert read_sought("gymnase érab").words == ("erab",)  # it begins a known word
    assert read_sought("gimnase eralbes") == Sought("gimnase eralbes", "gym", ("erables",), "gymnase erables")


def test_as_typed_corrects_nothing() -> None:
    assert read_sought("gimnase", as_typed=True) == Sought("gimnase", None, ("gimnase",))


@pytest.mark.parametrize("typed", ["", "   ", "de la", "???"])
def test_nothing_that_counts_is_nothing(typed: str) -> None:
    assert not read_sought(typed)


def test_words_are_learned_only_from_what_everyone_may_read() -> None:
    make_shared_place(name="Patinoire Publique")
    make_shared_place(name="Voûte Xylophone", audience=Circle.MEMBERS)
    make_asset(name="Coffre Zirconium")  # not in sharing
    gather_words()
    known = set(KnownWord.objects.order_by("text").values_list("text", flat=True))
    assert "patinoire" in known
    assert not known & {"xylophone", "zirconium", "voute"}
    assert read_sought("xilophone").words == (
        "xilophone",
    )  # so that no hidden name comes back as a correction


def test_words_of_what_is_gone_are_forgotten() -> None:
    place = make_shared_place(name="Éphémère")
    gather_words()
    place.name = "Durable"
    place.save()
    gather_words()
    assert not KnownWord.objects.filter(text="ephemere").exists()
    assert gather_words() == 0  # nothing changed since


def test_the_database_and_the_kernel_cut_words_alike() -> None:
    make_shared_place(name="Cuisine abcd")
    gather_words()
    for word in KnownWord.objects.order_by("text"):
        assert set(word.trigrams) == trigrams(word.text)


def test_it_costs_two_queries_at_most(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        read_sought("gym")
    with django_assert_num_queries(1):
        read_sought("un gymnase")
    with django_assert_num_queries(2):
        read_sought("gimnase quelconque introuvable")
