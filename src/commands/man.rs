//! `man`: the pages for `man`, made from the command line itself and from the manual. It needs no
//! journal and no clock, and writes the same at each run.

use clap::{Command, ValueHint};

use super::help::MANUAL;
use super::prelude::*;
use crate::store::export::write_pages;
use crate::view::man_page;
use crate::view::style::count;

#[derive(Args)]
#[command(after_help = include_str!("../help/man.txt"))]
pub(crate) struct ManArgs {
    /// Write the pages of all commands and of the manual to this folder
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    dir: Option<PathBuf>,
}

pub(crate) fn run(args: &ManArgs, mut tree: Command, host: &mut Host<'_>) -> Result<()> {
    let folder = args.dir.as_deref().map(|folder| host.path(folder)).transpose()?;
    tree.build();
    let manual = MANUAL.map(|(name, _, text)| (name, text));
    let overview = man_page::overview(&tree, &manual)?;
    let Some(folder) = &folder else {
        return Ok(host.out.write_all(overview.as_bytes())?);
    };
    let mut pages = vec![("nocontact.1".to_owned(), overview)];
    for command in tree.get_subcommands() {
        let name = format!("nocontact-{}.1", command.get_name());
        pages.push((name, man_page::command(command)?));
    }
    let page = |(name, text)| (format!("nocontact-{name}.7"), man_page::manual(name, text));
    let manual = manual.map(page);
    // `man` looks for section 7 in a folder beside the one named `man1`.
    if folder.ends_with("man1") {
        write(folder, &pages, host)?;
        write(&folder.with_file_name("man7"), &manual, host)
    } else {
        pages.extend(manual);
        write(folder, &pages, host)
    }
}

fn write(folder: &Path, pages: &[(String, String)], host: &mut Host<'_>) -> Result<()> {
    write_pages(folder, pages)?;
    let written = count(pages.len() as u64, "page");
    writeln!(host.out, "Wrote {written} to {}", shown(&folder.to_string_lossy()))?;
    Ok(())
}
