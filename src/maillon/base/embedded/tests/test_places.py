"""Where a cluster stands: decided from permissions, the same in every process, private."""

import os
import stat
from pathlib import Path

import pytest

from maillon.base.embedded import Cluster, ClusterError, places
from maillon.base.embedded.places import LONGEST_SOCKET, POINTER, SYSTEM_DIRECTORY, settle
from maillon.base.embedded.reach import others_can_reach

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root needs another account")


def test_addresses_are_known_before_anything_exists(room: Path) -> None:
    cluster = Cluster(room / "a" / "b")
    described = cluster.django_database("essai")
    assert described["HOST"] == str(room / "a" / "b" / "socket")
    assert described["NAME"] == "essai"
    assert cluster.dsn() == Cluster(room / "a" / "b").dsn()
    assert not cluster.is_ready()
    assert list(room.iterdir()) == []


@pytest.mark.parametrize("name", ["x" * 120, "é" * 50, "salle 1, salle 2"])
def test_a_path_that_cannot_hold_a_socket_gets_a_private_directory_elsewhere(room: Path, name: str) -> None:
    here = settle(room / name)
    assert here.home == room / name
    assert here.home not in here.socket.parents
    assert len(str(here.socket)) < LONGEST_SOCKET
    assert here.socket == settle(room / name).socket
    assert here.socket != settle(room / f"{name}2").socket


def test_a_socket_directory_taken_by_someone_else_is_refused(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = room / "piège"
    elsewhere.mkdir()
    (room / "lien").symlink_to(elsewhere)
    monkeypatch.setattr(places.Places, "socket", property(lambda _: room / "lien"))
    with pytest.raises(ClusterError, match="MAILLON_DATA_DIR"):
        settle(room / "postgres").create()
    assert list(elsewhere.iterdir()) == []


@as_root
def test_a_directory_owned_by_another_account_is_refused(room: Path) -> None:
    here = settle(room / "postgres")
    here.create()
    os.chown(here.socket, 12345, 12345)
    with pytest.raises(ClusterError):
        here.create()


def test_directories_are_private_and_parents_untouched(room: Path) -> None:
    room.chmod(0o751)
    here = settle(room / "données" / "postgres")
    who = here.create()
    assert stat.S_IMODE(room.stat().st_mode) == 0o751
    for directory in (here.home, here.socket):
        assert stat.S_IMODE(directory.stat().st_mode) == 0o700
        assert directory.stat().st_uid == who.uid != 0
    assert others_can_reach(here.home.parent)


@as_root
def test_root_moves_the_data_when_no_ordinary_account_can_reach_it(room: Path) -> None:
    room.chmod(0o700)
    here = settle(room / "postgres")
    assert here.home.parent == SYSTEM_DIRECTORY
    try:
        here.create()
        assert (room / "postgres" / POINTER).read_text(encoding="utf-8").strip() == str(here.home)
        room.chmod(0o755)  # the decision outlives the permissions that led to it
        assert settle(room / "postgres") == here
    finally:
        Cluster(room / "postgres").destroy()
    assert not here.home.exists()


@as_root
def test_existing_data_stay_where_they_are(room: Path) -> None:
    here = settle(room / "postgres")
    here.create()
    here.data.mkdir()
    room.chmod(0o700)
    assert settle(room / "postgres") == here


def test_reach_follows_the_permissions_of_others(room: Path) -> None:
    program = room / "programme"
    program.write_text("", encoding="utf-8")
    program.chmod(0o754)
    assert others_can_reach(room)
    assert not others_can_reach(program)
    program.chmod(0o755)
    assert others_can_reach(program)
    room.chmod(0o750)
    assert not others_can_reach(program)
