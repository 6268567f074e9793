#!/bin/sh
# Make .venv with a Python 3.11 or newer, and put in it the uv that pyproject.toml pins. Nothing else is needed on
# the machine. PYTHON=/path/to/python3 chooses another Python.
set -eu

for candidate in ${PYTHON:-} python3.13 python3.12 python3.11 python3; do
    # A name may be there and not work (pyenv's shims): only a Python that answers counts.
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "${python:-}" ]; then
    echo "Il faut Python 3.11 ou plus récent. Installez-le, ou dites où il est : make demo PYTHON=/chemin/python3" >&2
    echo "Python 3.11 or newer is needed. Install it, or say where it is: make demo PYTHON=/path/to/python3" >&2
    exit 1
fi

if "$python" -c 'import ensurepip' 2>/dev/null; then
    "$python" -m venv .venv
    pinned=$(sed -n 's/^ *"\(uv==[0-9.]*\)".*/\1/p' pyproject.toml)
    .venv/bin/python -m pip install --quiet --disable-pip-version-check "$pinned"
else
    # Debian and Ubuntu keep pip's installer in a package of its own (python3-venv) that only root can add.
    "$python" -m venv --without-pip .venv
    .venv/bin/python tools/install_uv.py
fi
