"""Put uv in this virtual environment without pip: the file that uv.lock names for this machine, its digest checked.

For Python without pip's installer (Debian without python3-venv). uv then installs everything else.
"""

import hashlib
import io
import platform
import sys
import tomllib
import urllib.request
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Download the wheel, check it, take the program out of it."""
    wheel = wanted_wheel()
    with urllib.request.urlopen(wheel["url"], timeout=120) as answer:
        content = answer.read()
    if f"sha256:{hashlib.sha256(content).hexdigest()}" != wheel["hash"]:
        sys.exit(f"{wheel['url']}: not the file that uv.lock names")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".data/scripts/uv"))
        program = Path(sys.executable).with_name("uv")
        program.write_bytes(archive.read(name))
        program.chmod(0o755)


def wanted_wheel() -> dict[str, str]:
    """The entry of uv.lock for this system and processor."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    wheels = next(package["wheels"] for package in lock["package"] if package["name"] == "uv")
    if sys.platform == "darwin":
        system, machine = "macosx", platform.machine()
    else:
        system = "manylinux" if platform.libc_ver()[0] == "glibc" else "musllinux"
        machine = platform.machine()
    for wheel in wheels:
        if system in wheel["url"] and wheel["url"].endswith(f"_{machine}.whl"):
            return wheel
    sys.exit(f"uv.lock has no uv for {system} {machine}: install uv yourself, then start again")


if __name__ == "__main__":
    main()
