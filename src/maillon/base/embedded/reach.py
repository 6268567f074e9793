"""Can an account without privilege reach a file? Answered from permissions alone, so always the same."""

from __future__ import annotations

import stat
from pathlib import Path


def others_can_reach(path: Path) -> bool:
    """Whether any account of the machine may walk to `path` and, if it is a file, execute it.

    Only the « others » permissions count: a system account belongs to no one's group. Directories that do
    not exist yet count as reachable, because Maillon creates them so.
    """
    for step in (path, *path.parents):
        try:
            mode = step.stat().st_mode
        except FileNotFoundError:
            continue
        except OSError:
            return False
        wanted = stat.S_IXOTH if stat.S_ISDIR(mode) else stat.S_IXOTH | stat.S_IROTH
        if mode & wanted != wanted:
            return False
    return True
