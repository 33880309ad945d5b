//! By when a complaint must be answered, and how late it is: in words, so that
//! nothing hangs on a colour.

use domain::time::Timestamp;
use leptos::prelude::*;
use markup::{Markup, view};

use crate::text::{Text, Texts};

/// What is told about the date.
#[derive(Clone, Copy, Debug)]
pub struct Dates {
    /// Someone still has to act.
    pub is_open: bool,
    /// By when.
    pub due_at: Timestamp,
    /// The new date that the last interim reply promised.
    pub promised_at: Option<Timestamp>,
    /// The department owes an interim reply.
    pub owes_reply: bool,
    /// The level of escalation, 0–3.
    pub level: u8,
}

/// The date, and how far away it is at `now`.
#[component]
pub fn Due(dates: Dates, now: Timestamp) -> Markup {
    let texts = Texts::here();
    let late = dates.is_open && days_left(dates.due_at, now) < 0;
    let class = if late { "due__left due__left--late" } else { "due__left" };
    let left = dates.is_open.then(|| view! { <span class=class>{left(texts, dates.due_at, now)}</span> });
    let promised = dates.promised_at.filter(|_| dates.is_open).map(|day| {
        view! { <span>{texts.fill(Text::DeskDuePromised, &[("day", &texts.day_of(day))])}</span> }
    });
    let owes = dates.owes_reply.then(|| view! { <span class="due__owes">{texts.get(Text::DeskDueOwes)}</span> });
    let level = (dates.level > 0).then(|| {
        view! { <span>{texts.fill(Text::DeskDueLevel, &[("level", &dates.level.to_string())])}</span> }
    });
    view! {
        <p class="due">
            {left}
            <span>{texts.fill(Text::DeskDueOn, &[("day", &texts.day_of(dates.due_at))])}</span>
            {promised}
            {owes}
            {level}
        </p>
    }
}

/// Indian calendar days until the date; negative once it has passed.
fn days_left(due: Timestamp, now: Timestamp) -> i32 {
    due.day().0 - now.day().0
}

/// "3 days late", "due today", "5 days left".
pub fn left(texts: Texts, due: Timestamp, now: Timestamp) -> String {
    let days = days_left(due, now);
    let text = match days {
        -1 => Text::DeskDueLateOne,
        ..-1 => Text::DeskDueLate,
        0 => Text::DeskDueToday,
        1 => Text::DeskDueLeftOne,
        2.. => Text::DeskDueLeft,
    };
    texts.fill(text, &[("count", &days.unsigned_abs().to_string())])
}

#[cfg(test)]
mod tests {
    use domain::language::Language;

    use super::*;
    use crate::text::pack;

    #[test]
    fn lateness_is_told_in_indian_calendar_days() {
        let texts = Texts::read(Language::En, pack(Language::En), "HR").unwrap();
        // Half past eleven at night in India.
        let due = Timestamp::parse("2026-11-23T18:00:00Z").unwrap();

        let said = [-2, -1, 0, 1, 2].map(|days| left(texts, due, due.plus_days(days)));

        assert_eq!(said, ["2 days left", "1 day left", "Due today", "1 day late", "2 days late"]);
        let after_midnight = Timestamp(due.0 + 3600);
        assert_eq!(left(texts, due, after_midnight), "1 day late");
    }
}
