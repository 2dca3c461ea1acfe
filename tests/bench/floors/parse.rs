//! The floor for reading: it parses the journal's bytes into structs and prints the last date. The
//! second argument is `owned` or `borrowed`, for its texts.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "it is not part of the program"
)]

mod model;

use std::borrow::Cow;
use std::error::Error;
use std::{env, fs};

use model::{Journal, Moment};
use serde::Deserialize;

/// A text that is borrowed if possible.
#[derive(Deserialize)]
#[expect(dead_code, reason = "it is parsed, and that is all")]
struct Borrowed<'a>(#[serde(borrow)] Cow<'a, str>);

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = env::args_os().skip(1);
    let path = args.next().ok_or("give a path")?;
    let bytes = fs::read(path)?;
    if args.next().is_some_and(|how| how == "borrowed") {
        say(&serde_json::from_slice::<Journal<Borrowed<'_>>>(&bytes)?)
    } else {
        say(&serde_json::from_slice::<Journal<String>>(&bytes)?)
    }
}

fn say<T>(journal: &Journal<T>) -> Result<(), Box<dyn Error>> {
    match journal.entries.last().ok_or("nothing there")?.at {
        Moment::Day(day) => println!("{day}"),
        Moment::Instant(instant) => println!("{instant}"),
    }
    Ok(())
}
