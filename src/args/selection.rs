//! Which part of the journal is asked for, as options.

use clap::Args;

use super::dates::PeriodArgs;
use crate::domain::{By, Clock, Necessity, Selection};
use crate::error::Failure;

// Not a doc comment, which would become the help of the commands that take these.
#[derive(Args)]
pub(crate) struct SelectionArgs {
    #[command(flatten)]
    period: PeriodArgs,
    /// Only contacts that this side began
    #[arg(long, value_name = "WHO", value_enum)]
    by: Option<By>,
    /// Only necessary contacts, or those for these reasons
    #[arg(long, value_name = "REASON", value_enum, num_args = 0.., value_delimiter = ',')]
    necessary: Option<Vec<Necessity>>,
}

impl SelectionArgs {
    pub(crate) fn selection(&self, clock: &Clock) -> Result<Selection, Failure> {
        let days = self.period.days(clock)?;
        Ok(Selection { days, by: self.by, necessary: self.necessary.clone() })
    }
}
