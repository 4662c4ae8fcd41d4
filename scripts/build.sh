#!/usr/bin/env bash
# Builds dist/<hash> if a source is newer than the last build, and prints that folder's path.
# Whatever else there is to say goes to stderr.
set -euo pipefail

self=$(readlink -f -- "${BASH_SOURCE[0]}")
scripts=${self%/*}
# shellcheck source=launch.bash
source "$scripts/launch.bash"

usage() {
    cat <<'TEXT'
Usage: scripts/build.sh

Builds dist/<hash> if a source or a pom is newer than the last build, and prints its path. The
other scripts call it. The build works on a copy of the sources in .build/, never in target/.
TEXT
}

# Maven and a JDK, whose compiler it sets as `javac`, or one line that says what to install.
find_tools() {
    local install="apt-get install openjdk-17-jdk-headless maven"
    type -P mvn >/dev/null || fail 1 "building needs Maven, which is not installed: $install"
    if [[ -n ${JAVA_HOME:-} ]]; then
        javac=$JAVA_HOME/bin/javac
        [[ -x $javac ]] || fail 1 "JAVA_HOME is '$JAVA_HOME', which is no JDK: $install"
    else
        javac=$(type -P javac) || fail 1 "building needs a JDK from 17 on, found none: $install"
    fi
    local version
    version=$("$javac" -version 2>&1) || fail 1 "'$javac' does not run: ${version##*$'\n'}"
    version=${version##*javac }
    version=${version%%[!0-9]*}
    ((${version:-0} >= 17)) ||
        fail 1 "building needs a JDK from 17 on, '$javac' is older: $install"
}

# Starts the time from which a changed source means a new build. A source from the future (a clock
# was wrong) would mean one for ever, so that the stamp is never older than the newest source.
start_stamp() {
    local newest
    touch "$work/stamp"
    newest=$(find "${sources[@]}" -newer "$work/stamp" -printf '%T@ %p\n' | sort -n | tail -n 1)
    [[ -z $newest ]] || touch -r "${newest#* }" "$work/stamp"
}

# Brings the copy of the sources up to date by content. A changed file gets the present time,
# whatever its own time is, because Maven compiles only what is newer than its classes. Tests are
# not copied: common's test-jar, which jobs name in test scope, is then an empty one.
copy_sources() {
    cd "$home"
    find pom.xml .mvn ./*/pom.xml jobs/*/pom.xml jobs/*/src/main \
        {common,proto,worker,coordinator,client}/src/main -type f -print0 |
        sort -z | xargs -0 sha256sum >"$work/manifest.new"
    mkdir -p "$work/tree"
    [[ -e $work/manifest ]] || : >"$work/manifest"
    local deleted
    deleted=$(comm -13 <(cut -c 67- "$work/manifest.new" | sort) \
        <(cut -c 67- "$work/manifest" | sort))
    if [[ -n $deleted || -e $work/interrupted ]] || ! cmp -s scripts/build.sh "$work/recipe"; then
        # What was made from a file that is gone, or half made, or in another way, is not known to
        # Maven.
        rm -rf "$work/tree"
        mkdir "$work/tree"
        : >"$work/manifest"
        cp scripts/build.sh "$work/recipe"
    fi
    comm -23 <(sort "$work/manifest.new") <(sort "$work/manifest") | cut -c 67- |
        tr '\n' '\0' | xargs -0 -r cp --parents -t "$work/tree"
    # The checks of the compiler are the work of `mvn verify`: here they would double the time, and
    # let a warning of a newer JDK stop the build. What shapes the classes stays.
    sed -i -e '/<compilerArgs>/,/<\/compilerArgs>/{/compilerArgs>\|stringConcat/!d}' \
        -e '/<annotationProcessorPaths>/,/<\/annotationProcessorPaths>/d' "$work/tree/pom.xml"
    mv "$work/manifest.new" "$work/manifest"
}

run_maven() {
    local code=0
    cd "$work/tree"
    # copy-dependencies adds and never removes.
    rm -rf worker/target/lib client/target/lib
    : >"$work/interrupted"
    mvn -q -B -Dstyle.color=never -DskipTests -Dspotless.check.skip=true -Denforcer.skip=true \
        package -pl client,worker -am </dev/null 2>&1 {lock}>&- |
        sed 's/\x1b\[[0-9;]*m//g; /^$/d' >&2 || code=$?
    # A signal may have left classes half written; a compile error leaves none.
    ((code >= 128)) || rm -f "$work/interrupted"
    ((code == 0)) || fail 1 "the build failed; Maven says above why"
}

# Copies one module's jar and what it needs to run, and lists the names.
add_classpath() {
    local module=$1 list=$2 jar
    for jar in "$work/tree/$module/target/forkyard-$module"-*.jar \
        "$work/tree/$module/target/lib"/*.jar; do
        [[ $jar != *-tests.jar && $jar != *-sources.jar ]] || continue
        [[ -e $fresh/lib/${jar##*/} ]] || cp "$jar" "$fresh/lib/"
        printf '%s\n' "${jar##*/}"
    done >"$fresh/$list"
}

compose_dist() {
    local hash
    fresh=$home/dist/.fresh.$$
    rm -rf "$home"/dist/.fresh.*
    mkdir -p "$fresh/lib"
    add_classpath worker worker.classpath
    add_classpath client cli.classpath
    cd "$fresh"
    hash=$(sha256sum worker.classpath cli.classpath lib/*.jar | sha256sum)
    hash=${hash:0:16}
    printf '%s\n' "$hash" >./hash
    # Archives of classes name their jars' times: equal jars, equal times.
    touch -d 2026-01-01T00:00:00Z lib/*.jar
    cd "$home/dist"
    if [[ -d $hash ]]; then
        rm -rf "$fresh"
        touch "$hash"
    else
        mv -T "$fresh" "$hash"
    fi
    ln -sfn "$hash" .current.fresh
    mv -T .current.fresh current
    # Copied and renamed, so that its time is the start of the build and not the end.
    cp -p "$work/stamp" .stamp.fresh
    mv -T .stamp.fresh stamp
}

# Keeps the newest three, and all that a process runs from.
remove_old() {
    local old
    cd "$home/dist"
    find . -mindepth 1 -maxdepth 1 -type d -printf '%T@ %f\n' | sort -rn | tail -n +4 |
        while read -r _ old; do
            grep -qsaF "/dist/$old/" /proc/[0-9]*/cmdline || rm -rf "$old"
        done
}

main() {
    if (($# > 0)); then
        case $1 in
            -h | --help) usage && exit ;;
            *) fail 2 "unknown option '$1'; scripts/build.sh takes none" ;;
        esac
    fi
    work=$home/.build
    if is_stale; then
        find_tools
        mkdir -p "$home/dist" "$work" 2>/dev/null ||
            fail 1 "cannot write to '$home', where the build belongs"
        exec {lock}>"$work/lock" || fail 1 "cannot write to '$work'"
        if ! flock -n "$lock"; then
            complain "waiting for another build"
            flock "$lock"
        fi
        if is_stale; then
            complain "building from source; the first time takes a minute or two"
            list_sources
            start_stamp
            (copy_sources)
            (run_maven)
            (compose_dist)
            (remove_old)
        fi
    fi
    local hash
    read -r hash <"$home/dist/current/hash"
    printf '%s\n' "$home/dist/$hash"
}

main "$@"
