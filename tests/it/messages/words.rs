//! Words on the command line that are in doubt, or wrong.

use super::says;
use crate::world::World;

#[test]
fn what_log_cannot_tell_is_offered_as_whole_commands() {
    says(
        &mut World::started(),
        r#"
$ log texted my sister
! nocontact: "texted my sister" does not say who began it
!   if they did: nocontact log text --by them --note "texted my sister"
!   if you did: nocontact log text --by me --note "texted my sister"
!   if it was not contact with them, there is nothing to record
exit 2
$ log called mom
! nocontact: "called mom" does not say who began it
!   if they did: nocontact log call --by them --note "called mom"
!   if you did: nocontact log call --by me --note "called mom"
!   if it was not contact with them, there is nothing to record
exit 2
$ log text why apology
! nocontact: "text why apology" may say what it was for
!   if so: nocontact log text --why apology --note "why apology"
!   if it is your note: nocontact log text --note "why apology"
exit 2
$ log text yesterday
! nocontact: "yesterday" may say when it was
!   if it was then: nocontact log text --at yesterday
!   if it is your note: nocontact log text --note yesterday
exit 2
$ log called them yesterday
! nocontact: "yesterday" may say when it was
!   if it was then: nocontact log call --by me --note "called them yesterday" --at yesterday
!   if it was just now: nocontact log call --by me --note "called them yesterday" --at now
exit 2
$ log text and call
! nocontact: "text and call" is more than one contact; record each on its own
!   one after another: nocontact log --many
!   if it was only one: nocontact log text --note "and call"
exit 2
$ log text call
! nocontact: "text call" may mean text or call
!   nocontact log call --note call
!   nocontact log text --note call
exit 2
$ log text almost
! nocontact: "text almost" may mean there was no contact
!   if you wanted to but did not: nocontact urge --note "text almost"
!   if there was contact: nocontact log text --note almost
exit 2
$ log text many times
! nocontact: "text many times" does not give one number from 1 to 9999
!   to say how often, add --times with a number
!   nocontact log text --note "many times"
exit 2
$ log text x0
! nocontact: "text x0" does not give one number from 1 to 9999
!   to say how often, add --times with a number
exit 2
$ log note hi
! nocontact: a note alone goes after --note, as in --note "your words"
!   nocontact log --note hi
exit 2
$ log she
! nocontact: "she" does not say how contact was made
!   if it was a text: nocontact log text --by them
exit 2
$ log 3
! nocontact: "3" does not say how contact was made
!   if it was a text: nocontact log text --times 3
exit 2
$ log txet hello
! nocontact: "txet" is not a channel
!   did you mean: nocontact log text --note hello
exit 2
$ log replied to them
! nocontact: "replied to them" does not begin with a channel, such as text or call
!   if they began it and you answered: nocontact log text --by them --reply brief --note "replied to them"
!   if you began it and they answered: nocontact log text --by me --reply brief --note "replied to them"
exit 2
$ log missed their call
! nocontact: "missed their call" does not begin with a channel, such as text or call
!   if that is what happened: nocontact log call --by them --note "missed their call"
exit 2
$ log stalked their page
! nocontact: "stalked their page" does not begin with a channel, such as text or call
!   if you did: nocontact log lurk --note "stalked their page"
!   if it was not contact with them, there is nothing to record
exit 2
$ log resisted
! nocontact: "resisted" does not begin with a channel, such as text or call
!   if you wanted to but did not: nocontact urge --note resisted
!   if there was contact: nocontact log --note resisted
exit 2
"#,
    );
}

