
# Puts the day before the prompt.
if (-not (Test-Path variable:global:nocontactPrompt)) {
    $global:nocontactPrompt = $function:prompt
    function global:prompt {
        # First, since it may show how the last command ended.
        $rest = & $global:nocontactPrompt
        $code = $global:LASTEXITCODE
        $days = if (Get-Command nocontact -ErrorAction Ignore) { nocontact status --short 2>$null }
        $global:LASTEXITCODE = $code
        if ($days) { "$days $rest" } else { "$rest" }
    }
}
