//! What is said after a contact, and what to do next.

use super::says;
use crate::world::World;

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
@ 2027-01-25T21:05:00+01:00
$ ready --answers yynyynn
A look at yourself, for you alone. It stays in the journal on this machine. It
goes by your answers and by this, and cannot know what they feel or will do:

The window              day 85, after the window of 30 days
Without contact         36 days, longest 49

2  Mon 25 Jan 2027 21:05  reflection

The one step is taken
  You reached out after the window, and there is no answer yet.
  A second step would be chasing.
  Their silence is an answer, too.

Next, a night of sleep. Before anything else: nocontact guide after
To undo this: nocontact undo
$ status
30 days have passed since the window began · day 85

Since the breakup       85 days   (Sun 1 Nov 2026)
Without contact         36 days   longest 49
In touch afterwards      1

You reached 30 full days without contact on Tue 19 Jan 2027.
The window is over. You still don't have to write.
Before any step: nocontact ready
$ log call --by me
3  Mon 25 Jan 2027 21:05  call
Chasing. After the window, one attempt is enough. This was more than one.
Next: send nothing more, not even sorry. Wait it out: nocontact urge
Your longest time without contact is still 49 days.
Recorded by mistake? nocontact undo
$ log text --by them --reply conversation
4  Mon 25 Jan 2027 21:05  text by them
Reconnect. The window was over. You were in touch.
Next: take it slowly. Nothing needs to be settled today.
If they asked you to stop, say so: nocontact edit 4 --stop
Your longest time without contact is still 49 days.
Recorded by mistake? nocontact undo
$ ready --answers yynnynn
A look at yourself, for you alone. It stays in the journal on this machine. It
goes by your answers and by this, and cannot know what they feel or will do:

The window              day 85, after the window of 30 days
Without contact         0 days, longest 49
Chasing, last 14 days   1, the last on Mon 25 Jan 2027

5  Mon 25 Jan 2027 21:05  reflection

Wait
  Your last chasing was less than 14 days ago.
  There were fewer days without contact than the window has.
  Nothing is different yet, so what ended it is still there.
  14 days without chasing: Mon 8 Feb 2027. With no more contact, that is reached
  on Wed 24 Feb 2027.

Next, write down what the days are for: nocontact goal
Last time, Mon 25 Jan 2027: one calm step. Different now: something different
(no).
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
