#!/usr/bin/env bash
# The daemon: start to ready, enqueue to start, jobs a second, and what it costs while it does nothing; once compiled as it runs (JIT),
# once ahead of time (ReadyToRun). Both are built aside, so that neither the checkout nor its lock files change.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rid=linux-$([[ $(uname -m) == aarch64 ]] && echo arm64 || echo x64)

for kind in jit ready-to-run; do
    dotnet publish "$here/../src/Cratehand" -c Release -v quiet --nologo -r "$rid" --no-self-contained --artifacts-path "$work/build-$kind" -o "$work/$kind" \
        -p:RestorePackagesWithLockFile=false -p:RunAnalyzers=false -p:PublishReadyToRun="$([[ $kind == jit ]] && echo false || echo true)"
done
"$here/serve.py" "${@:2}" "$work/jit/Cratehand" "$work/ready-to-run/Cratehand"
