//! `doctor`: what the journal and its place are like, and what is wrong. It changes nothing.

use std::io::Write;

use anyhow::Result;
use clap::Args;

use crate::domain::checkup::ClockFacts;
use crate::error::Failure;
use crate::session::Session;
use crate::view::doctor;

#[derive(Args)]
#[command(after_help = "Examples:\n  nocontact doctor\n  nocontact doctor --json\n\n\
                        It changes nothing. It ends with 1 where something is wrong.")]
pub(crate) struct DoctorArgs {
    /// Print it as JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &DoctorArgs, session: &mut Session) -> Result<()> {
    let facts = session.store.inspect(clock(session));
    let problems = doctor::problems(&facts);
    if args.json {
        let json = doctor::json(&facts, &problems, &session.caller);
        session.print_json(&json)?;
    } else {
        let lines = doctor::lines(&facts, &problems, &session.caller, &session.style);
        session.print_lines(lines)?;
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

/// The time, and where it and its zone come from.
fn clock(session: &Session) -> ClockFacts {
    let host = &session.host;
    let zone = host.variable("TZ").map(|name| name.to_string_lossy().into_owned());
    let unknown_zone = host.unknown_zone().map(Into::into);
    let is_set = host.variable("NOCONTACT_NOW").is_some();
    ClockFacts { now: session.clock.now, is_set, zone, unknown_zone }
}
