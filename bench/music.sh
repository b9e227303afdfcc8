#!/usr/bin/env bash
# Prints every other of the free recordings of 60 to 400 s, the same on every machine: 22 pieces, 84 minutes.
set -euo pipefail
folder=$("$(dirname "${BASH_SOURCE[0]}")/../tests/fetch-music.sh")
find "$folder/wesnoth-1.16-music" "$folder/singularity-music" -name '*.ogg' -print0 | sort -z | while IFS= read -r -d '' file; do
    printf '%s\t%s\n' "$(ffprobe -v error -show_entries format=duration -of csv=p=0 "$file")" "$file"
done | awk -F '\t' '$1 >= 60 && $1 <= 400 && n++ % 2 { print $2 }'
