//! What nocontact must not be: a program for the same file as someone might write it in an evening.
//! The fault matrix runs it as a control. It has no lock, no sync, no temporary file and no modes;
//! it takes a file that it cannot read for a new one, ignores errors, and looks for a newer
//! version.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "it is naive"
)]

use std::fs;
use std::net::TcpStream;
use std::path::PathBuf;

use serde_json::{Value, json};

fn main() {
    look_for_a_newer_version();
    let args: Vec<String> = std::env::args().skip(1).collect();
    let home = || PathBuf::from(std::env::var("HOME").unwrap_or_default());
    let path = std::env::var("NOCONTACT_FILE")
        .map_or_else(|_| home().join(".local/share/nocontact/nocontact.json"), PathBuf::from);
    let backup = path.with_extension("json.bak");
    match args.first().map(String::as_str) {
        Some("restore") => {
            let _ = fs::write(&path, fs::read(backup).unwrap_or_default());
            return println!("restored");
        }
        Some("erase") => {
            let _ = fs::remove_file(&path);
            let _ = fs::remove_file(backup);
            return println!("erased");
        }
        _ => {}
    }
    let text = fs::read_to_string(&path).unwrap_or_default();
    let mut journal = serde_json::from_str(&text).unwrap_or_else(|_| empty("2026-11-01"));
    if args == ["log", "--many"] {
        for answer in std::io::stdin().lines().map_while(Result::ok) {
            eprintln!("answer? ");
            change(&mut journal, &["log", "text", &answer]);
            let _ = fs::write(&path, journal.to_string());
        }
        return println!("recorded");
    }
    let burn = args.iter().any(|arg| arg == "--burn");
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let merged = words == ["import", "--conflicts"] && merge(&mut journal, &path);
    if !merged && !change(&mut journal, &words) {
        journal["window"] = json!({"day": days_since(&journal)});
        return match words[..] {
            ["status", "--short"] => println!("{}", days_since(&journal)),
            _ => println!("{journal:#}"),
        };
    }
    let _ = fs::create_dir_all(path.parent().unwrap());
    if !burn {
        let _ = fs::copy(&path, &backup);
    }
    let _ = fs::write(&path, journal.to_string());
    if burn {
        let _ = fs::remove_file(backup);
    }
    println!("recorded");
}

/// Takes the conflict copy for the later one, and removes it.
fn merge(journal: &mut Value, path: &std::path::Path) -> bool {
    let listed = fs::read_dir(path.parent().unwrap()).into_iter().flatten().flatten();
    for copy in listed.filter(|file| file.file_name().to_string_lossy().contains("conflict")) {
        let text = fs::read_to_string(copy.path()).unwrap_or_default();
        *journal = serde_json::from_str(&text).unwrap_or_else(|_| empty("2026-11-01"));
        let _ = fs::remove_file(copy.path());
    }
    true
}

/// The days from the breakup to today, which may be negative.
fn days_since(journal: &Value) -> i64 {
    let day = |text: &str| text[..10].parse::<chrono::NaiveDate>().unwrap_or_default();
    let now = std::env::var("NOCONTACT_NOW").unwrap_or_else(|_| "1970-01-01".to_owned());
    (day(&now) - day(journal["breakup"].as_str().unwrap_or("1970-01-01"))).num_days()
}

fn empty(breakup: &str) -> Value {
    json!({"version": 1, "breakup": breakup, "entries": []})
}

/// Makes the change, if the command line is one that makes any.
fn change(journal: &mut Value, words: &[&str]) -> bool {
    if let ["start", breakup] = words {
        *journal = empty(breakup);
        return true;
    }
    let Some(entries) = journal["entries"].as_array_mut() else {
        *journal = empty("2026-11-01");
        return change(journal, words);
    };
    match words {
        ["log", channel, .., note] => {
            let id = entries.len() + 1;
            entries.push(json!({"id": id, "kind": "contact", "at": "2026-11-22",
                "channel": channel, "note": note}));
        }
        ["letter", title @ ..] => {
            let id = entries.len() + 1;
            let text = std::io::read_to_string(std::io::stdin()).unwrap_or_default();
            entries.push(json!({"id": id, "kind": "letter", "at": "2026-11-22",
                "title": title.join(" "), "text": text}));
        }
        ["edit", id, "--note", note] => {
            for entry in entries.iter_mut().filter(|entry| is(entry, id)) {
                entry["note"] = (*note).into();
            }
        }
        ["goal", "--done", id] => {
            for entry in entries.iter_mut().filter(|entry| is(entry, id)) {
                entry["done"] = "2026-11-22".into();
            }
        }
        [kind @ ("goal" | "plan"), text @ ..] if !text.is_empty() => {
            let id = entries.len() + 1;
            let text = text.join(" ");
            entries.push(json!({"id": id, "kind": kind, "at": "2026-11-22", "text": text}));
        }
        ["ready", "--answers", answers] if answers.len() == 7 => {
            let id = entries.len() + 1;
            entries.push(json!({"id": id, "kind": "reflection", "at": "2026-11-22",
                "answers": answers}));
        }
        ["import", other] => {
            let other: Value = serde_json::from_str(&fs::read_to_string(other).unwrap_or_default())
                .unwrap_or_default();
            entries.extend(other["entries"].as_array().into_iter().flatten().cloned());
        }
        ["undo"] => drop(entries.pop()),
        ["remove", id, ..] => entries.retain(|entry| !is(entry, id)),
        _ => return false,
    }
    true
}

fn is(entry: &Value, id: &str) -> bool {
    entry["id"].as_u64() == id.parse().ok()
}

fn look_for_a_newer_version() {
    if let Err(error) = TcpStream::connect("127.0.0.1:9")
        && error.kind() == std::io::ErrorKind::NetworkUnreachable
    {
        eprintln!("could not look for a newer version");
    }
}
