#!/usr/bin/env bash
# What does not fit a machine's memory: a check of 1 and of 10 GB under the policy that `init` drafts for them, with all origins and a reference, the same in 100 parts, and a million files of a row each.
#   eng/bench/large.sh [GB]     default: 10
# Prints seconds, processor seconds and peak memory of each; where others share the machine the processor's tell more. Needs bash, awk, GNU time (/usr/bin/time), the .NET SDK, and disk of
# about (GB + 8) GB in the temporary folder.
set -euo pipefail
export LC_ALL=C
root=$(cd "$(dirname "$0")/../.." && pwd)
largest=${1:-10}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
source "$root/eng/bench/tool.sh"

rows() { # BYTES SEED
    awk -v BYTES="$1" -v SEED="$2" -f "$root/eng/bench/rows.awk" "$root"/samples/{divergence-shift,lost-tails,support-intents/*}/*.jsonl
}

timed() { # NAME COMMAND…: a verdict of any kind will do
    local name=$1
    shift
    /usr/bin/time -q -f '%e %U %S %M' -o "$work/time" "$@" > /dev/null || [ $? -eq 1 ]
    awk -v n="$name" '{ printf "%-28s %8.1f s %8.1f s of processor %6d MB\n", n, $1, $2 + $3, $4 / 1024 }' "$work/time"
}

cd "$work"
rows 2000000 2 > reference.jsonl
rows $((largest * 1000000000)) 1 > all.jsonl
head -c 20000000 all.jsonl | sed '$d' > data.jsonl
"${tool[@]}" init data.jsonl --text text --label label --origin source --reference reference.jsonl 2> init.log || { cat init.log; exit 1; }
head -c 1000000000 all.jsonl | sed '$d' > data.jsonl
timed '1 GB' "${tool[@]}" check --no-cache --verbosity quiet
for part in $(seq 100); do "${tool[@]}" check --part "$part/100" -o "$part.part" --verbosity quiet 2> /dev/null; done
timed '1 GB, 100 parts judged' "${tool[@]}" check --parts ./*.part --verbosity quiet
rm -- *.part
mv all.jsonl data.jsonl
timed "$largest GB" "${tool[@]}" check --no-cache --verbosity quiet

mkdir many
cd many
awk 'BEGIN {
    for (folder = 0; folder < 1000; folder++) {
        system("mkdir -p data/" folder)
        for (i = 0; i < 1000; i++) {
            file = "data/" folder "/" i ".jsonl"
            printf "{\"text\": \"row number %d of folder %d says something %d\"}\n", i, folder, (i * 7919 + folder) % 1000003 > file
            close(file)
        }
    }
}'
printf 'version: 1\ndatasets:\n  many: { files: ["data/**/*.jsonl"], text: text, diversity: { distinct-2: 0%%, exact-duplicates: 100%%, opening-share: 100%% } }\n' > datagate.yaml
timed '1,000,000 files' "${tool[@]}" check --no-cache --verbosity quiet
