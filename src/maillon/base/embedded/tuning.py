"""The server's settings: those of a laptop or a small municipal server, drawn from its memory."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import psutil

MEBIBYTE = 1024 * 1024

ALWAYS = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    "random_page_cost": "1.1",  # a solid-state disk
    "checkpoint_timeout": "15min",
    "max_wal_size": "1GB",
    "log_startup_progress_interval": "5s",
    "log_line_prefix": "'%m [%p] '",
    "jit": "off",
}
THROWAWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum_naptime": "10s",
}


def settings_text(*, memory: int, throwaway: bool = False) -> str:
    """The text of the settings file for a machine with `memory` bytes.

    A sixteenth of the memory goes to the shared cache (at least 64 MiB, at most 1 GiB): the rest serves the
    system's own cache, the web processes and the person's other programs. `throwaway` gives up durability,
    for tests only: after a power failure such a cluster may be unreadable.
    """
    shared = _between(64, memory // MEBIBYTE // 16, 1024)
    chosen = ALWAYS | {
        "shared_buffers": f"{shared}MB",
        "effective_cache_size": f"{_between(128, memory // MEBIBYTE // 2, 65536)}MB",
        "maintenance_work_mem": f"{_between(32, memory // MEBIBYTE // 32, 512)}MB",
        "work_mem": f"{_between(4, memory // MEBIBYTE // 512, 32)}MB",
        "synchronous_commit": "on",
    }
    if throwaway:
        chosen |= THROWAWAY
    return "".join(f"{name} = {value}\n" for name, value in sorted(chosen.items()))


def memory_of_machine() -> int:
    """Bytes of memory that this process may use: the machine's, or its container's limit."""
    total: int = psutil.virtual_memory().total
    with suppress(OSError, ValueError):  # « max » and machines without control groups have no limit
        total = min(total, int(Path("/sys/fs/cgroup/memory.max").read_text(encoding="ascii")))
    return total


def access_text(account_names: list[str]) -> tuple[str, str]:
    """The texts of `pg_hba.conf` and `pg_ident.conf`.

    Only the local socket is open, and only to the operating-system accounts named, all of them seen as the
    role `maillon`: a private socket directory is the first door, this is the second.
    """
    access = "local all all peer map=maillon\n"
    identities = "".join(f'maillon "{name}" maillon\n' for name in sorted(set(account_names)))
    return access, identities


def _between(lowest: int, value: int, highest: int) -> int:
    return max(lowest, min(value, highest))
