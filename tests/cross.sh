#!/usr/bin/env bash
# Lints for macOS and Windows, and Windows' tests under Wine, on a Debian 12 machine, as root.
#
#   bash tests/cross.sh            both
#   bash tests/cross.sh lints
#   bash tests/cross.sh windows [FILTER…]
#
# A machine has the standard library of its own system only, so the libraries of the others are built
# here, from Debian's sources of Rust. Nothing is linked or run for macOS.
set -euo pipefail
cd "$(dirname "$0")/.."

what=${1-all}
[ "$#" -eq 0 ] || shift
step() { printf '\n-- %s (after %s s)\n' "$*" "$SECONDS"; }
not_run() { printf 'NOT RUN: macOS and Windows: %s\n' "$*"; exit 0; }

at=$PWD/target/cross
rust=$at/rust/usr
packages=(rustc-web rust-web-clippy rust-web-src libllvm22)

# Unpacked in `target`, so that the machine's own Rust stays as it is.
get_rust() {
    [ ! -x "$rust/bin/cargo-clippy" ] || return 0
    mkdir -p "$at/debs/partial"
    apt-get install -y -qq --no-install-recommends --download-only \
        -o Dir::Cache::archives="$at/debs" "${packages[@]}" >/dev/null ||
        not_run "Debian's packages cannot be had: ${packages[*]}"
    local package
    for package in "$at"/debs/*.deb; do dpkg -x "$package" "$at/rust"; done
}

get_tools() {
    command -v apt-get >/dev/null || not_run 'there is no apt-get here'
    [ "$(id -u)" -eq 0 ] || not_run 'only root can install what it needs'
    apt-get update -qq || not_run "Debian's packages cannot be reached"
    [ -n "$(apt-cache policy "${packages[0]}")" ] || not_run 'this Debian has no rustc-web'
    command -v x86_64-w64-mingw32-gcc >/dev/null && [ -x /usr/lib/wine/wine64 ] ||
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
            gcc-mingw-w64-x86-64-win32 wine64 >/dev/null ||
        not_run 'Debian has no mingw or Wine here'
    get_rust
}

use_rust() {
    cargo=$(rustup which cargo 2>/dev/null || command -v cargo)
    export CARGO=$cargo RUSTC=$rust/bin/rustc RUSTC_BOOTSTRAP=1
    export LD_LIBRARY_PATH=$rust/lib/x86_64-linux-gnu CARGO_TARGET_DIR=$at/target
    export CARGO_UNSTABLE_BUILD_STD=std,panic_abort,panic_unwind,test
    # Nobody debugs these, and they build faster without it.
    export CARGO_PROFILE_DEV_DEBUG=0 CARGO_INCREMENTAL=0
    "$RUSTC" --version
}

lints() {
    step 'lints for macOS and Windows'
    local targets=(aarch64-apple-darwin x86_64-apple-darwin x86_64-pc-windows-msvc)
    local lint=("$rust/bin/cargo-clippy" clippy --locked "${targets[@]/#/--target=}")
    PATH=$rust/bin:$PATH "${lint[@]}" --all-targets -- -D warnings
}

# Wine 8 lacks `ProcessPrng`, which Rust's library asks for random numbers.
give_random_numbers() {
    local dll=$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll
    [ ! -e "$dll" ] || return 0
    x86_64-w64-mingw32-gcc -shared -x c - -o "$dll" -ladvapi32 <<'C'
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE to, SIZE_T n) {
    return SystemFunction036(to, n);
}
C
}

windows() {
    export WINEPREFIX=$at/wine WINEDEBUG=-all XDG_RUNTIME_DIR=/tmp PATH=$PATH:/usr/lib/wine
    export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER=/usr/lib/wine/wine64
    step 'a build for Windows'
    "$cargo" test --locked --no-run --target x86_64-pc-windows-gnu
    step 'Wine'
    wine64 --version
    wine64 wineboot -i 2>/dev/null
    give_random_numbers
    step "Windows' tests under Wine"
    "$cargo" test --locked --test it --target x86_64-pc-windows-gnu -- "$@"
    "$cargo" test --locked --quiet --test it --target x86_64-pc-windows-gnu -- --list |
        tr -d '\r' >"$there"
    python3 tests/cross/skipped.py "$here" "$there"
}

step 'tools'
get_tools
here=$(mktemp)
there=$(mktemp)
trap 'rm -f "$here" "$there"' EXIT
[ "$what" = lints ] || cargo test --locked --quiet --test it -- --list >"$here"
use_rust
case $what in
    all) lints; windows "$@" ;;
    lints) lints ;;
    windows) windows "$@" ;;
    *) echo 'usage: bash tests/cross.sh [lints | windows [FILTER…]]' >&2; exit 2 ;;
esac
step 'done'
