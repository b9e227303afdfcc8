#!/usr/bin/env bash
# Builds everything, runs the test projects one after another and ends with the line `N passed, N failed, N skipped`.
# One after another, because each uses all processors and some of them measure: at once they would starve each other.
# The whole log of a project is shown when it fails; all logs lie in TestResults/.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2

logs=$PWD/TestResults
limit=${CRATEHAND_TEST_LIMIT:-40m} # for one project; one that hangs is ended and counts as failed
passed=0 failed=0 skipped=0
mkdir -p "$logs"

# Prints the sums of every summary in a log of Microsoft.Testing.Platform: passed, failed, skipped.
sums() {
    awk '/^Test run summary:/ { s = 1 }
         s && $1 == "succeeded:" { p += $2 }
         s && $1 == "failed:" { f += $2 }
         s && $1 == "skipped:" { k += $2 }
         END { print p + 0, f + 0, k + 0 }' "$1"
}

run_project() {
    local project=$1 log=$logs/${1##*/}.log code=0 seconds=$SECONDS p f k
    timeout -k 10 "$limit" dotnet test --project "$project" -c Release --no-build --no-progress </dev/null >"$log" 2>&1 || code=$?
    read -r p f k < <(sums "$log")
    # A crash or a time-out leaves no summary, and a project that finds none of its tests is not green either.
    [[ $f == 0 && ($code != 0 || $((p + k)) == 0) ]] && f=1
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + k))
    [[ $f == 0 ]] || { echo "----- ${project##*/}: the whole log"; cat "$log"; echo "----- (exit code $code)"; }
    printf '%-26s %4d passed, %d failed, %d skipped   %d s\n' "${project##*/}" "$p" "$f" "$k" $((SECONDS - seconds))
}

end() {
    echo "$passed passed, $failed failed, $skipped skipped"
    [[ $failed == 0 && $passed -gt 0 ]]
    exit
}

if ! dotnet build Cratehand.slnx -c Release -v quiet --nologo --disable-build-servers -nodeReuse:false </dev/null >"$logs/build.log" 2>&1; then
    cat "$logs/build.log"
    echo "The build failed; the reason stands above."
    failed=1
    end
fi

# The whole program is tested as it is installed (docs/how-to/install.md): compiled ahead, it starts faster too.
is_asked() { [[ ${#asked[@]} == 0 || " ${asked[*]} " == *" $1 "* ]]; } # names: only those projects
asked=("$@")
if is_asked Cratehand.EndToEnd; then
    export CRATEHAND_TEST_PROGRAM=$PWD/artifacts/program/Cratehand
    if ! deploy/publish.sh artifacts/program >"$logs/publish.log" 2>&1; then
        cat "$logs/publish.log"
        echo "Publishing the program failed; the reason stands above."
        failed=1
        end
    fi
fi

for file in tests/*/*.csproj; do
    project=${file%/*}
    is_asked "${project##*/}" || continue
    grep -q '<IsTestProject>true' "$file" && grep -rqE --include='*.cs' '\[(Fact|Theory)' "$project" && run_project "$project"
done
end
