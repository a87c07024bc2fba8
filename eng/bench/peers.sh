#!/usr/bin/env bash
# DataGate's `measure` beside what a Python project would use, in one run over the same rows of 67 words, the values compared.
#   eng/bench/peers.sh [NLTK_ROWS]     default: 400, the rows at which nltk is timed (its time grows with their square)
# Needs bash, GNU time (/usr/bin/time), gzip, the .NET SDK, and a python3 with nltk (Debian: python3-nltk; any other by PYTHON=…).
# Times are whole processes with their start, the faster of two; nltk's and MinHash's are of one run, nltk's without its start.
# Ends with 1 where a value differs or Self-BLEU isn't a thousand times nltk's rate.
set -euo pipefail
export LC_ALL=C
root=$(cd "$(dirname "$0")/../.." && pwd)
nltk_rows=${1:-400}
must=1000
peers=$root/eng/bench/peers

missing() { echo "peers.sh: $1" >&2; exit 2; }
[[ $nltk_rows =~ ^[0-9]+$ && $nltk_rows -ge 100 && $nltk_rows -le 20000 ]] || missing "the rows for nltk are a number, 100 to 20000; got '$nltk_rows'"
[ -x /usr/bin/time ] || missing 'GNU time is missing (/usr/bin/time; Debian: time)'
for tool in gzip dotnet; do command -v "$tool" > /dev/null || missing "$tool is missing"; done
for python in "${PYTHON:-python3}" /usr/bin/python3 ''; do
    [ -n "$python" ] || missing "no python3 with nltk (Debian: apt-get install python3-nltk; or PYTHON=/path/to/python3)"
    "$python" -c 'import nltk.translate.bleu_score' 2> /dev/null && break
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
source "$root/eng/bench/tool.sh"

time_of() { # RUNS COMMAND…: the least wall seconds and the peak megabytes; what it prints goes to $work/out
    local run
    for ((run = $1; run > 0; run--)); do /usr/bin/time -f '%e %M' -o "$work/time.$run" "${@:2}" > "$work/out"; done
    sort -n "$work"/time.* | awk 'NR == 1 { printf "%.2f %d\n", ($1 > 0.01 ? $1 : 0.01), $2 / 1024 }'
    rm "$work"/time.*
}
measure() { time_of 2 "${tool[@]}" measure "$1" --metrics "$2" --sample all --words whitespace --format json --verbosity quiet; }
values() { # the values of the last measure, in the order of the catalog
    "$python" -c 'import json, sys; print(*(m["value"] for m in json.load(sys.stdin)["datasets"][0]["slices"][0]["measurements"]))' < "$work/out"
}
differ=0
compare() { # NAME TOLERANCE "OURS…" "THEIRS…"
    if "$python" -c 'import sys
a, b = (list(map(float, x.split())) for x in sys.argv[2:])
sys.exit(not (a and len(a) == len(b) and all(abs(x - y) <= float(sys.argv[1]) for x, y in zip(a, b))))' "$2" "$3" "$4"
    then echo "$1: the same ($3)"
    else echo "$1: DIFFERENT: ours $3, theirs $4"; differ=1; fi >> "$work/agree"
}
line() { # MEASURE ROWS PEER PEER_SECONDS PEER_MB OUR_SECONDS OUR_MB; ~ before the peer's seconds: extrapolated
    awk -v m="$1" -v n="$2" -v p="$3" -v t="$4" -v tm="$5" -v o="$6" -v om="$7" 'BEGIN {
        about = sub(/^~/, "", t) ? "~" : ""
        theirs = t >= 100 ? sprintf("%.0f", t) : sprintf("%.2f", t)
        printf "%-15s %6d  %-13s %11s %8s %9s %9.2f %8d %9d %10s\n", m, n, p, about theirs, tm, about sprintf(n / t < 10 ? "%.2f" : "%.0f", n / t), o, om, n / o, about sprintf(t / o < 100 ? "%.1f" : "%.0f", t / o) }'
}

