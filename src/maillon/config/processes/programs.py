"""The commands that are kept running, and with what environment."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field

from maillon.config.environment import Environment

WEB_WORKERS = 2
WEB_THREADS = 4  # requests answered at once by each web process; its pool has twice as many connections


@dataclass(frozen=True)
class Program:
    """A command to keep running.

    `patience` is how many seconds it may take to finish what it was doing once asked to stop.
    """

    name: str
    command: tuple[str, ...]
    patience: float = 10.0
    environment: dict[str, str] = field(default_factory=dict)


def web(env: Environment) -> Program:
    """The pages and the API, on a threaded WSGI server."""
    options = ["--interface", "wsgi", "--host", env.host, "--port", str(env.port), "--no-ws"]
    options += ["--workers", str(WEB_WORKERS), "--blocking-threads", str(WEB_THREADS)]
    options += ["--respawn-failed-workers", "--respawn-interval", "0.5", "--workers-kill-timeout", "8"]
    options += ["--log-level", "error"]
    return Program("web", _python("granian", *options, "maillon.config.wsgi:application"), patience=12)


def live(env: Environment) -> Program:
    """The live streams, on a small asynchronous server beside the pages."""
    options = ["--host", env.host, "--port", str(env.live_port), "--log-level", "warning"]
    options += ["--timeout-graceful-shutdown", "2"]
    return Program("live", _python("uvicorn", *options, "maillon.config.asgi_live:application"))


def worker() -> Program:
    """The work done after a request: e-mails, deliveries of facts, periodic duties."""
    return Program("worker", _python("maillon.config.worker"), patience=25)


def environment_of_children(env: Environment) -> dict[str, str]:
    """The environment that every child receives: this one's, with the data directory made absolute."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "maillon.config.settings",
        "MAILLON_DATA_DIR": str(env.resolved_data_dir()),
    }


def _python(module: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", module, *arguments)
