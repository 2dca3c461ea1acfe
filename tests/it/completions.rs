//! `completions`: what it needs and what it prints. The shells themselves are in `consumers`.

use crate::world::World;

const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "powershell", "elvish"];

#[test]
fn completions_hold_nothing_of_the_journal() {
    let (empty, started) = (World::new(), World::started());
    started.ok("log text secret words --trigger secret");
    for shell in SHELLS {
        let line = format!("completions {shell}");
        assert_eq!(started.ok(&line), empty.ok(&line), "{shell}");
    }
}

#[test]
fn a_shell_must_be_named_and_known() {
    let world = World::new();
    for (line, says) in [("completions", "needs a shell"), ("completions tcsh", "powershell, zsh")]
    {
        let outcome = world.run(line);
        assert_eq!((outcome.code, outcome.out.as_str()), (2, ""), "{line}");
        assert!(outcome.err.contains(says), "{line}: {outcome}");
    }
}
