//! `doctor`: what the journal and its place are like, and what is wrong. Changes nothing.

use std::io::Write;

use anyhow::Result;
use clap::Args;

use crate::domain::checkup::{Named, Time};
use crate::error::Failure;
use crate::session::Session;
use crate::view;

#[derive(Args)]
#[command(after_help = "Examples:\n  nocontact doctor\n  nocontact doctor --json\n\n\
                        It changes nothing. It ends with 1 where something is wrong.")]
pub(crate) struct DoctorArgs {
    /// Print it as JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &DoctorArgs, session: &mut Session) -> Result<()> {
    let facts = session.store.inspect(time(session));
    let problems = facts.problems();
    let program = session.program();
    if args.json {
        session.print_json(&view::doctor::shape(&facts, &problems, &program))?;
    } else {
        let Session { host, style, .. } = session;
        view::doctor::write(&mut host.out, &facts, &problems, &program, style)?;
    }
    if problems.is_empty() {
        return Ok(());
    }
    // The summary on stderr must come after the facts on a terminal.
    session.host.out.flush()?;
    Err(Failure::new(match problems.len() {
        1 => "1 thing is wrong".to_owned(),
        number => format!("{number} things are wrong"),
    })
    .into())
}

/// The clock, and where it and its zone come from.
fn time(session: &Session) -> Time {
    let host = &session.host;
    let zone = host.variable("TZ").map(|name| {
        let name = name.to_string_lossy().into_owned();
        Named { is_known: (host.knows_zone)(&name), name }
    });
    Time { now: session.clock.now, is_set: host.variable("NOCONTACT_NOW").is_some(), zone }
}
