//! Only the countdown of `urge`, for this many seconds, in `ascii` or `lines` if a second
//! word says so. Then it prints the line that is typed. The real one lasts a minute or more, which is
//! too long for a test.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "it stands for the program, in a test"
)]

use std::io;
use std::time::Duration;

use nocontact::terminal::countdown;

fn main() {
    let words: Vec<String> = std::env::args().collect();
    let time = Duration::from_secs(words[1].parse().unwrap());
    let drawn = words.get(2).map(String::as_str);
    countdown::count_down(time, drawn == Some("ascii"), drawn == Some("lines")).unwrap();
    println!("How was it?");
    let mut line = String::new();
    io::stdin().read_line(&mut line).unwrap();
    println!("{line:?}");
}
