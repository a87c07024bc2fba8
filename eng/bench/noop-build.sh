#!/usr/bin/env bash
# What the gate adds to a build that has nothing to do: one project, built again and again with the gate and without it, in turn.
# Usage: eng/bench/noop-build.sh [REPEATS] [ROWS]
set -euo pipefail
repeats=${1:-10}
rows=${2:-1000}
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

version=0.1.0-bench.$(basename "$work" | tr -cd 'A-Za-z0-9')
dotnet pack "$root/src/DataGate.MSBuild" -c Release -o "$work/feed" "-p:PackageVersion=$version" "-p:NuspecOutputPath=$work/nuspec" --nologo -v quiet
# The package has no dependencies, and the SDK brings the rest: the folder feed is enough.
cat > "$work/nuget.config" <<XML
<configuration><packageSources><clear /><add key="bench" value="$work/feed" /></packageSources></configuration>
XML
cat > "$work/Bench.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><RestorePackagesPath>$work/packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageReference Include="DataGate.MSBuild" Version="$version" PrivateAssets="all" /></ItemGroup>
</Project>
XML
echo 'internal static class Bench { }' > "$work/Bench.cs"
cat > "$work/datagate.yaml" <<YAML
version: 1
datasets:
  set: { files: ["set.jsonl"], text: text, diversity: { distinct-2: { min: 0.01 }, exact-duplicates: 1% } }
YAML
for ((i = 0; i < rows; i++)); do echo "{\"text\": \"row $i says something that the row before it, $((i * 7919 % 10007)), did not say\"}"; done > "$work/set.jsonl"

cd "$work"
build() { dotnet build --no-restore --nologo -v quiet -nodeReuse:false "-p:DataGateEnabled=$1" > log || { cat log; exit 1; }; }
milliseconds() {
  local start=${EPOCHREALTIME/./}
  build "$1"
  echo $(((${EPOCHREALTIME/./} - start) / 1000))
}
dotnet restore --nologo -v quiet
build true
build false
for ((i = 0; i < repeats; i++)); do
  milliseconds true >> with
  milliseconds false >> without
done
median() { sort -n "$1" | awk '{ all[NR] = $1 } END { print (all[int((NR + 1) / 2)] + all[int(NR / 2) + 1]) / 2 }'; }
lowest() { sort -n "$1" | head -1; }
for kind in with without; do echo "$kind the gate: median $(median $kind) ms, lowest $(lowest $kind) ms, of $repeats builds"; done
echo "difference: $(awk "BEGIN { print $(median with) - $(median without) }") ms of the medians, $(($(lowest with) - $(lowest without))) ms of the lowest"
