//! Whether one calm step is wise (`ready`): the person's seven answers, facts from the
//! journal, and the table that turns them into one of four answers.
//!
//! Nothing here estimates how likely anything is.

use std::fmt;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

pub const QUESTIONS: usize = 7;

/// For how many days chasing speaks against a step: today and the thirteen days before.
pub const LATELY: u32 = 14;

/// The seven answers, `true` for yes, in the order of the questions (`view::sentences::QUESTION`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Answers(pub [bool; QUESTIONS]);

impl Answers {
    /// Reads seven letters such as `yynyynn`, uppercase or lowercase, and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let yes = |letter| match letter {
            b'y' | b'Y' => Some(true),
            b'n' | b'N' => Some(false),
            _ => None,
        };
        let answers: Option<Vec<bool>> = text.bytes().map(yes).collect();
        answers?.try_into().ok().map(Self)
    }
}

impl fmt::Display for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|&yes| f.write_str(if yes { "y" } else { "n" }))
    }
}

/// Facts from the journal that speak against a step. Each one is `true` if it does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of a table in the manual")]
pub struct Blockers {
    /// The person said before that they had asked for no contact.
    pub asked_before: bool,
    /// The person said before that there was violence, threat or control.
    pub violence_before: bool,
    pub stopped: bool,
    pub no_end: bool,
    pub window_running: bool,
    /// There was chasing in the last [`LATELY`] days.
    pub chased_lately: bool,
    pub too_few_days: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// Not now, and not after the window
    DoNot,
    /// Not before as many days without contact as the window has
    Wait,
    /// Something is not there yet
    NotYet,
    /// One calm, short step, or none
    OneCalmStep,
}

/// Why an answer is what it is, in the order in which `ready` lists the causes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    AskedForNoContact,
    Violence,
    AskedBefore,
    ViolenceBefore,
    Stop,
    NoEnd,
    WindowRunning,
    ChasingLately,
    TooFewDays,
    NotUnderstood,
    NoWouldHurt,
    ToStopThePain,
    NothingChanged,
    NotCalm,
}

/// The person's answers together with the facts from the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Readiness {
    pub answers: Answers,
    /// What the journal said at that time.
    pub blockers: Blockers,
}

impl Readiness {
    /// The answer by the table of `manual/verdicts.md`: the first row that fits.
    pub fn answer(&self) -> Answer {
        self.rows().next().map_or(Answer::OneCalmStep, |(answer, _)| answer)
    }

    /// Everything that speaks against a step, of every row. [`Answer::OneCalmStep`] has no causes.
    pub fn causes(&self) -> Vec<Cause> {
        self.rows().map(|(_, cause)| cause).collect()
    }

    /// The causes that apply, each with the answer that it leads to.
    fn rows(&self) -> impl Iterator<Item = (Answer, Cause)> {
        let Answers(
            [understood, at_ease_with_no, to_stop_the_pain, changed, calm, asked, violence],
        ) = self.answers;
        let blockers = self.blockers;
        let rows = [
            (asked, Answer::DoNot, Cause::AskedForNoContact),
            (violence, Answer::DoNot, Cause::Violence),
            (blockers.asked_before && !asked, Answer::DoNot, Cause::AskedBefore),
            (blockers.violence_before && !violence, Answer::DoNot, Cause::ViolenceBefore),
            (blockers.stopped, Answer::DoNot, Cause::Stop),
            (blockers.no_end, Answer::DoNot, Cause::NoEnd),
            (blockers.window_running, Answer::Wait, Cause::WindowRunning),
            (blockers.chased_lately, Answer::Wait, Cause::ChasingLately),
            (blockers.too_few_days, Answer::Wait, Cause::TooFewDays),
            (!understood, Answer::NotYet, Cause::NotUnderstood),
            (!at_ease_with_no, Answer::NotYet, Cause::NoWouldHurt),
            (to_stop_the_pain, Answer::NotYet, Cause::ToStopThePain),
            (!changed, Answer::NotYet, Cause::NothingChanged),
            (!calm, Answer::NotYet, Cause::NotCalm),
        ];
        rows.into_iter().filter(|row| row.0).map(|(_, answer, cause)| (answer, cause))
    }
}
