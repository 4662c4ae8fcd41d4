#!/usr/bin/env bash
# Measures how fast captchas are made, beside other generators, and attacks them all; two tables.
set -euo pipefail

self=$(readlink -f -- "${BASH_SOURCE[0]}")
scripts=${self%/*}
# shellcheck source=launch.bash
source "$scripts/launch.bash"

usage() {
    cat <<'TEXT'
Usage: scripts/bench-captcha.sh [OPTION]...

Measures pictures and spoken captchas a second and core, in turns with hutool, kaptcha, easy-captcha
and, where it is installed, Python's captcha. Then draws pictures with each of them and attacks them
with tesseract and with nearest neighbours of the generator's own pictures, Forkyard's also with the
band stripped. Takes a quarter of an hour on idle cores; on busy ones only ratios mean something.

  --rounds N      interleaved rounds, 1…1000; default 7
  --seconds S     CPU seconds a generator and round; default 1
  --train N       pictures that an attacker knows, 100…100000; default 3000
  --test N        fresh pictures to attack, 1…10000; default 300
  --tesseract N   of these with tesseract's eight settings, 0…10000; default 200
  --no-attack     only the speed
  -h, --help      print this

Needs a JDK and Maven; the attack needs python3-numpy, python3-pil and tesseract-ocr.
Exit code: 0 measured, whatever the figures; 1 could not measure; 2 a bad option.
TEXT
}

rounds=7 seconds=1 train=3000 test=300 tesseract=200 attack=yes

read_options() {
    while (($# > 0)); do
        case $1 in
            -h | --help) usage && exit ;;
            --no-attack) attack=no && shift && continue ;;
            --rounds | --seconds | --train | --test | --tesseract) ;;
            *) fail 2 "unknown option '$1'; see --help" ;;
        esac
        (($# > 1)) || fail 2 "option '$1' needs a value"
        [[ $2 =~ ^[0-9]{1,6}(\.[0-9]{1,3})?$ ]] || fail 2 "option '$1' needs a number, was '$2'"
        printf -v "${1#--}" %s "$2"
        shift 2
    done
}

# A copy of what is needed, so that nothing is made in target/. The peers' libraries come with it.
build() {
    local work=$home/.build/bench-captcha poms
    mkdir -p "$work"
    cd "$home"
    poms=(pom.xml ./*/pom.xml ./*/*/pom.xml)
    find .mvn "${poms[@]}" {common,jobs/{speech,captcha},benchmarks/captcha}/src/main -type f -print0 |
        xargs -0 cp -u --parents -t "$work"
    cd "$work"
    mvn -q -B -Pbench -pl benchmarks/captcha -am -DskipTests -Dspotless.check.skip=true package \
        dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=target/lib \
        </dev/null >&2 || fail 1 "the build failed; Maven says above why"
    class_path="$work/benchmarks/captcha/target/classes:$work/benchmarks/captcha/target/lib/*"
}

attack_all() {
    local folder generator name row
    for tool in tesseract python3; do
        type -P "$tool" >/dev/null || fail 1 "'$tool' is not installed: apt-get install tesseract-ocr python3-numpy python3-pil"
    done
    folder=$(mktemp -d)
    # shellcheck disable=SC2064 # The folder of now.
    trap "rm -rf '$folder'" EXIT
    run draw "$folder" "$train" "$test"
    echo "| generator | tesseract, any of 8 | nearest neighbour: whole | a character | best way |"
    echo "|---|---|---|---|---|"
    for generator in "$folder"/*; do
        name=${generator##*/}
        row=("$name" "$generator/train" "$generator/test")
        OMP_THREAD_LIMIT=1 /usr/bin/python3 "$home/benchmarks/captcha/attack.py" "${row[@]}" \
            --tesseract "$tesseract"
        if [[ $name == Forkyard-band ]]; then
            OMP_THREAD_LIMIT=1 /usr/bin/python3 "$home/benchmarks/captcha/attack.py" \
                "$name, stripped" "${row[@]:1}" --strip --tesseract "$tesseract"
        fi
    done
}

run() {
    "$java" -Djava.awt.headless=true -XX:+UseSerialGC -Xmx512m -XX:-UsePerfData \
        -cp "$class_path" dev.forkyard.benchmarks.captcha.CaptchaBenchmark "$@"
}

read_options "$@"
find_java
build
run speed "$rounds" "$seconds"
[[ $attack == no ]] || attack_all
