//! The fault matrix: the real program and beside it a naive one, which each row must catch. A check
//! that cannot fail proves nothing. What is promised is in `manual/keeping.md`.
//!
//! `cargo test --test faults` runs every row and prints the table. Words behind `--` choose rows, as
//! in `cargo test --test faults -- power`. A row that this machine cannot run is skipped with a
//! reason.

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
    build_the_naive_writer();
    matrix::main()
}

/// Builds the example in the profile of the program: `cargo test --test faults` does not.
#[cfg(target_os = "linux")]
#[expect(clippy::disallowed_methods, reason = "the tests are not the program")]
fn build_the_naive_writer() {
    let profile = if cfg!(debug_assertions) { "dev" } else { "release" };
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = std::process::Command::new(cargo);
    build.args(["build", "--quiet", "--locked", "--profile", profile, "--example", "naive"]);
    assert!(build.current_dir(env!("CARGO_MANIFEST_DIR")).status().unwrap().success());
}

#[cfg(not(target_os = "linux"))]
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn main() {
    eprintln!("skipped: the fault matrix needs the tools of Linux");
}
