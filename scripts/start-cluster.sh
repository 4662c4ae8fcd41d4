#!/usr/bin/env bash
# Starts a coordinator with its workers in the background and waits until it is healthy.
set -u

self=$(readlink -f -- "${BASH_SOURCE[0]}")
scripts=${self%/*}
# shellcheck source=launch.bash
source "$scripts/launch.bash"
# shellcheck source=cluster.bash
source "$scripts/cluster.bash"

usage() {
    cat <<'TEXT'
Usage: scripts/start-cluster.sh [OPTION]...

Starts a coordinator with its workers in the background and returns when it is healthy.

  --workers N              worker processes, 1…1024; default one for each core
  --port P                 answer gRPC at 127.0.0.1:P, 1…65535; default 50051
  --listen HOST:PORT       answer gRPC at this address instead
  --http-port P            answer HTTP at 127.0.0.1:P; default 8080; 0 for not at all
  --http-listen HOST:PORT  answer HTTP at this address instead
  --data DIR               logs and state; default ${XDG_STATE_HOME:-~/.local/state}/forkyard/PORT
  --drain-timeout SECONDS  how long work in hand may take at the stop, 0…86400; default 10
  --spares N               workers kept ready to take a place at once, 0…64; default 1
  --max-tasks-per-worker N replace a worker after so many tasks, 1…999999999; default never
  --max-worker-age TIME    replace a worker after serving so long, such as 30s, 10m, 1h; default never
  --worker-memory SIZE     end a worker whose resident memory is above it, such as 512m or 2g; default
                           512m, or its share of three quarters of this host's memory if that is less,
                           but at least the heap and 128m more: 576m
  --worker-heap SIZE       heap of a worker's JVM, 16m…1024g; default 448m
  --captcha-lifetime TIME  how long a captcha can be answered, 10s…24h; default 5m
  --captcha-ready N        captchas of one kind drawn ahead at most, 1…10000; default 512
  --captcha-answers        give answers of captchas away to callers that ask; on loopback only
  --rate-limit N/s|off     HTTP requests a second from one client, with bursts of 5 s; default off for
                           loopback clients and 20/s for others
  --trusted-proxy ADDRESS  a proxy whose X-Forwarded-For is believed; may be repeated
  --allow-host NAME        another name of this host in HTTP requests; may be repeated
  --allow-origin ORIGIN    pages of this origin may call HTTP; may be repeated
  --enable-test-jobs       take chaos jobs, which misbehave on purpose; for tests only
  -h, --help               print this

Exit code: 0 it runs; 1 it failed; 2 a bad option; 3 its port or its data directory is taken.
TEXT
}

workers='' port='' listen='' http_port='' http_listen='' data='' drain_timeout='' test_jobs=()
worker_options=() door_options=()

parse() {
    local name value
    while (($# > 0)); do
        case $1 in
            -h | --help) usage && exit ;;
            --enable-test-jobs)
                test_jobs=(--enable-test-jobs)
                shift
                continue
                ;;
            --captcha-answers)
                door_options+=("$1")
                shift
                continue
                ;;
            --*=*)
                name=${1%%=*}
                value=${1#*=}
                shift
                ;;
            --*)
                name=$1
                value=${2-}
                ;;
            *) fail 2 "unexpected '$1'; see scripts/start-cluster.sh --help" ;;
        esac
        case $name in
            --workers | --port | --listen | --http-port | --http-listen | --data | --drain-timeout) ;;
            --spares | --max-tasks-per-worker | --max-worker-age | --worker-memory | --worker-heap) ;;
            --captcha-lifetime | --captcha-ready | --rate-limit | --trusted-proxy) ;;
            --allow-host | --allow-origin) ;;
            *) fail 2 "unknown option '$name'; see scripts/start-cluster.sh --help" ;;
        esac
        if [[ ${1-} == "$name" ]]; then
            (($# > 1)) || fail 2 "option '$name' needs a value"
            shift 2
        fi
        case $name in
            --workers) check_number "$name" "$value" 1 1024 && workers=$number ;;
            --port) check_number "$name" "$value" 1 65535 && port=$number ;;
            --http-port) check_number "$name" "$value" 0 65535 && http_port=$number ;;
            --spares) check_number "$name" "$value" 0 64 && worker_options+=("$name" "$number") ;;
            --max-tasks-per-worker)
                check_number "$name" "$value" 1 999999999 && worker_options+=("$name" "$number")
                ;;
            --max-worker-age)
                check_pattern "$name" "$value" '^[0-9]{1,9}(ms|s|m|h|d)$' 'a time such as 30s, 10m or 1h'
                worker_options+=("$name" "$value")
                ;;
            --worker-memory | --worker-heap)
                check_pattern "$name" "$value" '^[0-9]{1,9}[kmgKMG]$' 'a size such as 512m or 2g'
                worker_options+=("$name" "$value")
                ;;
            --drain-timeout) check_number "$name" "$value" 0 86400 && drain_timeout=$number ;;
            --captcha-lifetime | --captcha-ready | --rate-limit | --trusted-proxy | --allow-host | \
                --allow-origin)
                # The coordinator knows their forms.
                door_options+=("$name" "$value")
                ;;
            --listen) check_address "$name" "$value" && listen=$value ;;
            --http-listen) check_address "$name" "$value" && http_listen=$value ;;
            --data)
                [[ -n $value ]] || fail 2 "--data must name a folder, was ''"
                data=$value
                ;;
        esac
    done
    [[ -z $port || -z $listen ]] || fail 2 "give --port $port or --listen $listen, not both"
    [[ -z $http_port || -z $http_listen ]] ||
        fail 2 "give --http-port $http_port or --http-listen $http_listen, not both"
    listen=${listen:-127.0.0.1:${port:-50051}}
    port=${listen##*:}
    if [[ -z $http_listen ]]; then
        http_listen=127.0.0.1:${http_port:-8080}
        ((${http_port:-8080} > 0)) || http_listen=off
    fi
    [[ $listen != "$http_listen" ]] ||
        fail 2 "gRPC and HTTP cannot share $listen; choose another --http-port"
}

check_pattern() {
    [[ $2 =~ $3 ]] || fail 2 "$1 must be $4, was '$2'"
}

check_address() {
    [[ $2 == ?*:* ]] || fail 2 "$1 must be HOST:PORT, was '$2'"
    check_number "the port of $1" "${2##*:}" 1 65535
}

make_data_directory() {
    [[ ! -e $data || -d $data ]] || fail 2 "--data '$data' is not a folder; choose another"
    # shellcheck disable=SC2174 # Only the last folder is ours to close.
    (umask 077 && mkdir -p "$data" && mkdir -p "$data/logs") 2>/dev/null
    [[ -w $data && -w $data/logs ]] || fail 2 "cannot write to --data '$data'; choose another"
}

# The log that grows is rolled by the coordinator. What the JVM itself prints is rolled here.
roll_output() {
    local bytes
    bytes=$(stat -c %s "$output" 2>/dev/null) || bytes=0
    if ((bytes > 8 << 20)); then
        mv -f "$output" "$output.1"
    fi
    : >>"$output"
    : >>"$log"
    chmod 600 "$output" "$log"
    output_bytes=$(stat -c %s "$output")
    log_bytes=$(stat -c %s "$log")
}

launch() {
    local options=(--listen "$listen" --http-listen "$http_listen" --data "$data"
        "${worker_options[@]}" "${door_options[@]}" "${test_jobs[@]}")
    [[ -z $workers ]] || options+=(--workers "$workers")
    [[ -z $drain_timeout ]] || options+=(--drain-timeout "$drain_timeout")
    (
        # A service keeps nothing of its starter: no folder, no descriptor, no session.
        for descriptor in "/proc/$BASHPID/fd"/*; do
            number=${descriptor##*/}
            if ((number > 2 && number != 255)); then
                exec {number}>&-
            fi
        done
        cd / || exit 1
        umask 077
        # C2 at three times its usual thresholds: at those, compiling took a tenth of the cores from
        # the first jobs' workers; at twenty times a short call took twice as long for its first
        # hundred thousand calls (docs/measurements.md).
        # netty may take its direct buffers from malloc: those of the JDK are zeroed each time, 20 of
        # the 170 ms of CPU that a list of the primes below 1e9 takes here.
        exec setsid "$java" -XX:+UseSerialGC -Xmx512m -XX:Tier4InvocationThreshold=15000 \
            -XX:Tier4MinInvocationThreshold=5000 -XX:Tier4CompileThreshold=45000 \
            -XX:Tier4BackEdgeThreshold=120000 -XX:-UsePerfData \
            -Dio.grpc.netty.shaded.io.netty.leakDetection.level=disabled \
            -Dio.grpc.netty.shaded.io.netty.tryReflectionSetAccessible=true \
            --add-opens=java.base/java.nio=ALL-UNNAMED \
            --enable-native-access=ALL-UNNAMED -XX:+ExitOnOutOfMemoryError \
            "-XX:ErrorFile=$data/logs/hs_err_coordinator_%p.log" "${archive_options[@]}" \
            -Xlog:disable -Xlog:all=error:stderr "-Dforkyard.home=$dist" \
            "-Dforkyard.log=$log" -Dlogback.configurationFile=forkyard-coordinator-logback.xml \
            -cp "$class_path" dev.forkyard.coordinator.CoordinatorMain "${options[@]}"
    ) </dev/null >>"$output" 2>&1 &
    pid=$!
}

