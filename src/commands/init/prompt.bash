
# Puts the day before the prompt. Comes last of what sets PS1, so that it stays there.
__nocontact_shown=${__nocontact_shown-}
__nocontact_prompt() {
    local code=$? days
    __nocontact_comes_last
    # A prompt that keeps what it found and calls it sets PS1 afterwards.
    if [ -n "${FUNCNAME[1]-}" ]; then return "$code"; fi
    # Under `set -e`, a journal that cannot be read must not end the shell.
    days=$(command nocontact status --short 2>/dev/null) || days=
    PS1=${PS1-}
    PS1=${PS1#"$__nocontact_shown"}
    __nocontact_shown=${days:+$days }
    PS1=$__nocontact_shown$PS1
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
