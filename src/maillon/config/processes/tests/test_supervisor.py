"""Real processes killed in every way: what must run runs again, what must stop leaves no orphan."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from maillon.base.embedded import Cluster
from maillon.base.embedded.postmaster import read_pid_file, servers_of

pytestmark = pytest.mark.faults
STAGE = Path(__file__).with_name("stage.py")
NAMES = ("web", "live", "worker")


def until(condition: Callable[[], bool]) -> None:
    """Wait for something that must happen; the limit only keeps a fault from hanging the whole suite."""
    limit = time.monotonic() + 90
    while not condition():
        assert time.monotonic() < limit, "this never happened"
        time.sleep(0.02)


class Stage:
    """A supervisor in a process of its own, and the programs it keeps running."""

    def __init__(self, directory: Path, *names: str) -> None:
        self.directory = directory
        self.names = names
        self.cluster = Cluster(directory / "data" / "postgresql")
        self.process = subprocess.Popen(
            [sys.executable, str(STAGE), str(directory), str(directory / "data"), *names],
            start_new_session=True,
        )

    def pids(self, name: str) -> list[int]:
        """The program and the helper it started."""
        text = (self.directory / f"{name}.pids").read_text(encoding="utf-8")
        return [int(part) for part in text.split()]

    def running(self, name: str) -> bool:
        """Whether the program has started, with its helper."""
        return (self.directory / f"{name}.pids").exists() and all(map(alive, self.pids(name)))

    def wait_until_up(self) -> None:
        until(lambda: all(self.running(name) for name in self.names if name != "broken"))
        until(self.cluster.is_ready)

    def starts(self, name: str) -> int:
        """How many times a program was started."""
        path = self.directory / f"{name}.starts"
        return len(path.read_text(encoding="utf-8")) if path.exists() else 0

    def everything(self) -> list[int]:
        """Every process under the supervisor, the server included."""
        pids = [pid for name in self.names if name != "broken" for pid in self.pids(name)]
        return pids + [process.pid for process in servers_of(self.cluster.places.data)]

    def ended(self) -> list[str]:
        """The programs that ended gently, in order."""
        path = self.directory / "ended"
        return path.read_text(encoding="utf-8").split() if path.exists() else []


def alive(pid: int) -> bool:
    """Whether a process lives; a zombie does not."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.fixture
def raise_curtain() -> Iterator[Callable[..., Stage]]:
    """Start stages that are all taken down afterwards."""
    directory = Path(tempfile.mkdtemp(prefix="maillon-scene-", dir="/tmp"))
    directory.chmod(0o755)
    stages: list[Stage] = []

    def start(*names: str, wait: bool = True) -> Stage:
        stages.append(Stage(directory, *names))
        if wait:
            stages[-1].wait_until_up()
        return stages[-1]

    yield start
    for stage in stages:
        if stage.process.poll() is None:
            stage.process.terminate()
            stage.process.wait()
        stage.cluster.destroy()
    shutil.rmtree(directory, ignore_errors=True)


def test_each_program_killed_comes_back_without_leaving_its_family(
    raise_curtain: Callable[..., Stage],
) -> None:
    stage = raise_curtain(*NAMES)
    for _round in range(2):
        for name in NAMES:
            before = stage.pids(name)
            os.kill(before[0], signal.SIGKILL)
            until(lambda name=name, before=before: stage.pids(name) != before and stage.running(name))
            assert not any(map(alive, before))
    assert (stage.directory / "prepared").exists()


def test_the_database_killed_comes_back_with_its_rows(raise_curtain: Callable[..., Stage]) -> None:
    stage = raise_curtain("web")
    with psycopg.connect(stage.cluster.dsn(), autocommit=True) as connection:
        connection.execute("CREATE TABLE promise (n integer)")
    for n in range(3):
        with psycopg.connect(stage.cluster.dsn(), autocommit=True) as connection:
            connection.execute("INSERT INTO promise VALUES (%s)", (n,))
        found = read_pid_file(stage.cluster.places.data)
        assert found is not None
        os.kill(found.pid, signal.SIGKILL)
        until(lambda pid=found.pid: not alive(pid))
        until(stage.cluster.is_ready)
        with psycopg.connect(stage.cluster.dsn()) as connection:
            assert connection.execute("SELECT count(*) FROM promise").fetchone() == (n + 1,)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_everything_in_order(
    raise_curtain: Callable[..., Stage], number: signal.Signals
) -> None:
    stage = raise_curtain(*NAMES)
    running = stage.everything()
    stage.process.send_signal(number)
    assert stage.process.wait(90) == 0
    assert stage.ended() == list(NAMES)
    until(lambda: not any(map(alive, running)))  # the kernel ends what was killed a little later
    assert not (stage.cluster.places.data / "postmaster.pid").exists()


def test_a_long_preparation_is_interrupted_at_once(raise_curtain: Callable[..., Stage]) -> None:
    stage = raise_curtain("--slowly", "web", wait=False)
    until((stage.directory / "prepared").exists)
    stage.process.send_signal(signal.SIGINT)
    assert stage.process.wait(90) == 0
    assert stage.starts("web") == 0
    assert not stage.cluster.is_ready()
    assert servers_of(stage.cluster.places.data) == []


def test_a_program_that_will_not_stop_is_ended(raise_curtain: Callable[..., Stage]) -> None:
    stage = raise_curtain("stubborn", "worker")
    running = stage.everything()
    stage.process.terminate()
    assert stage.process.wait(90) == 0
    assert stage.ended() == ["worker"]
    until(lambda: not any(map(alive, running)))  # the kernel ends what was killed a little later


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's signal at a parent's death is Linux's")
def test_the_supervisor_killed_leaves_no_orphan(raise_curtain: Callable[..., Stage]) -> None:
    stage = raise_curtain(*NAMES)
    running = stage.everything()
    stage.process.kill()
    stage.process.wait()
    until(lambda: not any(map(alive, running)))
    again = raise_curtain(*NAMES)
    assert set(again.everything()).isdisjoint(running)


def test_a_program_that_cannot_start_does_not_stop_the_others_nor_spin(
    raise_curtain: Callable[..., Stage],
) -> None:
    stage = raise_curtain("broken", "worker")
    until(lambda: stage.starts("broken") >= 4)
    already = stage.starts("broken")
    until(lambda: stage.starts("broken") > already)
    assert stage.starts("broken") <= already + 1
    assert stage.running("worker")
    assert stage.starts("worker") == 1
