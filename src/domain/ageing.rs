//! How old the open complaints are, and which of them wait too long.
//!
//! Ages are counted in Indian calendar days, as people count them.

use crate::{
    time::{Day, Timestamp},
    wire::desk::Ageing,
};

/// Begins of the ages at one moment, so that each of many complaints costs three
/// comparisons.
pub struct Ages {
    now: Timestamp,
    week: Timestamp,
    month: Timestamp,
    quarter: Timestamp,
}

impl Ages {
    /// The ages at this moment.
    pub fn at(now: Timestamp) -> Self {
        let begin = |days| Day(now.day().0 - days).start();
        Self { now, week: begin(7), month: begin(30), quarter: begin(90) }
    }

    /// Counts an open complaint under its age.
    pub fn count(&self, counts: &mut Ageing, received_at: Timestamp, due_at: Timestamp, owes_reply: bool) {
        counts.open += 1;
        counts.overdue += u32::from(due_at <= self.now);
        counts.owes_reply += u32::from(owes_reply);
        let age = match received_at {
            received_at if received_at >= self.week => &mut counts.days_7,
            received_at if received_at >= self.month => &mut counts.days_30,
            received_at if received_at >= self.quarter => &mut counts.days_90,
            _ => &mut counts.older,
        };
        *age += 1;
    }
}

/// Sorts counts as the board shows them: most overdue first, then most open.
pub fn sort(counts: &mut [Ageing]) {
    counts.sort_by(|one, other| {
        (other.overdue, other.open).cmp(&(one.overdue, one.open)).then_with(|| one.key.cmp(&other.key))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_counted_in_calendar_days() {
        let now = Timestamp::parse("2026-11-24T10:00:00Z").unwrap();
        let ages = Ages::at(now);
        let counted = |days: i64| {
            let mut counts = Ageing::default();
            ages.count(&mut counts, now.plus_days(-days), now, false);
            [counts.days_7, counts.days_30, counts.days_90, counts.older]
        };

        assert_eq!((counted(0), counted(7)), ([1, 0, 0, 0], [1, 0, 0, 0]));
        assert_eq!((counted(8), counted(30)), ([0, 1, 0, 0], [0, 1, 0, 0]));
        assert_eq!((counted(31), counted(90)), ([0, 0, 1, 0], [0, 0, 1, 0]));
        assert_eq!(counted(91), [0, 0, 0, 1]);
    }

    #[test]
    fn what_is_due_now_is_late_as_for_the_clock() {
        let now = Timestamp(1_600_000_000);
        let mut counts = Ageing::default();

        Ages::at(now).count(&mut counts, now, now, true);
        Ages::at(now).count(&mut counts, now, Timestamp(now.0 + 1), false);

        assert_eq!((counts.open, counts.overdue, counts.owes_reply), (2, 1, 1));
    }

    #[test]
    fn the_most_overdue_stands_first() {
        let row = |key: &str, overdue, open| Ageing { key: key.to_owned(), overdue, open, ..Ageing::default() };
        let mut rows = [row("A", 0, 9), row("B", 2, 2), row("C", 0, 9), row("D", 2, 5)];

        sort(&mut rows);

        assert_eq!(rows.map(|row| row.key), ["D", "B", "A", "C"]);
    }
}
