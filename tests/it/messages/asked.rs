//! What is said between questions and answers.

use super::says;
use crate::world::World;

/// A world with someone at its terminal.
fn attended() -> World {
    let mut world = World::started();
    world.terminal = true;
    world.variables.insert("NO_COLOR", "1".into());
    world
}

#[test]
fn every_question_of_log_is_explained() {
    says(
        &mut attended(),
        r#"
$ log <<< /me/hmm/text/?//?//?/n/?//?/brief/?//?/
1  Sun 22 Nov 2026 21:05  text
Chasing. You reached out in the window.
Next: send nothing more, not even sorry. Wait it out: nocontact urge
Your longest time without contact is still 21 days.
Was it them? nocontact edit 1 --by them    Recorded by mistake? nocontact undo
Could it not be avoided? nocontact edit 1 --necessary children
! Recorded: 1  Sun 22 Nov 2026 21:05  other
! Enter skips a question, ? explains it, Ctrl-C ends. What you said so far stays.
! Who reached out? (me, them, chance, none) How? (text, call, social, ...) say how, such as text or call
! How? (text, call, social, ...) "hmm" is not one of these: call, text, email, social, visit, meetup, letter, friend, lurk, other
! How? (text, call, social, ...) When? (Enter: just now)   A date or a time, such as last night, yesterday 9pm, 3 days ago, nov 19.
! When? (Enter: just now) How many times? (Enter: once)   A number, as in 3. Each counts in every total.
! How many times? (Enter: once) Was it necessary? (children, work, ...)   children: Children you share
!   work: Work you share
!   home: A home you share
!   belongings: Things to hand over
!   legal: A legal matter
!   emergency: An emergency
!   safety: To answer or write so as not to be harmed
!   The beginning of a word is enough.
! Was it necessary? (children, work, ...) What was it for? (apology, begging, ...)   explanation: To ask for an explanation
!   begging: To beg
!   persuading: To change someone's mind
!   staying-present: To check in, to stay on their mind
!   apology: To say sorry
!   comfort: One of you leaning on the other
!   jealousy: To make someone jealous, or out of jealousy
!   other: Anything else
!   The beginning of a word is enough.
! What was it for? (apology, begging, ...) Did they answer? (none, brief, conversation)   none: Not at all
!   brief: Short and polite
!   conversation: It became a conversation
!   The beginning of a word is enough.
! Did they answer? (none, brief, conversation) Did they ask you to stop? (y, n)   y: They asked for no contact. No end date from here on.
! Did they ask you to stop? (y, n) A note?   Anything you want to remember, in your own words.
! A note? 
"#,
    );
}

