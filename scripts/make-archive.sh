#!/usr/bin/env bash
# Makes the class-data archive that speeds up the CLI's start, in the background of a command.
# Internal; called by launch.bash with JAVA JAVA_VERSION DIST ARCHIVE OPTION…
set -u

java=$1
java_version=$2
dist=$3
archive=$4
shift 4

# Whoever reads the command's output must not wait for this process.
for descriptor in "/proc/$BASHPID/fd"/*; do
    number=${descriptor##*/}
    if ((number > 2 && number != 255)); then
        exec {number}>&-
    fi
done
cd / || exit 1

# After the command, and not after each of a hundred in a loop.
sleep 3
umask 077
folder=${archive%/*}
mkdir -p "$folder" || exit 1
exec {lock}>"$folder/lock" || exit 1
flock -n "$lock" || exit 0
[[ ! -e $archive ]] || exit 0

fresh=$archive.fresh
list=$archive.list
mapfile -t jars <"$dist/cli.classpath" || exit 1
class_path=$(
    IFS=:
    printf '%s' "${jars[*]/#/$dist/lib/}"
)

# Runs the JVM for at most two minutes, without the lock.
java_run() {
    timeout -k 5 120 "$java" -cp "$class_path" "$@" {lock}>&-
}

# Runs the usual commands once and records, as the JVM option in $1 says, the classes they use.
train() {
    java_run "${options[@]}" "$1" -Xlog:disable "-Dforkyard.home=$dist" -Dforkyard.train=true \
        dev.forkyard.client.cli.CliMain
}

# Before Java 25 by a list of classes and a dump, and not at the exit of the training: an archive
# that is made at exit leaves out the command-line parser, whose class files are of an old version.
make_fresh() {
    if ((java_version >= 25)); then
        train "-XX:AOTCacheOutput=$fresh"
    else
        train "-XX:DumpLoadedClassList=$list" &&
            java_run "${options[@]}" -Xshare:dump "-XX:SharedClassListFile=$list" \
                "-XX:SharedArchiveFile=$fresh" -Xlog:disable
    fi
}

options=("$@")
rm -f "$fresh"
# Options for all of a user's JVMs would end up in the archive and make it unfit.
unset JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS
if make_fresh && [[ -s $fresh ]]; then
    chmod 600 "$fresh"
    mv -f "$fresh" "$archive"
    rm -f "$archive.failed"
else
    rm -f "$fresh"
    printf '%s\n' "$EPOCHSECONDS" >"$archive.failed"
fi
rm -f "$fresh.config" "$list"

# The newest four stay: other checkouts and other JDKs have theirs here, too.
cd "$folder" || exit 1
find . -maxdepth 1 \( -name 'cli-*.jsa' -o -name 'cli-*.aot' \) -printf '%T@ %f\n' | sort -rn |
    tail -n +5 | while read -r _ old; do
    rm -f "$old"
done
find . -maxdepth 1 -name 'cli-*.failed' -mtime +1 -delete
