//! What is timed: command lines, each with its journal.

use std::error::Error;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::journals::{self, NOW};
use crate::programs::Programs;

/// The floors, and our row that costs as much as any command line.
pub(crate) const HELLO: &str = "floor: hello";
pub(crate) const CLAP: &str = "floor: clap";
pub(crate) const OWNED: &str = "floor: parse, owned";
pub(crate) const BORROWED: &str = "floor: parse, borrowed";
pub(crate) const APPEND: &str = "floor: append, fsync";
pub(crate) const KEPT: &str = "floor: append, backup, 2 syncs";
pub(crate) const BOTH: &str = "floor: parse two, append";
pub(crate) const HELP: &str = "--help";
pub(crate) const LOG: &str = "log text";
pub(crate) const SHORT: &str = "status --short";
pub(crate) const MERGE: &str = "import, another copy";
pub(crate) const TABLE: &str = "import, a table";

/// Our commands that read a journal and do not write.
pub(crate) const READING: [&str; 6] =
    ["status", SHORT, "status --json", "history --last 10", "calendar", "patterns"];

/// One command line.
pub(crate) struct Row {
    /// Its name.
    pub(crate) name: String,
    /// Whether it reads a journal, and so has a figure for each size.
    pub(crate) reads: bool,
    /// The program and its arguments.
    pub(crate) command: Vec<OsString>,
    /// Its environment variables, apart from PATH.
    pub(crate) variables: Vec<(&'static str, OsString)>,
    /// The file that it writes, and the bytes to put there before each run.
    pub(crate) restored: Option<(PathBuf, Vec<u8>)>,
}

impl Row {
    /// Puts that file back and syncs it, so that the row's own sync has nothing else to write.
    pub(crate) fn restore(&self) -> Result<(), Box<dyn Error>> {
        if let Some((path, bytes)) = &self.restored {
            let mut file = File::create(path)?;
            file.write_all(bytes)?;
            file.sync_all()?;
        }
        Ok(())
    }

    /// The command, without output.
    pub(crate) fn command(&self) -> Command {
        let mut command = self.run_by(&self.command[0]);
        command.args(&self.command[1..]);
        command
    }

    /// A command that runs `runner` with these variables. Its arguments are still missing.
    pub(crate) fn run_by(&self, runner: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(runner);
        command.env_clear().envs(self.variables.iter().cloned());
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }
}

/// The floors and our commands, on a journal of `size` entries, which is written to `folder`.
pub(crate) fn rows(
    programs: &Programs,
    folder: &Path,
    size: usize,
) -> Result<Vec<Row>, Box<dyn Error>> {
    let journal = folder.join("nocontact.json");
    let bytes = &journals::journal(size)?;
    fs::write(&journal, bytes)?;
    let floor = |name: &str, example, args: &[&str]| Row {
        name: name.to_owned(),
        reads: false,
        command: words(programs.example(example), args),
        variables: Vec::new(),
        restored: None,
    };
    let parse = |name, how| {
        let mut row = floor(name, "floor-parse", &[]);
        row.command.extend([journal.clone().into(), OsString::from(how)]);
        Row { reads: true, ..row }
    };
    let ours = |name: &str| Row {
        name: name.to_owned(),
        reads: name != HELP,
        command: words(programs.ours(), &name.split(' ').collect::<Vec<_>>()),
        variables: variables(folder, &journal),
        restored: None,
    };
    // A row that writes has its own journal.
    let written = |row: Row, name: &str, bytes: &[u8]| {
        let path = folder.join(name).join("nocontact.json");
        fs::create_dir(folder.join(name)).map(|()| Row {
            reads: true,
            variables: variables(folder, &path),
            restored: Some((path, bytes.to_vec())),
            ..row
        })
    };
    let append = |name, folder, bytes, how: Option<&OsStr>| {
        let mut row = written(floor(name, "floor-append", &[]), folder, bytes)?;
        row.command.extend(row.restored.iter().map(|(path, _)| path.clone().into()));
        row.command.extend(how.map(OsStr::to_owned));
        Ok::<_, std::io::Error>(row)
    };
    let import = |name: &str, folder, bytes, other: &Path| {
        let mut row = written(ours("import"), folder, bytes)?;
        row.command.push(other.into());
        Ok::<_, std::io::Error>(Row { name: name.to_owned(), ..row })
    };
    let (copy, table) = (folder.join("copy.json"), folder.join("table.csv"));
    let [here, there] = journals::copies(size)?;
    let [empty, cells] = journals::table(size)?;
    fs::write(&copy, there)?;
    fs::write(&table, cells)?;
    let mut rows = vec![
        floor(HELLO, "floor-hello", &[]),
        floor(CLAP, "floor-clap", &["status"]),
        parse(OWNED, "owned"),
        parse(BORROWED, "borrowed"),
        append(APPEND, "append", bytes, None)?,
        append(KEPT, "kept", bytes, Some("kept".as_ref()))?,
        append(BOTH, "both", &here, Some(copy.as_ref()))?,
        ours(HELP),
        written(ours(LOG), "log", bytes)?,
        import(MERGE, "merge", &here, &copy)?,
        import(TABLE, "table", &empty, &table)?,
    ];
    rows.extend(READING.map(ours));
    Ok(rows)
}

/// The environment of most users: a locale, and the system's time zone.
fn variables(folder: &Path, journal: &Path) -> Vec<(&'static str, OsString)> {
    vec![
        ("HOME", folder.into()),
        ("LANG", "C.UTF-8".into()),
        ("NOCONTACT_FILE", journal.into()),
        ("NOCONTACT_NOW", NOW.into()),
    ]
}

/// A command line.
pub(crate) fn words(program: impl Into<OsString>, args: &[&str]) -> Vec<OsString> {
    std::iter::once(program.into()).chain(args.iter().map(OsString::from)).collect()
}
