"""The supervisor of one embedded PostgreSQL server: start it, find it, stop it, survive every crash."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from maillon.base.embedded import binaries, creation, locks
from maillon.base.embedded.errors import ClusterError
from maillon.base.embedded.places import PORT, SYSTEM_DIRECTORY, Places, settle
from maillon.base.embedded.postmaster import answers, is_server_of, read_pid_file, servers_of
from maillon.base.embedded.state import Seen, Step, next_step
from maillon.base.terminal import _

log = logging.getLogger("maillon.embedded")

DATABASE = "maillon"
GRACE = 0.5  # seconds left to the processes of a dead postmaster to notice by themselves
PATIENCE = 60.0  # seconds of fast stop before an immediate one, which loses nothing but needs recovery
STARTS = 3  # attempts before giving up on a server that refuses to start

OnWait = Callable[[float], None]


class Cluster:
    """One embedded PostgreSQL server and its databases, kept in the directory `home`, which it owns whole.

    Making the object reads permissions only: it starts and writes nothing. Several processes may use the
    same home at once; file locks keep them in turn. `throwaway` is for tests: faster, and not durable.
    """

    def __init__(self, home: Path, *, throwaway: bool = False) -> None:
        self.wanted = Path(home)
        self.throwaway = throwaway
        self._child: subprocess.Popen[bytes] | None = None

    # Known without starting anything

    @cached_property
    def places(self) -> Places:
        """Where the files are; the same answer in every process of the machine."""
        return settle(self.wanted)

    def dsn(self, dbname: str = DATABASE) -> str:
        """The address of a database, as `psycopg.connect` and PostgreSQL's programs read it."""
        host = quote(str(self.places.socket), safe="")
        return f"postgresql://{creation.ROLE}@/{quote(dbname)}?host={host}&port={PORT}"

    def django_database(self, dbname: str = DATABASE) -> dict[str, object]:
        """The entry of Django's `DATABASES` for a database of this cluster."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": dbname,
            "USER": creation.ROLE,
            "PASSWORD": "",
            "HOST": str(self.places.socket),
            "PORT": str(PORT),
        }

    def bin(self, name: str) -> Path:
        """The path of one of PostgreSQL's programs: `pg_dump`, `psql`…"""
        return self._programs / name

    def is_ready(self) -> bool:
        """Whether the server accepts connections at this moment."""
        found = read_pid_file(self.places.data)
        return found is not None and found.status == "ready" and answers(self.places.socket, PORT)

    # Verbs

    def ensure_running(self, *, on_wait: OnWait | None = None, die_with_parent: bool = False) -> None:
        """Have a server that answers, whatever state the last one was left in.

        Creates the cluster the first time; waits as long as a crash recovery needs, calling `on_wait` with
        the seconds passed (what it raises abandons the wait, not the server). `die_with_parent` stops a
        server started here when this thread ends. Raises ClusterError with what PostgreSQL said.
        """
        if self.is_ready():
            return
        who = self.places.create()
        binaries.ensure_copied(self._copies)
        with locks.exclusive(self.places.lock("start"), who):
            if not (self.places.data / "PG_VERSION").exists():
                creation.create(self.places, who, self._programs, database=DATABASE, throwaway=self.throwaway)
            self._refuse_other_version()
            self._bring_up(on_wait, die_with_parent=die_with_parent)

    @contextmanager
    def running(self, *, on_wait: OnWait | None = None, die_with_parent: bool = False) -> Iterator[Cluster]:
        """A block in which the server runs; the last of all the processes in such a block stops it.

        Users are counted by a shared lock that the kernel takes back from the dead, so a kill -9 never
        leaves a false user behind.
        """
        who = self.places.create()
        users = locks.open_lock(self.places.lock("users"), who)
        try:
            locks.take_shared(users)
            self.ensure_running(on_wait=on_wait, die_with_parent=die_with_parent)
            yield self
        finally:
            with locks.exclusive(self.places.lock("start"), who):
                try:
                    if locks.try_exclusive(users):
                        self._bring_down(on_wait)
                finally:
                    os.close(users)

    def stop(self, *, on_wait: OnWait | None = None) -> None:
        """Stop the server cleanly: sessions are ended, everything acknowledged is on the disk."""
        if not self.places.home.exists():
            return
        with locks.exclusive(self.places.lock("start"), self.places.account()):
            self._bring_down(on_wait)

    def destroy(self) -> None:
        """Stop the server and delete its data for ever: for tests and throwaway clusters."""
        self.stop()
        for directory in (self.places.socket, self.places.home, self.places.wanted):
            shutil.rmtree(directory, ignore_errors=True)

    # Inside

    @property
    def _copies(self) -> Path | None:
        """Where a copy of the programs would go when another account runs them."""
        return SYSTEM_DIRECTORY if os.geteuid() == 0 else None

    @property
    def _programs(self) -> Path:
        return binaries.directory(copied_under=self._copies)

    def _bring_up(self, on_wait: OnWait | None, *, die_with_parent: bool) -> None:
        """Look, decide, act, until the server answers. The « start » lock is held."""
        watch = _Watch(on_wait)
        starts = 0
        while True:
            seen = self._look(watch)
            step = next_step(seen)
            if step is Step.DONE:
                return
            if step is Step.ELSEWHERE:
                raise ClusterError(
                    _(
                        "Un autre PostgreSQL, sans doute dans un autre conteneur, utilise {directory}. "
                        "Arrêtez-le d’abord."
                    ).format(directory=self.places.data)
                )
            if step is Step.START:
                starts += 1
                if starts > STARTS:
                    raise self._failure()
                self._start(die_with_parent=die_with_parent)
            elif step is Step.HASTEN:
                self._signal_postmaster(signal.SIGINT)
            elif step is Step.END_ORPHANS:
                self._end_orphans(forced=seen.waited > GRACE + 5)
            watch.pause(self.places.log)

    def _bring_down(self, on_wait: OnWait | None) -> None:
        """Ask for a fast stop and wait until no process of the cluster lives. The « start » lock is held."""
        watch = _Watch(on_wait)
        asked: signal.Signals | None = None
        while True:
            seen = self._look(watch)
            if not seen.held and not seen.postmaster:
                return
            wanted = signal.SIGINT if watch.elapsed < PATIENCE else signal.SIGQUIT
            if seen.postmaster and wanted is not asked:
                asked = wanted
                self._signal_postmaster(wanted)
            elif seen.orphans or watch.elapsed > PATIENCE + 15:
                self._end_orphans(forced=watch.elapsed > PATIENCE + 15)
            watch.pause(self.places.log)

    def _look(self, watch: _Watch) -> Seen:
        if self._child is not None and self._child.poll() is not None:
            self._child = None
        held = locks.is_held(self.places.lock("alive"))
        found = read_pid_file(self.places.data)
        postmaster = found is not None and is_server_of(found.pid, self.places.data)
        waited = watch.since((held, postmaster, found and found.status))
        # A server just started here is not an orphan while it has not written its number yet.
        lost = held and not postmaster and self._child is None and waited > GRACE
        return Seen(
            held=held,
            postmaster=postmaster,
            status=found.status if found else "",
            answers=postmaster and answers(self.places.socket, PORT),
            orphans=lost and bool(servers_of(self.places.data)),
            waited=waited,
        )

    def _start(self, *, die_with_parent: bool) -> None:
        """Clear what a dead server left, then start one that carries the « alive » lock."""
        who = self.places.account()
        alive = locks.open_lock(self.places.lock("alive"), who)
        try:
            if not locks.try_exclusive(alive):
                return
            # Nobody holds the lock, so whatever these files say, no server of this cluster lives.
            (self.places.data / "postmaster.pid").unlink(missing_ok=True)
            for left in self.places.socket.glob(".s.PGSQL.*"):
                left.unlink(missing_ok=True)
            self._child = creation.spawn(
                self.places,
                who,
                self._programs,
                alive=alive,
                throwaway=self.throwaway,
                die_with_parent=die_with_parent,
            )
        finally:
            os.close(alive)  # the server keeps its own copy, and with it the lock

    def _signal_postmaster(self, number: signal.Signals) -> None:
        found = read_pid_file(self.places.data)
        if found is not None and is_server_of(found.pid, self.places.data):
            with suppress(ProcessLookupError):
                os.kill(found.pid, number)

    def _end_orphans(self, *, forced: bool) -> None:
        """End what a dead postmaster left: at once, as it would have done itself after a crash."""
        for process in servers_of(self.places.data):
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL if forced else signal.SIGQUIT)

    def _refuse_other_version(self) -> None:
        found = (self.places.data / "PG_VERSION").read_text(encoding="ascii").strip()
        if found != str(binaries.MAJOR):
            raise ClusterError(
                _(
                    "Les données de {directory} ont été créées par PostgreSQL {found}, et cette version de "
                    "Maillon apporte PostgreSQL {ours}. Faites « maillon backup » avec l’ancienne version, "
                    "puis « maillon restore » avec celle-ci."
                ).format(directory=self.places.data, found=found, ours=binaries.MAJOR)
            )

    def _failure(self) -> ClusterError:
        return ClusterError(
            _("PostgreSQL ne démarre pas. Fin de son journal {log} :\n{lines}").format(
                log=self.places.log, lines=creation.last_lines(self.places.log)
            )
        )


class _Watch:
    """The clock of a wait: short pauses first, longer ones later, and a sentence now and then."""

    def __init__(self, on_wait: OnWait | None) -> None:
        self._began = self._changed = self._said = time.monotonic()
        self._on_wait = on_wait
        self._state: object = None

    @property
    def elapsed(self) -> float:
        """Seconds since the wait began."""
        return time.monotonic() - self._began

    def since(self, state: object) -> float:
        """Seconds since this state was first seen."""
        if state != self._state:
            self._state, self._changed = state, time.monotonic()
        return time.monotonic() - self._changed

    def pause(self, server_log: Path) -> None:
        if self._on_wait is not None:
            self._on_wait(self.elapsed)
        if time.monotonic() - self._said > 5:
            self._said = time.monotonic()
            last = creation.last_lines(server_log, 1)
            log.info(_("PostgreSQL se remet en ordre depuis %d s : %s"), int(self.elapsed), last)
        time.sleep(min(0.25, 0.004 + self.elapsed / 20))
