#!/usr/bin/env bash
# Sees to it that the programs Cratehand works with are there, and says nothing if they are.
#   deploy/install-tools.sh         what running it needs
#   deploy/install-tools.sh test    and what its tests need
#   deploy/install-tools.sh bench   and what it is measured beside
# Installs what is missing where that is allowed (root, or sudo without a password); else prints the line to type.
set -euo pipefail

# program:Debian package
wanted=(ffmpeg:ffmpeg ffprobe:ffmpeg kid3-cli:kid3-cli bpm:bpm-tools setsid:util-linux flock:util-linux)
for_tests=no
[[ ${1:-} == test || ${1:-} == bench ]] && for_tests=yes && wanted+=(mediainfo:mediainfo kill:procps strace:strace unshare:util-linux yt-dlp:yt-dlp faketime:faketime crontab:cron fluidsynth:fluidsynth systemd-analyze:systemd)
[[ ${1:-} == bench ]] && wanted+=(fpcalc:libchromaprint-tools aubio:aubio-tools)

fail() {
    printf '%s\n' "$@" >&2
    exit 2
}

check_sdk() {
    command -v dotnet >/dev/null || fail "The .NET 10 SDK is missing ('dotnet' was not found)." "Install it: https://dotnet.microsoft.com/download/dotnet/10.0"
    dotnet --list-sdks | grep -q '^10\.' || fail "The .NET 10 SDK is missing; 'dotnet --list-sdks' shows: $(dotnet --list-sdks | tr '\n' ' ')" \
        "Install it: https://dotnet.microsoft.com/download/dotnet/10.0"
}

missing_packages() {
    for pair in "${wanted[@]}"; do
        PATH="$PATH:/usr/sbin:/sbin" type -P "${pair%%:*}" >/dev/null || echo "${pair##*:}"
    done
    # .NET ends at start without ICU, and names no package. The package's name carries a version: apt takes a pattern.
    if [[ ${DOTNET_SYSTEM_GLOBALIZATION_INVARIANT:-} != 1 ]] && ! compgen -G '/usr/lib*/*/libicuuc.so.*' >/dev/null \
        && ! compgen -G '/usr/lib*/libicuuc.so.*' >/dev/null; then
        echo '^libicu[0-9]+$'
    fi
    # Schedules go by the clocks of named zones.
    [[ -e /usr/share/zoneinfo/Europe/Berlin ]] || echo tzdata
    # A library without a program: the tests ask it when cron texts fall due.
    if [[ $for_tests == yes ]] && ! /usr/bin/python3 -c 'import croniter' 2>/dev/null; then
        echo python3-croniter
    fi
}

install() {
    local as_root=()
    if [[ $(id -u) != 0 ]]; then
        sudo -n true 2>/dev/null || return 1
        as_root=(sudo -n)
    fi
    command -v apt-get >/dev/null || return 1
    echo "Installing $*" >&2
    "${as_root[@]}" apt-get update -qq >&2 || return 1
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >"$log" 2>&1 \
        || { cat "$log" >&2; return 1; }
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT

mapfile -t packages < <(missing_packages | sort -u)
if [[ ${#packages[@]} -gt 0 ]] && ! install "${packages[@]}"; then
    fail "Cratehand needs programs that are not installed, and this account may not install them. Type:" \
        "  sudo apt-get update && sudo apt-get install -y ${packages[*]@Q}"
fi
check_sdk

# Music that the tests listen to: too large for the repository.
[[ $for_tests == no ]] || "$(dirname "${BASH_SOURCE[0]}")/../tests/fetch-music.sh" >/dev/null
