
# Puts the day at the right edge, before what else is there, whoever sets that. The map remembers that
# it was done.
if (not (has-key $edit:completion:arg-completer nocontact-prompt)) {
    set edit:completion:arg-completer[nocontact-prompt] = $nop~
    var rest = $nop~
    var day = {
        try { put (e:nocontact status --short 2>/dev/null)' ' } catch { nop }
        $rest
    }
    var wrap = {
        if (not (is $edit:rprompt $day)) {
            set rest = $edit:rprompt
            set edit:rprompt = $day
        }
    }
    set edit:before-readline = [$@edit:before-readline $wrap]
}
