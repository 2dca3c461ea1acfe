//! One test crate: a file a command, and a few for what belongs to none.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "in a test, a panic with its line is the report"
)]

mod arch;
mod changes;
mod cli;
mod history;
mod log;
mod readme;
mod start;
mod status;
mod world;
