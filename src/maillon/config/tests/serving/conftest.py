"""A real `maillon serve` on a data directory of its own, and a person who books on it."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psutil
import pytest

from maillon.base.embedded import Cluster
from maillon.base.embedded.postmaster import read_pid_file, servers_of

BOOKER = Path(__file__).with_name("booker.py")


def until(condition: Callable[[], bool]) -> None:
    """Wait for something that must happen; the limit only keeps a fault from hanging the whole suite."""
    limit = time.monotonic() + 400
    while not condition():
        assert time.monotonic() < limit, "this never happened"
        time.sleep(0.05)


def free_port() -> int:
    """A port that nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Installation:
    """A data directory and the `maillon serve` that serves it."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.cluster = Cluster(directory / "postgresql")
        self.port = free_port()
        mine = {
            name: value for name, value in os.environ.items() if not name.startswith(("MAILLON_", "PYTEST_"))
        }
        self.environment = mine | {
            "MAILLON_DATA_DIR": str(directory),
            "MAILLON_PORT": str(self.port),
            "MAILLON_LIVE_PORT": str(free_port()),
            "LC_ALL": "C.UTF-8",
        }
        self.process: subprocess.Popen[bytes] | None = None

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run `maillon` with these arguments to its end."""
        program = [sys.executable, "-m", "maillon.config.cli", *arguments]
        return subprocess.run(program, env=self.environment, capture_output=True, text=True, check=False)

    def serve(self) -> None:
        """Start serving and wait for the first page."""
        program = [sys.executable, "-m", "maillon.config.cli", "serve"]
        with (self.directory / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(
                program, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        until(self.answers)
        until(lambda: {"web", "live", "worker"} <= self.children().keys())

    def answers(self) -> bool:
        """Whether a page is served (an empty installation sends to the first hour's).

        A server that gave up fails the test at once, with what it said.
        """
        if self.process is not None and self.process.poll() is not None:
            pytest.fail((self.directory / "serve.log").read_text(encoding="utf-8")[-3000:])
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", "/")
            return connection.getresponse().status < 500
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def children(self) -> dict[str, psutil.Process]:
        """The main process of each program, by name."""
        assert self.process is not None
        known = {"granian": "web", "uvicorn": "live", "maillon.config.worker": "worker"}
        found = {}
        for child in psutil.Process(self.process.pid).children():
            with suppress(psutil.Error):  # dead between the two questions
                for word in child.cmdline()[1:3]:
                    if word in known:
                        found[known[word]] = child
        return found

    def postmaster(self) -> psutil.Process:
        """The database's first process."""
        found = read_pid_file(self.cluster.places.data)
        assert found is not None
        return psutil.Process(found.pid)

    def everything(self) -> list[psutil.Process]:
        """The supervisor, all that it started, and the database."""
        assert self.process is not None
        supervisor = psutil.Process(self.process.pid)
        return [supervisor, *supervisor.children(recursive=True), *servers_of(self.cluster.places.data)]

    def stop(self) -> None:
        """Stop serving as Ctrl-C does."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait()


class Booker:
    """The person who books: see `booker.py`."""

    def __init__(self, installation: Installation) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(BOOKER)],
            env=installation.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.acknowledged = 0
        assert self._read() == "ready"

    def book(self, count: int) -> None:
        """Book that many hours more, each until it is acknowledged."""
        for _time in range(count):
            self._say(str(self.acknowledged))
            assert self._read().startswith("acknowledged")
            self.acknowledged += 1

    def ask(self) -> None:
        """Begin to book one more hour, without waiting for the answer."""
        self._say(str(self.acknowledged))

    def hear(self) -> None:
        """Wait for the answer to `ask`."""
        assert self._read().startswith("acknowledged")
        self.acknowledged += 1

    def check(self) -> None:
        """Every acknowledged request is there, holds its hour, and none overlaps another."""
        self._say("check")
        assert self._read() == f"{self.acknowledged} {self.acknowledged} 0"

    def leave(self) -> None:
        """End the process."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()

    def _say(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def _read(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    """An empty installation, served; taken down and deleted at the end of the module."""
    directory = Path(tempfile.mkdtemp(prefix="maillon-essai-", dir="/tmp"))
    directory.chmod(0o755)
    made = Installation(directory)
    try:
        made.serve()
        yield made
    finally:
        made.stop()
        made.cluster.destroy()
        shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture(scope="module")
def booker(installation: Installation) -> Iterator[Booker]:
    """A person who books on it."""
    person = Booker(installation)
    yield person
    person.leave()
