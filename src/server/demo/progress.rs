//! How far the demo is: a bar on a terminal, a line at every tenth elsewhere.

use std::{
    io::IsTerminal as _,
    sync::atomic::{AtomicU64, Ordering},
};

use indicatif::{ProgressBar, ProgressStyle};

/// Counts complaints that are done; can be shared by all who make them.
pub enum Progress {
    /// Redrawn in place.
    Bar(ProgressBar),
    /// For logs and pipes.
    Lines {
        /// Complaints in all.
        all: u64,
        /// Complaints that are done.
        done: AtomicU64,
    },
}

impl Progress {
    /// Begins at nothing, of `all`.
    pub fn new(all: u64) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self::Lines { all, done: AtomicU64::new(0) };
        }
        let style = ProgressStyle::with_template("{bar:40} {human_pos} of {human_len} complaints, {eta} left");
        let bar = ProgressBar::new(all);
        bar.set_style(style.expect("the template is right"));
        Self::Bar(bar)
    }

    /// One more is done.
    pub fn step(&self) {
        match self {
            Self::Bar(bar) => bar.inc(1),
            Self::Lines { all, done } => {
                let now = done.fetch_add(1, Ordering::Relaxed) + 1;
                let tenths = |count: u64| count * 10 / all;
                if tenths(now) > tenths(now - 1) {
                    eprintln!("{} % of {all} complaints", tenths(now) * 10);
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
