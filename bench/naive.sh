#!/usr/bin/env bash
# What a script does for one track: seven programs, each with its own decode. It keeps no record and reads nothing back.
#   bench/naive.sh FILE FOLDER
set -euo pipefail
quiet=(-nostdin -v error -y)
ffprobe -v error -show_format -show_streams -of json "$1" >"$2/probe.json"
ffmpeg "${quiet[@]}" -i "$1" -map 0:a:0 -c:a pcm_s16be "$2/out.aiff"
ffmpeg "${quiet[@]}" -i "$1" -map 0:a:0 -c:a pcm_s16le "$2/out.wav"
ffmpeg "${quiet[@]}" -i "$1" -map 0:a:0 -c:a alac -sample_fmt s16p "$2/out.m4a"
ffmpeg -nostdin -hide_banner -i "$1" -map 0:a:0 -af ebur128=peak=true:framelog=verbose -f null - 2>"$2/loudness.txt"
fpcalc -raw "$1" >"$2/fingerprint.txt"
aubio tempo "$2/out.wav" >"$2/tempo.txt"
