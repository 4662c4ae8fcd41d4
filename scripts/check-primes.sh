#!/usr/bin/env bash
# Compares counts in random windows of all magnitudes with primesieve.
set -u

self=$(readlink -f -- "${BASH_SOURCE[0]}")
scripts=${self%/*}
# shellcheck source=launch.bash
source "$scripts/launch.bash"
# shellcheck source=stand.bash
source "$scripts/stand.bash"

usage() {
    cat <<'TEXT'
Usage: scripts/check-primes.sh [OPTION]...

Counts the primes of random windows of all magnitudes by the sieve and number by number, and
compares each count with the primes that primesieve prints. Takes some minutes.

  --windows N   how many, 1…10000000; default 10000
  --seed N      of the random numbers, 0…1000000; default 1
  -h, --help    print this

Exit code: 0 all agree; 1 one differs, which is printed; 2 a bad option.
TEXT
}

for word in "$@"; do
    if [[ $word == -h || $word == --help ]]; then
        usage
        exit
    fi
done
type -P primesieve >/dev/null || fail 1 "primesieve is not installed: apt-get install primesieve"
run_stand dev.forkyard.benchmarks.primes.RandomWindows "$@"
