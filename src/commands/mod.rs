//! A file a command: its arguments, whose comments are the help, and what it does with them.
//!
//! A command turns arguments into values, reads or changes the journal through the session, and
//! hands the result to a view. No rule and no layout is here.

/// What most commands need.
mod prelude {
    pub(super) use std::io::Write;
    pub(super) use std::path::{Path, PathBuf};

    pub(super) use anyhow::{Context, Result};
    pub(super) use clap::Args;

    pub(super) use crate::advice::{Advice, CommandLine};
    pub(super) use crate::domain::text::shown;
    pub(super) use crate::domain::{Body, Journal};
    pub(super) use crate::error::Failure;
    pub(super) use crate::host::Host;
    pub(super) use crate::session::Session;
    pub(super) use crate::view::outcome::Outcome;
    pub(super) use crate::view::{self, entry};
}

/// A page that is built in: its name, its line in a list, its Markdown.
macro_rules! page {
    ($folder:literal, $name:literal, $about:literal) => {
        ($name, $about, include_str!(concat!("../", $folder, "/", $name, ".md")))
    };
}

pub(crate) mod amend;
pub(crate) mod calendar;
pub(crate) mod completions;
pub(crate) mod doctor;
pub(crate) mod edit;
pub(crate) mod erase;
pub(crate) mod export;
pub(crate) mod goal;
pub(crate) mod guide;
pub(crate) mod help;
pub(crate) mod history;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod letter;
pub(crate) mod log;
pub(crate) mod man;
pub(crate) mod patterns;
pub(crate) mod plan;
pub(crate) mod ready;
pub(crate) mod remove;
pub(crate) mod report;
pub(crate) mod restart;
pub(crate) mod restore;
pub(crate) mod show;
pub(crate) mod start;
pub(crate) mod status;
pub(crate) mod undo;
pub(crate) mod urge;
