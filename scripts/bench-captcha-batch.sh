#!/usr/bin/env bash
# Measures batches of captchas over gRPC beside the kernel in the same run; one table.
set -euo pipefail

self=$(readlink -f -- "${BASH_SOURCE[0]}")
scripts=${self%/*}
# shellcheck source=launch.bash
source "$scripts/launch.bash"

usage() {
    cat <<'TEXT'
Usage: scripts/bench-captcha-batch.sh [OPTION]...

Draws default pictures in turns in one thread (the kernel) and as a batch over gRPC by a cluster of its
own. Prints both rates, their ratio by the wall clock, and what a picture costs in CPU time in workers,
coordinator and client, which a busy machine changes little.

  --rounds N    interleaved rounds, 1…100; default 7
  --count N     pictures a batch, 1…1000000; default 10000
  --workers N   1…64; default 2
  --warm-up N   pictures drawn and read before the first round, 1…1000000; default 600000, a minute:
                what is called once or twice a message is compiled late
  --port P      default 52540
  -h, --help    print this

Needs a JDK. Exit code: 0 measured, whatever the figures; 1 could not measure; 2 a bad option.
TEXT
}

rounds=7 count=10000 workers=2 warm_up=600000 port=52540

while (($# > 0)); do
    case $1 in
        -h | --help) usage && exit ;;
        --rounds | --count | --workers | --warm-up | --port) ;;
        *) fail 2 "unknown option '$1'; see --help" ;;
    esac
    (($# > 1)) || fail 2 "option '$1' needs a value"
    [[ $2 =~ ^[1-9][0-9]{0,6}$ ]] || fail 2 "option '$1' needs a number ≥ 1, was '$2'"
    name=${1#--}
    printf -v "${name//-/_}" %s "$2"
    shift 2
done

find_java
find_dist
data=$(mktemp -d)
finish() {
    "$scripts/stop-cluster.sh" --data "$data" >&2 || true
    rm -rf "$data"
}
trap finish EXIT
"$scripts/start-cluster.sh" --workers "$workers" --port "$port" --http-port 0 --data "$data" >&2
"$java" -XX:+UseSerialGC -Xmx512m -XX:-UsePerfData --enable-native-access=ALL-UNNAMED \
    -Dlogback.configurationFile=forkyard-coordinator-logback.xml -cp "$dist/lib/*" \
    "$home/benchmarks/captcha/BatchRate.java" "$port" "$rounds" "$count" "$workers" "$warm_up"
