#!/usr/bin/env bash
# The measures over embeddings beside the Python peers, in one run over the same features of 512 components.
#   eng/bench/vectors.sh [MAUVE_REPOSITORY [PRDC_REPOSITORY [FILE.jsonl…]]]     checkouts of krishnap25/mauve and clovaai/generative-evaluation-prdc
# Without them ('' stands for none) only ours are timed. Needs bash, awk, GNU time (/usr/bin/time), the .NET SDK, and for the peers a python3 with numpy and
# scikit-learn (Debian: python3-numpy python3-sklearn libopenblas0-pthread; any other by PYTHON=…).
# Features: made ones, around topics; and with files the built-in encoder's of their texts: the different ones in order of SHA-256, the first 20,000 as the
# data and the next as the reference. To embed them takes minutes.
# Same rows, same k = n/10 for all. The peer's MAUVE as its users run it: k-means++ from 5 starts, up to 500 rounds each, the best one kept, one order of the
# sides. Ours from random rows, run until nothing changes: once, and 8 times as in a check; the order of the sides moves none of its numbers.
# Seconds: of the measure alone, without start and reading. CPU seconds and megabytes: of the whole process, with both. On a machine that does other work
# compare CPU seconds: waiting is not in them.
# Ends with 1 where PRDC's values differ, or ours takes more than 600 MB.
set -euo pipefail
export LC_ALL=C
root=$(cd "$(dirname "$0")/../.." && pwd)
mauve=${1:-}
prdc=${2:-}
python=${PYTHON:-/usr/bin/python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ -x /usr/bin/time ] || { echo 'vectors.sh: GNU time is missing (/usr/bin/time; Debian: time)' >&2; exit 2; }
if [ -n "$mauve$prdc" ]; then
    "$python" -c 'import numpy, sklearn' || { echo "vectors.sh: $python has no numpy and scikit-learn" >&2; exit 2; }
fi

dotnet build -c Release -v quiet "$root/eng/bench/vectors" > /dev/null
ours() { dotnet "$root/eng/bench/vectors/bin/Release/net10.0/DataGate.VectorBench.dll" "$@"; }

printf '%-30s %10s %10s %8s  %s\n' measure seconds 'CPU s' MB values
run() { # NAME COMMAND…
    local seconds values cpu mb
    /usr/bin/time -f '%U %S %M' -o "$work/time" "${@:2}" > "$work/out"
    read -r seconds values < "$work/out"
    read -r cpu mb < <(tail -1 "$work/time" | awk '{ printf "%.1f %d\n", $1 + $2, $3 / 1024 }')
    printf '%-30s %10s %10s %8s  %s\n' "$1" "$seconds" "$cpu" "$mb" "$values"
    last_seconds=$seconds last_cpu=$cpu last_mb=$mb last_values=$values
}
mine() { run "$1" dotnet "$root/eng/bench/vectors/bin/Release/net10.0/DataGate.VectorBench.dll" "${@:2}"; }
ratio() { awk -v a="$1" -v b="$2" -v c="$3" -v d="$4" 'BEGIN { printf "  ours is %.0f times as fast, with %.0f times less CPU\n", b / a, d / c }'; }

sets='made'
for rows in 1000 5000 20000; do
    ours make "$rows" 512 2 "$work/made.$rows.data.npy"
    ours make "$rows" 512 3 "$work/made.$rows.reference.npy"
done
if [ $# -gt 2 ]; then
    sets='made real'
    dotnet build -c Release -v quiet "$root/eng/bench/embedding" > /dev/null
    dotnet "$root/eng/bench/embedding/bin/Release/net10.0/DataGate.Bench.Embedding.dll" features 20000 "$work"/real.20000.{data,reference}.npy "${@:3}"
    for rows in 1000 5000; do
        for side in data reference; do ours first "$rows" "$work/real.20000.$side.npy" "$work/real.$rows.$side.npy"; done
    done
fi
failed=0
for set in $sets; do
    for rows in 1000 5000; do
        files=("$work/$set.$rows.data.npy" "$work/$set.$rows.reference.npy")
        mine "MAUVE $rows $set, 8 clusterings" mauve "${files[@]}" 8
        mine "MAUVE $rows $set, 1 clustering" mauve "${files[@]}" 1
        own=$last_seconds own_cpu=$last_cpu
        [ -z "$mauve" ] && continue
        run "  krishnap25/mauve" "$python" "$root/eng/bench/peers/mauve.py" "$mauve" "${files[@]}"
        ratio "$own" "$last_seconds" "$own_cpu" "$last_cpu"
    done
    for rows in 5000 20000; do
        files=("$work/$set.$rows.data.npy" "$work/$set.$rows.reference.npy")
        mine "PRDC $rows $set" prdc "${files[@]}"
        own=$last_seconds own_cpu=$last_cpu own_values=$last_values
        if [ "$last_mb" -gt 600 ]; then echo '  BROKEN: more than 600 MB'; failed=1; fi
        [ -z "$prdc" ] && continue
        run "  clovaai" "$python" "$root/eng/bench/peers/prdc.py" "$prdc" "${files[@]}"
        ratio "$own" "$last_seconds" "$own_cpu" "$last_cpu"
        if ! awk -v a="$own_values" -v b="$last_values" 'BEGIN { n = split(a, x); split(b, y); for (i = 1; i <= n; i++) if ((x[i] - y[i]) ^ 2 > 1e-18) exit 1 }'; then
            echo '  BROKEN: the values differ'
            failed=1
        fi
    done
done
mine 'moments 1,000,000' moments 1000000 512
exit "$failed"
