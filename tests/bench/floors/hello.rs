//! The floor under every process: one that says a word.

#![allow(clippy::print_stdout, reason = "it is no part of the program")]

fn main() {
    println!("hello");
}
