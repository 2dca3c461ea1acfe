//! What happens on a terminal while a command waits: questions, a countdown, an editor, typed text.

pub(crate) mod contact;
pub mod countdown;
pub(crate) mod drafts;
pub mod editor;
pub(crate) mod question;
pub(crate) mod settle;
pub(crate) mod typed;
pub(crate) mod wait;
