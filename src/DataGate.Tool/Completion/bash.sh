# Completion of DataGate for bash. In ~/.bashrc:  source <(dotnet datagate completion bash)
_datagate() {
    local line="${COMP_LINE:0:COMP_POINT}" word text split tool
    case "${COMP_WORDS[0]##*/}" in
        dotnet) tool=("${COMP_WORDS[0]}" datagate) text="${line#*datagate}" ;;
        *) tool=("${COMP_WORDS[0]}") text="${line#"${COMP_WORDS[0]}"}" ;;
    esac
    text="${text# }"
    word="${line##* }"
    # Bash takes ':' and '=' for the end of a word.
    split="${word%"${word##*[:=]}"}"
    local IFS=$'\n'
    COMPREPLY=()
    local found
    for found in $("${tool[@]}" "[suggest:${#text}]" "$text" 2>/dev/null); do
        [[ "$found" == "$word"* ]] && COMPREPLY+=("${found#"$split"}")
    done
}
_datagate_dotnet() {
    if [ "${COMP_WORDS[1]}" = datagate ] && [ "$COMP_CWORD" -gt 1 ]; then _datagate
    elif [ -n "$_datagate_before" ]; then "$_datagate_before" "$@"
    fi
}
if [ -z "${_datagate_before+set}" ]; then
    _datagate_before="$(complete -p dotnet 2>/dev/null | sed -n 's/.* -F \([^ ]*\) .*/\1/p')"
fi
complete -o default -F _datagate_dotnet dotnet
complete -o default -F _datagate dotnet-datagate datagate
