"""Run the supervisor with small programs of test; started by `test_supervisor` in a process of its own.

Each program starts a child of its own, writes both numbers in `<directory>/<name>.pids`, and notes in
`<directory>/ended` that it ended gently. « --slowly » makes a preparation that never ends.
Usage: stage.py <directory> <data directory> [--slowly] <name> …
"""

import sys
import time
from pathlib import Path

from maillon.base.embedded import Cluster
from maillon.config.environment import Environment
from maillon.config.processes.programs import Program
from maillon.config.processes.supervisor import Supervisor

PROGRAM = """
import os, signal, subprocess, sys, time
directory, name = sys.argv[1:]
with open(f"{directory}/{name}.starts", "a") as starts:
    starts.write("x")
if name == "broken":
    sys.exit(3)

def end(*_):
    with open(f"{directory}/ended", "a") as ended:
        ended.write(name + "\\n")
    helper.terminate()
    sys.exit(0)

helper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
signal.signal(signal.SIGTERM, signal.SIG_IGN if name == "stubborn" else end)
with open(f"{directory}/{name}.pids.new", "w") as pids:
    pids.write(f"{os.getpid()} {helper.pid}")
os.rename(f"{directory}/{name}.pids.new", f"{directory}/{name}.pids")
while True:
    time.sleep(0.05)
"""


def main() -> None:
    """Supervise the named programs over an embedded database."""
    directory, data, *names = sys.argv[1:]
    slowly = "--slowly" in names
    commands = [
        Program(
            name, (sys.executable, "-c", PROGRAM, directory, name), patience=0.5 if name == "stubborn" else 20
        )
        for name in names
        if name != "--slowly"
    ]
    env = Environment(data_dir=Path(data))

    def prepare() -> None:
        Path(directory, "prepared").touch()
        if slowly:
            time.sleep(600)

    Supervisor(env, Cluster(Path(data) / "postgresql"), commands).run(prepare=prepare)


if __name__ == "__main__":
    main()
