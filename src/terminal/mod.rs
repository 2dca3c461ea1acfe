//! What happens on a terminal while a command waits: a question, a countdown, an editor.

pub mod countdown;
pub mod editor;
pub(crate) mod question;
pub(crate) mod typed;
