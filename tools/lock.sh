#!/bin/sh
# Compiles pyproject.toml into hash-pinned locks for every Python and system we support.
set -eu
cd "$(dirname "$0")/.."

compile() {
    .venv/bin/uv pip compile "$@" --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-header --no-annotate --quiet
}

echo uv | compile - -o bootstrap.lock
compile pyproject.toml -o requirements.lock
compile pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock

if grep -nE '(https?://|index-url|find-links)' ./*.lock; then
    echo "[lock] the locks name a host: they may not" >&2
    exit 1
fi
