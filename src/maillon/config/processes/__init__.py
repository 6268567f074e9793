"""Everything that runs while Maillon serves: the database, the pages, the live streams and the worker.

Words: a *program* is a command to keep running; a *child* is its present process; the *supervisor* is the
one process that a person starts and stops.

Verbs: `serve` starts everything and returns once everything is stopped. A child that dies is started again,
the database too, kill -9 included; and when the supervisor itself is killed, Linux ends the others.
"""

from maillon.config.processes.errors import ServeError
from maillon.config.processes.supervisor import serve

__all__ = ["ServeError", "serve"]
