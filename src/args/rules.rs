//! The window's rules as options, shared by `start` and `amend` (`manual/windows.md`).

use clap::Args;

use crate::domain::window::{DAYS, Policy};

// Not a doc comment, which would become the help of the commands that take these.
#[derive(Args)]
pub(crate) struct RulesArgs {
    /// Length of the window in days, 1 to 3650
    #[arg(long, value_name = "N", value_parser = days, conflicts_with = "no_end")]
    pub(crate) days: Option<u32>,
    /// Let every chasing or slip begin the window again
    #[arg(long, conflicts_with = "no_end")]
    pub(crate) strict: bool,
    /// Have no end date: they asked for no contact, a court order, leaving abuse, or by choice
    #[arg(long)]
    pub(crate) no_end: bool,
}

impl RulesArgs {
    /// The policy that was asked for, if one was.
    pub(crate) fn policy(&self) -> Option<Policy> {
        match (self.strict, self.no_end) {
            (true, _) => Some(Policy::Strict),
            (_, true) => Some(Policy::Open),
            (false, false) => None,
        }
    }
}

fn days(text: &str) -> Result<u32, String> {
    text.parse()
        .ok()
        .filter(|days| DAYS.contains(days))
        .ok_or_else(|| format!("a window has {} to {} days", DAYS.start(), DAYS.end()))
}
