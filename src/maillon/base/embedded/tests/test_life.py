"""Starting, finding, sharing and stopping a server, with real processes."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import psycopg
import pytest

from maillon.base.embedded import Cluster, ClusterError, binaries
from maillon.base.embedded.postmaster import read_pid_file, servers_of
from maillon.base.embedded.tests.conftest import Ledger

pytestmark = pytest.mark.faults
ROUNDS = range(3)

WRITER = """
import sys, psycopg
from pathlib import Path
from maillon.base.embedded import Cluster
cluster = Cluster(Path(sys.argv[1]))
cluster.ensure_running()
with psycopg.connect(cluster.dsn(), autocommit=True) as connection:
    connection.execute("SELECT pg_advisory_lock(1)")
    connection.execute("CREATE TABLE IF NOT EXISTS promise (n integer PRIMARY KEY)")
    connection.execute("INSERT INTO promise VALUES (%s)", [int(sys.argv[2])])
    print("acknowledged")
"""


def test_a_cold_start_gives_a_private_utf8_database(cluster: Cluster) -> None:
    cluster.ensure_running()
    with psycopg.connect(cluster.dsn()) as connection:
        row = connection.execute(
            "SELECT current_database(), pg_encoding_to_char(encoding), datlocprovider, datlocale, upper('école'),"
            " current_setting('TimeZone'), current_setting('listen_addresses'), current_setting('fsync')"
            " FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    assert row == ("maillon", "UTF8", "b", "C.UTF-8", "ÉCOLE", "UTC", "", "on")
    found = read_pid_file(cluster.places.data)
    assert found is not None
    server = psutil.Process(found.pid)
    assert server.uids().effective != 0
    assert all(c.type != "SOCK_STREAM" or not c.laddr for c in server.net_connections(kind="inet"))


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_warm_start_finds_the_rows_of_before(ledger: Ledger, _round: int) -> None:
    for n in range(3):
        ledger.promise(n)
        ledger.cluster.stop()
        assert servers_of(ledger.cluster.places.data) == []
        ledger.cluster.ensure_running()
    assert ledger.kept() == ledger.acknowledged


def test_another_process_finds_the_running_server(ledger: Ledger) -> None:
    before = read_pid_file(ledger.cluster.places.data)
    Cluster(ledger.cluster.wanted).ensure_running()
    assert read_pid_file(ledger.cluster.places.data) == before


@pytest.mark.parametrize("racers", [2, 4])
@pytest.mark.parametrize("_round", ROUNDS)
def test_processes_that_start_together_share_one_server(cluster: Cluster, racers: int, _round: int) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(cluster.wanted), str(n)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for n in range(racers)
    ]
    for process in started:
        out, err = process.communicate(timeout=120)
        assert (out.strip(), process.returncode) == ("acknowledged", 0), err
    assert Ledger(cluster).kept() == list(range(racers))
    postmasters = [p for p in servers_of(cluster.places.data) if "-D" in p.cmdline()]
    assert len(postmasters) == 1


def test_the_last_of_its_users_stops_the_server(cluster: Cluster) -> None:
    with cluster.running():
        with Cluster(cluster.wanted).running():
            assert cluster.is_ready()
        assert cluster.is_ready()
    assert not cluster.is_ready()
    assert servers_of(cluster.places.data) == []


def test_a_killed_user_does_not_count(cluster: Cluster) -> None:
    holder = f"""
import sys, time
from pathlib import Path
from maillon.base.embedded import Cluster
with Cluster(Path({str(cluster.wanted)!r})).running():
    print("up", flush=True)
    time.sleep(600)
"""
    process = subprocess.Popen([sys.executable, "-c", holder], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "up\n"
    process.kill()
    process.wait()
    assert cluster.is_ready()
    with cluster.running():
        pass
    assert not cluster.is_ready()


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's signal at a parent's death is Linux's")
@pytest.mark.parametrize("_round", ROUNDS)
def test_a_server_bound_to_its_parent_stops_cleanly_with_it(cluster: Cluster, _round: int) -> None:
    holder = f"""
import time
from pathlib import Path
from maillon.base.embedded import Cluster
Cluster(Path({str(cluster.wanted)!r})).ensure_running(die_with_parent=True)
print("up", flush=True)
time.sleep(600)
"""
    process = subprocess.Popen([sys.executable, "-c", holder], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "up\n"
    ledger = Ledger(cluster)
    ledger.promise(1)
    living = servers_of(cluster.places.data)
    process.send_signal(signal.SIGKILL)
    process.wait()
    psutil.wait_procs(living, timeout=60)
    assert servers_of(cluster.places.data) == []
    assert not (cluster.places.data / "postmaster.pid").exists()
    cluster.ensure_running()
    assert ledger.kept() == [1]


def test_a_very_long_path_works(room: Path) -> None:
    cluster = Cluster(room / ("long, très long " * 5) / ("dossier " * 10) / "postgres")
    try:
        cluster.ensure_running()
        ledger = Ledger(cluster)
        ledger.promise(1)
        cluster.stop()
        cluster.ensure_running()
        assert ledger.kept() == [1]
        assert cluster.places.socket.stat().st_mode & 0o777 == 0o700
    finally:
        cluster.destroy()
    assert not cluster.places.socket.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server under another account")
def test_programs_out_of_the_account_s_reach_are_copied(
    cluster: Cluster, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = room / "site-packages"
    hidden.mkdir(mode=0o700)
    real = binaries.package_directory()
    (hidden / real.name).symlink_to(real)
    (hidden / f"{real.name}.libs").symlink_to(real.parent / f"{real.name}.libs")
    monkeypatch.setattr(binaries, "package_directory", lambda: hidden / real.name)
    monkeypatch.setattr("maillon.base.embedded.cluster.SYSTEM_DIRECTORY", room / "copies")
    assert (room / "copies") in cluster.bin("postgres").parents
    cluster.ensure_running()
    assert Ledger(cluster).kept() == []


def test_data_of_another_version_are_refused_with_what_to_do(ledger: Ledger) -> None:
    ledger.cluster.stop()
    (ledger.cluster.places.data / "PG_VERSION").write_text("17\n", encoding="ascii")
    with pytest.raises(ClusterError, match=r"PostgreSQL 17.*maillon backup"):
        ledger.cluster.ensure_running()


def test_a_server_that_refuses_to_start_says_why(ledger: Ledger) -> None:
    ledger.cluster.stop()
    with (ledger.cluster.places.data / "postgresql.conf").open("a", encoding="utf-8") as settings:
        settings.write("shared_buffers = 'beaucoup'\n")
    with pytest.raises(ClusterError, match="shared_buffers"):
        ledger.cluster.ensure_running()
