"""Start everything, keep it running, stop it in order."""

from __future__ import annotations

import logging
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from types import FrameType

from maillon.base.embedded import Cluster, ClusterError
from maillon.base.terminal import _
from maillon.config.database import embedded_cluster
from maillon.config.environment import Environment, environment
from maillon.config.processes import programs
from maillon.config.processes.child import Child
from maillon.config.processes.migration import migrate
from maillon.config.processes.programs import Program
from maillon.config.processes.singleton import alone, refuse_busy_port

log = logging.getLogger("maillon.processes")

TICK = 0.2  # seconds between two looks at the children
HEAD_START = 10.0  # seconds that the pages have to answer before the other programs start anyway
DATABASE_TICK = 1.0  # seconds between two looks at the database
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

Task = Callable[[], None]


def serve(*, prepare: Task | None = None, announce: Task | None = None) -> None:
    """Run Maillon in the foreground until Ctrl-C or SIGTERM, then stop everything and return.

    `prepare` is called once the database answers and its tables are up to date, before anything is served
    (Ctrl-C interrupts it); `announce` once the first page can be asked for. Call it from the main thread.
    Raises ServeError when another Maillon has the data or the port, ClusterError when the database cannot
    start.
    """
    env = environment()
    with alone(env.resolved_data_dir(), env.base_url):
        (env.resolved_data_dir() / "static").mkdir(exist_ok=True)  # where `collectstatic` may add files
        refuse_busy_port(env.host, env.port, "MAILLON_PORT")
        refuse_busy_port(env.host, env.live_port, "MAILLON_LIVE_PORT")
        commands = [programs.web(env), programs.live(env), programs.worker()]

        def prepare_everything() -> None:
            migrate(env)
            if prepare is not None:
                prepare()

        supervisor = Supervisor(env, embedded_cluster(), commands, head_start=HEAD_START)
        supervisor.run(prepare=prepare_everything, announce=announce or (lambda: None))


class Stopping(KeyboardInterrupt):
    """Raised inside a wait when a person asked Maillon to stop."""


class Supervisor:
    """Keeps a list of programs, and the embedded database under them, running until a signal.

    The programs are stopped in the order of the list, then the database. `head_start` is how many seconds the
    first one, the pages, has the machine to itself, unless it answers sooner: on two cores, the first page
    then comes twice as soon.
    """

    def __init__(
        self, env: Environment, cluster: Cluster | None, commands: Sequence[Program], *, head_start: float = 0
    ) -> None:
        self._env = env
        self._cluster = cluster
        self._environment = programs.environment_of_children(env)
        self._children = [Child(program, self._environment) for program in commands]
        self._head_start = head_start
        self._asked = 0
        self._interrupt_at_once = False
        self._look_at_database_at = 0.0

    def run(self, *, prepare: Task | None = None, announce: Task | None = None) -> None:
        """Everything, from the first start to the last stop."""
        with self._listening_to_signals():
            try:
                if self._cluster is None:
                    self._run_children(prepare, announce)
                else:
                    with self._cluster.running(on_wait=self._give_up_if_asked, die_with_parent=True):
                        self._run_children(prepare, announce)
            except Stopping:
                pass

    def _run_children(self, prepare: Task | None, announce: Task | None) -> None:
        if prepare is not None:
            self._interrupt_at_once = True
            prepare()
            self._interrupt_at_once = False
        others_at = time.monotonic() + self._head_start
        answered = False
        try:
            while True:
                self._give_up_if_asked()
                everyone = answered or time.monotonic() >= others_at
                self._keep_running(self._children if everyone else self._children[:1])
                if announce is not None and not answered and self._answers():
                    answered = True
                    announce()
                time.sleep(TICK)
        finally:
            for child in self._children:
                self._stop(child)

    def _keep_running(self, children: Sequence[Child]) -> None:
        now = time.monotonic()
        if self._cluster is not None and now >= self._look_at_database_at:
            self._keep_database(self._cluster)
            self._look_at_database_at = time.monotonic() + DATABASE_TICK
        for child in children:
            child.keep_running(now)

    def _keep_database(self, cluster: Cluster) -> None:
        if cluster.is_ready():
            return
        log.warning(_("La base de données s’est arrêtée; elle redémarre."))
        try:
            cluster.ensure_running(on_wait=self._give_up_if_asked, die_with_parent=True)
        except ClusterError:
            log.exception(_("La base de données ne redémarre pas; nouvel essai dans un instant."))
            time.sleep(DATABASE_TICK)

    def _answers(self) -> bool:
        """Whether the pages answer, be it by a refusal."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self._env.host, self._env.host)  # noqa: S104
        connection = HTTPConnection(host, self._env.port, timeout=2)
        try:
            connection.request("HEAD", "/")
            connection.getresponse()
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()
        return True

    def _stop(self, child: Child) -> None:
        """Stop a child gently, as long as its patience; a second Ctrl-C ends it at once."""
        child.ask_to_stop()
        limit = time.monotonic() + child.program.patience
        while not child.has_ended() and self._asked < 2 and time.monotonic() < limit:
            time.sleep(0.02)
        child.kill()

    def _give_up_if_asked(self, _seconds: float = 0.0) -> None:
        if self._asked:
            raise Stopping

    @contextmanager
    def _listening_to_signals(self) -> Iterator[None]:
        def note(_number: int, _frame: FrameType | None) -> None:
            self._asked += 1
            if self._interrupt_at_once:
                raise Stopping

        before = {number: signal.signal(number, note) for number in SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
