#!/usr/bin/env bash
# Prints four pieces of real music of about 84, 207, 249 and 348 s, the same on every machine.
set -euo pipefail
folder=$("$(dirname "${BASH_SOURCE[0]}")/../tests/fetch-music.sh")
find "$folder/wesnoth-1.16-music" "$folder/singularity-music" -name '*.ogg' -print0 | sort -z | while IFS= read -r -d '' file; do
    printf '%s\t%s\n' "$(ffprobe -v error -show_entries format=duration -of csv=p=0 "$file")" "$file"
done | awk -F '\t' '
    BEGIN { split("84 207 249 348", want, " ") }
    { for (i = 1; i <= 4; i++) { off = ($1 - want[i]) ^ 2; if (!(i in best) || off < best[i]) { best[i] = off; file[i] = $2 } } }
    END { for (i = 1; i <= 4; i++) print file[i] }'
