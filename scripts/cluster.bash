# shellcheck shell=bash
# What start-cluster.sh and stop-cluster.sh share: data directories and the processes they belong
# to. Sourced after launch.bash.
# shellcheck disable=SC2034

# Sets `number` if a value is a number in bounds, and fails with a line for the user otherwise.
check_number() {
    # The form first: what looks like an expression would be calculated.
    if [[ ! $2 =~ ^[0-9]{1,9}$ ]] || ((10#$2 < $3 || 10#$2 > $4)); then
        fail 2 "$1 must be $3…$4, was '$2'"
    fi
    number=$((10#$2))
}

default_data() {
    local state=${XDG_STATE_HOME:-}
    if [[ -z $state ]]; then
        [[ -n ${HOME:-} ]] || fail 2 "neither HOME nor XDG_STATE_HOME is set; give --data DIR"
        state=$HOME/.local/state
    fi
    printf '%s/forkyard/%s' "$state" "$1"
}

# Keeps other starts and stops of a data directory out until this script ends.
lock_data() {
    exec {data_lock}<"$1" || fail 1 "cannot read '$1'"
    if ! flock -n "$data_lock"; then
        complain "waiting for another start or stop in $1"
        flock -w 180 "$data_lock" || fail 1 "another start or stop in $1 does not end"
    fi
}

# Sets `property_…` to what the coordinator of a data directory said of itself, if anything.
read_properties() {
    local name value
    property_pid=
    property_address=
    property_http_address=
    property_workers=
    [[ -r $1/coordinator.properties ]] || return 0
    while IFS='=' read -r name value; do
        case $name in
            pid) [[ $value =~ ^[0-9]{1,9}$ ]] && property_pid=$value ;;
            address) property_address=$value ;;
            http_address) property_http_address=$value ;;
            workers) property_workers=$value ;;
        esac
    done 2>/dev/null <"$1/coordinator.properties"
    return 0
}

# Whether a live process is the coordinator of a data directory: a pid alone may be another's by
# now, and a path may be spelled in two ways. Sets `drain_seconds`.
is_coordinator() {
    local words i data=
    mapfile -d '' -t words 2>/dev/null <"/proc/$1/cmdline" || return 1
    [[ " ${words[*]} " == *" dev.forkyard.coordinator.CoordinatorMain "* ]] || return 1
    drain_seconds=10
    for ((i = 0; i + 1 < ${#words[@]}; i++)); do
        case ${words[i]} in
            --data) data=${words[i + 1]} ;;
            --drain-timeout) drain_seconds=${words[i + 1]} ;;
        esac
    done
    [[ -n $data && ($data == "$2" || $data -ef $2) ]]
}

# Prints the start time of a process in clock ticks; fails if it is dead, zombies included: who
# reaps them is not always there.
read_start_time() {
    local stat='' fields
    { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
    read -ra fields <<<"${stat##*) }"
    [[ ${fields[0]:-Z} != [ZX] ]] && printf '%s\n' "${fields[19]}"
}

# The folder of the workers' socket carries the pid of the coordinator, which is dead.
remove_leftovers() {
    local runtime folder
    for runtime in "${runtime_directory:-}" "${XDG_RUNTIME_DIR:-}" /tmp; do
        [[ -n $runtime ]] || continue
        for folder in "$runtime/forkyard-$1"-*; do
            [[ -d $folder && ! -L $folder && -O $folder ]] || continue
            rm -f "$folder/link.sock"
            rmdir "$folder" 2>/dev/null
        done
    done
    read_properties "$data"
    [[ $property_pid != "$1" ]] || rm -f "$data/coordinator.properties"
}

# Removes what a killed coordinator left in its data directory; its workers ended on their own.
remove_stale() {
    read_properties "$data"
    if [[ -z $property_pid ]] || is_coordinator "$property_pid" "$data"; then
        return 0
    fi
    read_start_time "$property_pid" >/dev/null || remove_leftovers "$property_pid"
    # The pid may be another process's by now; the file is wrong all the same.
    rm -f "$data/coordinator.properties"
}
