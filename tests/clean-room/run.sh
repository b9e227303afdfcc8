#!/usr/bin/env bash
# Runs exactly the README's fenced bash commands in a fresh Debian: a debootstrap root, an empty home, no package caches.
# From this machine it has only the .NET SDK (bound read-only), the committed sources, and the way to the package servers
# (apt sources, certificates, name servers, NuGet.Config, proxies). Prints download, build and run time apart.
#   tests/clean-room/run.sh             all commands of the README
#   tests/clean-room/run.sh 'make run'  only these, one argument each
# KEEP=1 keeps the root to look at.
set -euo pipefail

suite=bookworm
repo=$(git -C "$(dirname "${BASH_SOURCE[0]}")" rev-parse --show-toplevel)
# What a machine with git, make and the .NET SDK has anyway: the last four are the SDK's own dependencies.
given=git,make,ca-certificates,libicu72,libssl3,libstdc++6,zlib1g

[[ $(id -u) == 0 ]] || { echo "It makes and enters a root of its own: run it as root." >&2; exit 2; }
command -v debootstrap >/dev/null || { echo "debootstrap is missing: apt-get install debootstrap" >&2; exit 2; }
# Mounts in a space of our own: whatever goes wrong, the machine's are untouched, and ours go with the last process.
[[ -n ${IN_CLEAN_ROOM:-} ]] || IN_CLEAN_ROOM=1 exec unshare --mount --propagation private "$0" "$@"
sdk=$(dirname "$(readlink -f "$(command -v dotnet)")")

root=$(mktemp -d)
chmod 755 "$root"

leave() {
    for place in usr/share/dotnet proc dev sys; do
        ! mountpoint -q "$root/$place" || umount -R "$root/$place" || umount -l "$root/$place"
    done
    # Nothing is removed while something of the host hangs in there.
    if [[ -n ${KEEP:-} ]] || grep -qF " $root/" /proc/self/mounts; then echo "The root is kept: $root"; else rm -rf "$root"; fi
}
trap leave EXIT

mirror() {
    sed -nE 's/^(URIs:|deb( \[[^]]*\])?) *([^ ]*debian\/?)( .*)?$/\3/p' /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -n 1 || true
}

now() { date +%s.%N; }

since() { awk -v a="$1" -v b="$(now)" 'BEGIN { printf "%.1f", b - a }'; }

make_root() {
    local from
    from=$(mirror)
    debootstrap --variant=minbase --include="$given" "$suite" "$root" ${from:+"$from"} >"$root.log" 2>&1 \
        || { tail -n 40 "$root.log" >&2; rm -f "$root.log"; return 1; }
    rm -f "$root.log"
    rm -rf "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/*
}

