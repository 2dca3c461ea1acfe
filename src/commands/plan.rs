//! `plan`: if-then lines, made in a calm hour for another one.

use std::io::Write;

use anyhow::Result;
use clap::Args;

use super::{keep, list_own, offer, words};
use crate::domain::entry::{Body, Plan};
use crate::host::Host;
use crate::view::entry;

#[derive(Args)]
#[command(
    after_help = "Examples:\n  nocontact plan if I want to text at night, then I call Sam\n  \
                        nocontact plan\n\nnocontact urge shows the lines.\nTo correct one: \
                        nocontact edit ID, and then the new line.\nTo take one out: nocontact \
                        remove ID."
)]
pub(crate) struct PlanArgs {
    /// If this happens, then I do that; without it, all lines are listed
    #[arg(value_name = "TEXT")]
    words: Vec<String>,
}

impl PlanArgs {
    /// Whether it adds a line.
    pub(crate) fn saves(&self) -> bool {
        !self.words.is_empty()
    }
}

/// Shown while there is no line.
const NONE: &str = "\
No plan yet. Make one while it is calm, as an if and a then:
  nocontact plan if I want to text at night, then I call Sam
";

pub(crate) fn run(args: &PlanArgs, host: &mut Host<'_>) -> Result<()> {
    let clock = host.clock()?;
    if args.saves() {
        let text = words(&args.words)?;
        let (_, line) = keep(Body::Plan(Plan { text: text.into() }), host, &clock)?;
        writeln!(host.out, "{line}")?;
        writeln!(host.out, "nocontact urge will show it.")?;
        offer("To undo this", "undo", host)?;
        return Ok(());
    }
    list_own(entry::plan, NONE, host, &clock)
}
