//! Why a command stopped, said once to the person at the terminal.

use std::fmt;
use std::io;
use std::path::Path;

/// One or two clear sentences: what went wrong, and what to do about it.
#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    /// Stops with these words.
    pub fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }

    /// Names the file that an input or output error is about.
    pub fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self(format!("{}: {error}", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