#[test]
fn questions_say_what_is_recorded() {
    says(
        &mut attended(),
        r#"
$ log --many <<< ?/yesterday/none/yesterday/them/i texted them/text/1/n//?/brief/n/note//
1  2026-11-21        text by them  kept  note
1 contact recorded: 1 kept.
Today is day 21 of 30, 9 days remaining. 21 days without contact, longest 21.
To undo this: nocontact undo
! One contact after another, in any order. Enter skips a question, ? explains it, Ctrl-C ends. What you said so far stays.
! When was it? (such as nov 19 9pm; Enter when done)   A date or a time, such as last night, yesterday 9pm, 3 days ago, nov 19.
! When was it? (such as nov 19 9pm; Enter when done) Who reached out? (me, them, chance, none) That one is not recorded.
! When was it? (such as nov 19 9pm; Enter when done) Who reached out? (me, them, chance, none) How? (text, call, social, ...) you said before that someone else reached out
! How? (text, call, social, ...) How many times? (Enter: once) Was it necessary? (children, work, ...) What was it for? (apology, begging, ...) Did you answer? (none, brief, conversation)   none: Not at all
!   brief: Short and polite
!   conversation: It became a conversation
!   The beginning of a word is enough.
! Did you answer? (none, brief, conversation) Did they ask you to stop? (y, n) A note? When was it? (such as nov 19 9pm; Enter when done) 
$ log texted happy <<< /me/
2  Sun 22 Nov 2026 21:05  text  texted happy
Chasing. You reached out in the window.
Next: send nothing more, not even sorry. Wait it out: nocontact urge
Your longest time without contact is still 21 days.
Recorded by mistake? nocontact undo
Could it not be avoided? nocontact edit 2 --necessary children
! "texted happy" does not say who began it. Nothing is recorded before you answer.
! Enter skips a question, ? explains it, Ctrl-C ends. What you said so far stays.
! Who reached out? (me, them, chance, none) Nothing is recorded until you answer.
! Who reached out? (me, them, chance, none) When? (Enter: just now) 
$ start 2026-11-01 --file b.json <<< n/
Breakup: Sun 1 Nov 2026
Today is day 21 of 30, 9 days remaining.
The window ends Tue 1 Dec 2026.
Kept in [DIR]/b.json

When everything in you wants to reach out:
  nocontact --file [DIR]/b.json urge
If there was violence, a court order, or they asked for no contact:
  nocontact guide safety
  nocontact --file [DIR]/b.json amend --no-end
! Has there been contact since then? [y/n] 
$ log text --by them <<< 
3  Sun 22 Nov 2026 21:05  text by them
Kept. You recorded no answer.
Next: leave it at that. Nothing more is needed.
If they asked you to stop, say so: nocontact edit 3 --stop
Recorded by mistake? nocontact undo
Did it become a conversation? nocontact edit 3 --reply conversation
Was it about the children? nocontact edit 3 --necessary children
$ log called mom <<< them/text/she called//
4  Sun 22 Nov 2026 21:05  call by them  called mom
Kept. You recorded no answer.
Next: leave it at that. Nothing more is needed.
If they asked you to stop, say so: nocontact edit 4 --stop
Recorded by mistake? nocontact undo
Did it become a conversation? nocontact edit 4 --reply conversation
Was it about the children? nocontact edit 4 --necessary children
! "called mom" does not say who began it. Nothing is recorded before you answer.
! Enter skips a question, ? explains it, Ctrl-C ends. What you said so far stays.
! Who reached out? (me, them, chance, none) When? (Enter: just now) "text" is not a date
!   write "yesterday" or "3 days ago" or "yesterday 9pm"
! When? (Enter: just now) "she called" is not a date
!   write "yesterday" or "3 days ago" or "yesterday 9pm"
! When? (Enter: just now) How many times? (Enter: once) 
$ remove 1 --burn <<< n/
! 1  Sat 21 Nov 2026  text by them  note
! The undo history and the backup are removed too.
! Remove for good? [y/N] nocontact: you did not confirm; nothing was changed
!   to skip the question, add --yes
exit 1
"#,
    );
}

#[test]
fn ready_says_what_it_needs() {
    says(
        &mut World::started(),
        r#"
$ ready
A look at yourself, for you alone. It stays in the journal on this machine. It
goes by your answers and by this, and cannot know what they feel or will do:

The window              day 21 of 30, 9 days remaining
No contact recorded     21 days

! 1. Do you understand what ended it? [y/n] 
! nocontact: question 1 was not answered; nothing was recorded
!   to give all seven at once: nocontact ready --answers LETTERS
!   what they stand for: nocontact help ready
exit 1
$ log text --quiet
1  Sun 22 Nov 2026 21:05  text
@ 2026-11-20T21:05:00+01:00
$ ready --answers yynyynn
! nocontact: the clock is behind the newest entry (Sun 22 Nov 2026 21:05): it says Fri 20 Nov 2026 21:05
! nocontact: cannot tell where you stand: it is Fri 20 Nov 2026 21:05, and the newest entry is from Sun 22 Nov 2026 21:05; nothing was recorded
!   set the clock if it is wrong, or correct the entry: nocontact history --last 1
!   otherwise ask again once that time has come
exit 1
"#,
    );
}

const PAGES: &str = r#"
verdicts\:"What you can say of a contact, and what nocontact says of it"
dates\:"Which dates nocontact understands, and how days are counted"
windows\:"The window, its rules and its figures"
file\:"The journal, and how to export and import it"
scripts\:"Exit codes, variables, JSON, prompts and completions"
keeping\:"How your journal is kept safe and private"))' \
"#;

#[test]
fn completions_describe_every_page_of_the_manual() {
    let world = World::new();
    let zsh = world.ok("completions zsh");
    assert!(zsh.contains(PAGES), "{zsh}");
    let fish = world.ok("completions fish");
    assert!(fish.starts_with("complete -c nocontact -f\n"), "{fish}");
    let import = "complete -c nocontact -n \"__fish_nocontact_using_subcommand import\" -F\n";
    assert!(fish.ends_with(import), "{fish}");
}

#[test]
fn an_answer_that_is_not_utf_8_is_asked_for_again() {
    let question = "Who reached out? (me, them, chance, none) ";
    let said = attended().run_reading("log", &b"\xff\n"[..]).err;
    let again = format!("{question}That is not UTF-8 text.\n{question}\n");
    assert!(said.ends_with(&again), "{said}");
}
