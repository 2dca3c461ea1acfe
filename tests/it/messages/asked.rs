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
Chasing. You reached out inside the window.
Next: send nothing more, not even sorry. Wait it out: nocontact urge
Your longest time without contact is still 21 days.
Was it them? nocontact edit 1 --by them    Recorded by mistake? nocontact undo
Could it not be avoided? nocontact edit 1 --necessary children
! Recorded: 1  Sun 22 Nov 2026 21:05  other
! Enter skips a question, ? explains it, Ctrl-C ends. What you said so far stays.
! Who reached out? (me, them, chance, none) How? (text, call, social, ...) say how, such as text or call
! How? (text, call, social, ...) "hmm" is not one of these: call, text, email, social, visit, meetup, letter, friend, lurk, other
! How? (text, call, social, ...) When? (Enter: just now)   A date or a time, as in: last night, yesterday 9pm, 3 days ago, nov 19.
! When? (Enter: just now) How many times? (Enter: once)   A number, as in 3. It counts that many times in every total.
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
!   persuading: To change their mind
!   staying-present: To check in, to stay on their mind
!   apology: To say sorry
!   comfort: One leaning on the other
!   jealousy: To make them jealous, or out of jealousy
!   other: Anything else
!   The beginning of a word is enough.
! What was it for? (apology, begging, ...) Did they answer? (none, brief, conversation)   none: Not at all
!   brief: Short and polite
!   conversation: It became a conversation
!   The beginning of a word is enough.
! Did they answer? (none, brief, conversation) Did they ask you to stop? (y, n)   y if they asked for no contact. Then this window has no end date.
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
$ log --many <<< ?/yesterday/none/yesterday/them/text/1/n//?/brief/n/note//
1  2026-11-21        text by them  kept  note
1 contact recorded: 1 kept.
Today is day 21 of 30, 9 days remaining. 21 days without contact, longest 21.
To undo this: nocontact undo
! One contact after another, in any order. Enter skips a question, ? explains it, Ctrl-C ends. What you said so far stays.
! When was it? (as in: nov 19 9pm; Enter: done)   A date or a time, as in: last night, yesterday 9pm, 3 days ago, nov 19.
! When was it? (as in: nov 19 9pm; Enter: done) Who reached out? (me, them, chance, none) Nothing is recorded of that one.
! When was it? (as in: nov 19 9pm; Enter: done) Who reached out? (me, them, chance, none) How? (text, call, social, ...) How many times? (Enter: once) Was it necessary? (children, work, ...) What was it for? (apology, begging, ...) Did you answer? (none, brief, conversation)   none: Not at all
!   brief: Short and polite
!   conversation: It became a conversation
!   The beginning of a word is enough.
! Did you answer? (none, brief, conversation) Did they ask you to stop? (y, n) A note? When was it? (as in: nov 19 9pm; Enter: done) 
$ log texted happy <<< /me/
2  Sun 22 Nov 2026 21:05  text  texted happy
Chasing. You reached out inside the window.
Next: send nothing more, not even sorry. Wait it out: nocontact urge
Your longest time without contact is still 21 days.
Recorded by mistake? nocontact undo
! "texted happy" does not say who began it. Nothing is recorded before you answer.
! Enter skips a question, ? explains it, Ctrl-C ends. What you said so far stays.
! Who reached out? (me, them, chance, none) Nothing is recorded without an answer here.
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
Next: leave it at that, and go on with your day.
If they asked you to stop, say so: nocontact edit 3 --stop
Recorded by mistake? nocontact undo
Did it become a conversation? nocontact edit 3 --reply conversation
$ log called mom <<< them/text/she called//
4  Sun 22 Nov 2026 21:05  call by them  called mom
Kept. You recorded no answer.
Next: leave it at that, and go on with your day.
If they asked you to stop, say so: nocontact edit 4 --stop
Recorded by mistake? nocontact undo
Did it become a conversation? nocontact edit 4 --reply conversation
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
$ ready --help
See whether a step is wise after the window

