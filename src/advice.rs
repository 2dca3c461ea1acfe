//! What to do next, as data: words, and a command to copy as its arguments.
//!
//! Nothing here is text yet. `view::advice` renders every command in one place, on the journal that
//! `--file` names, quoted for a shell and never wrapped. So no sentence is searched for commands,
//! and no path is ever rewritten.

use std::fmt::Display;
use std::path::PathBuf;

/// A command to copy, as its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandLine {
    pub program: Program,
    pub arguments: Vec<Argument>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// nocontact on the journal at hand: with `--file` where that was given.
    OnJournal,
    /// nocontact where the journal does not matter, or where the arguments name one.
    Alone,
    /// Another program, by its name.
    Other(&'static str),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// A word, quoted where a shell needs it.
    Word(String),
    /// An absolute path.
    Path(PathBuf),
}

impl CommandLine {
    /// nocontact on the journal at hand, or for a page, which is the same beside every journal.
    /// `words` are fixed, with spaces between them.
    pub fn on_journal(words: &str) -> Self {
        let is_page = ["guide", "help"].iter().any(|page| words.starts_with(page));
        Self::new(if is_page { Program::Alone } else { Program::OnJournal }, words)
    }

    /// nocontact, whatever the journal.
    pub fn alone(words: &str) -> Self {
        Self::new(Program::Alone, words)
    }

    pub fn other(program: &'static str, words: &str) -> Self {
        Self::new(Program::Other(program), words)
    }

    /// Removes a file, which is none of ours to remove.
    pub fn remove(path: impl Into<PathBuf>) -> Self {
        // cmd and PowerShell both have `del`.
        Self::other(if cfg!(windows) { "del" } else { "rm" }, "").path(path)
    }

    fn new(program: Program, words: &str) -> Self {
        let words = words.split_whitespace().map(|word| Argument::Word(word.to_owned()));
        Self { program, arguments: words.collect() }
    }

    /// With one more word, whatever it holds.
    #[must_use]
    pub fn word(mut self, word: impl Display) -> Self {
        self.arguments.push(Argument::Word(word.to_string()));
        self
    }

    /// With fixed words behind those that it has.
    #[must_use]
    pub fn words(mut self, words: &str) -> Self {
        self.arguments.extend(Self::alone(words).arguments);
        self
    }

    /// With words, then options with their values. One of `more` replaces the same one of `given`.
    /// Words of which one begins with a dash stand last.
    #[must_use]
    pub fn with(
        self,
        words: &[String],
        given: &[(&'static str, String)],
        more: &[(&str, &str)],
    ) -> Self {
        let kept = given.iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name));
        let options = kept.map(|(name, value)| (*name, &**value)).chain(more.iter().copied());
        let all = |line: Self| words.iter().fold(line, Self::word);
        let dashed = words.iter().any(|word| word.starts_with('-'));
        let line = if dashed { self } else { all(self) };
        let line = options.fold(line, |line, (name, value)| {
            if value.is_empty() {
                return line.word(name);
            }
            let joined = value.starts_with('-') && value.len() > 1;
            if joined { line.word(format!("{name}={value}")) } else { line.word(name).word(value) }
        });
        if dashed { all(line.word("--")) } else { line }
    }

    /// The value of an option, if it is given.
    pub fn value(&self, option: &str) -> Option<&str> {
        self.arguments.windows(2).find_map(|pair| match pair {
            [Argument::Word(name), Argument::Word(value)] if name == option => Some(&**value),
            _ => None,
        })
    }

    #[must_use]
    pub fn path(mut self, path: impl Into<PathBuf>) -> Self {
        self.arguments.push(Argument::Path(path.into()));
        self
    }

    /// Reading a file instead of standard input. No shell needs to know how.
    #[must_use]
    pub fn input(self, path: impl Into<PathBuf>) -> Self {
        self.word("--input").path(path)
    }
}

impl<T: AsRef<str>> From<T> for CommandLine {
    fn from(words: T) -> Self {
        Self::on_journal(words.as_ref())
    }
}

/// One thing to know or to do next: words, and the command that does it, where there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// What it is for, without the colon that stands before a command. May be empty before a
    /// command that speaks for itself.
    pub words: String,
    pub command: Option<CommandLine>,
}

impl Advice {
    pub fn words(words: impl Into<String>) -> Self {
        Self { words: words.into(), command: None }
    }

    pub fn command(words: impl Into<String>, command: impl Into<CommandLine>) -> Self {
        Self { words: words.into(), command: Some(command.into()) }
    }
}

/// How nocontact is called on the journal at hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caller {
    /// `--file`, where it was given.
    pub file: Option<PathBuf>,
}
