//! `doctor`: what the journal and its place are like, and what is wrong. Changes nothing.

use std::io::Write;

use anyhow::Result;
use clap::Args;

use super::{program, store, style};
use crate::domain::checkup::{Named, Time};
use crate::error::Failure;
use crate::host::Host;
use crate::view;

#[derive(Args)]
#[command(after_help = "Examples:\n  nocontact doctor\n  nocontact doctor --json\n\n\
                        It changes nothing. It ends with 1 where something is wrong.")]
pub(crate) struct DoctorArgs {
    /// Print it as JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &DoctorArgs, host: &mut Host<'_>) -> Result<()> {
    let facts = store(host)?.inspect(time(host)?);
    let problems = facts.problems();
    let program = program(host);
    if args.json {
        view::json::write(&mut host.out, &view::doctor::shape(&facts, &problems, &program))?;
    } else {
        let style = style(host);
        view::doctor::write(&mut host.out, &facts, &problems, &program, &style)?;
    }
    if problems.is_empty() {
        return Ok(());
    }
    // Or the last line would be read first.
    host.out.flush()?;
    Err(Failure::SomethingWrong(problems.len()).into())
}

fn time(host: &Host<'_>) -> Result<Time, Failure> {
    let zone = host.variable("TZ").map(|name| {
        let name = name.to_string_lossy().into_owned();
        Named { is_known: (host.knows_zone)(&name), name }
    });
    let is_set = host.variable("NOCONTACT_NOW").is_some();
    Ok(Time { now: host.clock()?.now, is_set, zone })
}