Usage: nocontact ready [OPTIONS]

Options:
      --answers <LETTERS>  Give all answers at once: seven letters, y or n, in
                           the order of the questions
      --json               Print the answer, its causes and the entry as JSON
      --file <PATH>        Use this journal instead of the one in your data
                           folder
      --color <WHEN>       Use color: auto, always or never [default: auto]
  -h, --help               Print help
  -V, --version            Print version

Examples:
  nocontact ready
  nocontact ready --answers yynyynn

The questions, in order:
  1. Do you understand what ended it?
  2. Could you hear no, and be all right?
  3. Would contact be mostly to stop the pain?
  4. Is something different now, in you or your life?
  5. Would you stay calm if they were with someone else?
  6. Have they asked for no contact?
  7. Was there violence, threat or control, from either of you?

Your answers are kept in the journal and compared with your last ones.
To see them again: nocontact history --kind reflection
To remove them: nocontact remove ID
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

#[test]
fn one_attempt_after_the_window_waits_for_an_answer() {
    says(
        &mut World::started(),
        r#"
@ 2026-12-20T21:05:00+01:00
$ log text --by me
1  Sun 20 Dec 2026 21:05  text
Reconnect. The window was over, and this was one attempt.
Next: wait. No second message. Whether they answer is up to them.
Your longest time without contact is still 49 days.
Recorded by mistake? nocontact undo
$ ready --answers yynyynn
A look at yourself, for you alone. It stays in the journal on this machine. It
goes by your answers and by this, and cannot know what they feel or will do:

The window              day 49, after the window of 30 days
Without contact         0 days, longest 49

2  Sun 20 Dec 2026 21:05  reflection

Wait
  There were fewer days without contact than the window has.
  With no more contact, that is reached on Tue 19 Jan 2027.

Next, write down what the days are for: nocontact goal
To undo this: nocontact undo
$ status
30 days have passed since the window began · day 49

Since the breakup       49 days   (Sun 1 Nov 2026)
Without contact          0 days   longest 49
In touch afterwards      1

With no more contact, you reach 30 full days on Tue 19 Jan 2027.
The window is over. You still don't have to write.
Before any step: nocontact ready
$ log call --by me
3  Sun 20 Dec 2026 21:05  call
Chasing. After the window, one attempt is enough. This was more than one.
Next: send nothing more, not even sorry. Wait it out: nocontact urge
Your longest time without contact is still 49 days.
Recorded by mistake? nocontact undo
$ log text --by them --reply conversation
4  Sun 20 Dec 2026 21:05  text by them
Reconnect. The window was over. You were in touch.
Next: take it slowly. Nothing needs to be settled today.
If they asked you to stop, say so: nocontact edit 4 --stop
Your longest time without contact is still 49 days.
Recorded by mistake? nocontact undo
@ 2027-01-25T21:05:00+01:00
$ ready --answers yynnynn
A look at yourself, for you alone. It stays in the journal on this machine. It
goes by your answers and by this, and cannot know what they feel or will do:

The window              day 85, after the window of 30 days
Without contact         36 days, longest 49
Chasing, last 14 days   none, the last on Sun 20 Dec 2026

5  Mon 25 Jan 2027 21:05  reflection

Not yet
  Nothing is different yet, so what ended it is still there.

Next, read about using the time: nocontact guide yourself
Last time, Sun 20 Dec 2026: wait. Different now: something different (no).
To undo this: nocontact undo
"#,
    );
}

