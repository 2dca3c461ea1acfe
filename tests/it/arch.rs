//! What the layout forbids, checked in the source: imports go one way, and only `main` touches the
//! streams.

use std::fs;
use std::path::Path;

/// Every source file below `folder`, with its code before its own tests.
fn sources(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs")
            {
                let text = fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]").next().unwrap().to_owned();
                found.push((path.display().to_string(), code));
            }
        }
    }
    assert!(!found.is_empty(), "{folder}");
    found
}

#[track_caller]
fn never(folder: &str, words: &str) {
    for (path, code) in sources(folder) {
        for word in words.split(' ') {
            assert!(!code.contains(word), "{path} has {word}");
        }
    }
}

#[test]
fn the_domain_reaches_for_nothing_outside_itself() {
    never(
        "domain",
        "crate::store crate::view crate::commands crate::host crate::error crate::cli \
         std::fs std::io std::env std::path std::time Local:: Utc::now serde_json anyhow",
    );
}

#[test]
fn store_and_view_never_meet() {
    never("store", "crate::view crate::commands crate::cli crate::host");
    never("view", "crate::store crate::commands crate::cli crate::host std::fs");
}

#[test]
fn no_command_touches_a_file_but_through_the_store() {
    never("commands", "std::fs std::env std::net File:: crate::cli");
}

#[test]
fn only_main_and_its_countdown_touch_the_clock_and_the_streams() {
    let words = ["Instant::now", "SystemTime::now", "io::stdin", "io::stdout", "io::stderr"];
    for (path, code) in sources("") {
        let may =
            ["src/main.rs", "src/terminal/countdown.rs"].iter().any(|own| path.ends_with(own));
        assert!(may || !words.iter().any(|word| code.contains(word)), "{path}");
    }
}

#[test]
fn there_is_no_network_code() {
    never("", "std::net TcpStream UdpSocket UnixStream");
}

#[test]
fn only_the_binary_runs_a_program_and_draws_beside_the_streams() {
    for folder in ["domain", "store", "view", "commands"] {
        never(folder, "process::Command signal_hook Instant:: rustix::term");
    }
}