# Only the host's Debian sources: others would ask for keys and packages that are no part of a clean machine.
pass_on_apt() {
    cp -a /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/"
    rm -f "$root"/etc/apt/apt.conf.d/{20packagekit,50appstream,docker-clean,docker-gzip-indexes}
    [[ ! -d /etc/apt/auth.conf.d ]] || cp -a /etc/apt/auth.conf.d "$root/etc/apt/"
    local file
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/*; do
        if [[ -f $file ]] && grep -q "$suite" "$file" && grep -qE 'debian(-security)?/?( |$)' "$file"; then
            rm -f "$root/etc/apt/sources.list"
            cp "$file" "$root/etc/apt/sources.list.d/"
        fi
    done
}

pass_on_the_network() {
    cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
    mkdir -p "$root/etc/ssl/certs" "$root/usr/local/share/ca-certificates"
    cp -a /etc/ssl/. "$root/etc/ssl/"
    cp -a /usr/local/share/ca-certificates/. "$root/usr/local/share/ca-certificates/" 2>/dev/null || true
    local config=$HOME/.nuget/NuGet/NuGet.Config
    [[ ! -f $config ]] || install -D "$config" "$root/root/.nuget/NuGet/NuGet.Config"
}

pass_on_the_sdk() {
    mkdir -p "$root/usr/share/dotnet"
    mount --bind "$sdk" "$root/usr/share/dotnet"
    mount -o remount,ro,bind "$root/usr/share/dotnet"
    ln -sf /usr/share/dotnet/dotnet "$root/usr/bin/dotnet"
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mount -t sysfs -o ro sys "$root/sys"
}

# Stand before apt-get and dotnet in the PATH and note how long they took; a build restores first, to be timed apart.
put_clocks() {
    cat >"$root/usr/local/bin/apt-get" <<'CLOCK'
#!/bin/bash
began=$EPOCHREALTIME code=0
/usr/bin/apt-get "$@" || code=$?
awk -v a="$began" -v b="$EPOCHREALTIME" 'BEGIN { print "download", b - a }' >>/root/times
exit $code
CLOCK
    cat >"$root/usr/local/bin/dotnet" <<'CLOCK'
#!/bin/bash
[[ $1 == build ]] || exec /usr/bin/dotnet "$@"
began=$EPOCHREALTIME code=0
/usr/bin/dotnet restore "$2" -v quiet --disable-build-servers || exit
restored=$EPOCHREALTIME
/usr/bin/dotnet "$@" || code=$?
awk -v a="$began" -v b="$restored" -v c="$EPOCHREALTIME" 'BEGIN { print "download", b - a; print "build", c - b }' >>/root/times
exit $code
CLOCK
    chmod +x "$root"/usr/local/bin/{apt-get,dotnet}
}

# The network's settings and how the SDK is to behave; nothing else of this environment.
environment() {
    env | grep -E '^((https?|no|all|ftp)_proxy|SSL_CERT_(FILE|DIR)|NUGET_[A-Z_]+|DOTNET_(CLI_TELEMETRY_OPTOUT|NOLOGO|GENERATE_ASPNET_CERTIFICATE))=' -i || true
}

# By pivot_root, not chroot: in a chroot no program may have a user namespace of its own, and some tests need one.
inside() {
    local -a carried
    mapfile -t carried < <(environment | grep -v '^NUGET_PACKAGES=')
    # shellcheck disable=SC2016 # the shell inside expands them
    unshare --mount --propagation private bash -c '
        set -e
        mount --rbind "$1" "$1"
        cd "$1"
        mkdir -p .old
        pivot_root . .old
        umount -l /.old
        rmdir /.old
        exec "${@:2}"' pivot "$root" \
        /usr/bin/env -i HOME=/root LANG=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "${carried[@]}" \
        bash -c "cd /root/cratehand && $1"
}

commands() { awk '/^```bash$/ { on = 1; next } /^```/ { on = 0 } on' "$repo/README.md"; }

if [[ $# == 0 ]]; then mapfile -t steps < <(commands); else steps=("$@"); fi
[[ ${#steps[@]} -gt 0 ]] || { echo "README.md has no fenced bash commands." >&2; exit 1; }

start=$(now)
make_root
pass_on_apt
pass_on_the_network
pass_on_the_sdk
put_clocks
git clone -q --no-hardlinks "$repo" "$root/root/cratehand"
echo "clean root: $(since "$start") s (not counted: stands for a machine with git, make and the SDK)"

for step in "${steps[@]}"; do
    echo "\$ $step"
    : >"$root/root/times"
    start=$(now)
    inside "$step" 2>&1 | tee "$root/root/out"
    awk -v step="$step" -v all="$(since "$start")" '{ t[$1] += $2 }
        END { printf "%s: download and install %.1f s, build %.1f s, run %.1f s\n", step, t["download"], t["build"], all - t["download"] - t["build"] }' "$root/root/times"
    if [[ $step == "make run" ]]; then
        found=$(find "$root/root/cratehand/var/library" -type f -name '*.aiff' -size +1M | wc -l)
        receipts=$(grep -c '^filed  ' "$root/root/out" || true)
        strays=$(find "$root/root/cratehand/var/library" -name '.*' | wc -l)
        echo "make run: $receipts receipts, $found files, $strays left over"
        [[ $found == 2 && $receipts == 2 && $strays == 0 ]] || { echo "It must be 2, 2 and 0." >&2; exit 1; }
    fi
    [[ $step != "make test" ]] || grep -qE '^[1-9][0-9]* passed, 0 failed, [0-9]+ skipped$' "$root/root/out"
done
echo "The README is true on a clean machine."
