#!/usr/bin/env bash
# Stops the coordinator of a data directory and its workers, and sees to it that nothing is left.
set -u

self=$(readlink -f -- "${BASH_SOURCE[0]}")
scripts=${self%/*}
# shellcheck source=launch.bash
source "$scripts/launch.bash"
# shellcheck source=cluster.bash
source "$scripts/cluster.bash"

# What the coordinator may need to end beyond its drain timeout.
margin_seconds=15

usage() {
    cat <<'TEXT'
Usage: scripts/stop-cluster.sh [--port P] [--data DIR]

Stops a coordinator that scripts/start-cluster.sh started. Work in hand may end within the
coordinator's --drain-timeout. Where nothing runs there is nothing to do: exit code 0.

  --port P    the one started with this --port, 1…65535; default 50051
  --data DIR  the one started with this --data; decides where both are given
  -h, --help  print this
TEXT
}

port='' data=''

parse() {
    while (($# > 0)); do
        case $1 in
            -h | --help) usage && exit ;;
            --port | --data)
                (($# > 1)) || fail 2 "option '$1' needs a value"
                set -- "$1=$2" "${@:3}"
                continue
                ;;
            --port=*) check_number --port "${1#*=}" 1 65535 && port=$number ;;
            --data=*)
                data=${1#*=}
                [[ -n $data ]] || fail 2 "--data must name a folder, was ''"
                ;;
            *) fail 2 "unknown option '$1'; see scripts/stop-cluster.sh --help" ;;
        esac
        shift
    done
}

# Sets `pid` to the coordinator of the data directory, empty if none runs. The properties name it
# unless it is starting, or a dead one left them.
find_coordinator() {
    local file
    read_properties "$data"
    pid=$property_pid
    if [[ -n $pid ]] && is_coordinator "$pid" "$data"; then
        return 0
    fi
    while IFS= read -r file; do
        pid=${file#/proc/}
        pid=${pid%/cmdline}
        is_coordinator "$pid" "$data" && return 0
    done < <(grep -lsaF dev.forkyard.coordinator.CoordinatorMain /proc/[0-9]*/cmdline)
    pid=
}

# Prints `PID START_TIME` of each worker whose parent is the coordinator; setpriv and setsid become
# the worker, so that there is nothing between the two.
list_workers() {
    local file worker status
    while IFS= read -r file; do
        worker=${file#/proc/}
        worker=${worker%/cmdline}
        { status=$(<"/proc/$worker/status"); } 2>/dev/null || continue
        [[ $status == *$'\nPPid:\t'"$1"$'\n'* ]] || continue
        printf '%s %s\n' "$worker" "$(read_start_time "$worker")"
    done < <(grep -lsaF dev.forkyard.worker.WorkerMain /proc/[0-9]*/cmdline)
}

# Whether a process of `list_workers` still runs: a pid whose start time differs is another's.
is_alive() {
    local start_time
    start_time=$(read_start_time "$1") && [[ $start_time == "$2" ]]
}

# Waits until the coordinator is gone, at most so many seconds.
await_end() {
    local deadline=$((SECONDS + $1))
    while is_coordinator "$pid" "$data"; do
        ((SECONDS < deadline)) || return 1
        sleep 0.05
    done
}

# Workers end with their coordinator by themselves; they are killed if they have not soon.
end_workers() {
    local worker start i
    while read -r worker start; do
        [[ -n $worker && -n $start ]] || continue
        for ((i = 0; i < 60; i++)); do
            is_alive "$worker" "$start" || continue 2
            sleep 0.05
        done
        kill -KILL "$worker" 2>/dev/null && complain "worker $worker did not end: killed"
    done
}

read_runtime_directory() {
    local entry
    runtime_directory=
    while IFS= read -rd '' entry; do
        [[ $entry != XDG_RUNTIME_DIR=* ]] || runtime_directory=${entry#*=}
    done 2>/dev/null <"/proc/$1/environ"
}

main() {
    parse "$@"
    data=${data:-$(default_data "${port:-50051}")} || exit
    data=$(realpath -ms -- "$data")
    if [[ ! -d $data ]]; then
        complain "nothing is running: there is no data directory $data"
        exit 0
    fi
    lock_data "$data"
    find_coordinator
    if [[ -z $pid ]]; then
        remove_stale
        complain "nothing is running with data directory $data"
        exit 0
    fi
    local workers
    workers=$(list_workers "$pid")
    read_runtime_directory "$pid"
    if ! kill -TERM "$pid" 2>/dev/null && is_coordinator "$pid" "$data"; then
        fail 1 "not allowed to stop pid $pid, which is another user's"
    fi
    if ! await_end $((drain_seconds + margin_seconds)); then
        complain "pid $pid did not end within $((drain_seconds + margin_seconds)) s: killed"
        # Workers that were started meanwhile belong to it, too.
        workers+=$'\n'$(list_workers "$pid")
        is_coordinator "$pid" "$data" && kill -KILL "$pid" 2>/dev/null
        await_end 10 || fail 1 "pid $pid cannot be killed"
    fi
    end_workers <<<"$workers"
    remove_leftovers "$pid"
    complain "stopped pid $pid, data directory $data"
}

main "$@"
