"""Every way a server was seen to die, repeated: it comes back by itself with each acknowledged row."""

import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psutil
import psycopg
import pytest

from maillon.base.embedded import Cluster
from maillon.base.embedded.postmaster import is_server_of, read_pid_file, servers_of
from maillon.base.embedded.tests.conftest import Ledger

pytestmark = pytest.mark.faults
ROUNDS = 3


def postmaster_of(cluster: Cluster) -> int:
    """The process number of the living server."""
    found = read_pid_file(cluster.places.data)
    assert found is not None
    assert is_server_of(found.pid, cluster.places.data)
    return found.pid


def kill_postmaster(cluster: Cluster) -> None:
    """kill -9 of the postmaster alone, and wait until it is dead, reaped or not."""
    pid = postmaster_of(cluster)
    os.kill(pid, signal.SIGKILL)
    while is_server_of(pid, cluster.places.data):
        time.sleep(0.001)


def kill_everything(cluster: Cluster) -> None:
    """kill -9 of every process of the server, and wait until none is left."""
    living = servers_of(cluster.places.data)
    assert living
    for process in living:
        process.kill()
    while servers_of(cluster.places.data):
        time.sleep(0.01)


@contextmanager
def writing(ledger: Ledger, first: int) -> Iterator[None]:
    """Someone who keeps writing until the server goes away; what was acknowledged is noted."""
    over = threading.Event()

    def write() -> None:
        n = first
        with psycopg.connect(ledger.cluster.dsn(), autocommit=True) as connection:
            while not over.is_set():
                try:
                    connection.execute("INSERT INTO promise VALUES (%s)", (n,))
                except psycopg.OperationalError:
                    return
                ledger.acknowledged.append(n)
                n += 1

    writer = threading.Thread(target=write)
    writer.start()
    while not ledger.acknowledged or ledger.acknowledged[-1] < first + 20:
        time.sleep(0.005)
    try:
        yield
    finally:
        over.set()
        writer.join()


def assert_kept(ledger: Ledger) -> None:
    """Each acknowledged row is there (a row written but not acknowledged may be there too)."""
    assert set(ledger.acknowledged) <= set(ledger.kept())


def test_kill_9_of_the_postmaster(ledger: Ledger) -> None:
    for number in range(ROUNDS):
        with writing(ledger, number * 1_000_000):
            kill_postmaster(ledger.cluster)
        ledger.cluster.ensure_running()
        assert_kept(ledger)


def test_kill_9_of_all_its_processes(ledger: Ledger) -> None:
    for number in range(ROUNDS):
        with writing(ledger, number * 1_000_000):
            kill_everything(ledger.cluster)
        ledger.cluster.ensure_running()
        assert_kept(ledger)


