//! What several commands read from the command line, turned into values with messages of their own.

pub(crate) mod answer;
pub(crate) mod contact;
pub(crate) mod dates;
pub(crate) mod doubt;
pub(crate) mod globals;
pub(crate) mod ids;
pub(crate) mod input;
pub(crate) mod note;
pub(crate) mod output;
pub(crate) mod reading;
pub(crate) mod rules;
pub(crate) mod selection;
pub(crate) mod words;
