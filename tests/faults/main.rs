//! The fault matrix of RELIABILITY section 3: the real program, and beside it a naive one that each
//! row must catch, since a check that cannot fail proves nothing.
//!
//! `cargo build --examples && cargo test --test faults` runs all of it and prints the table; a word
//! behind `--` picks rows, as in `cargo test --test faults -- power`. What this machine has no means
//! for is skipped, and said.

#![cfg_attr(
    target_os = "linux",
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        reason = "in a test, a panic with its line is the report"
    )
)]

#[cfg(target_os = "linux")]
mod matrix;

#[cfg(target_os = "linux")]
fn main() -> std::process::ExitCode {
    matrix::main()
}

#[cfg(not(target_os = "linux"))]
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn main() {
    eprintln!("skipped: the fault matrix is made with the tools of Linux");
}
