# Completion of DataGate for zsh. In ~/.zshrc, after compinit:  source <(dotnet datagate completion zsh)
_datagate() {
    local text; local -a tool found open
    if [[ "${words[1]:t}" == dotnet ]]; then
        tool=("${words[1]}" datagate); text="${(j: :)words[3,CURRENT]}"
    else
        tool=("${words[1]}"); text="${(j: :)words[2,CURRENT]}"
    fi
    found=("${(@f)$("${tool[@]}" "[suggest:${#text}]" "$text" 2>/dev/null)}")
    open=(${(M)found:#*=}) found=(${found:#*=})
    if (( ! ${#open} && ! ${#found} )); then _files; return; fi
    compadd -S '' -a open
    compadd -a found
}
_datagate_dotnet() {
    if [[ "${words[2]}" == datagate && $CURRENT -gt 2 ]]; then _datagate
    elif [[ -n "$_datagate_before" ]]; then "$_datagate_before" "$@"
    fi
}
[[ "${_comps[dotnet]}" == _datagate_dotnet ]] || _datagate_before="${_comps[dotnet]}"
compdef _datagate_dotnet dotnet
compdef _datagate dotnet-datagate datagate
