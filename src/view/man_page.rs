//! Pages for `man`: those of the commands, made from the help, and those of the manual, made from its
//! Markdown.
//!
//! It writes no file, and knows no command and no page by name.

mod command;
mod manual;
mod source;

pub(crate) use command::{command, overview};
pub(crate) use manual::manual;
