//! An input that acts before it answers: something happens while the program asks.

use std::io::{self, BufRead, Read};

/// An input that acts before it answers.
pub(crate) struct Meanwhile<F> {
    act: Option<F>,
    answer: &'static [u8],
}

impl<F: FnOnce()> Meanwhile<F> {
    pub(crate) fn then_no(act: F) -> Self {
        Self::then(act, b"n\n")
    }

    pub(crate) fn then(act: F, answer: &'static [u8]) -> Self {
        Self { act: Some(act), answer }
    }
}

impl Meanwhile<fn()> {
    /// An input that must not be read.
    pub(crate) fn never() -> Self {
        Self { act: Some(|| panic!("the input is read")), answer: b"" }
    }
}

impl<F: FnOnce()> BufRead for Meanwhile<F> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if let Some(act) = self.act.take() {
            act();
        }
        Ok(self.answer)
    }

    fn consume(&mut self, amount: usize) {
        self.answer = &self.answer[amount..];
    }
}

impl<F: FnOnce()> Read for Meanwhile<F> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.fill_buf()?;
        self.answer.read(bytes)
    }
}
