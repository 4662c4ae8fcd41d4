# shellcheck shell=bash
# shellcheck disable=SC2154 # launch.bash sets home, java, class_path and more.
# What the bench scripts and chaos.sh share: their Java programs, compiled against the build. Sourced
# after launch.bash. Not part of the build itself, since no user of Forkyard needs them.

# Becomes a Java program of benchmarks/: CLASS [ARGUMENT]…
run_stand() {
    local sources=$home/benchmarks/src/main/java classes
    find_dist
    find_java
    find_class_path cli.classpath
    compile_stand "$sources"
    exec "$java" -XX:+UseSerialGC -Xmx512m -XX:-UsePerfData --enable-native-access=ALL-UNNAMED \
        -Xlog:disable -Dlogback.configurationFile=logback-cli.xml "-Dforkyard.scripts=$scripts" \
        "-Dforkyard.pool.executor=$home/benchmarks/pool/executor.py" \
        "-Dforkyard.primes.tutorial=$home/benchmarks/primes/tutorial.py" \
        -cp "$classes:$class_path" "$@"
}

# Sets `classes` to the compiled programs, one folder for each state of sources and build.
compile_stand() {
    local javac=${java%/bin/java}/bin/javac key fresh files
    [[ -x $javac ]] || fail 1 "this needs a JDK, '$java' has no javac: apt-get install openjdk-17-jdk-headless"
    mapfile -t files < <(find "$1" -name '*.java' | sort)
    key=$(cat "${files[@]}" <(echo "$java_build $class_path") | sha256sum) || exit 1
    classes=$home/.build/stand-${key:0:16}
    [[ ! -d $classes ]] || return 0
    complain "compiling the programs of benchmarks/"
    fresh=$classes.fresh.$$
    rm -rf "$home"/.build/stand-*
    mkdir -p "$fresh" || exit 1
    "$javac" -nowarn -proc:none --release 17 -d "$fresh" -cp "$class_path" "${files[@]}" >&2 ||
        fail 1 "the programs of benchmarks/ do not compile"
    mv -T "$fresh" "$classes" 2>/dev/null || rm -rf "$fresh"
}
