#!/bin/sh
# Makes .venv with the locked requirements and this package; `make` calls it when something changed.
set -eu
cd "$(dirname "$0")/.."

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

python=
for candidate in "${PYTHON:-python3}" python3.11 python3.12 python3.13 python3.14; do
    if is_new_enough "$candidate"; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "Framework QDA needs Python 3.11 or newer; please install it, or name it: make PYTHON=/path/to/python3" >&2
    exit 1
fi

"$python" scripts/system_libraries.py
echo "Installing the Python packages of requirements.lock into .venv (some 350 MB the first time)"
"$python" -m venv .venv
pip=".venv/bin/python -m pip --disable-pip-version-check --quiet"
$pip install --requirement requirements.lock
$pip install --no-deps --no-build-isolation --editable .
if ! conflicts=$(.venv/bin/python -m pip check); then
    echo "requirements.lock does not fit pyproject.toml, please run make lock: $conflicts" >&2
    exit 1
fi
