# fish offered.fish SCRIPT LINE...: prints what fish offers at the end of each line.
source $argv[1]
for line in $argv[2..]
    set -l offered (complete -C $line | string split -f 1 \t)
    echo "$line => $offered"
end
