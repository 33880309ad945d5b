//! The stages of a long command: each is named when it begins and timed when
//! it ends, and all are listed at the end, also after a failure.

use std::time::{Duration, Instant};

use crate::failure::Failure;

/// The stages done so far.
#[derive(Default)]
pub struct Stages {
    done: Vec<(String, Duration)>,
}

impl Stages {
    /// Runs one stage in sight of the person at the terminal.
    ///
    /// # Errors
    /// When the stage fails; the words say which.
    pub fn run<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
        eprintln!("\n── {name}");
        let begin = Instant::now();
        let result = work();
        let taken = begin.elapsed();
        match result {
            Ok(value) => {
                eprintln!("── {name}: done in {} s", taken.as_secs());
                self.done.push((name.to_owned(), taken));
                Ok(value)
            }
            Err(failure) => {
                self.print_summary();
                Err(Failure::new(format!("Stopped at “{name}” after {} s: {failure}", taken.as_secs())))
            }
        }
    }

    /// Lists what was done and how long each stage took.
    pub fn print_summary(&self) {
        eprintln!("\nStages done:");
        for (name, taken) in &self.done {
            eprintln!("{:>6} s  {name}", taken.as_secs());
        }
        let total: Duration = self.done.iter().map(|(_, taken)| *taken).sum();
        eprintln!("{:>6} s  together", total.as_secs());
    }
}
