# What zsh offers: zsh -f offered.zsh SCRIPT LINE..., each line cut where the cursor is. A second
# zsh, on a terminal of its own, has each line typed in, then a tab, then a control-T.
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