bleu=self-bleu-2,self-bleu-3,self-bleu-4,self-bleu-5
distinct=distinct-1,distinct-2,distinct-3,distinct-4,distinct-5
"$python" "$peers/rows.py" 20000 67 "$root"/samples/{divergence-shift,lost-tails,support-intents/*}/*.jsonl > "$work/20000.jsonl"
for rows in 5000 1000 "$nltk_rows" $((nltk_rows / 2)); do [ -f "$work/$rows.jsonl" ] || head -n "$rows" "$work/20000.jsonl" > "$work/$rows.jsonl"; done

half=$((nltk_rows / 2))
read -r half_s _ < <("$python" "$peers/self_bleu.py" "$work/$half.jsonl" "$half")
read -r nltk_s nltk_value < <("$python" "$peers/self_bleu.py" "$work/$nltk_rows.jsonl" "$nltk_rows")
growth=$(awk -v a="$half_s" -v b="$nltk_s" -v n="$nltk_rows" -v h="$half" 'BEGIN { g = log(b / a) / log(n / h); printf "%.2f", g }')
measure "$work/$nltk_rows.jsonl" self-bleu-3 > "$work/ours"
compare "Self-BLEU-3 of $nltk_rows rows, to 1e-9" 1e-9 "$(values)" "$nltk_value"
read -r _ orders < <("$python" "$peers/self_bleu.py" "$work/$half.jsonl" 100 2,3,4,5)
head -n 100 "$work/$half.jsonl" > "$work/100.jsonl"
measure "$work/100.jsonl" "$bleu" > "$work/ours"
compare 'Self-BLEU-2…5 of 100 rows, to 1e-9' 1e-9 "$(values)" "$orders"

echo "Ours: whole process. nltk: Self-BLEU-3 alone, without Python's start; measured at $half and $nltk_rows rows, where it grew by the power $growth;"
echo "~ is extrapolated from $nltk_rows rows by that power, at most 2. Ours are Self-BLEU-2, -3, -4 and -5 together."
printf '%-15s %6s  %-13s %11s %8s %9s %9s %8s %9s %10s\n' measure rows peer 'peer s' 'peer MB' 'rows/s' 'ours s' 'ours MB' 'rows/s' 'faster by'
for rows in "$half" "$nltk_rows" 1000 5000 20000; do
    read -r ours mb < <(measure "$work/$rows.jsonl" "$bleu")
    case $rows in
        "$half") theirs=$half_s ;;
        "$nltk_rows") theirs=$nltk_s ;;
        *) theirs=$(awk -v t="$nltk_s" -v n="$nltk_rows" -v r="$rows" -v g="$growth" 'BEGIN { if (g > 2) g = 2; printf "~%.2f", t * (r / n) ^ g }') ;;
    esac
    line self-bleu-2…5 "$rows" nltk "$theirs" - "$ours" "$mb"
    declare "ours_$rows=$ours" "mb_$rows=$mb"
    last=$theirs
done
for rows in 1000 5000 20000; do
    read -r theirs theirs_mb < <(time_of 2 "$python" "$peers/distinct.py" "$work/$rows.jsonl")
    expected=$(< "$work/out")
    read -r ours mb < <(measure "$work/$rows.jsonl" "$distinct")
    compare "distinct-1…5 of $rows rows, exactly" 0 "$(values)" "$expected"
    line distinct-1…5 "$rows" 'Python sets' "$theirs" "$theirs_mb" "$ours" "$mb"
done
for rows in 1000 5000 20000; do
    read -r theirs theirs_mb < <(time_of 1 "$python" "$peers/minhash.py" "$work/$rows.jsonl")
    found=$(< "$work/out")
    read -r ours mb < <(measure "$work/$rows.jsonl" near-duplicates)
    echo "near-duplicates of $rows rows: ours $(values) (verified), MinHash's $found (estimated; it misses some)" >> "$work/agree"
    line near-duplicates "$rows" 'MinHash' "$theirs" "$theirs_mb" "$ours" "$mb"
done
for floor in 'gzip -1 -c' 'wc -w'; do
    # shellcheck disable=SC2086
    read -r theirs theirs_mb < <(time_of 2 $floor "$work/20000.jsonl")
    line '(floor)' 20000 "$floor" "$theirs" "$theirs_mb" "$ours_20000" "$mb_20000"
done

echo
cat "$work/agree"
awk -v a="$mb_5000" -v b="$mb_20000" -v s="$ours_20000" 'BEGIN { printf "Self-BLEU-2…5: %d MB at 5,000 rows, %d MB at 20,000: %.1f times as much for 4 times the rows; %.2f s for 20,000 x 67 words\n", a, b, b / a, s }'
rate=$(awk -v t="${last#\~}" -v o="$ours_20000" 'BEGIN { printf "%d", t / o }')
if [ "$rate" -ge "$must" ]; then echo "Self-BLEU at 20,000 rows: $rate times nltk's rate (must: $must)"; else echo "Self-BLEU at 20,000 rows: BROKEN, $rate times nltk's rate (must: $must)"; differ=1; fi
[ "$differ" = 0 ] || { echo 'peers.sh: a value differs, or is too slow: see above' >&2; exit 1; }
