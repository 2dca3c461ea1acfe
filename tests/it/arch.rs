//! What the layout forbids, checked in the source: imports go one way, and only `main` touches the
//! streams.

use std::collections::{BTreeMap, BTreeSet};
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
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]").next().unwrap().to_owned();
                found.push((path.display().to_string().replace('\\', "/"), code));
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

/// A command that is in no group of the overview would be found here, too.
#[test]
fn a_file_is_a_command_and_nothing_else() {
    let names = sources("commands").into_iter().filter_map(|(path, _)| {
        let name = Path::new(&path).file_stem()?.to_str()?.to_owned();
        (name != "mod").then_some(name)
    });
    let mut commands = crate::cli::commands();
    commands.sort();
    assert_eq!(names.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>(), commands);
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

/// Every source file by its module path, as `store::disk::lock`, with its code.
fn modules() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let module = |path: String| {
        let inner = Path::new(&path).strip_prefix(&root).unwrap().with_extension("");
        let names = inner.iter().map(|name| name.to_str().unwrap());
        names.filter(|name| !["lib", "main", "mod"].contains(name)).collect::<Vec<_>>().join("::")
    };
    let library = sources("").into_iter().filter(|(path, _)| !path.ends_with("main.rs"));
    library.map(|(path, code)| (module(path), code)).collect()
}

/// The paths that a file imports or names in full, with braces spread out: `super::a::{b, c::d}` is
/// `super::a::b` and `super::a::c::d`.
fn paths(code: &str) -> Vec<String> {
    fn spread(prefix: &str, tree: &str, found: &mut Vec<String>) {
        let Some((head, rest)) = tree.split_once('{') else {
            return found.push(format!("{prefix}{}", tree.trim()));
        };
        let prefix = format!("{prefix}{}", head.trim());
        let inner = &rest[..rest.rfind('}').unwrap()];
        let (mut depth, mut from) = (0, 0);
        for (at, letter) in inner.char_indices().chain([(inner.len(), ',')]) {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    spread(&prefix, &inner[from..at], found);
                    from = at + 1;
                }
                _ => {}
            }
        }
    }
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    // A visibility is not an import.
    let code = lines.collect::<Vec<_>>().join("\n").replace("pub(crate)", "");
    let mut found = Vec::new();
    for (at, _) in code.match_indices("use ") {
        let line = code[..at].rfind('\n').map_or(0, |before| before + 1);
        if matches!(code[line..at].trim(), "" | "pub" | "pub(crate)" | "pub(super)") {
            spread("", code[at + 4..].split(';').next().unwrap(), &mut found);
        }
    }
    for start in ["crate::", "super::"] {
        for (at, _) in code.match_indices(start) {
            let is_path = |letter: char| letter.is_alphanumeric() || "_:".contains(letter);
            let end = code[at..].find(|letter| !is_path(letter)).unwrap_or(code.len() - at);
            found.push(code[at..at + end].to_owned());
        }
    }
    found
}

/// The module that `path` leads to from `module`: the longest of its beginnings that is a file.
fn target(path: &str, module: &str, modules: &BTreeMap<String, String>) -> Option<String> {
    let mut from: Vec<&str> = module.split("::").filter(|name| !name.is_empty()).collect();
    let mut names = path.split("::").map(str::trim).peekable();
    if names.next_if_eq(&"crate").is_some() {
        from.clear();
    }
    while names.next_if_eq(&"super").is_some() {
        from.pop();
    }
    from.extend(names.take_while(|name| name.starts_with(|c: char| c.is_lowercase())));
    let all = (1..=from.len()).rev().map(|length| from[..length].join("::"));
    all.into_iter().find(|name| modules.contains_key(name)).filter(|name| name != module)
}

#[test]
fn no_file_is_in_a_circle() {
    fn visit<'m>(
        module: &'m str,
        imports: &'m BTreeMap<String, BTreeSet<String>>,
        way: &mut Vec<&'m str>,
        done: &mut BTreeSet<&'m str>,
    ) {
        if let Some(at) = way.iter().position(|seen| *seen == module) {
            panic!("a circle: {} -> {module}", way[at..].join(" -> "));
        }
        if done.contains(module) {
            return;
        }
        way.push(module);
        imports[module].iter().for_each(|next| visit(next, imports, way, done));
        way.pop();
        done.insert(module);
    }
    let modules = modules();
    let targets = |module: &String, code: &String| {
        let found = paths(code).into_iter();
        found.filter_map(|path| target(&path, module, &modules)).collect::<BTreeSet<_>>()
    };
    let imports: BTreeMap<_, _> =
        modules.iter().map(|(module, code)| (module.clone(), targets(module, code))).collect();
    // The reader of imports works; otherwise there would be no circles to find.
    assert!(imports["store::draft"].contains("store::disk::files"), "{imports:#?}");
    let mut done = BTreeSet::new();
    for module in imports.keys() {
        visit(module, &imports, &mut Vec::new(), &mut done);
    }
}
