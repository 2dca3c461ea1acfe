//! `completions`: what it needs and what it prints. The shells themselves are in `consumers`.

use crate::world::World;

const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "powershell", "elvish"];

#[test]
fn completions_hold_nothing_of_the_journal() {
    let (empty, started) = (World::new(), World::started());
    started.ok("log text secret words --trigger secret");
    for shell in SHELLS {
        for line in [format!("completions {shell}"), format!("init {shell}")] {
            assert_eq!(started.ok(&line), empty.ok(&line), "{line}");
        }
    }
}
