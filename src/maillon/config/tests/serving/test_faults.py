"""kill -9 of each part of a real Maillon, and of all of it: it comes back with every acknowledged booking."""

import os
from collections.abc import Callable
from contextlib import suppress

import psutil
import pytest

from maillon.config.tests.serving.conftest import Booker, Installation, until

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("serving")]
ROUNDS = range(2)


def kill(*processes: psutil.Process) -> None:
    """kill -9, and wait until they are dead; some die of the death of the first."""
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(processes)


def while_booking(booker: Booker, breaking: Callable[[], None]) -> None:
    """Break something while a request is on its way: its answer comes all the same."""
    booker.book(2)
    booker.ask()
    breaking()
    booker.hear()
    booker.book(1)


@pytest.mark.parametrize("_round", ROUNDS)
@pytest.mark.parametrize("name", ["web", "live", "worker"])
def test_a_program_killed_comes_back(
    installation: Installation, booker: Booker, name: str, _round: int
) -> None:
    before = installation.children()[name]
    while_booking(booker, lambda: kill(before))
    until(lambda: installation.children().get(name, before) != before)
    until(installation.answers)
    booker.check()


def test_a_web_worker_killed_comes_back(installation: Installation, booker: Booker) -> None:
    main = installation.children()["web"]
    workers = [child for child in main.children() if "granian" in " ".join(child.cmdline())]
    assert len(workers) >= 2
    kill(workers[0])
    until(lambda: len([c for c in main.children() if c.status() != psutil.STATUS_ZOMBIE]) >= len(workers))
    until(installation.answers)
    assert installation.children()["web"] == main
    booker.check()


@pytest.mark.parametrize("_round", ROUNDS)
def test_the_database_killed_comes_back(installation: Installation, booker: Booker, _round: int) -> None:
    while_booking(booker, lambda: kill(installation.postmaster()))
    until(installation.answers)
    until(lambda: {"web", "live", "worker"} <= installation.children().keys())
    booker.check()


@pytest.mark.parametrize("_round", ROUNDS)
def test_everything_killed_starts_again_by_the_same_command(
    installation: Installation, booker: Booker, _round: int
) -> None:
    def break_everything() -> None:
        kill(*installation.everything())
        installation.serve()

    while_booking(booker, break_everything)
    booker.check()


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_stale_pid_file_does_not_keep_it_from_starting(
    installation: Installation, booker: Booker, _round: int
) -> None:
    """The state of a volume after its container restarts: the number names a living stranger."""
    pid_file = installation.cluster.places.data / "postmaster.pid"

    def break_everything() -> None:
        lines = pid_file.read_text(encoding="utf-8").splitlines()
        kill(*installation.everything())
        pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n", encoding="utf-8")
        installation.serve()

    while_booking(booker, break_everything)
    booker.check()


def test_a_second_maillon_is_refused_and_told_what_to_do(installation: Installation, booker: Booker) -> None:
    refused = installation.command("serve")
    assert refused.returncode == 1
    assert f"http://127.0.0.1:{installation.port}" in refused.stderr
    assert "MAILLON_DATA_DIR" in refused.stderr
    assert "Traceback" not in refused.stderr
    booker.check()


def test_the_doctor_finds_it_healthy(installation: Installation) -> None:
    told = installation.command("doctor")
    assert "✓ Les tables sont à jour." in told.stdout
    assert "✓ La base de données répond" in told.stdout
    assert installation.answers()


def test_it_stops_cleanly(installation: Installation, booker: Booker) -> None:
    booker.check()
    running = installation.everything()
    installation.stop()
    assert installation.process is not None
    assert installation.process.returncode == 0
    assert not psutil.wait_procs(running, timeout=30)[1]
    assert not (installation.cluster.places.data / "postmaster.pid").exists()
    installation.serve()
    booker.check()
