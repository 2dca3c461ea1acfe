
# Puts the day before the prompt, below empty lines. Comes last of what sets PS1, so that it stays.
# PS1 holds no day but the name of one, so whoever keeps a prompt and brings it back keeps no old day.
__nocontact_prompt() {
    local code=$? name='${__nocontact_day-}' rest=${PS1-} empty=
    __nocontact_comes_last
    # A prompt that keeps what it found and calls it sets PS1 afterwards.
    if [ -n "${FUNCNAME[1]-}" ]; then return "$code"; fi
    # Under `set -e`, a journal that cannot be read must not end the shell.
    __nocontact_day=$(command nocontact status --short 2>/dev/null) || __nocontact_day=
    __nocontact_day=${__nocontact_day:+$__nocontact_day }
    if [[ $rest == *"$name"* ]] || ! shopt -q promptvars; then return "$code"; fi
    while :; do
        case $rest in
            $'\n'*) empty+=$'\n' rest=${rest#?} ;;
            '\n'*) empty+='\n' rest=${rest#??} ;;
            *) break ;;
        esac
    done
    PS1=$empty$name$rest
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