#[test]
fn what_happened_is_said_with_what_to_do_next() {
    says(
        &mut World::started(),
        r#"
$ log friend --by me --why persuading
1  Sun 22 Nov 2026 21:05  friend
Chasing. You reached out inside the window. It reaches them through someone
else. It tried to change their mind.
Next: send nothing more, not even sorry. Wait it out: nocontact urge
Your longest time without contact is still 21 days.
Recorded by mistake? nocontact undo
$ log text --by me --why jealousy
2  Sun 22 Nov 2026 21:05  text
Chasing. You reached out inside the window. It was about jealousy.
Next: send nothing more, not even sorry. Wait it out: nocontact urge
Your longest time without contact is still 21 days.
Recorded by mistake? nocontact undo
$ log text --by me --why staying-present
3  Sun 22 Nov 2026 21:05  text
Chasing. You reached out inside the window. That makes three or more within a
day. It was a way to stay on their mind.
Next: send nothing more, not even sorry. Wait it out: nocontact urge
Unwanted contact can frighten and can be harassment: nocontact guide safety
Your longest time without contact is still 21 days.
Recorded by mistake? nocontact undo
$ log text --by them --stop
4  Sun 22 Nov 2026 21:05  text by them, stop
Kept. You recorded no answer.
Next: no contact from here on. Do not reply, not even to agree.
The window has no end date from here on.
Recorded by mistake? nocontact undo
$ log text --by me
5  Sun 22 Nov 2026 21:05  text
Chasing. You reached out inside the window. They had asked you to stop. That
makes three or more within a day.
Next: send nothing more, not even sorry. Wait it out: nocontact urge
Unwanted contact can frighten and can be harassment: nocontact guide safety
Follow any order or request to stop exactly; with children, as the order says.
Recorded by mistake? nocontact undo
$ log lurk
6  Sun 22 Nov 2026 21:05  lurk
Checking. You looked at their profile. It keeps the wound open, even unseen.
Next: make it harder to look again: mute, unfollow, block.
Watching someone who wants no contact can be stalking. Do not record where they
go: nocontact guide safety
Recorded by mistake? nocontact undo
$ log text --by them --necessary safety
7  Sun 22 Nov 2026 21:05  text by them
Kept. It could not be avoided, so it is counted separately.
Next: your safety comes first. For help: nocontact guide safety
Recorded by mistake? nocontact undo
"#,
    );
    says(
        &mut World::started(),
        r#"
$ log text --by them --why comfort
1  Sun 22 Nov 2026 21:05  text by them
Slip. It became a conversation. One of you leaned on the other.
Next: let the conversation end here, without a last word.
Your longest time without contact is still 21 days.
Recorded by mistake? nocontact undo
Did you keep it short? nocontact edit 1 --reply brief
$ urge --at 1 hour ago
2  Sun 22 Nov 2026 20:05  urge

If you might hurt yourself: nocontact guide safety

Many urges pass if you wait. You do not have to win; you only have to wait.

How did it end? Say so when you know:
  nocontact urge --resisted 2
  nocontact urge --gave-in 2
To undo this: nocontact undo
$ log text --by me
3  Sun 22 Nov 2026 21:05  text
Chasing. You reached out inside the window.
Next: send nothing more, not even sorry. Wait it out: nocontact urge
Your longest time without contact is still 21 days.
Recorded by mistake? nocontact undo
$ urge --gave-in 2
2  Sun 22 Nov 2026 20:05  urge, gave in
Recorded. It does not decide the next one.
Entry 3 already says that you reached out.
To undo this: nocontact undo
"#,
    );
}

#[test]
fn completions_describe_every_page_of_the_manual() {
    let world = World::new();
    let zsh = world.ok("completions zsh");
    let pages: Vec<_> =
        zsh.lines().skip_while(|line| !line.starts_with("verdicts")).take(6).collect();
    assert_eq!(pages.join("\n"), "");
    let fish = world.ok("completions fish");
    assert!(fish.starts_with("complete -c nocontact -f\n"), "{fish}");
    let import = "complete -c nocontact -n \"__fish_nocontact_using_subcommand import\" -F\n";
    assert!(fish.ends_with(import), "{fish}");
}
