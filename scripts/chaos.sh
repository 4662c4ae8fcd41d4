#!/usr/bin/env bash
# Strikes a live pool with faults under jobs whose answers are known, and counts what that cost.
set -u

self=$(readlink -f -- "${BASH_SOURCE[0]}")
scripts=${self%/*}
# shellcheck source=launch.bash
source "$scripts/launch.bash"
# shellcheck source=stand.bash
source "$scripts/stand.bash"

usage() {
    cat <<'TEXT'
Usage: scripts/chaos.sh [OPTION]...

Starts a cluster of its own, keeps a mix of jobs with known answers under way, strikes the workers
from outside, and ends with a line such as

  faults 390, on busy workers 377, jobs ended 1204, useful worker time 61%, lost 0, wrong 0,
  duplicated 0, orphans 0

  --minutes M       how long; fractions are fine
  --seconds S       in addition to --minutes; default 60 if neither is given
  --kill R          SIGKILL to busy workers; default 1/s
  --stop R          SIGSTOP to busy workers; default 0.2/s
  --oom R           jobs that fill the heap of their workers; default 0.1/s
  --seed N          draws the same jobs and victims again, 0…2147483647; default random
  --sabotage WHAT   lost, wrong or orphan: do that on purpose, which the line must show
  --workers N       1…64; default 2
  --jobs N          jobs under way at once, 1…1000; default 6
  --address A       strike the cluster at HOST:PORT, which must run on this machine with
                    --enable-test-jobs, instead of an own one
  -h, --help        print this

A rate R is 0.2/s, 5/m or a bare number a second, 0…100/s. A fault that finds no worker is dropped. A
job is lost that has not ended three minutes after the last fault.

Exit code: 0 nothing was lost; 1 something was lost, wrong, duplicated or left behind; 2 void: under
100 jobs ended, or under half of the faults struck busy workers; 3 a bad option.
TEXT
}

for word in "$@"; do
    if [[ $word == -h || $word == --help ]]; then
        usage
        exit
    fi
done
run_stand dev.forkyard.benchmarks.chaos.ChaosMain "$@"