# Waits for the coordinator's own word that it is healthy; its end comes first if it fails.
await_healthy() {
    local deadline=$((SECONDS + 75))
    while kill -0 "$pid" 2>/dev/null; do
        read_properties "$data"
        if [[ $property_pid == "$pid" ]] && answers "$property_address"; then
            return 0
        fi
        if ((SECONDS >= deadline)); then
            end_launched
            report_failure || true
            fail 1 "the coordinator was not healthy within 75 s and was ended"
        fi
        sleep 0.05
    done
    local code=0
    wait "$pid" || code=$?
    report_failure || complain "the coordinator ended with code $code while it started"
    ((code >= 1 && code <= 3)) || code=1
    exit "$code"
}

# Puts the coordinator's C2 compiler below all work: where every core is busy it took 60 to 200 ms of
# CPU from each of the first lists of primes, also after the tenth. C1, which a caller waits for,
# stays where it is. A help and never a need, so that a failure is silent.
lower_compiler() {
    local task name
    for task in "/proc/$pid/task"/*; do
        if read -r name <"$task/comm" && [[ $name == 'C2 Compiler'* ]]; then
            renice -n 10 -p "${task##*/}"
        fi
    done >/dev/null 2>&1
}

# Whether something takes connections there; an address for all interfaces is tried on this host.
answers() {
    local host=${1%:*}
    host=${host#[}
    (exec 3<>"/dev/tcp/${host%]}/${1##*:}") 2>/dev/null
}

end_launched() {
    kill "$pid" 2>/dev/null
    for ((i = 0; i < 100; i++)); do
        kill -0 "$pid" 2>/dev/null || return 0
        sleep 0.1
    done
    kill -KILL "$pid" 2>/dev/null
}

# Prints what the coordinator said to the user, then the last of what it logged since this start.
# Fails if it said nothing.
report_failure() {
    local said logged code=0
    said=$(tail -c "+$((output_bytes + 1))" "$output")
    grep '^forkyard: ' <<<"$said" >&2 || code=1
    logged=$({
        tail -c "+$((log_bytes + 1))" "$log"
        grep -v '^forkyard: ' <<<"$said" | grep .
    } | tail -n 10)
    [[ -z $logged ]] || printf 'The last lines of %s:\n%s\n' "$log" "$logged" >&2
    return "$code"
}

main() {
    parse "$@"
    data=${data:-$(default_data "$port")} || exit
    data=$(realpath -ms -- "$data")
    log=$data/logs/coordinator.log
    output=$data/logs/coordinator.out
    make_data_directory
    find_dist
    find_java
    find_class_path cli.classpath
    # The CLI's archive fits: the class path is the same.
    find_archive
    # One start or stop at a time in one data directory.
    lock_data "$data"
    remove_stale
    roll_output
    launch
    trap 'end_launched; exit 130' INT
    trap 'end_launched; exit 143' TERM HUP
    await_healthy
    lower_compiler
    trap - INT TERM HUP
    disown "$pid"
    printf 'gRPC %s  HTTP %s  workers %s  data %s  log %s  stop: %s\n' "$property_address" \
        "${property_http_address:-off}" "$property_workers" "$data" "$log" "$(stop_command)"
    make_archive_later
}

# What to type for the stop, as short as it is right.
stop_command() {
    local script=$scripts/stop-cluster.sh
    if [[ ! -L ${BASH_SOURCE[0]} && ${BASH_SOURCE[0]} == */* ]]; then
        script=${BASH_SOURCE[0]%/*}/stop-cluster.sh
    fi
    if [[ $data != "$(realpath -ms -- "$(default_data "$port")")" ]]; then
        printf '%q --data %q' "$script" "$data"
    elif [[ $port != 50051 ]]; then
        printf '%q --port %s' "$script" "$port"
    else
        printf '%q' "$script"
    fi
}

main "$@"
