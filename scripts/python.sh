#!/usr/bin/env bash
# Make .venv with a Python of 3.11 or newer and the locked uv in it; say in one line what is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

fits() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

if [ ! -x .venv/bin/python ] || ! fits .venv/bin/python; then
  python=""
  for name in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
    if [ -n "$name" ] && command -v "$name" >/dev/null && fits "$name"; then python="$name"; break; fi
  done
  if [ -z "$python" ]; then
    echo "Python 3.11 or newer is needed. As root on Debian 12 or newer: apt install python3 python3-venv" >&2
    exit 1
  fi
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    echo "Python's venv is missing. As root: apt install python3-venv" >&2
    exit 1
  fi
  echo "making .venv with $("$python" --version) …"
  "$python" -m venv --clear .venv
fi
# The stand-alone uv is only started, never imported, so the environment's own pip brings it.
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/bootstrap.txt
