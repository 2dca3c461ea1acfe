
_nocontact_words() {
    _nocontact "$@"
    local at IFS=$'\n'
    for at in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case $at:$2 in
            *:-*) ;;
            FILES:*) compopt -o filenames; COMPREPLY=($(compgen -f -- "$2")); return ;;
        esac
    done
    [[ $2 == -* ]] || for at in "${!COMPREPLY[@]}"; do
        [[ ${COMPREPLY[at]} != -* ]] || unset "COMPREPLY[at]"
    done
}
complete -F _nocontact_words nocontact
