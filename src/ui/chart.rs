//! The figures as a drawing: a bar for each group, as long as what was received,
//! in parts for solved, not tenable and pending.
//!
//! It is drawn by the server and costs a phone nothing but an image. Lengths are
//! in percent and letters in pixels, so that it can be read on a narrow screen
//! and on a wide one; the parts differ by pattern, not by colour alone.

use domain::wire::{Grouping, StatisticsAnswer, StatisticsGroup};
use leptos::prelude::*;
use markup::{Markup, view};

use crate::{
    figures::Column,
    number::grouped,
    text::{Text, Texts},
};

/// The drawing's own style, by whose digest a browser knows it.
pub const STYLE: &str = include_str!("chart.css");

/// What a bar is made of, with the pattern of each part.
const PARTS: [(Column, &str); 3] = [
    (Column::Resolved, "chart__resolved"),
    (Column::NotTenable, "chart__not-tenable"),
    (Column::Pending, "chart__pending"),
];

/// Pixels from the top to the legend, and from one line of it to the next.
const LEGEND: usize = 44;
const LEGEND_LINE: usize = 26;
/// Pixels from the top to the first bar's name; a line of a name; a bar and the
/// gap below it.
const BARS: usize = LEGEND + PARTS.len() * LEGEND_LINE + 12;
const NAME_LINE: usize = 20;
const BAR: usize = 34;

/// So many characters of a name and a number fit side by side on 320 pixels.
const NAME_WIDTH: usize = 34;

/// The drawing, as a document of its own.
#[component]
pub fn Chart(answer: StatisticsAnswer) -> Markup {
    let texts = Texts::here();
    let by = answer.by.unwrap_or(Grouping::Month);
    let title = texts.get(title(by));
    let longest = answer.groups.iter().map(|group| group.received).max().unwrap_or(0);
    let mut height = BARS;
    let mut bars = Vec::new();
    for group in &answer.groups {
        let name = wrapped(&texts.figures_of(by, &group.key));
        let y = height;
        height += name.len() * NAME_LINE + BAR;
        bars.push(bar(name, group, longest, y));
    }
    let empty = answer.groups.is_empty().then(|| {
        view! { <text x="8" y=BARS + 20>{texts.get(Text::ChartEmpty)}</text> }
    });

    view! {
        <svg
            xmlns="http://www.w3.org/2000/svg"
            class="chart"
            width="100%"
            height=height.max(BARS + BAR)
            role="img"
            aria-labelledby="title description"
            lang=texts.language().code()
        >
            <title id="title">{title}</title>
            <desc id="description">{description(texts, &answer)}</desc>
            <style>{STYLE}</style>
            {patterns()}
            <text class="chart__title" x="8" y="26">{title}</text>
            {legend(texts, &answer)}
            {bars}
            {empty}
        </svg>
    }
}

fn title(by: Grouping) -> Text {
    match by {
        Grouping::Month => Text::ChartByMonth,
        Grouping::Department => Text::ChartByDepartment,
        Grouping::District => Text::ChartByDistrict,
        Grouping::Category => Text::ChartByCategory,
        Grouping::Channel => Text::ChartByChannel,
        Grouping::Reason => Text::ChartByReason,
    }
}

fn description(texts: Texts, answer: &StatisticsAnswer) -> String {
    let values = [
        ("received", grouped(answer.received)),
        ("disposed", grouped(answer.disposed)),
        ("resolved", grouped(answer.resolved)),
        ("not_tenable", grouped(answer.not_tenable)),
        ("pending", grouped(answer.pending)),
    ];
    texts.fill(Text::ChartDescription, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
}

fn patterns() -> Markup {
    view! {
        <defs>
            <pattern
                id="not-tenable"
                width="7"
                height="7"
                patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)"
            >
                <line class="chart__stripe" x1="0" y1="0" x2="0" y2="7"></line>
            </pattern>
            <pattern id="pending" width="6" height="6" patternUnits="userSpaceOnUse">
                <circle class="chart__dot" cx="3" cy="3" r="1.4"></circle>
            </pattern>
        </defs>
    }
}

