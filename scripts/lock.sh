#!/bin/sh
# Rewrites requirements.lock: the newest versions pyproject.toml allows, for every system and Python 3.11 or newer.
set -eu
cd "$(dirname "$0")/.."
python3 -m venv build/lock
build/lock/bin/python -m pip --disable-pip-version-check --quiet install uv
build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --all-extras --upgrade \
    --no-header --no-annotate --no-emit-index-url --output-file requirements.lock pyproject.toml
