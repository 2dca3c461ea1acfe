//! `man`: the pages, and where they go. The programs that read them are in `consumers`.

use std::fs;

use nocontact::host::VARIABLES;

use crate::cli::commands;
use crate::world::World;

/// The page of `show`, after its title.
const SHOW: &str = r#"nocontact\-show \- Show one entry whole
.SH SYNOPSIS
\fBnocontact show\fR [\fB\-\-json\fR] [\fB\-\-file\fR] [\fB\-\-color\fR]
[\fB\-h\fR|\fB\-\-help\fR] [\fB\-V\fR|\fB\-\-version\fR] <\fIID\fR>
.SH DESCRIPTION
Show one entry whole.
.SH OPTIONS
.TP
\fB\-\-json\fR
Print it as JSON
.TP
\fB\-\-file\fR \fI<PATH>\fR
Use this journal instead of the one in your data folder
.TP
\fB\-\-color\fR \fI<WHEN>\fR
Use color: auto, always or never [default: auto]
.TP
\fB\-h\fR, \fB\-\-help\fR
Print help
.TP
\fB\-V\fR, \fB\-\-version\fR
Print version
.TP
<\fIID\fR>
The entry\*(Aqs number, as in history
.SH EXAMPLES
.nf
nocontact show 4
nocontact show 4 \-\-json
.fi
.SH "SEE ALSO"
\fBnocontact\fR(1)
"#;

#[test]
fn the_page_needs_no_journal_no_clock_and_no_home_and_makes_no_file() {
    let usual = World::started().ok("man");
    let mut world = World::new();
    world.data_dir = None;
    world.variables.insert("NOCONTACT_NOW", "never".into());
    world.width = Some(40);
    assert_eq!(world.ok("man"), usual, "it is the same everywhere");
    assert_eq!(world.names(), [""; 0]);
}

#[test]
fn the_page_names_every_command_in_the_groups_of_the_help() {
    let page = World::new().ok("man");
    let listed = page.split(".SH COMMANDS\n").nth(1).unwrap().split(".SH OPTIONS").next().unwrap();
    let names: Vec<_> =
        listed.lines().filter_map(|line| line.strip_prefix("\\fB")?.strip_suffix("\\fR")).collect();
    assert_eq!(names, commands());
    for group in ["Track", "\"In the moment\"", "\"Put right\"", "\"Your data\""] {
        assert!(listed.contains(&format!(".SS {group}\n")), "{group}");
    }
}

#[test]
fn the_page_names_every_variable_that_has_a_say() {
    let page = World::new().ok("man");
    for name in VARIABLES {
        assert!(page.contains(name), "{name}");
    }
}

#[test]
fn the_page_of_a_command_has_what_its_help_has() {
    let world = World::new();
    world.ok_words(&["man", "--dir", world.path().to_str().unwrap()]);
    let page = |name: &str| fs::read_to_string(world.path().join(name)).unwrap();
    assert_eq!(page("nocontact-show.1").split_once(".SH NAME\n").unwrap().1, SHOW);
    let log = page("nocontact-log.1");
    for text in [
        "The same as\n\\-\\-date",
        "\nbegging: To beg\n",
        "A contact by you in the\n",
        ".SH EXAMPLES\n.nf\n",
    ] {
        assert!(log.contains(text), "{text}: {log}");
    }
}

#[test]
fn a_folder_is_made_and_filled_and_what_was_there_is_replaced() {
    let world = World::new();
    let folder = world.path().join("share/man/man1");
    let line = ["man", "--dir", folder.to_str().unwrap()];
    let said = world.ok_words(&line);
    assert!(said.starts_with(&format!("Wrote {} pages to [DIR]", commands().len() + 1)), "{said}");
    fs::write(folder.join("nocontact.1"), "old").unwrap();
    fs::write(folder.join("other.1"), "not ours").unwrap();
    assert_eq!(world.ok_words(&line), said);
    assert_eq!(fs::read_to_string(folder.join("nocontact.1")).unwrap(), world.ok("man"));
    assert_eq!(fs::read_to_string(folder.join("other.1")).unwrap(), "not ours");
    for command in commands() {
        assert!(folder.join(format!("nocontact-{command}.1")).is_file(), "{command}");
    }
    assert_eq!(world.names(), [""; 0], "there is no journal by it");
}

/// They are not private: a package takes them as they are.
#[cfg(unix)]
#[test]
fn the_pages_are_ordinary_files() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::new();
    let mode = |name: &str| fs::metadata(world.path().join(name)).unwrap().permissions().mode();
    world.ok_words(&["man", "--dir", world.path().to_str().unwrap()]);
    fs::write(world.path().join("ordinary"), "").unwrap();
    assert_eq!(mode("nocontact.1"), mode("ordinary"));
}

#[test]
fn a_folder_that_cannot_be_had_is_named() {
    let world = World::new();
    let file = world.path().join("file");
    fs::write(&file, "").unwrap();
    let outcome = world.run_words(&["man", "--dir", file.to_str().unwrap()]);
    assert_eq!((outcome.code, outcome.out.as_str()), (1, ""));
    assert!(outcome.err.starts_with("nocontact: cannot make the folder [DIR]"), "{outcome}");
    let folder = world.path().join("folder");
    fs::create_dir_all(folder.join("nocontact.1")).unwrap();
    let outcome = world.run_words(&["man", "--dir", folder.to_str().unwrap()]);
    assert_eq!((outcome.code, outcome.out.as_str()), (1, ""));
    assert!(outcome.err.starts_with("nocontact: cannot write [DIR]"), "{outcome}");
}
