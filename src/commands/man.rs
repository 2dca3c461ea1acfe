//! `man`: the manual pages, made from the command line itself.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Command, ValueHint};

use crate::domain::text::shown;
use crate::host::Host;
use crate::store::pages;
use crate::view::man_page;
use crate::view::style::count;

#[derive(Args)]
#[command(after_help = "Examples:\n  nocontact man > nocontact.1\n  \
                        nocontact man --dir ~/.cargo/share/man/man1\n\nThe second writes a page \
                        for each command too, and replaces old ones.\nThen man nocontact-log \
                        finds its own, if ~/.cargo/bin is in your PATH.")]
pub(crate) struct ManArgs {
    /// Write the page of every command into this folder
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    dir: Option<PathBuf>,
}

/// `tree` is the whole command line.
pub(crate) fn run(args: &ManArgs, tree: Command, host: &mut Host<'_>) -> Result<()> {
    let mut tree = tree;
    tree.build();
    let Some(folder) = &args.dir else {
        host.out.write_all(man_page::overview(&tree)?.as_bytes())?;
        return Ok(());
    };
    let mut written = vec![("nocontact.1".to_owned(), man_page::overview(&tree)?)];
    for command in tree.get_subcommands() {
        written.push((format!("nocontact-{}.1", command.get_name()), man_page::of(command)?));
    }
    pages::write(folder, &written)?;
    let written = count(written.len() as u64, "page");
    writeln!(host.out, "Wrote {written} to {}", shown(&folder.to_string_lossy()))?;
    Ok(())
}
