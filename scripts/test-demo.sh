#!/usr/bin/env bash
# Uses /demo in a headless Chromium, by keyboard and with axe, against a cluster of its own.
set -euo pipefail

self=$(readlink -f -- "${BASH_SOURCE[0]}")
scripts=${self%/*}
# shellcheck source=launch.bash
source "$scripts/launch.bash"

usage() {
    cat <<'TEXT'
Usage: scripts/test-demo.sh [--screenshot FILE]

Starts a cluster on free ports, opens /demo in a headless Chromium, solves what a program can solve, and
looks for what would keep people out. Needs npm and Chromium (apt-get install chromium).
Exit code: 0 all passed; 1 something failed; 2 a bad option.
TEXT
}

screenshot=
while (($# > 0)); do
    case $1 in
        -h | --help) usage && exit ;;
        --screenshot)
            (($# > 1)) || fail 2 "option '$1' needs a value"
            screenshot=$(realpath -ms -- "$2")
            shift 2
            ;;
        *) fail 2 "unexpected '$1'; see --help" ;;
    esac
done

browser=$(type -P chromium || type -P google-chrome) ||
    fail 1 "no Chromium found: apt-get install chromium"
type -P npm >/dev/null || fail 1 "no npm found: apt-get install npm"

# A port that was free a moment ago; two of them, one after the other.
free_port() {
    local port
    for ((i = 0; i < 50; i++)); do
        port=$((20000 + RANDOM % 12000))
        if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            printf '%s\n' "$port"
            return
        fi
    done
    fail 1 "no free port found"
}

data=$(mktemp -d)
grpc=$(free_port)
http=$((grpc + 1))
finish() {
    "$scripts/stop-cluster.sh" --data "$data" >&2 || true
    rm -rf "$data"
}
trap finish EXIT
"$scripts/start-cluster.sh" --workers 2 --port "$grpc" --http-port "$http" --data "$data" >&2
cd "$home/acceptance/demo"
npm ci --silent --no-audit --no-fund
timeout 120 node demo-test.mjs "http://127.0.0.1:$http" "$browser" "$screenshot"