#[test]
fn words_and_options_of_log_that_contradict_each_other_are_refused() {
    says(
        &mut World::started(),
        r#"
$ log text --channel call
! nocontact: your words say text, but --channel says call
!   leave one of them out; if it is only a note, put it after --note
exit 2
$ log lurk --by them
! nocontact: lurk is always by you: it means looking at their profile
!   name another channel, such as text or call
exit 2
$ log text --at yesterday 9 weekend
! nocontact: cannot tell where the date ends in "yesterday 9 weekend"
!   put the note first, and the date in quotes at the end
exit 2
$ log text --at yesterday 9 crying
! nocontact: "yesterday 9" could be yesterday 9am or yesterday 9pm
!   nocontact log text crying --at "yesterday 9am"
!   nocontact log text crying --at "yesterday 9pm"
exit 2
$ log text --at yesterday crying
! nocontact: a note cannot follow the date: "crying" may be part of it
!   nocontact log text crying --at yesterday
exit 2
$ log text --trigger ''
! nocontact: --trigger needs a word or two
exit 2
$ log text hi --note -
! nocontact: the note is given twice: on the command line and by --note -
exit 2
$ log —by me
! nocontact: "—by" begins with a typographic dash
!   with two hyphens: nocontact log --by me
exit 2
"#,
    );
}

#[test]
fn what_urge_edit_and_the_others_cannot_tell_is_said_too() {
    says(
        &mut World::started(),
        r#"
$ log text --quiet
1  Sun 22 Nov 2026 21:05  text
$ goal run
2  Sun 22 Nov 2026 21:05  goal  run
To undo this: nocontact undo
$ edit 2 done
! nocontact: this would only change the text of entry 2
!   did you mean: nocontact goal --done 2
exit 2
$ edit 1 text almost
! nocontact: "text almost" may mean there was no contact
!   if it is the note: nocontact edit 1 text --note almost
exit 2
$ edit 1
! nocontact: say what to change
!   to see what you can change: nocontact help edit
exit 2
$ edit 1 --note x --clear note
! nocontact: use --note or --clear note, not both
exit 2
$ edit 1 --clear resisted
! nocontact: entry 1 is a contact; "resisted" does not apply
!   to see what a contact has: nocontact help edit
exit 1
$ urge resisted
! nocontact: "resisted" is more than an urge
!   did you mean: nocontact urge --resisted last
exit 2
$ urge gave in
! nocontact: "gave in" is more than an urge
!   did you mean: nocontact urge --gave-in last
exit 2
$ urge texted them
! nocontact: "texted them" is more than an urge
!   did you mean: nocontact log texted them
exit 2
$ urge last night
! nocontact: "last night" may say when it was
!   if it was then: nocontact urge last night --at "last night"
!   if it is now: nocontact urge last night --at now
exit 2
$ show none
! nocontact: "none" is not an entry; give its number, or last
!   for more: nocontact help show
exit 2
$ ready --answers yyy
! nocontact: --answers takes seven letters, y or n, as in yynyynn
!   for more: nocontact help ready
exit 2
$ start yesterday --date yesterday
! nocontact: the date is given twice; leave one out
exit 2
$ help frobnicate
! nocontact: "frobnicate" is not a command or a page of the manual
!   all of them: nocontact help
exit 2
$ --file ~/x status
! nocontact: the shell did not expand "~/x"
!   write the full path, or ./~/x for a file with that name
exit 2
$ --file '$HOME/x' status
! nocontact: the shell did not expand "$HOME/x"
!   write the full path, or ./$HOME/x for a file with that name
exit 2
"#,
    );
}

#[test]
fn a_date_that_cannot_be_used_is_named_with_the_reason() {
    says(
        &mut World::started(),
        r#"
$ log --at next year
! nocontact: "next year" is in the future
!   give today's date or an earlier one
exit 2
$ log --at 2026-11-31
! nocontact: "2026-11-31" is not a date: there is no such day
exit 2
$ log --at monday 20 nov
! nocontact: "monday 20 nov" does not fit: 2026-11-20 is a Friday
!   nocontact log --at 2026-11-20
exit 2
$ log --at yesterday 25:00
! nocontact: "yesterday 25:00" is not a time of day
exit 2
$ log --at yesterday 9:30 cet
! nocontact: "yesterday 9:30 cet" has a zone that cannot be read: give the offset, as in 2026-11-21T09:30+01:00
exit 2
"#,
    );
}
