# In a note, ? and * are no patterns.
alias nocontact='noglob nocontact'
# Completions need `compinit`, which may come later.
__nocontact_complete() {
    emulate -L zsh
    (( $+functions[compdef] )) || return 0
    compdef _nocontact nocontact
    precmd_functions=(${precmd_functions:#__nocontact_complete})
}
typeset -ga precmd_functions
precmd_functions+=(__nocontact_complete)
__nocontact_complete
