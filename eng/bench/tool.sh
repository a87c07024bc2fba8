# Publishes the tool into $work/tool as the package for this machine has it; "${tool[@]}" runs it: a program, or its assembly. To be sourced, with $root and $work set.
machine=$(dotnet msbuild "$root/src/DataGate.Tool" -getProperty:NETCoreSdkPortableRuntimeIdentifier)
dotnet publish -c Release -v quiet -r "$machine" -o "$work/tool" "$root/src/DataGate.Tool" > /dev/null
tool=("$work/tool/dotnet-datagate")
[ -x "${tool[0]}" ] || tool=(dotnet "$work/tool/dotnet-datagate.dll")
