//! What several commands read from the command line.

pub(crate) mod contact;
pub(crate) mod note;
pub(crate) mod rules;
pub(crate) mod words;
