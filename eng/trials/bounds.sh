#!/usr/bin/env bash
# What measures score on real sets beside their references, at equal size: the numbers of `datagate explain choosing-bounds`.
#   eng/trials/bounds.sh FOLDER      with clinc150.train.jsonl, writing.*.jsonl and self_instruct_eval.*.jsonl (one record a line: text, source, label)
# Needs bash, awk and the .NET SDK. Writes to a temporary folder. Prints, for each measure, value (reference) of every pair.
set -euo pipefail
export LC_ALL=C
root=$(cd "$(dirname "$0")/../.." && pwd)
data=$(cd "${1:?usage: bounds.sh FOLDER}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build -c Release -v quiet "$root/src/DataGate.Tool" > /dev/null
metrics='distinct-1 distinct-2 distinct-3 ead self-bleu-3 self-bleu-4 compression-ratio repetition exact-duplicates near-duplicates opening-share skeleton-share ngram-entropy-2 complexity'
divergences='token-js token-js-2 length-js classifier-auc'

shuffled() { awk 'BEGIN { srand(7) } { print rand() "\t" $0 }' "$1" | sort -k1,1n | cut -f2-; }

pair() { # NAME DATA REFERENCE
    local folder=$work/$1 metric
    mkdir -p "$folder"
    cp "$2" "$folder/data.jsonl"
    cp "$3" "$folder/reference.jsonl"
    {
        printf 'version: 1\ndefaults: { min-records: 10 }\ndatasets:\n  set:\n    files: [data.jsonl]\n    text: text\n    reference: { files: [reference.jsonl] }\n    diversity:\n'
        for metric in $metrics; do
            case $metric in
                *duplicates|opening-share|skeleton-share) printf '      %s: { max: reference + 100%% }\n' "$metric" ;;
                self-bleu*|compression-ratio|repetition) printf '      %s: { max: 100 x reference }\n' "$metric" ;;
                *) printf '      %s: { min: 0.0001 x reference }\n' "$metric" ;;
            esac
        done
        printf '    divergence:\n'
        for metric in $divergences; do printf '      %s: { max: null + 1 }\n' "$metric"; done
    } > "$folder/datagate.yaml"
    dotnet "$root/src/DataGate.Tool/bin/Release/net10.0/dotnet-datagate.dll" check "$folder" --verbosity quiet --no-cache > "$folder/out" || true
    # metric  slice  value (low to high)  bound (anchor) = …
    awk -v name="$1" '$2 == "all" { value = $3; line = $0; sub(/^.*(reference|null)[^(]*\(/, "", line); sub(/\).*/, "", line); print $1 "\t" name "\t" value " (" line ")" }' "$folder/out" >> "$work/all"
}

shuffled "$data/clinc150.train.jsonl" > "$work/clinc"
sed -n 1,2000p "$work/clinc" > "$work/a"
sed -n 2001,4000p "$work/clinc" > "$work/b"
pair 'same source' "$work/a" "$work/b"
{ sed -n 1,1800p "$work/clinc"; for i in 1 2 3 4 5 6 7 8 9 10; do sed -n 1,20p "$work/clinc"; done; } > "$work/copies"
pair '10% copies' "$work/copies" "$work/b"
{ sed -n 1,1000p "$work/clinc"; awk 'BEGIN { split("cats dogs work rain music cars food school trains money", about, " "); for (i = 0; i < 1000; i++) printf "{\"text\": \"please tell me %s about %s number %d\"}\n", i % 2 ? "a joke" : "something", about[i % 10 + 1], i }'; } > "$work/templates"
pair 'half templates' "$work/templates" "$work/b"
grep -v '"category": "\(travel\|banking\)"' "$work/clinc" | sed -n 1,2000p > "$work/lost"
pair '2 of 10 topics lost' "$work/lost" "$work/b"
pair 'GPT-2 XL stories' "$data/writing.gpt2-xl.jsonl" "$data/writing.human.jsonl"
pair 'davinci instructions' "$data/self_instruct_eval.davinci-self-instruct.jsonl" "$data/self_instruct_eval.human.jsonl"
awk -F'\t' '{ if (!($2 in seen)) { seen[$2] = 1; names[++n] = $2 } if (!($1 in known)) { known[$1] = 1; rows[++m] = $1 } cell[$1, $2] = $3 }
    END { printf "| measure |"; for (i = 1; i <= n; i++) printf " %s |", names[i]; printf "\n|"; for (i = 0; i <= n; i++) printf " --- |"; printf "\n";
          for (j = 1; j <= m; j++) { printf "| %s |", rows[j]; for (i = 1; i <= n; i++) printf " %s |", cell[rows[j], names[i]]; printf "\n" } }' "$work/all"
