#!/usr/bin/env bash
# Strikes GET /captcha?length=8 with wrk, in turns with the tutorial's server; one table.
set -euo pipefail

self=$(readlink -f -- "${BASH_SOURCE[0]}")
scripts=${self%/*}
# shellcheck source=launch.bash
source "$scripts/launch.bash"

usage() {
    cat <<'TEXT'
Usage: scripts/bench-captcha-http.sh [OPTION]...

Measures requests a second and latency of GET /captcha?length=8 with wrk and 64 connections: of
Forkyard, of Forkyard while a count of primes runs at low priority, and of benchmarks/captcha/tutorial.py,
in turns, each with two workers. Prints medians, and ratios to the tutorial's server in the same round.

  --rounds N    interleaved rounds, 1…100; default 7
  --seconds S   for each strike, 1…600; default 10
  --port P      P…P+2 are used; default 52380
  -h, --help    print this

Needs wrk, curl, /usr/bin/python3 with python3-aiohttp and python3-pil, and fonts-dejavu-core.
Exit code: 0 measured, whatever the figures; 1 could not measure; 2 a bad option.
TEXT
}

rounds=7 seconds=10 port=52380

while (($# > 0)); do
    case $1 in
        -h | --help) usage && exit ;;
        --rounds | --seconds | --port) ;;
        *) fail 2 "unknown option '$1'; see --help" ;;
    esac
    (($# > 1)) || fail 2 "option '$1' needs a value"
    [[ $2 =~ ^[1-9][0-9]{0,4}$ ]] || fail 2 "option '$1' needs a number ≥ 1, was '$2'"
    printf -v "${1#--}" %s "$2"
    shift 2
done
type -P wrk >/dev/null || fail 1 "no wrk found: apt-get install wrk"
/usr/bin/python3 -c 'import aiohttp, PIL' 2>/dev/null ||
    fail 1 "no aiohttp or PIL found: apt-get install python3-aiohttp python3-pil fonts-dejavu-core"

data=$(mktemp -d)
http=http://127.0.0.1:$((port + 1))
tutorial=http://127.0.0.1:$((port + 2))
tutorial_pid=

finish() {
    [[ -z $tutorial_pid ]] || kill "$tutorial_pid" 2>/dev/null || true
    "$scripts/stop-cluster.sh" --data "$data" >&2 || true
    rm -rf "$data"
}
trap finish EXIT

await() {
    for ((i = 0; i < 300; i++)); do
        ! curl -sf -o /dev/null "$1" || return 0
        sleep 0.1
    done
    fail 1 "$1 does not answer"
}

# Appends "REQUESTS_A_SECOND P99_MS ERRORS" to the file of that name.
strike() {
    local name=$1 url=$2
    wrk -t 2 -c 64 -d "${seconds}s" --latency "$url" | awk '
        $1 == "99%" {
            p99 = $2
            if (p99 ~ /us$/) p99 /= 1000
            else if (p99 ~ /ms$/) p99 += 0
            else p99 *= 1000
        }
        /Non-2xx/ { errors += $NF }
        /Socket errors/ { gsub(",", ""); errors += $4 + $6 + $8 + $10 }
        $1 == "Requests/sec:" { rate = $2 }
        END { printf "%.0f %.1f %d\n", rate, p99, errors }' >>"$data/$name"
    printf '%-16s %s\n' "$name" "$(tail -n 1 "$data/$name")" >&2
}

# The slowest of 20 GetCluster calls over one connection, in milliseconds, while wrk is at work.
ask_cluster() {
    local calls=()
    sleep 1
    for ((i = 0; i < 20; i++)); do
        calls+=(-o /dev/null "$http/v1/ClusterService/GetCluster")
    done
    curl -sf -w '%{time_total}\n' "${calls[@]}" | sort -g | tail -n 1 |
        awk '{ printf "%.1f\n", $1 * 1000 }' >>"$data/cluster"
}

primes_job() {
    curl -sf "$http/v1/JobService/$1" -d "$2"
}

median() {
    awk -v column="$2" '{ print $column }' "$data/$1" | sort -g |
        awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int((NR + 2) / 2)]) / 2 }'
}

# Of the rates in two files, line by line.
ratio() {
    paste "$data/$1" "$data/tutorial" | awk '{ print $1 / $4 }' >"$data/ratio"
    median ratio 1
}

"$scripts/start-cluster.sh" --workers 2 --port "$port" --http-port $((port + 1)) --data "$data" >&2
/usr/bin/python3 "$home/benchmarks/captcha/tutorial.py" --port $((port + 2)) --workers 2 >&2 &
tutorial_pid=$!
await "$http/captcha?length=8"
await "$tutorial/captcha?length=8"
wrk -t 2 -c 64 -d 5s "$http/captcha?length=8" >/dev/null
wrk -t 2 -c 64 -d 2s "$tutorial/captcha?length=8" >/dev/null
for ((round = 1; round <= rounds; round++)); do
    printf 'round %d of %d: name, requests/s, p99 ms, errors\n' "$round" "$rounds" >&2
    strike forkyard "$http/captcha?length=8"
    strike tutorial "$tutorial/captcha?length=8"
    job=$(primes_job SubmitJob '{"spec": {"priority": "PRIORITY_LOW", "count_primes":
        {"method": "METHOD_SIEVE", "ranges": [{"end": "1000000000000"}]}}}' |
        grep -o '"job_id":"[^"]*"' | head -n 1 | cut -d'"' -f4)
    ask_cluster &
    strike forkyard+primes "$http/captcha?length=8"
    wait $!
    primes_job GetJob "{\"job_id\": \"$job\"}" | grep -o '"fraction":[0-9.eE-]*' >&2
    primes_job CancelJob "{\"job_id\": \"$job\"}" >/dev/null
done

printf '%-16s %12s %10s %8s %12s\n' server requests/s 'p99 ms' errors 'of tutorial'
for name in forkyard forkyard+primes tutorial; do
    printf '%-16s %12.0f %10.1f %8d %11.1fx\n' "$name" "$(median "$name" 1)" "$(median "$name" 2)" \
        "$(awk '{ n += $3 } END { print n }' "$data/$name")" "$(ratio "$name")"
done
printf 'GetCluster while both run: slowest of 20, median of rounds %s ms\n' "$(median cluster 1)"
