//! `doctor`: what the journal and its place are like, and what is wrong. It changes nothing.

use super::prelude::*;
use crate::domain::checkup::ClockFacts;
use crate::view::{doctor, style::count};

#[derive(Args)]
#[command(after_help = include_str!("../help/doctor.txt"))]
pub(crate) struct DoctorArgs {
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &DoctorArgs, session: &mut Session) -> Result<()> {
    let host = &session.host;
    let (report, mut problems) = session.store.inspect(ClockFacts {
        now: session.clock.now,
        is_set: host.variable("NOCONTACT_NOW").is_some(),
        zone: host.variable("TZ").map(|name| name.to_string_lossy().into_owned()),
        unknown_zone: host.unknown_zone().map(Into::into),
    });
    problems.extend(doctor::clock_problems(&report));
    if args.json {
        let json = doctor::json(&report, &problems, &session.caller)?;
        session.print_json(&json)?;
    } else {
        let lines = doctor::lines(&report, &problems, &session.caller, &session.style);
        session.print_lines(lines)?;
    }
    if problems.is_empty() {
        return Ok(());
    }
    // The summary on stderr must come after the facts on a terminal.
    session.host.out.flush()?;
    Err(Failure::new(count(problems.len() as u64, "problem")).into())
}
