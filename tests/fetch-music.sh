#!/usr/bin/env bash
# Fetches the free music that the tests of tempo and musical key listen to: Debian packages, unpacked, never installed.
#   tests/fetch-music.sh        prints the folder; fetches what is not there yet (210 MB, once)
# The folder is CRATEHAND_TEST_MUSIC, else ~/.cache/cratehand-test-music. Needs apt-get and dpkg, no rights.
set -euo pipefail

folder=${CRATEHAND_TEST_MUSIC:-${XDG_CACHE_HOME:-$HOME/.cache}/cratehand-test-music}
packages=(openttd-openmsx timgm6mb-soundfont wesnoth-1.16-music singularity-music)

fetch() {
    local package=$1 work
    work=$(mktemp -d "$folder/.fetching-XXXXXX")
    (
        cd "$work"
        chmod 755 . # apt's own account has to write here
        apt-get download -qq "$package" >/dev/null 2>log || { cat log >&2; exit 1; }
        dpkg -x ./*.deb root
    ) && mv -T "$work/root" "$folder/$package"
    local code=$?
    rm -rf "$work"
    return "$code"
}

mkdir -p "$folder"
for package in "${packages[@]}"; do
    [[ -d $folder/$package ]] || fetch "$package" || {
        echo "The tests of tempo and musical key need the music of Debian's $package, and it cannot be fetched." >&2
        echo "Where the network is, type:  tests/fetch-music.sh   (it goes to $folder)" >&2
        exit 2
    }
done
echo "$folder"
