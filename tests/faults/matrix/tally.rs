//! What a row of the matrix found.

use std::collections::BTreeMap;
use std::fmt;

use super::writer::Writer;

/// The result of one case: nothing, or what is wrong in a few words.
pub(crate) type Finding = Result<(), &'static str>;

/// `what` is wrong if this was `found`.
pub(crate) fn wrong_if(found: bool, what: &'static str) -> Finding {
    if found { Err(what) } else { Ok(()) }
}

/// A case that needs only the program.
pub(crate) type Case = fn(Writer) -> Finding;

/// The results of a row for one program.
#[derive(Default)]
pub(crate) struct Tally {
    cases: usize,
    wrong: Vec<(&'static str, String)>,
    remarks: BTreeMap<&'static str, usize>,
}

impl Tally {
    /// The results of these cases.
    pub(crate) fn of(writer: Writer, cases: &[(&str, Case)]) -> Self {
        let mut tally = Self::default();
        for (name, case) in cases {
            tally.case(|| (*name).to_owned(), case(writer));
        }
        tally
    }

    /// Counts a case. Its name is only asked for if something is wrong.
    pub(crate) fn case(&mut self, name: impl FnOnce() -> String, found: Finding) {
        self.cases += 1;
        if let Err(what) = found {
            self.wrong.push((what, name()));
        }
    }

    /// Counts something that is not wrong but worth reporting.
    pub(crate) fn remark(&mut self, what: &'static str) {
        *self.remarks.entry(what).or_insert(0) += 1;
    }

    /// How many cases ran.
    pub(crate) fn cases(&self) -> usize {
        self.cases
    }

    /// Whether any case is wrong.
    pub(crate) fn is_caught(&self) -> bool {
        !self.wrong.is_empty()
    }

    /// The first wrong cases, a line each.
    pub(crate) fn first(&self) -> String {
        let lines = self.wrong.iter().take(20).map(|(what, case)| format!("  {what}: {case}\n"));
        lines.collect()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut kinds = self.remarks.clone();
        for (what, _) in &self.wrong {
            *kinds.entry(what).or_insert(0) += 1;
        }
        write!(f, "{} of {}", self.wrong.len(), self.cases)?;
        let kinds: Vec<_> = kinds.iter().map(|(what, count)| format!("{what} {count}")).collect();
        if kinds.is_empty() { Ok(()) } else { write!(f, " ({})", kinds.join(", ")) }
    }
}
