#!/usr/bin/env bash
# Measures the pool itself, in turns with CPython's ProcessPoolExecutor, and prints one table.
set -u

self=$(readlink -f -- "${BASH_SOURCE[0]}")
scripts=${self%/*}
# shellcheck source=launch.bash
source "$scripts/launch.bash"
# shellcheck source=stand.bash
source "$scripts/stand.bash"

usage() {
    cat <<'TEXT'
Usage: scripts/bench-pool.sh [OPTION]...

Starts a cluster of its own, measures it by tasks that do nothing, in turns with CPython's
ProcessPoolExecutor in the same run, and prints one table with bounds and aims. Takes about ten
minutes on idle cores; on busy ones only the ratios mean something.

  --rounds N    interleaved rounds, 1…1000; default 7
  --kills N     busy workers to kill for the swap, 0…10000; default 100
  --millions N  millions of tasks for the heap, 0…1000; default 10
  --workers N   worker processes of both pools, 1…64; default 2
  --tasks N     tasks of one item a round, 1…100000000; default 200000
  --items N     items of the chunked job, 1…100000000; default 50000000
  -h, --help    print this

Exit code: 0 measured, whatever the figures; 1 could not measure; 2 a bad option.
TEXT
}

for word in "$@"; do
    if [[ $word == -h || $word == --help ]]; then
        usage
        exit
    fi
done
type -P python3 >/dev/null || fail 1 "python3 is not installed: apt-get install python3"
run_stand dev.forkyard.benchmarks.pool.PoolBenchmark "$@"
