#!/usr/bin/env bash
# Builds the program as it is installed, compiled ahead for this machine: it starts faster.
#   deploy/publish.sh [FOLDER]     (publish)
set -euo pipefail
root=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/..
case $(uname -m) in
    x86_64) runtime=linux-x64 ;;
    aarch64) runtime=linux-arm64 ;;
    *) echo "publish: there is no build for $(uname -m), only for x86_64 and aarch64. ./cratehand in the checkout runs anywhere .NET does." >&2 && exit 2 ;;
esac
folder=$(realpath -m "${1:-publish}")
cd "$root"
exec dotnet publish src/Cratehand -c Release -r "$runtime" --no-self-contained -p:PublishReadyToRun=true -p:RunAnalyzers=false -o "$folder" \
    -v quiet --nologo --disable-build-servers -nodeReuse:false </dev/null
