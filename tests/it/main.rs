//! One test crate: what the commands say, in the transcripts of `messages`; a file for a command that
//! needs more than its words; and some for what belongs to none.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "in a test, a panic with its line is the report"
)]
#![cfg_attr(
    windows,
    allow(unused_imports, reason = "a test that runs only on Unix has its line of imports")
)]

mod against_model;
mod arch;
mod calendar;
mod changes;
mod cli;
mod clock;
mod consumers;
mod dates;
mod doctor;
mod edit;
mod erase;
mod export;
mod goal;
mod guide;
mod hazards;
mod help;
mod hostile;
mod import;
mod jq;
mod letter;
mod log;
mod man;
mod marks;
mod meanwhile;
mod merging;
mod messages;
mod mistakes;
mod model;
mod notes;
mod offers;
mod oracle;
mod outcome;
mod patterns;
mod processes;
mod properties;
mod questions;
mod random;
mod readme;
mod ready;
mod reasons;
mod remarks;
mod report;
mod restore;
mod saving;
mod schema;
mod sentences;
mod status;
mod suggestions;
mod summary;
mod terminal;
mod text;
mod typed;
mod urge;
mod utterances;
mod verdicts;
mod windows;
mod world;
