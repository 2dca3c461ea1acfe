//! Settling: how an urge ended, and that a goal is done (`manual/verdicts.md`).
//!
//! Whether an urge that was never settled counts as resisted is decided in `summary`.

use chrono::NaiveDate;

use super::change::Act;
use super::entry::{Body, Entry, Goal, Kind, Urge};
use super::journal::Journal;

impl<'a> Journal<'a> {
    /// Says how the urge with the id ended; the last word stands. Returns whether that changed
    /// anything. The error is the kind of another entry, or `None` if there is no entry.
    pub fn settle_urge(&mut self, id: u64, resisted: bool) -> Result<bool, Option<Kind>> {
        let mut found = self.entry(id).ok_or(None)?.clone();
        let Body::Urge(urge) = &mut found.body else { return Err(Some(found.body.kind())) };
        urge.resisted = Some(resisted);
        Ok(self.replace(found, Act::Settled))
    }

    /// Says that the goal with the id is done on `day`, unless it was done before. Returns the goal,
    /// and the day on which it was done before. The error is as in [`Journal::settle_urge`].
    pub fn finish_goal(
        &mut self,
        id: u64,
        day: NaiveDate,
    ) -> Result<(Entry<'a>, Option<NaiveDate>), Option<Kind>> {
        let mut found = self.entry(id).ok_or(None)?.clone();
        let Body::Goal(Goal { done, .. }) = &mut found.body else {
            return Err(Some(found.body.kind()));
        };
        let before = *done;
        *done = before.or(Some(day));
        self.replace(found.clone(), Act::Settled);
        Ok((found, before))
    }

    /// How an urge that someone was shown ended, or `None` if that was not said yet. An outer none
    /// where it is no longer in the journal.
    pub fn ending_of(&self, urge: &Entry<'_>) -> Option<Option<bool>> {
        let found = self.entry(urge.id).filter(|found| found.at == urge.at)?;
        if let Body::Urge(Urge { resisted, .. }) = &found.body { Some(*resisted) } else { None }
    }
}
