#!/usr/bin/env bash
# Accuracy of tempo and musical key on scores whose tempo is known, beside essentia.js on the same audio. essentia.js is
# AGPL: it is an oracle here, fetched into a temporary folder, and no part of the product.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
bench=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
music=$("$here/../tests/fetch-music.sh")

if ! command -v node >/dev/null || ! (cd "$work" && npm install --silent --no-fund --no-audit essentia.js@0.1.3 >npm.log 2>&1); then
    echo "essentia.js cannot be fetched (it needs node and npm): only our own figures follow."
fi
[[ ! -d $work/node_modules ]] || cp "$here/essentia.mjs" "$work/"

find "$music/openttd-openmsx" -name '*.mid' | sort | while read -r score; do
    # Where notes hang after the end, fluidsynth plays on for ever.
    timeout 60 fluidsynth -ni -q -g 0.4 -r 44100 -F "$work/score.wav" "$(find "$music/timgm6mb-soundfont" -name '*.sf2')" "$score" >/dev/null 2>&1 || continue
    ffmpeg -nostdin -v error -y -t 75 -i "$work/score.wav" -ac 1 -f f32le "$work/score.f32"
    ours=$("$bench" measure "$score" "$work/score.f32")
    [[ -n $ours ]] || continue # its tempo changes
    theirs=$([[ -d $work/node_modules ]] && node "$work/essentia.mjs" "$work/score.f32" || echo "- -")
    echo "$(basename "$score") $ours $theirs"
done | awk '
    function right(bpm, truth) { return bpm != "-" && ((bpm - truth) ^ 2 <= 1 || (bpm - 2 * truth) ^ 2 <= 1 && truth < 70 || (2 * bpm - truth) ^ 2 <= 4 && truth > 190) }
    { n++; ours += right($3, $2); theirs += right($5, $2); both += ($4 == $6); printf "%-34s truth %6.1f   ours %6.1f %-4s   essentia.js %6s %s\n", $1, $2, $3, $4, $5, $6 }
    END { printf "Tempo within 1 BPM: ours %d of %d, essentia.js %d; the same key heard: %d of %d. Real masters: not measured.\n", ours, n, theirs, both, n }'
