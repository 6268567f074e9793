"""A sealed secret opens only with the installation's key, for the purpose it was sealed for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.base.sealing import CannotUnseal, seal, unseal


@given(st.text())
def test_what_is_sealed_comes_back_and_never_shows(text):
    sealed = seal(text, purpose="essai")
    assert unseal(sealed, purpose="essai") == text
    assert len(text) < 4 or text not in sealed


def test_a_secret_sealed_for_one_purpose_does_not_open_for_another():
    with pytest.raises(CannotUnseal):
        unseal(seal("clé", purpose="un"), purpose="deux")


def test_a_changed_secret_key_opens_nothing_unless_the_former_is_kept(settings):
    settings.SECRET_KEY = "avant-avant-avant-avant-avant-avant-avant"
    sealed = seal("clé", purpose="essai")
    former, settings.SECRET_KEY = settings.SECRET_KEY, "après-après-après-après-après-après-après"
    with pytest.raises(CannotUnseal):
        unseal(sealed, purpose="essai")
    settings.SECRET_KEY_FALLBACKS = [former]
    assert unseal(sealed, purpose="essai") == "clé"


def test_a_mangled_seal_is_refused():
    sealed = seal("clé", purpose="essai")
    for mangled in ("", "pas un sceau", sealed[:-4], sealed[::-1]):
        with pytest.raises(CannotUnseal):
            unseal(mangled, purpose="essai")
