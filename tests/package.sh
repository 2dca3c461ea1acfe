#!/usr/bin/env bash
# Makes the Debian package from the release build, checks it with lintian, installs it into an empty
# folder, runs it there, tries its completions, and removes it. Makes the archive twice, in two folders,
# and compares them. Packs the source and builds the program from it. Needs root, dpkg, cargo-deb,
# lintian, bash-completion, zsh and fish.
set -euo pipefail
cd "$(dirname "$0")/.."

[ "$(id -u)" -eq 0 ] || { echo 'the files of a package belong to root: run this as root' >&2; exit 1; }

program=target/release/nocontact
made=target/packaged
passed=0
failed=0

# check WHAT COMMAND...: checks one fact, with a command that succeeds if it is true.
check() {
    local what=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "failed: $what" >&2
    fi
}

equal() {
    [ "$1" = "$2" ] || { printf 'expected: %s\nfound:    %s\n' "$1" "$2" >&2; return 1; }
}

# The pages and completions that the program prints.
rm -rf "$made"
mkdir -p "$made"
"$program" man --dir "$made/man/man1" >/dev/null
for shell in bash zsh fish; do
    "$program" completions "$shell" >"$made/$shell"
done

version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
maintainer=$(sed -n 's/^maintainer = "\(.*\)"$/\1/p' Cargo.toml)
{
    printf 'nocontact (%s-1) unstable; urgency=low\n\n' "$version"
    printf '  * Made from the source of this version.\n\n'
    printf ' -- %s  %s\n' "$maintainer" "$(git log -1 --format=%cD)"
} >"$made/changelog"
cat >"$made/lintian" <<'OVERRIDES'
# Debian's archive does not have it, so no bug there asks for it.
nocontact: initial-upload-closes-no-bugs *
OVERRIDES

package=$(cargo deb --no-build --no-strip --locked --quiet)
check 'cargo deb names a package' test -f "$package"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
root=$scratch/root
home=$scratch/home
mkdir -p "$root/var/lib/dpkg/"{info,updates} "$root/var/log" "$home"
touch "$root/var/lib/dpkg/"{status,available}
# The empty folder has no C library; the installed program uses that of the system.
into_root() { dpkg --root="$root" --force-depends --log=/dev/null "$@" >/dev/null 2>"$scratch/said"; }
installed() { env -i HOME="$home" "$root/usr/bin/nocontact" "$@"; }
# Every file in the folder that does not belong to dpkg: mode, owner, path.
files() { (cd "$root" && find . -path ./var -prune -o ! -type d -printf '%m %u:%g %p\n' | sort -k3); }