/// Each part with its name and its number.
fn legend(texts: Texts, answer: &StatisticsAnswer) -> Markup {
    let numbers = [answer.resolved, answer.not_tenable, answer.pending];
    let lines = PARTS.into_iter().zip(numbers).enumerate().map(|(place, ((column, class), number))| {
        let y = LEGEND + place * LEGEND_LINE;
        let words = [texts.get(column.text()), ": ", &grouped(number)].concat();
        view! {
            <rect class=class x="8" y=y width="28" height="16"></rect>
            <text x="46" y=y + 13>{words}</text>
        }
    });
    lines.collect::<Markup>()
}

/// A name in lines that are short enough for a phone.
fn wrapped(name: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in name.split(' ') {
        let line = lines.last_mut().expect("there is always a last line");
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() <= NAME_WIDTH {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// The group's name, what was received, and below them the bar.
fn bar(name: Vec<String>, group: &StatisticsGroup, longest: u32, y: usize) -> Markup {
    let below = y + name.len() * NAME_LINE;
    let name = name.into_iter().enumerate().map(|(place, line)| {
        view! { <text x="8" y=y + place * NAME_LINE + 15>{line}</text> }
    });
    let mut start = 0;
    let parts = PARTS.map(|(column, class)| {
        let length = column.of(group);
        let part = view! {
            <rect class=class x=share(start, longest) y="0" width=share(length, longest) height="18"></rect>
        };
        start += length;
        (length > 0).then_some(part)
    });
    view! {
        {name.collect::<Markup>()}
        <text x="100%" dx="-8" y=y + 15 text-anchor="end">{grouped(group.received)}</text>
        <svg x="1%" y=below + 2 width="98%" height="18">
            {parts.into_iter().collect::<Markup>()}
            <rect class="chart__track" x="0" y="0" width=share(group.received, longest) height="18"></rect>
        </svg>
    }
}

/// A part of the longest bar, in percent with two decimals.
fn share(part: u32, longest: u32) -> String {
    let hundredths = u64::from(part) * 10_000 / u64::from(longest.max(1));
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use domain::{
        language::Language,
        statistics::{Question, Tally},
        time::Timestamp,
    };

    use super::*;
    use crate::text::pack;

    fn drawn(language: Language, groups: Vec<StatisticsGroup>) -> String {
        let texts = Texts::read(language, pack(language), "HR").unwrap();
        let question = Question { by: Some(Grouping::District), ..Question::default() };
        let tally = Tally { groups, ..Tally::default() };
        let answer = StatisticsAnswer::new(&question, tally, 0, Timestamp(0));
        Owner::new().with(|| {
            texts.provide();
            view! { <Chart answer=answer /> }.to_html()
        })
    }

    fn group(key: &str, resolved: u32, not_tenable: u32, pending: u32) -> StatisticsGroup {
        let received = resolved + not_tenable + pending;
        let disposed = resolved + not_tenable;
        StatisticsGroup { received, resolved, not_tenable, disposed, pending, ..StatisticsGroup::empty(key) }
    }

    #[test]
    fn bars_are_as_long_as_what_was_received_and_begin_where_the_last_part_ended() {
        let drawing = drawn(Language::En, vec![group("bhiwani", 50, 30, 20), group("sonipat", 25, 0, 25)]);

        assert!(
            drawing.contains(r#"class="chart__not-tenable" x="50.00%" y="0" width="30.00%" height="18""#),
            "{drawing}"
        );
        assert!(drawing.contains(r#"class="chart__pending" x="25.00%" y="0" width="25.00%" height="18""#), "{drawing}");
    }

    #[test]
    fn it_has_a_title_and_a_description_in_the_language_asked_for() {
        let drawing = drawn(Language::Hi, vec![group("bhiwani", 1, 0, 0)]);

        assert!(drawing.contains("ज़िले के हिसाब से शिकायतें</title>"), "{drawing}");
        assert!(drawing.contains("शिकायतें मिलीं।"));
        assert!(drawing.contains("भिवानी"));
    }

    #[test]
    fn a_long_name_takes_more_than_one_line() {
        let name = "Social Justice, Empowerment, Welfare of SCs and BCs and Antyodaya (SEWA)";

        let lines = wrapped(name);

        assert!(lines.iter().all(|line| line.chars().count() <= NAME_WIDTH), "{lines:?}");
        assert_eq!(lines.join(" "), name);
    }

    #[test]
    fn where_nothing_was_received_it_says_so() {
        let drawing = drawn(Language::En, Vec::new());

        assert!(drawing.contains("No complaint was received in this period."));
    }
}
