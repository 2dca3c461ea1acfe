#!/usr/bin/env bash
# Makes reports of journals as HTML, and opens, checks and prints them as a reader would.
#
#     bash tests/report.sh [PROGRAM]
#
# Needs root, chromium, pdftotext (poppler-utils) and node. The pictures and PDFs stay in
# target/report/shots.
set -euo pipefail
cd "$(dirname "$0")/.."

[ "$(id -u)" -eq 0 ] || { echo 'cutting off the network needs root: run this as root' >&2; exit 1; }
for tool in chromium pdftotext npm unshare; do
    command -v "$tool" >/dev/null || { echo "$tool is not installed" >&2; exit 1; }
done

program=$(realpath "${1:-target/release/nocontact}")
tools=$PWD/target/report
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export NOCONTACT_NOW=2026-11-22T21:05:00+01:00 TZ=Europe/Berlin LC_ALL=C.UTF-8

# What the checks need is installed beside the build, so that nothing untracked appears here.
rm -rf "$tools/shots"
mkdir -p "$tools/shots" "$scratch/pages"
cp tests/report/* "$tools/"
(cd "$tools" && npm ci --ignore-scripts --no-audit --no-fund --silent)

# log JOURNAL ARGUMENTS...: records a contact.
log() { "$program" --file "$scratch/$1.json" log --quiet "${@:2}" >/dev/null; }
# note ARGUMENTS...: records a contact in the hostile journal, with standard input as its note.
note() { log hostile "$@" --note -; }

"$program" --file "$scratch/ordinary.json" start 2026-11-01 </dev/null >/dev/null
log ordinary text asked why --why explanation --times 3 --at "2026-11-03 22:00"
log ordinary text said sorry for all of it --why apology --at "2026-11-03 23:40"
log ordinary call --by them --reply brief --note 'Called about the keys.' --at 2026-11-08
log ordinary lurk --note 'Looked at the new photos.' --at "2026-11-08 23:15"
log ordinary email --necessary children --note 'When to pick up Mia on Friday.' \
    --at "2026-11-05 09:12"
log ordinary text --by them --reply conversation --why comfort --at "2026-11-10 20:30" \
    --note 'We wrote for two hours about the summer.'
log ordinary meetup --by chance --note 'Met at the market, only nodded.' --at "2026-11-11 11:05"
log ordinary call --times 2 --at "2026-11-12 02:10"
log ordinary social --note 'Liked a story and took it back.' --trigger alone --at "2026-11-13 01:30"
log ordinary email --by them --necessary belongings --reply brief --at "2026-11-14 16:45" \
    --note 'Two boxes are at the door.'
log ordinary visit --why begging --note 'Stood at the door for ten minutes.' --at 2026-11-15
log ordinary text --by them --stop --at "2026-11-16 08:00" --note 'Please do not write any more.'
log ordinary friend --note 'Asked Jo how things are.' --at "2026-11-18 19:00"
log ordinary lurk --times 4 --at 2026-11-20
printf 'Sent it and deleted it.\n\nSlept badly; wrote it down here\nso that it is not sent again.' |
    log ordinary text --at "2026-11-21 03:20" --note -
"$program" --file "$scratch/ordinary.json" urge --no-wait --at "2026-11-19 22:00" >/dev/null
"$program" --file "$scratch/ordinary.json" goal run ten kilometers >/dev/null

"$program" --file "$scratch/hostile.json" start 2026-09-01 </dev/null >/dev/null
printf "n01 <script>document.title='pwned'</script>" | note text --at "2026-09-03 10:00"
printf 'n02 <img src=x onerror="alert(1)"><svg onload=alert(2)>' | note call --at 2026-09-05
printf 'n03 &lt;b&gt; &amp;amp; &#60; &nbsp' | note email --necessary work --at 2026-09-06
printf 'n04 </style><style>*{display:none}</style>' | note text --by them --at 2026-09-07
printf 'n05 </title></table></main></body></html>' | note lurk --at 2026-09-08
printf 'n06 --> <!-- <![CDATA[ ]]> <?php ?> <plaintext>' | note visit --at 2026-09-09
printf 'n07 bidi \u202eevil\u202c \u2066a\u2069 zero\u200bwidth \ufeff\u00ad.' |
    note text --at 2026-09-10
printf 'n08 \e[31mred\e[0m \e]0;title\a \x7f \u009b2J \t tab \r back' | note text --at 2026-09-11
printf 'n09 words: שלום עולם, مرحبا بالعالم (123) <b>' |
    note text --reply conversation --at 2026-10-20
printf 'n10 emoji: \U1f469\u200d\U1f467 💔 \U1f3f3\ufe0f\u200d\U1f308 é e\u0301 漢字 \u200dx' |
    note call --by them --reply conversation --at 2026-10-21
{ printf 'n11'; head -c 65533 /dev/zero | tr '\0' W; } | note text --at 2026-10-22
{ printf 'n12 lines\n'; seq -f 'line %g' 300; } | note text --times 5 --at 2026-10-22
printf "n13 \"double\" 'single' \`back\` \\\\ =\" onclick='x' <a href=javascript:alert(3)>" |
    note other --by chance --at 2026-10-23
printf 'n14 {{ 7*7 }} ${7*7} <%%= 7 %%> %%s' | note letter --at 2026-10-24
printf 'n15\n\n  indented   by spaces\n' | note friend --trigger '<i>"&' --at 2026-10-25

"$program" --file "$scratch/empty.json" start 2026-11-01 </dev/null >/dev/null

# page NAME JOURNAL PERIOD...: a page, and what the JSON outputs say of the same.
page() {
    local run=("$program" --file "$scratch/$2.json") period=("${@:3}") to=$scratch/pages/$1
    # It warns that others may read the page; that is shown only if it fails.
    "${run[@]}" report --format html --output "$to.html" "${period[@]}" >"$scratch/said" 2>&1 ||
        { cat "$scratch/said" >&2; exit 1; }
    "${run[@]}" history --kind contact --json "${period[@]}" >"$to.history.json"
    "${run[@]}" status --json >"$to.status.json"
}
page ordinary ordinary
page ordinary_2026-11-05_2026-11-15 ordinary --since 2026-11-05 --until 2026-11-15
page hostile hostile
page empty empty

cd "$tools"
node_modules/.bin/html-validate --config html-validate.json "$scratch"/pages/*.html
echo 'ok: the validator finds nothing wrong'

# alone NAME OPTION: a page in a browser that has no network at all.
alone() {
    unshare -n chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
        --disable-background-networking --disable-component-update --disable-sync \
        --user-data-dir="$(mktemp -d -p "$scratch")" "$2" "file://$scratch/pages/$1.html" \
        2>"$scratch/said" || { cat "$scratch/said" >&2; return 1; }
}
for name in ordinary hostile; do
    alone "$name" --dump-dom >"$scratch/dom"
    found=$(grep --only-matching ' id="entry-' "$scratch/dom" | wc -l)
    [ "$found" -eq 15 ] ||
        { echo "failed: $name without a network: $found of 15 entries" >&2; exit 1; }
    alone "$name" --print-to-pdf="$scratch/alone.pdf"
    [ -n "$(pdftotext "$scratch/alone.pdf" -)" ] ||
        { echo "failed: $name without a network: nothing is printed" >&2; exit 1; }
    echo "ok: $name opens and prints without a network"
done

node check.mjs "$program" "$scratch/pages" "$tools/shots"
