"""The settings drawn from a machine's memory."""

from hypothesis import given
from hypothesis import strategies as st

from maillon.base.embedded.tuning import MEBIBYTE, access_text, settings_text


def _read(text: str) -> dict[str, str]:
    return dict(line.split(" = ", 1) for line in text.splitlines())


@given(st.integers(min_value=256 * MEBIBYTE, max_value=2**43))
def test_the_shared_cache_stays_between_its_bounds(memory: int) -> None:
    settings = _read(settings_text(memory=memory))
    shared = int(settings["shared_buffers"].removesuffix("MB"))
    assert 64 <= shared <= 1024
    assert shared * MEBIBYTE <= max(64 * MEBIBYTE, memory // 4)


def test_only_a_throwaway_cluster_gives_up_durability() -> None:
    durable = _read(settings_text(memory=8 * 2**30))
    assert durable["synchronous_commit"] == "on"
    assert "fsync" not in durable
    assert "full_page_writes" not in durable
    assert _read(settings_text(memory=8 * 2**30, throwaway=True))["fsync"] == "off"


def test_no_port_is_opened_and_only_named_accounts_enter() -> None:
    assert _read(settings_text(memory=2**30))["listen_addresses"] == "''"
    access, identities = access_text(["root", "maillon", "root"])
    assert access == "local all all peer map=maillon\n"
    assert identities == 'maillon "maillon" maillon\nmaillon "root" maillon\n'
