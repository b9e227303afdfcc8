#!/usr/bin/env bash
# The daemon: start to ready, enqueue to start, jobs a second, and what it costs while it does nothing; once compiled as it runs (JIT),
# once ahead of time (ReadyToRun). Both are built from a copy: a build for one runtime would change the lock files.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rid=linux-$([[ $(uname -m) == aarch64 ]] && echo arm64 || echo x64)

mkdir "$work/copy"
tar -C "$here/.." --exclude=bin --exclude=obj --exclude=.git --exclude=./tests --exclude=./var -cf - . | tar -C "$work/copy" -xf -
for kind in jit ready-to-run; do
    dotnet publish "$work/copy/src/Cratehand" -c Release -v quiet --nologo -r "$rid" --no-self-contained -o "$work/$kind" \
        -p:RestoreLockedMode=false -p:RunAnalyzers=false -p:PublishReadyToRun="$([[ $kind == jit ]] && echo false || echo true)"
done
"$here/serve.py" "${@:2}" "$work/jit/Cratehand" "$work/ready-to-run/Cratehand"
