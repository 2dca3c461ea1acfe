
# Puts the day at the right edge, before what else is there. The map remembers that it was done.
if (not (has-key $edit:completion:arg-completer nocontact-prompt)) {
    var rest = $edit:rprompt
    set edit:completion:arg-completer[nocontact-prompt] = $rest
    set edit:rprompt = {
        try { put (e:nocontact status --short 2>/dev/null)' ' } catch { nop }
        $rest
    }
}
