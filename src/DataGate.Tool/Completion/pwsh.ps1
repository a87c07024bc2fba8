# Completion of DataGate for PowerShell. In $PROFILE:  dotnet datagate completion pwsh | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName dotnet, dotnet-datagate, datagate -ScriptBlock {
    param($word, $ast, $cursor)
    $line = $ast.ToString().PadRight($cursor).Substring(0, $cursor)
    $name = $ast.CommandElements[0].ToString()
    if ($name -match '(^|[/\\])dotnet(\.exe)?$') {
        if ($line -notmatch '^\S+\s+datagate\s') {
            & $name complete --position $cursor "$ast" 2>$null | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
            return
        }
        $text = $line -replace '^\S+\s+datagate\s+', ''
        $found = & $name datagate "[suggest:$($text.Length)]" $text 2>$null
    }
    else {
        $text = $line -replace '^\S+\s*', ''
        $found = & $name "[suggest:$($text.Length)]" $text 2>$null
    }
    $found | Where-Object { $_ -like "$word*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
}
