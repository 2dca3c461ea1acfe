//! One test crate: a file a command, and a few for what belongs to none.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "in a test, a panic with its line is the report"
)]

mod arch;
mod changes;
mod cli;
mod hazards;
mod history;
mod log;
mod processes;
mod readme;
mod saving;
mod start;
mod status;
mod world;
