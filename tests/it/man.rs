//! `man`: the pages, and where they go. The programs that read them are in `consumers`.

use std::fs;
use std::path::Path;

use nocontact::host::VARIABLES;

use crate::cli::commands;
use crate::help::TOPICS;
use crate::world::World;

/// What the page says of the program.
const ABOUT: &str = "
.SH DESCRIPTION
nocontact counts the days without contact after a breakup, keeps what
happened, and tells whether it was chasing. Without a command, it shows where
things stand. It supports 30 days of no contact at all.
.PP
Everything stays on this machine. There is no network code.
.PP
If there was violence, a court order, or they asked you to stop, read
nocontact guide safety first.
";

/// The page of `show`, after its title.
const SHOW: &str = include_str!("messages/whole/show.1");

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
fn the_page_names_every_command_variable_and_other_page() {
    let page = World::new().ok("man");
    let (about, listed) = page.split_once(".SH COMMANDS\n").unwrap();
    assert!(about.ends_with(ABOUT), "{about}");
    let listed = listed.split(".SH OPTIONS").next().unwrap();
    let mut names: Vec<_> = listed
        .lines()
        .filter_map(|line| Some(line.strip_prefix("\\fB")?.split_once("\\fR\t")?.0))
        .collect();
    names.sort_unstable();
    assert_eq!(names, commands());
    for name in VARIABLES.split(' ') {
        assert!(page.contains(name), "{name}");
    }
    let (_, see_also) = page.split_once(".SH \"SEE ALSO\"\n").unwrap();
    for topic in TOPICS {
        assert!(see_also.contains(&format!("\\fBnocontact\\-{topic}\\fR(7)")), "{topic}");
    }
    for command in commands() {
        assert!(see_also.contains(&format!("\\fBnocontact\\-{command}\\fR(1)")), "{command}");
    }
}

#[test]
fn the_page_of_a_command_has_what_its_help_has() {
    let world = World::new();
    world.ok_words(&["man", "--dir", world.path().to_str().unwrap()]);
    let page = |name: &str| fs::read_to_string(world.path().join(name)).unwrap();
    assert_eq!(page("nocontact-show.1").split_once(".SH NAME\n").unwrap().1, SHOW);
    let log = page("nocontact-log.1");
    let verdict = "contact that you begin is chasing";
    let examples = ".SH EXAMPLES\n.RS 4\n.nf\n";
    for text in ["The same as\n\\-\\-date", "\nbegging: To beg\n", verdict, examples] {
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

#[test]
fn the_manual_goes_into_man7_beside_man1_and_else_into_the_folder() {
    let world = World::new();
    let (share, flat) = (world.path().join("share/man"), world.path().join("flat"));
    let names = |folder: &Path| {
        let found = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> =
            found.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    let mut pages: Vec<_> = TOPICS.map(|topic| format!("nocontact-{topic}.7")).to_vec();
    pages.sort();
    // A slash at the end is as if it were not there.
    let man1 = format!("{}/man1/", share.display());
    let said = world.ok_words(&["man", "--dir", &man1]);
    assert!(said.ends_with("Wrote 6 pages to [DIR]/share/man/man7\n"), "{said}");
    assert_eq!(names(&share.join("man7")), pages);
    assert!(names(&share.join("man1")).iter().all(|name| name.ends_with(".1")));
    let said = world.ok_words(&["man", "--dir", flat.to_str().unwrap()]);
    let number = commands().len() + 1 + TOPICS.len();
    assert_eq!(said, format!("Wrote {number} pages to [DIR]/flat\n"));
    assert!(pages.iter().all(|page| names(&flat).contains(page)));
}

#[test]
fn a_page_of_the_manual_has_title_name_and_sections() {
    let world = World::new();
    world.ok_words(&["man", "--dir", world.path().to_str().unwrap()]);
    for topic in TOPICS {
        let page = fs::read_to_string(world.path().join(format!("nocontact-{topic}.7"))).unwrap();
        let name = topic.to_uppercase();
        let title =
            format!("'\\\" t\n.ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n.TH NOCONTACT-{name} 7 ");
        assert!(page.starts_with(&title), "{page}");
        let source = fs::read_to_string(format!("src/manual/{topic}.md")).unwrap();
        let sections = source.lines().filter_map(|line| line.strip_prefix("## "));
        for section in sections {
            let section = section.to_uppercase();
            let is_there = [format!("\n.SH {section}\n"), format!("\n.SH \"{section}\"\n")];
            assert!(is_there.iter().any(|heading| page.contains(heading)), "{topic}: {section}");
        }
        assert!(!page.contains("<!--"), "{topic}");
    }
}

/// They are not private: a package takes them as they are.
#[cfg(unix)] // Windows has no modes.
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
    fs::write(world.path().join("file"), "").unwrap();
    fs::create_dir_all(world.path().join("folder/nocontact.1")).unwrap();
    for (name, why) in [("file", "cannot make the folder [DIR]"), ("folder", "cannot write [DIR]")]
    {
        let folder = world.path().join(name);
        let outcome = world.run_words(&["man", "--dir", folder.to_str().unwrap()]);
        assert_eq!((outcome.code, outcome.out.as_str()), (1, ""));
        assert!(outcome.err.starts_with(&format!("nocontact: {why}")), "{outcome}");
    }
}
