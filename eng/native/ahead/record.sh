#!/usr/bin/env bash
# Writes generics.txt beside it: what the tool compiles as it runs though it could be compiled ahead. To be run when starts have become slow, or code that every check runs has changed; an old list harms nothing.
#   eng/native/ahead/record.sh
# Needs bash, awk, git, GNU split, sed and the .NET SDK. Writes to a temporary folder, about 1 GB.
set -euo pipefail
export LC_ALL=C DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 NO_COLOR=1
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DATAGATE_CACHE=$work/cache

rid=$(dotnet msbuild "$root/src/DataGate.Tool" -getProperty:NETCoreSdkPortableRuntimeIdentifier)
dotnet publish "$root/src/DataGate.Tool" -c Release -r "$rid" -p:CompileNative=false -p:AheadProfile=false -o "$work/tool" --nologo -v quiet
dotnet build "$here/profile" -c Release -o "$work/profiler" --nologo -v quiet
mkdir "$work/runs"

run() { # notes what one command compiled, however it ends
    DATAGATE_AHEAD="$work/runs/$(find "$work/runs" -type f | wc -l)" DOTNET_STARTUP_HOOKS="$work/profiler/AheadProfile.dll" dotnet "$work/tool/dotnet-datagate.dll" "$@" > /dev/null 2>&1 || true
}

cp -r "$root/samples" "$work/samples"
cd "$work/samples"
git init -q
git add -A
git -c user.name=record -c user.email=record@localhost commit -qm samples
# A change of each sample, for --since: the same again, and what is new.
find . -name '*.jsonl' ! -name 'reference*' | while read -r file; do
    head -4 "$file" > "$work/rows"
    sed 's/"text": *"/&changed /' "$work/rows" >> "$work/rows.new"
    cat "$work/rows" "$work/rows.new" >> "$file"
    rm "$work/rows.new"
done
for sample in */datagate.yaml; do
    cd "$work/samples/$(dirname "$sample")"
    rm -rf "$DATAGATE_CACHE"
    sleep 3 # what was written a moment ago is not kept
    for round in first again; do
        run check
        run check --format json --since HEAD
    done
    rm -rf "$DATAGATE_CACHE"
    run check --since HEAD
done
cd "$work/samples/support-intents"
for format in text json sarif junit gitlab markdown html github azure msbuild; do run check --since HEAD --format "$format"; done
run policy
run baseline
run measure data/human.jsonl
run init data/human.jsonl -o "$work/init.yaml"
# A set that is large enough for what it holds to be kept, in files and in one that is cut; rows are added and others changed, twice.
awk -v BYTES=280000000 -v MOST=8 -f "$root/eng/bench/rows.awk" "$root"/samples/{divergence-shift,lost-tails,support-intents/*}/*.jsonl > "$work/all"
for files in 20 1; do
    mkdir -p "$work/set-$files/data"
    cd "$work/set-$files"
    split -a 3 -n "l/$files" --additional-suffix=.jsonl "$work/all" data/
    printf 'version: 1\ndatasets:\n  rows: { files: ["data/*.jsonl"], text: text, diversity: { distinct-2: 0%%, exact-duplicates: 100%%, opening-share: 100%% } }\n' > datagate.yaml
    git init -q
    git add -A
    git -c user.name=record -c user.email=record@localhost commit -qm set
    rm -rf "$DATAGATE_CACHE"
    sleep 3
    run check --since HEAD
    for round in first again; do
        head -1000 data/aaa.jsonl | sed "s/\"text\": *\"/&added $round /" > "$work/rows"
        cat "$work/rows" >> data/aaa.jsonl
        sed -i "2000,3000s/\"text\": *\"/&changed $round /" data/aaa.jsonl
        sleep 3
        run check --since HEAD
    done
    rm -rf "$work/set-$files"
done

dotnet "$work/profiler/AheadProfile.dll" list "$work"/runs/* > "$here/generics.txt"
