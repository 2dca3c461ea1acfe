# What offered.zsh has its second zsh do: print what would be offered, and say when that is all.
fpath=(${1:h} $fpath)
autoload -Uz compinit && compinit -u -D
# No question whether a long list is to be shown.
LISTMAX=-1000
compadd() {
    # Calls that only ask, and offer nothing.
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
