#!/usr/bin/env bash
# The daemon: start to ready, enqueue to start, jobs a second, and what it costs while it does nothing; once compiled as it runs (JIT, as
# a checkout runs it), once ahead of time (ReadyToRun, as it is installed).
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")/..
dotnet build "$here/src/Cratehand" -c Release -v quiet --nologo
"$here/deploy/publish.sh" "$here/artifacts/program"
"$here/bench/serve.py" "${@:2}" "$here/src/Cratehand/bin/Release/net10.0/Cratehand" "$here/artifacts/program/Cratehand"
