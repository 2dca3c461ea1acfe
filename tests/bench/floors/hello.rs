//! The floor for every process: it prints a word.

#![allow(clippy::print_stdout, reason = "it is not part of the program")]

fn main() {
    println!("hello");
}
