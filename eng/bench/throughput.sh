#!/usr/bin/env bash
# How fast `check` reads and judges, and in how much memory, beside `wc -w` and `gzip` of the same bytes in the same run.
#   eng/bench/throughput.sh [--lexical] [LARGEST_MB]     default: 1000
# --lexical: a policy that asks for every lexical measure at once, and then also for the divergences from a reference a tenth as large.
# Needs bash, awk, gzip, GNU time (/usr/bin/time) and the .NET SDK. Writes to a temporary folder, about twice LARGEST_MB.
set -euo pipefail
export LC_ALL=C
root=$(cd "$(dirname "$0")/../.." && pwd)
lexical=
if [ "${1:-}" = --lexical ]; then
    lexical=1
    shift
fi
largest=${1:-1000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

source "$root/eng/bench/tool.sh"
if [ -z "$lexical" ]; then
cat > "$work/datagate.yaml" <<'YAML'
version: 1
datasets:
  bench:
    files: ["data.jsonl"]
    text: text
    label: label
    origin: { field: source, human: [human], synthetic: ["model-*"] }
    diversity: { distinct-1: 0%, distinct-2: 0%, distinct-3: 0%, distinct-4: 0%, distinct-5: 0%, exact-duplicates: 100%, opening-share: 100% }
    synthetic: { ratio: { max: 100%, of: tokens }, source-share: 100% }
    tails: { refunds: { matches: '(?i)\b(refund|chargeback)', count: { min: 0 } } }
YAML
else
    cat > "$work/datagate.yaml" <<'YAML'
version: 1
datasets:
  bench:
    files: ["data.jsonl"]
    text: text
    diversity:
      { distinct-1: 0%, distinct-2: 0%, distinct-3: 0%, distinct-4: 0%, distinct-5: 0%, ead: 0, exact-duplicates: 100%, opening-share: 100%,
        self-bleu-2: 100%, self-bleu-3: 100%, self-bleu-4: 100%, self-bleu-5: 100%, compression-ratio: 1000, repetition: 1000,
        ngram-entropy: 0%, ngram-entropy-2: 0%, ngram-entropy-3: 0%, near-duplicates: 100%, skeleton-share: 100%, complexity: 0 }
YAML
    cp "$work/datagate.yaml" "$work/reference.yaml"
    cat >> "$work/reference.yaml" <<'YAML'
    reference: { files: ["reference.jsonl"] }
    divergence: { token-js: 10, token-js-2: 10, token-js-3: 10, token-kl: 100, length-js: 10 }
YAML
fi

awk -v BYTES=$((largest * 1000000)) -f "$root/eng/bench/rows.awk" "$root"/samples/{divergence-shift,lost-tails,support-intents/*}/*.jsonl > "$work/all.jsonl"

seconds() { # prints wall seconds and peak megabytes of a command
    /usr/bin/time -f '%e %M' -o "$work/time" "$@" > /dev/null
    awk '{ printf "%s %d\n", $1, $2 / 1024 }' "$work/time"
}

checked() { # prints wall seconds and peak megabytes of a check whose bounds all hold
    seconds "${tool[@]}" check "$work/$1" --verbosity quiet --no-cache
}

[ -z "$lexical" ] || awk -v SEED=2 -v BYTES=$((largest * 100000)) -f "$root/eng/bench/rows.awk" "$root"/samples/{divergence-shift,lost-tails,support-intents/*}/*.jsonl > "$work/all-reference.jsonl"

printf '%8s %10s %10s %10s %10s %9s %9s %12s' 'MB' 'check s' 'MB/s' 'peak MB' 'wc -w s' 'gzip-1 s' 'gzip-6 s' 'check/gzip-6'
[ -z "$lexical" ] || printf ' %12s %8s' 'reference s' 'peak MB'
echo
for size in 1 10 100 "$largest"; do
    [ "$size" -le "$largest" ] || continue
    [ "$size" != "${last:-}" ] || continue
    last=$size
    head -c $((size * 1000000)) "$work/all.jsonl" | sed '$d' > "$work/data.jsonl"
    read -r check peak < <(checked datagate.yaml)
    read -r words _ < <(seconds wc -w "$work/data.jsonl")
    read -r gzip1 _ < <(seconds gzip -1 -c "$work/data.jsonl")
    read -r gzip6 _ < <(seconds gzip -6 -c "$work/data.jsonl")
    awk -v m="$size" -v c="$check" -v p="$peak" -v w="$words" -v g1="$gzip1" -v g6="$gzip6" \
        'BEGIN { printf "%8d %10.2f %10.1f %10d %10.2f %9.2f %9.2f %12.2f", m, c, m / c, p, w, g1, g6, (g6 > 0 ? c / g6 : 0) }'
    if [ -n "$lexical" ]; then
        head -c $((size * 100000)) "$work/all-reference.jsonl" | sed '$d' > "$work/reference.jsonl"
        read -r check peak < <(checked reference.yaml)
        printf ' %12.2f %8d' "$check" "$peak"
    fi
    echo
done
