#!/usr/bin/env bash
# Judges a policy's data as a Slurm job array: each task reads one part, a last job puts them together and judges.
#   samples/slurm/submit.sh POLICY PARTS FOLDER [OPTION OF CHECK…]
# FOLDER takes the parts and the reports; every node must see it, the policy and the data. Run it again after tasks have failed: only parts that are
# missing are made anew. A part is written whole or not at all, so what is there is good.
# DATAGATE names the tool where it isn't `dotnet datagate`, SBATCH_* variables and the #SBATCH lines of the jobs what they may take.
# Prints the number of the last job; its exit code is the verdict's.
set -euo pipefail
[ $# -ge 3 ] || { sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
policy=$(realpath "$1") parts=$2
mkdir -p "$3"
folder=$(cd "$3" && pwd)
export DATAGATE_POLICY=$policy DATAGATE_PARTS=$parts DATAGATE_FOLDER=$folder

missing=
for ((part = 1; part <= parts; part++)); do
    [ -s "$folder/$part.part" ] || missing=$missing,$part
done
after=()
if [ -n "$missing" ]; then
    array=$(sbatch --parsable --export=ALL --array="${missing#,}" --output="$folder/%a.log" "$here/part.sbatch")
    after=(--dependency="afterok:${array%%;*}" --kill-on-invalid-dep=yes)
fi
sbatch --parsable --export=ALL "${after[@]}" --output="$folder/check.log" "$here/judge.sbatch" "${@:4}"
