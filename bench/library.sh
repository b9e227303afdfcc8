#!/usr/bin/env bash
# Lookup by identity and by sound as the library grows; what is heard are pieces made here and the free recordings.
set -euo pipefail
music=$("$(dirname "${BASH_SOURCE[0]}")/../tests/fetch-music.sh")
mapfile -t recordings < <(find "$music/wesnoth-1.16-music" "$music/singularity-music" -name '*.ogg' -size +1500k | sort)
"$1" library "${recordings[@]}"
