#!/usr/bin/env bash
# What a second check of unchanged files costs, beside hashing them: `sha256sum` in one process, and in as many as there are cores, in turn with it in the same run.
#   eng/bench/unchanged.sh [FILES] [MB] [ROUNDS]     default: 10000 100 5
# Needs bash, awk, GNU split, sha256sum, GNU time (/usr/bin/time) and the .NET SDK. Writes to a temporary folder, about MB.
set -euo pipefail
export LC_ALL=C
root=$(cd "$(dirname "$0")/../.." && pwd)
files=${1:-10000}
size=${2:-100}
rounds=${3:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DATAGATE_CACHE=$work/cache

source "$root/eng/bench/tool.sh"
mkdir "$work/data"
awk -v BYTES=$((size * 1000000)) -f "$root/eng/bench/rows.awk" "$root"/samples/{divergence-shift,lost-tails,support-intents/*}/*.jsonl > "$work/all"
split -a 5 -n "l/$files" --additional-suffix=.jsonl "$work/all" "$work/data/"
rm "$work/all"
cat > "$work/datagate.yaml" <<'YAML'
version: 1
datasets:
  bench:
    files: ["data/*.jsonl"]
    text: text
    diversity: { distinct-1: 0%, distinct-2: 0%, distinct-3: 0%, exact-duplicates: 100%, opening-share: 100% }
YAML
cd "$work"
sleep 3 # what was written a moment ago is not kept

timed() { # appends wall and CPU seconds of a command to a file
    /usr/bin/time -a -o "$1" -f '%e %U %S' "${@:2}" > /dev/null
}
timed first "${tool[@]}" check --verbosity quiet
for ((round = 0; round < rounds; round++)); do
    timed second "${tool[@]}" check --verbosity quiet
    timed one bash -c 'printf "%s\0" data/* | xargs -0 sha256sum'
    timed cores bash -c 'printf "%s\0" data/* | xargs -0 -n 500 -P "$(nproc)" sha256sum'
    timed start "${tool[@]}" schema
done
median() { awk -v column="$2" '{ print column == 1 ? $1 : $2 + $3 }' "$1" | sort -n | awk '{ all[NR] = $1 } END { print (all[int((NR + 1) / 2)] + all[int(NR / 2) + 1]) / 2 }'; }
for kind in first second one cores start; do
    case $kind in
        first) what='first check' ;;
        second) what='second check' ;;
        one) what='sha256sum' ;;
        cores) what="sha256sum on $(nproc) cores" ;;
        start) what='the runtime alone (schema)' ;;
    esac
    echo "$what: $(median $kind 1) s, $(median $kind 2) s of CPU"
done
echo "second check / sha256sum: $(awk "BEGIN { printf \"%.2f, CPU %.2f\", $(median second 1) / $(median one 1), $(median second 2) / $(median one 2) }")"
echo "second check / sha256sum on all cores: $(awk "BEGIN { printf \"%.2f, CPU %.2f\", $(median second 1) / $(median cores 1), $(median second 2) / $(median cores 2) }")"
