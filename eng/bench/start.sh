#!/usr/bin/env bash
# What a check of next to nothing costs: mostly its start. A first check of two small datasets, the same again (its verdict is told from the user's cache), and `dotnet --version`, in turn.
#   eng/bench/start.sh [ROUNDS]     default: 15
# Needs bash, GNU time (/usr/bin/time) and the .NET SDK. CPU seconds of all threads, user and system.
set -euo pipefail
export LC_ALL=C DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
root=$(cd "$(dirname "$0")/../.." && pwd)
rounds=${1:-15}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DATAGATE_CACHE=$work/cache

source "$root/eng/bench/tool.sh"
cp -r "$root/samples/support-intents" "$work/sample"
mkdir "$work/tiny"
head -150 "$root"/samples/support-intents/data/*.jsonl | grep '^{' > "$work/tiny/rows.jsonl"
cat > "$work/tiny/datagate.yaml" <<'YAML'
version: 1
datasets:
  rows: { files: ["*.jsonl"], text: text, diversity: { distinct-2: 30%, exact-duplicates: 20% } }
YAML
sleep 3 # what was written a moment ago is not kept

timed() { # appends CPU seconds of a command to a file
    /usr/bin/time -a -o "$work/$1" -f '%U %S' "${@:2}" > /dev/null
}
for ((round = 0; round <= rounds; round++)); do
    # The first round only warms the machine, and fills the cache.
    if ((round == 1)); then rm -f "$work"/{tiny,sample}.{first,again} "$work/runtime"; fi
    for set in tiny sample; do
        timed "$set.first" "${tool[@]}" check --no-cache "$work/$set"
        timed "$set.again" "${tool[@]}" check "$work/$set"
    done
    timed runtime dotnet --version
done
median() { awk '{ print $1 + $2 }' "$work/$1" | sort -n | awk '{ all[NR] = $1 } END { printf "%.2f", (all[int((NR + 1) / 2)] + all[int(NR / 2) + 1]) / 2 }'; }
echo "| | first check | again, from the cache | \`dotnet --version\` |"
echo "|---|---|---|---|"
for set in tiny sample; do
    name=$([[ $set == tiny ]] && echo "$(wc -l < "$work/tiny/rows.jsonl") rows, 2 budgets" || echo "samples/support-intents, 16 budgets")
    echo "| $name | $(median $set.first) s | $(median $set.again) s | $(median runtime) s |"
done
