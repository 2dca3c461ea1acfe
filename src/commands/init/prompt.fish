
# Puts the day at the right edge, before what else is there, whoever sets that.
function __nocontact_day
    command -q nocontact; and set -l days (command nocontact status --short 2>/dev/null)
    and test -n "$days"; and echo -n "$days "
end
function __nocontact_status
    return $argv[1]
end
function __nocontact_prompt --on-event fish_prompt
    if functions -q fish_right_prompt
        string match -q '*__nocontact_day*' -- (functions fish_right_prompt | string collect); and return
        functions -e __nocontact_rest
        functions -c fish_right_prompt __nocontact_rest
    end
    function fish_right_prompt
        set -l code $status
        # A copy that someone saved may be there without the rest.
        functions -q __nocontact_day; and __nocontact_day
        functions -q __nocontact_rest; or return 0
        __nocontact_status $code
        __nocontact_rest
    end
end
