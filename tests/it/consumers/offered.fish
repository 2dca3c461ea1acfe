# What fish offers: fish offered.fish SCRIPT LINE..., each line cut where the cursor is.
source $argv[1]
for line in $argv[2..]
    set -l offered (complete -C $line | string split -f 1 \t)
    echo "$line => $offered"
end
