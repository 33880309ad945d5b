//! How far a long command is: a bar on a terminal, a line at every tenth elsewhere.

use std::{
    io::IsTerminal as _,
    sync::atomic::{AtomicU64, Ordering},
};

use indicatif::{ProgressBar, ProgressStyle};

/// Counts what is done; can be shared by all who do it.
pub enum Progress {
    /// Redrawn in place.
    Bar(ProgressBar),
    /// For logs and pipes.
    Lines {
        /// Of what.
        what: &'static str,
        /// So many in all.
        all: u64,
        /// So many are done.
        done: AtomicU64,
    },
}

impl Progress {
    /// Begins at nothing, of `all` of `what`, in the plural.
    pub fn new(what: &'static str, all: u64) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self::Lines { what, all, done: AtomicU64::new(0) };
        }
        let style = ProgressStyle::with_template("{bar:40} {human_pos} of {human_len} {msg}, {eta} left");
        let bar = ProgressBar::new(all).with_message(what);
        bar.set_style(style.expect("the template is right"));
        Self::Bar(bar)
    }

    /// One more is done.
    pub fn step(&self) {
        self.steps(1);
    }

    /// So many more are done.
    pub fn steps(&self, more: u64) {
        match self {
            Self::Bar(bar) => bar.inc(more),
            Self::Lines { what, all, done } => {
                let now = done.fetch_add(more, Ordering::Relaxed) + more;
                let tenths = |count: u64| count * 10 / (*all).max(1);
                if tenths(now) > tenths(now - more) {
                    eprintln!("{} % of {all} {what}", tenths(now) * 10);
                }
            }
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        if let Self::Bar(bar) = self {
            bar.finish_and_clear();
        }
    }
}
