
# Puts the day before the prompt, below empty lines. Comes last of what sets PS1, so that it stays.
__nocontact_rest=${__nocontact_rest-} __nocontact_whole=${__nocontact_whole-}
__nocontact_prompt() {
    local code=$? days empty=
    __nocontact_comes_last
    # A prompt that keeps what it found and calls it sets PS1 afterwards.
    if [ -n "${FUNCNAME[1]-}" ]; then return "$code"; fi
    # Under `set -e`, a journal that cannot be read must not end the shell.
    days=$(command nocontact status --short 2>/dev/null) || days=
    # Whatever else is in PS1 now is the prompt of someone else.
    if [ "${PS1-}" != "$__nocontact_whole" ]; then __nocontact_rest=${PS1-}; fi
    local rest=$__nocontact_rest
    while :; do
        case $rest in
            $'\n'*) empty+=$'\n' rest=${rest#?} ;;
            '\n'*) empty+='\n' rest=${rest#??} ;;
            *) break ;;
        esac
    done
    __nocontact_whole=$empty${days:+$days }$rest
    PS1=$__nocontact_whole
    return "$code"
}
__nocontact_comes_last() {
    : "${PROMPT_COMMAND=}"
    local own=__nocontact_prompt others last=("${!PROMPT_COMMAND[@]}")
    last=${last[${#last[@]} - 1]}
    others=${PROMPT_COMMAND[last]}
    case $others in
        "$own" | *$'\n'"$own") return ;;
    esac
    others=${others//$'\n'$own/}
    others=${others:+$others$'\n'}$own
    # A text stays a text, and no list of one.
    if [ "$last" = 0 ]; then PROMPT_COMMAND=$others; else PROMPT_COMMAND[last]=$others; fi
}
__nocontact_comes_last
