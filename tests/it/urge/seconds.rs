//! The countdown of `urge` alone, of so many seconds, perhaps in `ascii`: no urge lasts less than a
//! minute, and no test should.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "it stands for the program, in a test"
)]

#[path = "../../../src/countdown.rs"]
mod countdown;

use std::io;
use std::time::Duration;

use nocontact::host::Countdown;

fn main() {
    let words: Vec<String> = std::env::args().collect();
    let time = Duration::from_secs(words[1].parse().unwrap());
    let ended = countdown::count_down(time, words.len() > 2).unwrap();
    let mut line = String::new();
    if ended == Countdown::Early {
        io::stdin().read_line(&mut line).unwrap();
    }
    println!("{ended:?} {line}");
}
