#!/bin/sh
# Makes .venv from the hash-pinned locks, and the `akkoord` command in it.
set -eu
cd "$(dirname "$0")/.."

say() { printf '[setup] %s\n' "$*"; }

fits() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    for candidate in python3 python3.14 python3.13 python3.12 python3.11 python; do
        if command -v "$candidate" >/dev/null 2>&1 && fits "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    say "Python 3.11 or later is needed, and none is on PATH (python3 is: $(python3 --version 2>&1 || true))" >&2
    return 1
}

# Says every few seconds that a quiet step goes on, and ends with it.
heard() {
    what=$1
    shift
    say "$what"
    (while sleep 5; do say "$what: still busy"; done) &
    beat=$!
    status=0
    "$@" || status=$?
    kill "$beat" 2>/dev/null || true
    wait "$beat" 2>/dev/null || true
    return "$status"
}

if ! fits .venv/bin/python || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    python=$(find_python)
    say "making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv || {
        say "this Python cannot make an environment; on Debian and Ubuntu: apt-get install python3-venv" >&2
        rm -rf .venv
        exit 1
    }
fi

heard "installing the installer" \
    .venv/bin/python -m pip install --quiet --require-hashes -r bootstrap.lock
heard "installing what requirements-dev.lock names" \
    .venv/bin/uv pip sync --python .venv/bin/python --require-hashes bootstrap.lock requirements-dev.lock

# The command works from any folder: the project's own folder is on the path of this .venv.
packages=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
pwd >"$packages/akkoord.pth"
cat >.venv/bin/akkoord <<EOF
#!/bin/sh
exec "$(pwd)/.venv/bin/python" -P -m cli "\$@"
EOF
chmod +x .venv/bin/akkoord
say "ready: .venv/bin/akkoord"
