# bash offered.bash SCRIPT LINE...: prints what bash offers at the end of each line.
source "$1"
shift
caller=$(complete -p nocontact | sed 's/.* -F \([^ ]*\) .*/\1/')
compopt() { :; }
for line; do
    read -ra COMP_WORDS <<<"$line"
    [[ $line != *' ' ]] || COMP_WORDS+=('')
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    COMPREPLY=()
    "$caller" nocontact "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
    echo "$line => ${COMPREPLY[*]}"
done
