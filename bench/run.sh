#!/usr/bin/env bash
# Measures, each figure beside its limit; the figures are this machine's. Named: only those; lookup is the quick part of library.
#   bench/run.sh [audio|accuracy|library|lookup|scan|serve|detect]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

deploy/install-tools.sh bench
dotnet build bench/Cratehand.Bench -c Release -v quiet --nologo
bench=bench/Cratehand.Bench/bin/Release/net10.0/Cratehand.Bench

[[ $# -gt 0 ]] || set -- audio accuracy library scan serve detect
for name in "$@"; do
    echo "== $name"
    if [[ -x bench/$name.sh ]]; then "bench/$name.sh" "$bench"; else "$bench" "$name"; fi
done
