# Completion of DataGate for fish. In ~/.config/fish/config.fish:  dotnet datagate completion fish | source
function __datagate
    set -l words (commandline -opc)
    set -l tool $words[1]
    set -l rest $words[2..-1]
    if string match -q -r '(^|/)dotnet$' -- $words[1]
        set tool $words[1] datagate
        set rest $words[3..-1]
    end
    set -l text (string join ' ' -- $rest (commandline -ct))
    $tool "[suggest:"(string length -- $text)"]" $text 2>/dev/null
end
complete -c dotnet -n 'test (count (commandline -opc)) -gt 1; and test (commandline -opc)[2] = datagate' -a '(__datagate)'
complete -c dotnet-datagate -a '(__datagate)'
complete -c datagate -a '(__datagate)'
