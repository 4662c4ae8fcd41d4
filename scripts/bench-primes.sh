#!/usr/bin/env bash
# Counts primes in turns with primesieve, primecount and CPython, and prints one table of ratios.
set -u

self=$(readlink -f -- "${BASH_SOURCE[0]}")
scripts=${self%/*}
# shellcheck source=launch.bash
source "$scripts/launch.bash"
# shellcheck source=stand.bash
source "$scripts/stand.bash"

usage() {
    cat <<'TEXT'
Usage: scripts/bench-primes.sh [OPTION]...
       scripts/bench-primes.sh --curve [--rounds N] [--widest EXPONENT]

Starts clusters of its own, one after another, lets them count primes in turns with primesieve,
primecount and the tutorial's Python program on the same cores, and prints one table of ratios of
medians with bounds and aims. All rows take about an hour on two idle cores; on busy ones only the
ratios mean something.

  --rounds N    interleaved rounds of each row, 1…1000; default 7
  --rows LIST   which rows, of 1,2,3,4,5,6,7,8,9,10,11,12; default all
  --seed N      of the random numbers whose π is asked for, 0…1000000; default 1
  --curve       instead of the table, print times by width as CSV, for benchmarks/primes/plot.py;
                up to [0, 10^EXPONENT), 4…18, default 14; default rounds 5
  -h, --help    print this

  1–5    one warm worker against one thread of primesieve, by magnitude
  6, 7   two workers on [0, 1e11]: the gain, the whole command
  8      π on two workers against primecount
  9–12   whole commands: 1e12, a cold private pool, lists; the tutorial

Exit code: 0 measured, whatever the figures; 1 could not measure; 2 a bad option.
TEXT
}

for word in "$@"; do
    if [[ $word == -h || $word == --help ]]; then
        usage
        exit
    fi
done
for tool in python3 primesieve; do
    type -P "$tool" >/dev/null || fail 1 "$tool is not installed: apt-get install $tool"
done
if [[ ${1:-} == --curve ]]; then
    shift
    run_stand dev.forkyard.benchmarks.primes.WidthCurve "$@"
fi
run_stand dev.forkyard.benchmarks.primes.PrimeBenchmark "$@"
