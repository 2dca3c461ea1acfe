//! The window's rules as options, shared by `start` and `amend` (`manual/windows.md`).

use clap::Args;

use super::input::number;
use crate::domain::window::{DAYS, Policy};

// Not a doc comment, which would become the help of the commands that take these.
#[derive(Args)]
pub(crate) struct RulesArgs {
    /// Length of the window in days, 1 to 3650
    #[arg(long, value_name = "N", conflicts_with = "no_end")]
    #[arg(value_parser = |text: &str| number(text, &DAYS))]
    pub(crate) days: Option<u32>,
    /// Begin the window again after every chasing or slip
    #[arg(long, conflicts_with = "no_end")]
    pub(crate) strict: bool,
    /// No end date (their request, a court order, abuse, your choice)
    #[arg(long)]
    pub(crate) no_end: bool,
}

impl RulesArgs {
    pub(crate) fn policy(&self) -> Option<Policy> {
        match (self.strict, self.no_end) {
            (true, _) => Some(Policy::Strict),
            (_, true) => Some(Policy::Open),
            (false, false) => None,
        }
    }
}
