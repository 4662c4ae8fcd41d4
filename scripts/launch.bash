# shellcheck shell=bash
# The variables set here are for the scripts that source this file.
# shellcheck disable=SC2034
# What the scripts share: where Forkyard lies, whether its build is fresh, which Java runs it and
# with which class-data archive. Sourced, never run. The CLI starts through here, so that each
# external command is counted: one costs 1 to 2 ms.
#
# The caller sets `scripts`, the resolved folder of the scripts.

home=${scripts:?}
home=${home%/*}

complain() {
    printf 'forkyard: %s\n' "$1" >&2
}

fail() {
    complain "$2"
    exit "$1"
}

# Sets `sources`: what the build is made of. Folders count too: their times tell of deleted files.
list_sources() {
    local modules=("$home"/{common,proto,worker,coordinator,client})
    sources=("$scripts/build.sh" "$home"/{pom.xml,.mvn,jobs/pom.xml} "$home"/jobs/*/{pom.xml,src/main}
        "${modules[@]/%//pom.xml}" "${modules[@]/%//src/main}")
}

# Whether a source is newer than the build.
is_stale() {
    local sources newer
    [[ -e $home/dist/current/cli.classpath && -e $home/dist/stamp ]] || return 0
    list_sources
    # A source that cannot be looked at makes find fail: also a reason to build.
    newer=$(find "${sources[@]}" -newer "$home/dist/stamp" -print -quit 2>&1) || return 0
    [[ -n $newer ]]
}

# Sets `dist` to the folder of a fresh build, which is made first if need be.
find_dist() {
    local hash
    if is_stale; then
        # The streams of the caller are not the build's: stdin may carry numbers.
        dist=$("$scripts/build.sh" </dev/null) || exit 1
    else
        # The folder itself, not the link: a later build must not move it under a running process.
        read -r hash <"$home/dist/current/hash" || fail 1 "dist/current is damaged; remove it"
        dist=$home/dist/$hash
    fi
    [[ $dist != *:* ]] || fail 1 "'$home' has a ':', which no Java class path can hold; move it"
}

# Sets `class_path` from a list of jars in `dist`.
find_class_path() {
    local jars IFS=:
    mapfile -t jars <"$dist/$1"
    class_path="${jars[*]/#/$dist/lib/}"
}

# Sets `java`, `java_version` (17, 25, …) and `java_build`, a text that differs between builds.
find_java() {
    local line
    if [[ -n ${JAVA_HOME:-} ]]; then
        java=$JAVA_HOME/bin/java
        [[ -x $java ]] || fail 1 "JAVA_HOME is '$JAVA_HOME', which has no bin/java"
    else
        java=$(type -P java) ||
            fail 1 "no Java found; install one from 17 on: apt-get install openjdk-17-jre-headless"
        java=$(readlink -f -- "$java")
    fi
    java_build=
    java_version=
    if [[ -r ${java%/bin/java}/release ]]; then
        # It ends without the NUL that read waits for, and says so by its exit code.
        IFS= read -rd '' java_build <"${java%/bin/java}/release" || true
        line=${java_build#*JAVA_VERSION=\"}
        java_version=${line%%[!0-9]*}
    else
        # A wrapper, perhaps. It must be asked, which takes a JVM start, and gets no archive.
        line=$("$java" -version 2>&1)
        line=${line#*version \"}
        java_version=${line%%[!0-9]*}
    fi
    # Up to 8 the version began with "1.".
    ((${java_version:-0} >= 17)) ||
        fail 1 "$java is older than Java 17; install openjdk-17-jre-headless or set JAVA_HOME"
}

# Sets `archive_options`, the JVM options that use the class-data archive if there is one, and
# `archive`, its file, empty if this JVM or user can have none. The archive halves the start of a
# JVM; it is a help and never a need, so that a mismatch is silent.
find_archive() {
    local cache=${XDG_CACHE_HOME:-${HOME:-}/.cache}/forkyard key ending=jsa
    archive=
    archive_options=()
    [[ -n $java_build && $cache == /?* && ${FORKYARD_ARCHIVE:-on} != off ]] || return 0
    ((java_version < 25)) || ending=aot
    # The JVM compares paths, too: two checkouts with equal jars need two archives.
    read -r key _ < <(sha256sum <<<"$java $java_build $dist ${cli_options[*]}")
    archive=$cache/cli-${key:0:16}.$ending
    if [[ ! -r $archive ]]; then
        return 0
    elif [[ $ending == aot ]]; then
        # Not with -Xshare:auto, which this option refuses and implies.
        archive_options=("-XX:AOTCache=$archive")
    else
        archive_options=("-XX:SharedArchiveFile=$archive" -Xshare:auto)
    fi
}

# Makes a missing archive in the background, some seconds later, so that it slows nothing down.
make_archive_later() {
    local failed
    if [[ -z $archive || -e $archive ]]; then
        return 0
    fi
    # A JVM that cannot make one is asked again only a day later.
    if [[ -e $archive.failed ]] && read -r failed <"$archive.failed" &&
        ((EPOCHSECONDS - failed < 86400)); then
        return 0
    fi
    setsid -f nice -n 19 "$scripts/make-archive.sh" "$java" "$java_version" "$dist" "$archive" \
        "${cli_options[@]}" </dev/null >/dev/null 2>&1
}

# The options of the CLI's JVM that an archive depends on. It lives for a quarter of a second: one
# compiler thread and thrice the usual thresholds, since most of what gets hot in its start is never
# called again, and a small young generation, whose pages are then used again and not new ones: a list
# is made of megabytes that live for a moment.
cli_options=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CICompilerCount=1
    -XX:CompileThresholdScaling=3 -Xmn16m -XX:-UsePerfData
    -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0
    --enable-native-access=ALL-UNNAMED -Xmx256m)
