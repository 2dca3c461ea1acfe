#!/usr/bin/env bash
# What `nocontact init` costs in each shell: a prompt with the day and without it, and the start of the
# shell. The best of five runs. elvish has prompts only at a terminal, so it is not here.
#
#   cargo build --release --locked && bash tests/bench/prompts.sh
set -euo pipefail
cd "$(dirname "$0")/../.."

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir "$home/bin"
ln -s "$PWD/target/release/nocontact" "$home/bin/nocontact"
export HOME=$home PATH=$home/bin:$PATH NOCONTACT_FILE=$home/journal.json LC_ALL=C.UTF-8
nocontact start 10 days ago >/dev/null </dev/null
: >"$home/nothing"
prompts=500

# best COMMAND...: the shortest of five runs, in microseconds.
best() {
    local least=999999999 begin took
    for _ in 1 2 3 4 5; do
        begin=${EPOCHREALTIME//[.,]/}
        "$@" >/dev/null
        took=$((${EPOCHREALTIME//[.,]/} - begin))
        ((took >= least)) || least=$took
    done
    echo "$least"
}

# row SHELL OPTION LOOP: how LOOP, which draws all the prompts, runs with what init printed and without.
row() {
    local shell=$1 option=$2 loop=$3 file start=() drawn=()
    nocontact init "$shell" >"$home/init"
    for file in nothing init; do
        start+=("$(best "$shell" "$option" -c "source $home/$file")")
        drawn+=("$(best "$shell" "$option" -c "source $home/$file; $loop")")
    done
    awk -v shell="$shell" -v n=$prompts -v s0="${start[0]}" -v s1="${start[1]}" \
        -v d0="${drawn[0]}" -v d1="${drawn[1]}" 'BEGIN {
            printf "| %s | %.2f ms | %.2f ms | %.1f ms | %.1f ms |\n", shell,
                (d0 - s0) / n / 1000, (d1 - s1) / n / 1000, s0 / 1000, s1 / 1000 }'
}

echo '| shell | a prompt | with the day | a start | with init |'
echo '| --- | --- | --- | --- | --- |'
row bash --norc \
    "for ((i = 0; i < $prompts; i++)); do eval \"\${PROMPT_COMMAND-}\"; : \"\${PS1@P}\"; done"
row zsh -f \
    "for i in {1..$prompts}; do for f in \$precmd_functions; do \$f; done; : \${(%%)RPROMPT}; done"
row fish --no-config \
    "function fish_right_prompt; end; for i in (seq $prompts); emit fish_prompt; fish_right_prompt; end"
