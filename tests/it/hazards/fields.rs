//! One wrong field in a journal: the program refuses to read it.

use nocontact::domain::{Body, Contact};
use nocontact::store::format;

use super::journals::{SOUND, bent_is_refused, is_refused};

/// Checks that a journal with one entry of `kind` and these fields is refused because of `why`.
#[track_caller]
fn entry_is_refused(kind: &str, fields: &str, why: &str) {
    let entry = format!(r#"{{"id": 1, "kind": "{kind}", "at": "2026-11-05", {fields}}}"#);
    let file = format!(r#"{{"version": 1, "breakup": "2026-11-01", "entries": [{entry}]}}"#);
    let refused = format!("{:?}", format::decode(file.as_bytes()).map(drop));
    assert!(refused.contains(why), "{entry}: {refused}");
}

#[test]
fn a_wrong_value_in_any_kind_is_refused() {
    for (kind, fields, why) in [
        ("urge", r#""resisted": "yes""#, "there should be true or false"),
        ("letter", r#""text": "a", "title": 7"#, "there should be a text"),
        ("letter", r#""title": "a""#, "there is no"),
        ("letter", r#""text": "a\u0000b""#, "NUL"),
        ("goal", r#""done": "2026-11-06""#, "there is no"),
        ("goal", r#""text": "a", "done": true"#, "there should be"),
        ("goal", r#""text": "a", "done": "2026-02-30""#, "is not a date"),
        ("goal", r#""text": "a", "done": "2026-11-06T12:00:00Z""#, "is not a date"),
        ("plan", r#""text": null"#, "there is no"),
        ("reflection", r#""answers": null"#, "there is no"),
        ("reflection", r#""answers": "yynyyn""#, "seven answers"),
        ("reflection", r#""answers": "yynyynyn""#, "seven answers"),
        ("reflection", r#""answers": "1101101""#, "seven answers"),
        ("reflection", r#""answers": [true]"#, "there should be a text"),
    ] {
        entry_is_refused(kind, fields, why);
    }
    for (kind, name, limit) in [
        ("letter", "text", 1 << 20),
        ("letter", "title", 1 << 16),
        ("goal", "text", 1 << 16),
        ("plan", "text", 1 << 16),
    ] {
        let own = if name == "title" { r#""text": "a", "# } else { "" };
        let long = format!(r#"{own}"{name}": "{}""#, "x".repeat(limit + 1));
        entry_is_refused(kind, &long, "is longer than");
    }
}

#[test]
fn dates_that_are_not_to_the_letter_are_refused() {
    let dates = "-0001-01-01|+262142-12-31|+2026-11-1| 2026-11-01|2026-11-01 |2026-11-1|2026-1-01|\
         2026-02-30|2026-13-01|0000-01-01|1899-12-31|10000-01-01|20261101|2026/11/01|２０２６-11-01|\
         yesterday|";
    for date in dates.split('|') {
        bent_is_refused("2026-11-01", date, "is not a date");
        bent_is_refused("2026-11-05", date, "is neither a day nor a time");
    }
    let times = "2026-11-05T23:10|2026-11-05T23:10:00|2026-11-05T24:00:00Z|\
         2026-11-05T23:10:00+24:00|2026-11-05T23:10:00+01:60|1899-12-31T23:59:59Z|\
         -0001-01-01T00:00:00Z|+262142-12-31T23:59:59Z| 2026-11-05T23:10:00Z|2026-11-05T23:10:00Z ";
    for time in times.split('|') {
        bent_is_refused("2026-11-05", time, "is neither a day nor a time");
    }
}

#[test]
fn numbers_out_of_their_range_are_refused() {
    for id in ["0", "-1", "1.5", "1e3", "18446744073709551616", "1e400", "\"1\"", "null"] {
        bent_is_refused("\"id\": 1", &format!("\"id\": {id}"), "");
    }
    for times in ["0", "10000", "4294967296", "18446744073709551616", "-1", "1.0"] {
        bent_is_refused("\"channel\"", &format!("\"times\": {times}, \"channel\""), "");
    }
    for days in ["0", "3651", "4294967296", "18446744073709551616", "-30", "30.0"] {
        bent_is_refused("\"entries\"", &format!("\"days\": {days}, \"entries\""), "");
    }
    for added in ["18446744073709551616", "-1", "1.0"] {
        bent_is_refused("[1]", &format!("[{added}]"), "");
    }
}

#[test]
fn a_text_that_no_command_would_keep_is_refused() {
    bent_is_refused(r#"a \"note\""#, r"a\u0000b", "NUL");
    bent_is_refused(r#"a \"note\""#, &"x".repeat(64 * 1024 + 1), "64 KiB");
    let trigger = format!("\"triggers\": [\"{}\"], \"channel\"", "x".repeat(64 * 1024 + 1));
    bent_is_refused("\"channel\"", &trigger, "64 KiB");
    bent_is_refused(r#"a \"note\""#, r"\ud800", "is not valid JSON");
}

#[test]
fn a_field_that_stands_twice_is_refused_at_every_level() {
    let twice = "appears twice";
    // Also where one of the two is null.
    for version in ["1, \"version\": 1", "1, \"version\": null", "null, \"version\": 1"] {
        bent_is_refused("\"version\": 1", &format!("\"version\": {version}"), twice);
    }
    for (name, more, why) in [
        ("entries", r#""breakup": "2026-11-02""#, twice),
        ("undo", r#""entries": []"#, twice),
        ("version", r#""mood": 1, "mood": 2"#, r#""mood" appears twice"#),
        ("kind", r#""id": 2"#, twice),
        ("channel", r#""note": "b""#, r#""note" appears twice"#),
        ("channel", r#""note": null"#, r#""note" appears twice"#),
        ("channel", r#""mood": 1, "mood": 1"#, r#""mood" appears twice"#),
        ("channel", r#""mood": 1, "\u006dood": 2"#, r#""mood" appears twice"#),
        ("act", r#""act": "removed""#, twice),
        ("act", r#""mood": 1, "mood": 1"#, r#""mood" appears twice"#),
    ] {
        bent_is_refused(&format!("\"{name}\""), &format!("{more}, \"{name}\""), why);
    }
}

#[test]
fn two_entries_under_one_id_are_refused() {
    let again = r#"{"id": 1, "kind": "restart", "at": "2026-11-06"}, {"id": 1"#;
    bent_is_refused("{\"id\": 1", again, "two entries have the id 1");
}

#[test]
fn a_word_that_is_not_known_is_refused_and_spelled_out() {
    bent_is_refused("\"text\"", "\"pigeon\"", r#""pigeon" is not one of these: call, text, email"#);
    bent_is_refused("\"recorded\"", "\"forgot\"", r#""forgot" is not one of these: recorded"#);
    bent_is_refused("\"text\"", r#""\u001b[2J\u202e""#, r"\u{1b}[2J\u{202e}");
    bent_is_refused("\"2026-11-05\"", r#""\u001b[2J""#, r"\u{1b}[2J");
    let policy = SOUND.replace("\"entries\"", "\"policy\": \"soft\", \"entries\"");
    is_refused(policy, r#""soft" is not one of these"#);
}

#[test]
fn a_kind_that_is_not_known_is_refused_and_spelled_out() {
    for kind in ["dream", "Contact", r"\u001b[2J"] {
        let shown = kind.replace("001b", "{1b}");
        let why =
            format!("or not a nocontact journal: entry 1 has the unknown kind \"{shown}\" at line");
        bent_is_refused("\"contact\"", &format!("\"{kind}\""), &why);
    }
}

/// Or the next command would find a damaged journal.
#[test]
fn what_could_not_be_read_again_is_not_written() {
    let sound = || format::decode(SOUND.as_bytes()).unwrap();
    assert!(format::encode(&sound()).is_ok());
    let with = |change: fn(&mut Contact<'_>)| {
        let mut journal = sound();
        let Body::Contact(contact) = &mut journal.entries[0].body else { panic!("no contact") };
        change(contact);
        format::encode(&journal).map(drop)
    };
    assert!(with(|contact| contact.times = 10_000).is_err());
    assert!(with(|contact| contact.note = Some("x".repeat(64 * 1024 + 1).into())).is_err());
    assert!(with(|contact| contact.triggers = vec!["a\0b".into()]).is_err());
}
