#!/usr/bin/env bash
# What `check --since` costs after one row in a hundred changed, in two of a hundred files or in the only one: with what a plain check left in the cache, without it, and beside a plain check without it.
#   eng/bench/since.sh [MB] [ROUNDS] [LONGEST] [FILES] [POLICY]     default: 1000 3 8 100 three; a row is one to LONGEST texts of the samples, joined; FILES is 1 or 3 and more; POLICY has three budgets, or is the one that init writes
# Fails where the cache changes a byte of the report. Needs bash, awk, git, GNU split, GNU time (/usr/bin/time) and the .NET SDK. Writes to a temporary folder, about three times MB.
set -euo pipefail
export LC_ALL=C
root=$(cd "$(dirname "$0")/../.." && pwd)
size=${1:-1000}
rounds=${2:-3}
longest=${3:-8}
files=${4:-100}
policy=${5:-three}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DATAGATE_CACHE=$work/cache

source "$root/eng/bench/tool.sh"
mkdir -p "$work/set/data"
cd "$work/set"
awk -v BYTES=$((size * 1000000)) -v MOST="$longest" -f "$root/eng/bench/rows.awk" "$root"/samples/{divergence-shift,lost-tails,support-intents/*}/*.jsonl > "$work/all"
split -a 3 -n "l/$files" --additional-suffix=.jsonl "$work/all" data/
rows=$(wc -l < "$work/all")
rm "$work/all"
if [ "$policy" = init ]; then
    "${tool[@]}" init 'data/*.jsonl' --text text --verbosity quiet
else
    cat > datagate.yaml <<'YAML'
version: 1
datasets:
  rows:
    files: ["data/*.jsonl"]
    text: text
    diversity: { distinct-2: 0%, exact-duplicates: 100%, opening-share: 100% }
YAML
fi
git init -q .
git add -A
git -c user.name=bench -c user.email=bench@example.com commit -qm base
sleep 3 # what was written a moment ago is not kept

timed() { # appends wall and CPU seconds of a command to a file
    /usr/bin/time -a -o "$work/$1" -f '%e %U %S' "${@:2}"
}
# Rows that all begin alike may break a budget: a verdict is a verdict.
check() { timed "$1" "${tool[@]}" check --verbosity quiet --format json "${@:2}" > "$work/$1.json" || [ $? -eq 1 ]; }
changed=$((rows / 200))
longer=data/aab.jsonl edited=data/aac.jsonl
[ "$files" -gt 1 ] || longer=data/aaa.jsonl edited=data/aaa.jsonl
check fill
for ((round = 0; round < rounds; round++)); do
    git checkout -q -- data
    head -n "$changed" data/aaa.jsonl | sed "s/\"text\": *\"/&changed $round /" > "$work/more"
    cat "$work/more" >> $longer
    sed -i "1,${changed}s/\"text\": *\"/&other $round /" $edited
    sleep 3
    check since --since HEAD
    sed -i "1,100s/\"text\": *\"/&again $round /" $edited
    sleep 3
    check again --since HEAD
    # The next one writes the sum, those after it use it.
    sed -i "1,100s/\"text\": *\"/&summing $round /" $edited
    sleep 3
    check summing --since HEAD
    sed -i "1,100s/\"text\": *\"/&summed $round /" $edited
    sleep 3
    check summed --since HEAD
    check anew --since HEAD --no-cache
    check plain --no-cache
    cmp "$work/summed.json" "$work/anew.json"
done
median() { awk -v column="$2" '{ print column == 1 ? $1 : $2 + $3 }' "$work/$1" | sort -n | awk '{ all[NR] = $1 } END { print (all[int((NR + 1) / 2)] + all[int(NR / 2) + 1]) / 2 }'; }
say() { echo "$2: $(median "$1" 1) s, $(median "$1" 2) s of CPU, $(awk "BEGIN { printf \"%.0f%%, %.0f%% of the CPU\", 100 * $(median "$1" 1) / $(median plain 1), 100 * $(median "$1" 2) / $(median plain 2) }")"
}
echo "$rows rows, $size MB, files: $files, policy: $policy; shares are of a plain check without cache"
say plain 'check --no-cache'
say fill 'check that fills the cache, nothing changed'
say anew 'check --since --no-cache, 1% changed'
say since 'check --since, 1% changed'
say again 'check --since again, a few of these rows changed once more'
say summing 'once more, writing a sum of what stays'
say summed 'and from then on, with that sum'
