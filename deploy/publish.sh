#!/usr/bin/env bash
# Builds the program as it is installed, compiled ahead for this machine: it starts faster.
#   deploy/publish.sh [FOLDER]     (publish)
set -euo pipefail
root=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/..
case $(uname -m) in
    # AVX2, as any x86 of the last ten years has it: measuring is vector code, which is else compiled anew at every start.
    # (On an older one that is what happens, and it runs all the same.)
    x86_64) runtime=linux-x64 ahead="--instruction-set:x86-64-v3" ;;
    aarch64) runtime=linux-arm64 ahead="" ;;
    *) echo "publish: there is no build for $(uname -m), only for x86_64 and aarch64. ./cratehand in the checkout runs anywhere .NET does." >&2 && exit 2 ;;
esac
folder=$(realpath -m "${1:-publish}")
cd "$root"
exec dotnet publish src/Cratehand -c Release -r "$runtime" --no-self-contained -p:PublishReadyToRun=true "-p:PublishReadyToRunCrossgen2ExtraArgs=$ahead" -p:RunAnalyzers=false -o "$folder" \
    -v quiet --nologo --disable-build-servers -nodeReuse:false </dev/null
