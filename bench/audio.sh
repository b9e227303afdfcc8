#!/usr/bin/env bash
# The track workflow as a whole (real program as shipped, durable steps, read-back) on 22 pieces of real music, beside
# the naive chain run two at a time; interleaved, medians of CRATEHAND_BENCH_ROUNDS (3) rounds. Each run is the first in a new library, so
# the first start of all is in it.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
bench=$1 rounds=${CRATEHAND_BENCH_ROUNDS:-3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mapfile -t music < <("$here/music.sh")
seconds=$(for file in "${music[@]}"; do ffprobe -v error -show_entries format=duration -of csv=p=0 "$file"; done | awk '{ s += $1 } END { print s }')
program=$here/../artifacts/program/Cratehand
"$here/../deploy/publish.sh" "${program%/*}"

# Prints the seconds on the clock and on the processors, of a command and all it waited for.
timed() {
    local TIMEFORMAT='%R %U %S'
    { time "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }; } 2>&1 | awk '{ print $1, $2 + $3 }'
}

ours() {
    local run
    run=$(mktemp -d -p "$work")
    timed env CRATEHAND_DATA="$run/data" CRATEHAND_LIBRARY="$run/library" CRATEHAND__FORMATS__OTHERLOSSY="$1" \
        "$program" sync --json "${music[@]}"
    [[ $(find "$run/library" -type f | wc -l) == "$2" ]] || { echo "not every file was filed" >&2; cat "$work/log" >&2; exit 1; }
    rm -rf "$run"
}

naive() {
    local run
    run=$(mktemp -d -p "$work")
    timed xargs -0 -n 2 -P 2 "$here/naive.sh" < <(for i in "${!music[@]}"; do mkdir "$run/$i" && printf '%s\0%s\0' "${music[i]}" "$run/$i"; done)
    rm -rf "$run"
}

for ((round = 1; round <= rounds; round++)); do
    echo "three $(ours aiff,wav,alac $((3 * ${#music[@]})))"
    echo "one $(ours aiff ${#music[@]})"
    echo "naive $(naive)"
done >"$work/rounds"

median() { awk -v n="$1" -v c="$2" '$1 == n { print $c }' "$work/rounds" | sort -n | awk '{ v[NR] = $1 } END { if (NR) print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

awk -v three="$(median three 2)" -v cpu="$(median three 3)" -v one="$(median one 2)" -v one_cpu="$(median one 3)" -v naive="$(median naive 2)" \
    -v naive_cpu="$(median naive 3)" -v audio="$seconds" -v n="${#music[@]}" 'BEGIN {
    printf "%-58s %9s %9s\n", n " pieces, " int(audio) " s of music", "measured", "limit"
    printf "%-58s %9.1f %9s\n", "AIFF + WAV + ALAC, everything, tracks/min", 60 * n / three, ">= 32"
    printf "%-58s %9s %9s\n", "… as a multiple of the naive chain, two at a time", sprintf("%.2f", naive / three), ">= 1.25"
    printf "%-58s %9.2f %9s\n", "… CPU-seconds per minute of audio", cpu / audio * 60, "<= 0.9"
    printf "%-58s %9.1f %9s\n", "the naive chain, two at a time, tracks/min", 60 * n / naive, "25.7"
    printf "%-58s %9.2f %9s\n", "… CPU-seconds per minute of audio", naive_cpu / audio * 60, "1.20"
    printf "%-58s %9.1f %9s\n", "default, one AIFF, tracks/min", 60 * n / one, ">= 60"
    printf "%-58s %9.2f %9s\n", "… CPU-seconds per minute of audio", one_cpu / audio * 60, ""
}'
"$bench" analysis "${music[@]:0:6}"