def test_kill_9_of_the_postmaster_while_a_session_computes(ledger: Ledger) -> None:
    """A session busy in a long computation does not notice: the next start must end it, not start over it."""
    for number in range(ROUNDS):
        ledger.promise(number)
        busy = subprocess.Popen(
            [
                str(ledger.cluster.bin("psql")),
                ledger.cluster.dsn(),
                "-c",
                "SELECT count(*) FROM generate_series(1, 100000000000)",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        with psycopg.connect(ledger.cluster.dsn(), autocommit=True) as connection:
            sessions = (
                "SELECT pid FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%generate_series(1%'"
            )
            while not (rows := connection.execute(f"{sessions} AND pid <> pg_backend_pid()").fetchall()):
                time.sleep(0.01)
        (computing,) = rows[0]
        kill_postmaster(ledger.cluster)
        ledger.cluster.ensure_running()
        assert not psutil.pid_exists(computing) or not is_server_of(computing, ledger.cluster.places.data)
        assert_kept(ledger)
        busy.wait()


def test_a_stale_pid_naming_a_live_foreign_process(ledger: Ledger) -> None:
    """The usual state of a volume after its container restarts: process numbers begin again at 1."""
    pid_file = ledger.cluster.places.data / "postmaster.pid"
    for number in range(ROUNDS):
        ledger.promise(number)
        lines = pid_file.read_text(encoding="utf-8").splitlines()
        kill_everything(ledger.cluster)
        pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n", encoding="utf-8")
        ledger.cluster.ensure_running()
        assert postmaster_of(ledger.cluster) != os.getpid()
        assert_kept(ledger)


def test_a_stale_pid_naming_a_zombie(ledger: Ledger) -> None:
    pid_file = ledger.cluster.places.data / "postmaster.pid"
    for number in range(ROUNDS):
        ledger.promise(number)
        lines = pid_file.read_text(encoding="utf-8").splitlines()
        kill_everything(ledger.cluster)
        dead = subprocess.Popen(["true"])
        while psutil.Process(dead.pid).status() != psutil.STATUS_ZOMBIE:
            time.sleep(0.01)
        pid_file.write_text("\n".join([str(dead.pid), *lines[1:]]) + "\n", encoding="utf-8")
        ledger.cluster.ensure_running()
        dead.wait()
        assert_kept(ledger)


def test_an_unreaped_postmaster_is_not_taken_for_a_living_one(cluster: Cluster) -> None:
    """Started by a parent that never asks for news of it, as under a first process that reaps nothing."""
    cluster.ensure_running()
    ledger = Ledger(cluster)
    parents = [cluster]
    for number in range(ROUNDS):
        ledger.promise(number)
        pid = postmaster_of(cluster)
        kill_postmaster(cluster)
        while psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
            time.sleep(0.001)
        parents.append(Cluster(cluster.wanted))
        parents[-1].ensure_running()
        assert_kept(ledger)


def test_a_truncated_pid_file(ledger: Ledger) -> None:
    ledger.promise(1)
    kill_everything(ledger.cluster)
    (ledger.cluster.places.data / "postmaster.pid").write_text("", encoding="utf-8")
    ledger.cluster.ensure_running()
    assert_kept(ledger)


def test_sigterm_with_an_open_session(ledger: Ledger) -> None:
    """A container's stop reaches the server itself, which then waits for sessions: it is hastened, not awaited."""
    for number in range(ROUNDS):
        ledger.promise(number)
        with psycopg.connect(ledger.cluster.dsn(), autocommit=True) as session:
            os.kill(postmaster_of(ledger.cluster), signal.SIGTERM)
            while ledger.cluster.is_ready():
                time.sleep(0.01)
            ledger.cluster.ensure_running()
            with pytest.raises(psycopg.OperationalError):
                session.execute("SELECT 1")
        assert_kept(ledger)


def test_a_stop_ends_open_sessions_and_leaves_nothing_behind(ledger: Ledger) -> None:
    ledger.promise(1)
    with psycopg.connect(ledger.cluster.dsn(), autocommit=True) as session:
        session.execute("SELECT 1")
        ledger.cluster.stop()
        with pytest.raises(psycopg.OperationalError):
            session.execute("SELECT 1")
    assert servers_of(ledger.cluster.places.data) == []
    assert not (ledger.cluster.places.data / "postmaster.pid").exists()
    control = subprocess.run(
        [str(ledger.cluster.bin("pg_controldata")), "-D", str(ledger.cluster.places.data)],
        capture_output=True,
        text=True,
        check=True,
        env={"LC_ALL": "C"},
    )
    assert "shut down" in next(line for line in control.stdout.splitlines() if "cluster state" in line)


def test_a_lost_socket_is_made_again(ledger: Ledger) -> None:
    ledger.promise(1)
    for left in ledger.cluster.places.socket.iterdir():
        left.unlink()
    ledger.cluster.ensure_running()
    assert_kept(ledger)


def test_a_creation_killed_halfway_is_done_again(cluster: Cluster) -> None:
    who = cluster.places.create()
    cluster.places.draft.mkdir()
    (cluster.places.draft / "PG_VERSION").write_text("18\n", encoding="ascii")
    shutil.chown(cluster.places.draft, who.uid, who.gid)
    cluster.ensure_running()
    assert Ledger(cluster).kept() == []
    assert not cluster.places.draft.exists()


def test_recovery_of_a_long_log_is_awaited(ledger: Ledger) -> None:
    """Replay takes as long as it takes, and the person who waits is told."""
    ledger.promise(1)
    with psycopg.connect(ledger.cluster.dsn(), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET max_wal_size = '4GB'")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute("CHECKPOINT")
        connection.execute(
            "CREATE TABLE bulk AS SELECT n, md5(n::text) AS d FROM generate_series(1, 300000) n"
        )
        connection.execute("UPDATE bulk SET d = d || d")
    kill_everything(ledger.cluster)
    told: list[float] = []
    ledger.cluster.ensure_running(on_wait=told.append)
    assert told == sorted(told)
    assert told
    assert_kept(ledger)
    with psycopg.connect(ledger.cluster.dsn()) as connection:
        assert connection.execute("SELECT count(*), min(length(d)) FROM bulk").fetchone() == (300000, 64)


def test_a_wait_can_be_abandoned_without_harm(ledger: Ledger) -> None:
    ledger.promise(1)
    kill_everything(ledger.cluster)

    def give_up(_seconds: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ledger.cluster.ensure_running(on_wait=give_up)
    ledger.cluster.ensure_running()
    assert_kept(ledger)
