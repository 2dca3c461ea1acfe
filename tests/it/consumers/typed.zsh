# Read by the second zsh of offered.zsh: it prints what would be offered, and says when that is all.
fpath=(${1:h} $fpath)
autoload -Uz compinit && compinit -u -D
# Do not ask before a long list is shown.
LISTMAX=-1000
compadd() {
    # Calls that only ask and offer nothing.
    if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
        builtin compadd "$@"
        return
    fi
    local -a found
    builtin compadd -O found "$@"
    print -rn -- '<<'${^found}'>>'
    builtin compadd "$@"
}
finished() {
    zle kill-whole-line
    print -r -- '<<end>>'
}
zle -N finished
bindkey '^T' finished
