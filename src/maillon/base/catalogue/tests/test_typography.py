"""French sentences are typed as in Québec."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.base.catalogue.typography import faults_of, mended

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("plain", "right", "kind"),
    [
        ("L'école", "L’école", "apostrophe"),
        ("Attention : fermé", f"Attention{NBSP}: fermé", "colon"),
        ("Attention: fermé", f"Attention{NBSP}: fermé", "colon"),
        ("Source :", f"Source{NBSP}:", "colon"),
        ("pourquoi ?", "pourquoi?", "punctuation"),
        ("Fermé ; revenez", "Fermé; revenez", "punctuation"),
        ("« oui »", f"«{NBSP}oui{NBSP}»", "opening"),
        ("«oui»", f"«{NBSP}oui{NBSP}»", "closing"),
        ("Un instant...", "Un instant…", "ellipsis"),
        ("18 h 30", f"18{NBSP}h 30", "unit"),
        ("12 $", f"12{NBSP}$", "unit"),
        ("%(n)s : « %(what)s »", f"%(n)s{NBSP}: «{NBSP}%(what)s{NBSP}»", "colon"),
    ],
)
def test_a_sentence_typed_plainly_is_seen_and_mended(plain: str, right: str, kind: str) -> None:
    assert kind in faults_of(plain)
    assert mended(plain) == right
    assert faults_of(right) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ouvert à 10:30",
        "https://maillon.example/a?b=c",
        '<a href="/trouver/?x=1" class="a">Trouver</a>',
        "%(count)d biens",
        f"Vraiment{NBSP}? Oui\u202f! Non; peut-être!",
        "{a}",
        "",
    ],
)
def test_a_sentence_well_typed_is_left_alone(text: str) -> None:
    assert faults_of(text) == []
    assert mended(text) == text


def test_english_quotation_marks_are_left_for_a_person() -> None:
    assert faults_of("“oui”") == ["quotes"]
    assert mended("“oui”") == "“oui”"


@given(st.text(alphabet="ab'é9 :;?!«»….h$<>%\n" + NBSP, max_size=40))
def test_mending_twice_changes_nothing_more(text: str) -> None:
    assert mended(mended(text)) == mended(text)


@given(
    st.lists(st.sampled_from(["mot", "l'eau", ":", "?", ";", "« mot »", "9 h", "%(n)s", "{n}"]), max_size=8)
)
def test_what_is_mended_has_no_fault_left(words: list[str]) -> None:
    sentence = "Début " + " ".join(words)
    assert faults_of(mended(sentence)) == []