expected() {
    echo '755 root:root ./usr/bin/nocontact'
    echo '644 root:root ./usr/share/bash-completion/completions/nocontact'
    echo '644 root:root ./usr/share/doc/nocontact/changelog.Debian.gz'
    echo '644 root:root ./usr/share/doc/nocontact/copyright'
    echo '644 root:root ./usr/share/fish/vendor_completions.d/nocontact.fish'
    echo '644 root:root ./usr/share/lintian/overrides/nocontact'
    for page in "$made"/man/man?/*; do
        echo "644 root:root ./usr/share/man/${page#"$made"/man/}.gz"
    done
    echo '644 root:root ./usr/share/zsh/vendor-completions/_nocontact'
}
same_page() { gzip --test "$2" && zcat "$2" | cmp - "$1"; }

check 'it installs' into_root --install "$package"
check 'its files, their modes, their owner' equal "$(expected | sort -k3)" "$(files)"
check 'folders are open to all' equal '' "$(find "$root/usr" -type d ! -perm 755)"
check 'the program is the release build' cmp "$program" "$root/usr/bin/nocontact"
check 'there are pages in both sections' test -f "$made/man/man1/nocontact.1" -a -f "$made/man/man7/nocontact-dates.7"
for page in "$made"/man/man?/*; do
    check "${page##*/} is as made" same_page "$page" "$root/usr/share/man/${page#"$made"/man/}.gz"
done
check 'completions for bash' cmp "$made/bash" "$root/usr/share/bash-completion/completions/nocontact"
check 'completions for zsh' cmp "$made/zsh" "$root/usr/share/zsh/vendor-completions/_nocontact"
check 'completions for fish' cmp "$made/fish" "$root/usr/share/fish/vendor_completions.d/nocontact.fish"
check 'the license is there' grep --quiet --ignore-case 'mit' "$root/usr/share/doc/nocontact/copyright"

# The shells find the completions by the name of the command, as they do once it is installed.
share=$root/usr/share
offered() { XDG_DATA_DIRS=$share PATH=$root/usr/bin:$PATH HOME=$scratch "$@" 2>&1 | tail -n 1; }
line='nocontact log tex'
check 'bash finds its completions' equal "$line => text" "$(offered bash --norc -c "
    source /usr/share/bash-completion/bash_completion
    _completion_loader nocontact
    complete -p nocontact >/dev/null && exec bash --norc tests/it/consumers/offered.bash \
        $share/bash-completion/completions/nocontact '$line'")"
check 'zsh finds its completions' equal "$line => text" \
    "$(offered zsh -f tests/it/consumers/offered.zsh "$share/zsh/vendor-completions/_nocontact" "$line")"
check 'fish finds its completions' equal text \
    "$(offered fish -c "complete -C '$line' | string split -f 1 \t")"
check 'lintian finds nothing' equal '' "$(lintian --fail-on none "$package" 2>"$scratch/said")"

check 'it says its version' equal "nocontact $version" "$(installed --version)"
check 'its package has that version' equal "$version-1" "$(dpkg-deb --field "$package" Version)"
check 'it runs with an empty home' installed status --short
check 'and prints nothing there' equal '' "$(installed status --short 2>&1)"
check 'and makes nothing there' equal '' "$(ls -A "$home")"
check 'it needs the C library only' equal 'libc6' \
    "$(dpkg-deb --field "$package" Depends | sed 's/ ([^)]*)//g')"
check 'it runs nothing at installation' equal '' \
    "$(dpkg-deb --ctrl-tarfile "$package" | tar --list | grep -E '(pre|post)(inst|rm)' || true)"

check 'it can be purged' into_root --purge nocontact
check 'nothing of it is left' equal '' "$(files)"
check 'no folder of it is left' test ! -e "$root/usr"
check 'dpkg knows it no more' equal '' "$(dpkg --root="$root" --get-selections 2>&1 | grep nocontact || true)"

target=$(rustc -vV | sed -n 's/^host: //p')
archive=nocontact-$version-$target.tar.gz
.ci/archive "$target" >/dev/null 2>"$scratch/said" || cat "$scratch/said" >&2
# The same source in another folder, with another home for its crates.
mkdir "$scratch/again"
git archive HEAD | tar -x -C "$scratch/again"
moved() { SOURCE_DATE_EPOCH=$(git log -1 --format=%ct) CARGO_TARGET_DIR=$scratch/built "$@"; }
moved "$scratch/again/.ci/archive" "$target" "$scratch/archive" >/dev/null 2>"$scratch/said"
if [ -z "$(git status --porcelain --untracked-files=no)" ]; then
    check 'two builds give the same archive' cmp "target/archive/$archive" "$scratch/archive/$archive"
fi
check 'its checksum is right' env -C target/archive sha256sum --quiet --check "$archive.sha256"
tar -xf "target/archive/$archive" -C "$scratch"
unpacked=$scratch/nocontact-$version-$target
check 'the program in it is static' sh -c '! ldd "$1" 2>&1 | grep "=>"' sh "$unpacked/nocontact"
check 'it runs in an empty folder system' equal "nocontact $version" \
    "$(chroot "$unpacked" /nocontact --version)"
check 'it has a page and completions for each shell' test -f "$unpacked/man/man7/nocontact-dates.7" \
    -a -f "$unpacked/completions/_nocontact" -a -f "$unpacked/completions/nocontact.ps1"

# Packs the source. Cargo asks the registry what it has under this name.
if published=$(cargo publish --dry-run --no-verify --locked --allow-dirty 2>&1); then
    expected='warning: aborting upload due to dry run'
    check 'it can be published' equal "$expected" "$(grep '^warning' <<<"$published")"
else
    echo 'NOT RUN: cargo publish --dry-run: the registry cannot be reached' >&2
fi
cargo package --no-verify --locked --allow-dirty --quiet
tar -xf "target/package/nocontact-$version.crate" -C "$scratch"
CARGO_TARGET_DIR=$PWD/target cargo build --locked --quiet \
    --manifest-path "$scratch/nocontact-$version/Cargo.toml"
check 'the program is built from what it packed' equal "nocontact $version" \
    "$(target/debug/nocontact --version)"

[ "$failed" -eq 0 ] || cat "$scratch/said" >&2
echo "package: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
