# zsh -f offered.zsh SCRIPT LINE...: prints what zsh offers at the end of each line. It types each
# line, a tab and a Ctrl-T into a second zsh in a terminal of its own.
zmodload zsh/zpty
setopt extended_glob
inner=${0:h}/typed.zsh
zpty shell zsh -f -i
zpty -w shell "source ${(q)inner} ${(q)1}; print '<<'end'>>'"
zpty -r shell said '*<<end>>*'
shift
for line; do
    zpty -w -n shell "$line"$'\t\C-t'
    zpty -r shell said '*<<end>>*'
    offered=()
    while [[ $said == (#b)*'<<'([^'<>']##)'>>'* ]]; do
        [[ $match[1] == end ]] || offered=("$match[1]" $offered)
        said=${said%'<<'$match[1]'>>'*}
    done
    print -r -- "$line => $offered"
done
zpty -d shell
