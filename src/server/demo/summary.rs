//! What `sunwai demo` prints at the end: the figures with what they are shares
//! of, and tickets to look up.

use std::fmt;

use domain::{
    statistics::{Question, Tally},
    time::Timestamp,
    wire::{Hundredths, StatisticsAnswer, Tenths},
};
use ui::number::{days, grouped, percent};

use super::{numbers::Numbers, sample::Sample};

/// The end of a demo.
pub struct Summary {
    /// What was asked for.
    pub numbers: Numbers,
    /// What the store counts.
    pub tally: Tally,
    /// One ticket of each state.
    pub samples: Vec<Sample>,
}

impl fmt::Display for Summary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let figures = StatisticsAnswer::new(&Question::default(), self.tally.clone(), 0, Timestamp::default());
        let share = |rate: Option<Hundredths>| rate.map_or_else(|| "none".to_owned(), percent);
        let within = |tenths: Option<Tenths>| tenths.map_or_else(|| "–".to_owned(), days);
        let (received, disposed) = (grouped(figures.received), grouped(figures.disposed));
        let mut line = |count: u32, what: &str, rate, of: &str| {
            writeln!(formatter, "{:>12} {what:<12} {:>8} of the {of}", grouped(count), share(rate))
        };

        line(figures.resolved, "solved", figures.resolved_of_disposed, &format!("{disposed} disposed"))?;
        line(figures.not_tenable, "not tenable", figures.not_tenable_of_disposed, &format!("{disposed} disposed"))?;
        line(figures.pending, "pending", figures.pending_of_received, &format!("{received} received"))?;
        writeln!(formatter, "{received:>12} received from {} to {}", self.numbers.from, self.numbers.to)?;
        writeln!(
            formatter,
            "Half were solved within {} days, nine in ten within {} days.",
            within(figures.median_days),
            within(figures.p90_days)
        )?;
        writeln!(formatter, "\nTo look up, one of each state:")?;
        self.samples.iter().try_for_each(|sample| writeln!(formatter, "{sample}"))
    }
}
