//! Odd text, odd bytes, odd paths, an odd environment: each gets a clear answer
//! (`manual/keeping.md`).

mod environment;
mod fields;
mod journals;
mod paths;
mod text;

use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use crate::world::{Outcome, World};

/// After this time a command counts as hanging. One second is promised, but a debug build on a busy
/// machine has taken more than ten.
const AT_ONCE: Duration = Duration::from_mins(1);

/// A command line of each command that only reads.
fn reading() -> impl Iterator<Item = &'static str> {
    "status|status --json|history|history --json|history --last 1 --kind contact|show 1|\
     show 1 --json|status --short"
        .split('|')
}

/// A command line of each command that writes.
fn writing() -> impl Iterator<Item = &'static str> {
    "log text|log --json|undo|start|restart|amend --days 40|edit 1 call|remove 1 --yes|\
     remove 1 --burn --yes"
        .split('|')
}

/// Runs a command line in a thread, so that one that hangs fails here.
#[track_caller]
pub(crate) fn at_once(world: &Arc<World>, line: &str) -> Outcome {
    let (sender, receiver) = channel();
    let thread = std::thread::spawn({
        let (world, line) = (Arc::clone(world), line.to_owned());
        move || sender.send(world.run(&line))
    });
    match receiver.recv_timeout(AT_ONCE) {
        Ok(outcome) => outcome,
        Err(RecvTimeoutError::Timeout) => panic!("{line}: no answer in {AT_ONCE:?}"),
        Err(RecvTimeoutError::Disconnected) => match thread.join() {
            Err(panic) => std::panic::resume_unwind(panic),
            Ok(_) => panic!("{line}: no answer"),
        },
    }
}

/// Checks that every command is refused at once, for a reason that contains `why`.
#[track_caller]
fn is_refused_by_all(world: &Arc<World>, why: &str) {
    for line in reading().chain(writing()) {
        let outcome = at_once(world, line);
        assert_eq!(outcome.code, 1, "{line}: {outcome}");
        assert_eq!(outcome.out, "", "{line}");
        assert!(outcome.err.starts_with("nocontact: cannot read [DIR]"), "{line}: {outcome}");
        assert!(outcome.err.contains(why), "{line}: {why:?} is not in: {outcome}");
        assert_eq!(spelled_out(&outcome.err), outcome.err, "{line}");
        if line == "status --short" {
            assert_eq!(outcome.err.lines().count(), 1, "{line}: {outcome}");
        }
    }
}

/// `text` without anything that could fool a terminal, found without the program's own code.
fn spelled_out(text: &str) -> String {
    let fools = |character: &char| {
        character.is_control() && *character != '\n'
            || matches!(character, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{feff}')
            || matches!(character, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
            || matches!(character, '\u{e0000}'..='\u{e007f}')
    };
    text.chars().filter(|character| !fools(character)).collect()
}
