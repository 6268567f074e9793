"""`maillon backup` then `maillon restore` on another machine: every table of the real schema is the same."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from maillon.config.backup.tests.test_round_trip import content
from maillon.config.tests.serving.conftest import Installation

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("serving")]

FILL = """
import datetime as dt
from pathlib import Path
from django.conf import settings
from django.utils import timezone
from maillon.community.organisations.kinds import Role
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.requests import request_reservation
from maillon.testing.builders.community import make_hat
from maillon.testing.builders.sharing import at, make_shared_place
for number in range(5):
    gym = make_shared_place(name=f"Gymnase « {number} » à l'été")
    for hour in (9, 12, 15):
        wish = Wish(gym.pk, at(hour), at(hour + 1), "Badminton")
        request_reservation(hat=make_hat(), wish=wish, now=timezone.now())
media = Path(settings.MEDIA_ROOT)
media.mkdir(exist_ok=True)
(media / "photo.jpg").write_bytes(bytes(range(256)) * 100)
"""


@pytest.fixture
def machines() -> Iterator[tuple[Installation, Installation]]:
    """Two installations, the first with bookings and a photo."""
    rooms = [Path(tempfile.mkdtemp(prefix="maillon-essai-", dir="/tmp")) for _ in range(2)]
    for room in rooms:
        room.chmod(0o755)
    here, there = map(Installation, rooms)
    try:
        for step in (["migrate", "--verbosity", "0"], ["shell", "-c", FILL]):
            done = here.command("manage", *step)
            assert done.returncode == 0, done.stderr
        yield here, there
    finally:
        for machine, room in zip((here, there), rooms, strict=True):
            machine.cluster.destroy()
            shutil.rmtree(room, ignore_errors=True)


def tables(machine: Installation) -> dict[str, tuple[int, str]]:
    """Every table's rows and digest."""
    with machine.cluster.running():
        return content(machine.cluster.dsn())


def test_every_table_is_the_same_on_the_other_machine(machines: tuple[Installation, Installation]) -> None:
    here, there = machines
    archive = here.directory / "sauvegarde.tar"
    saved = here.command("backup", str(archive))
    assert saved.returncode == 0, saved.stderr
    restored = there.command("restore", str(archive))
    assert restored.returncode == 0, restored.stderr
    before = tables(here)
    assert len(before) > 40
    assert before["public.reservations_reservation"][0] == 15
    assert before["public.availability_commitment"][0] == 15
    assert tables(there) == before
    for name in ("media/photo.jpg", "secret_key"):
        assert (there.directory / name).read_bytes() == (here.directory / name).read_bytes()
    # What was restored is an installation that works: its tables are known to be up to date.
    told = there.command("doctor")
    assert "✓ Les tables sont à jour." in told.stdout, told.stdout
    refused = there.command("restore", str(archive))
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    assert there.command("restore", "--replace", str(archive)).returncode == 0
    assert tables(there) == before


def test_a_running_maillon_is_not_replaced_under_its_feet(
    machines: tuple[Installation, Installation],
) -> None:
    here, _there = machines
    archive = here.directory / "sauvegarde.tar"
    assert here.command("backup", str(archive)).returncode == 0
    holder = f"""
import time
from pathlib import Path
from maillon.config.processes.singleton import alone
with alone(Path({str(here.directory)!r}), "http://127.0.0.1:1"):
    print("up", flush=True)
    time.sleep(600)
"""
    serving = subprocess.Popen([sys.executable, "-c", holder], stdout=subprocess.PIPE, text=True)
    try:
        assert serving.stdout is not None
        assert serving.stdout.readline() == "up\n"
        refused = here.command("restore", "--replace", str(archive))
    finally:
        serving.kill()
        serving.wait()
    assert refused.returncode == 1
    assert "tourne déjà" in refused.stderr
