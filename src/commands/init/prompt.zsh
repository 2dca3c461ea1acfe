
# Puts the day at the right edge, before what else is there. Comes last of what sets RPROMPT.
typeset -g __nocontact_shown=${__nocontact_shown-}
__nocontact_prompt() {
    emulate -L zsh
    local days=$(command nocontact status --short 2>/dev/null)
    local rest=${${RPROMPT-}/$__nocontact_shown/}
    __nocontact_shown=${days:+$days${rest:+ }}
    RPROMPT=$__nocontact_shown$rest
    __nocontact_comes_last
}
__nocontact_comes_last() {
    emulate -L zsh
    typeset -ga precmd_functions
    [[ ${precmd_functions[-1]-} == __nocontact_prompt ]] ||
        precmd_functions=(${precmd_functions:#__nocontact_prompt} __nocontact_prompt)
}
__nocontact_comes_last
