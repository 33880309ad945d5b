//! A table of figures that can be sorted by any of its columns.

use std::cmp::Ordering;

use domain::wire::{Grouping, StatisticsGroup};
use markup::prelude::*;
use markup::{IS_PLAIN, Markup, attribute, changing, view};

use super::asked::Asked;
use crate::{
    figures::{Column, grouping},
    number::grouped,
    text::{Text, Texts},
};

/// The columns that fit a phone and answer what people ask.
const COLUMNS: [Column; 4] = [Column::Received, Column::Resolved, Column::NotTenable, Column::Pending];

/// What stands in an address for the column of the names.
const NAMES: &str = "name";

/// By what the lines are sorted: a column of figures, or the names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Order {
    column: Option<Column>,
    descending: bool,
}

impl Order {
    /// Months run on; everything else begins with the most complaints.
    fn first(by: Grouping) -> Self {
        match by {
            Grouping::Month => Self { column: None, descending: false },
            _ => Self { column: Some(Column::Received), descending: true },
        }
    }

    /// As an address says it.
    fn read(by: Grouping, sort: &str) -> Self {
        let (descending, code) = sort.strip_prefix('-').map_or((false, sort), |code| (true, code));
        if code == NAMES {
            return Self { column: None, descending };
        }
        let column = COLUMNS.into_iter().find(|column| column.code() == code);
        column.map_or(Self::first(by), |column| Self { column: Some(column), descending })
    }

    /// As it stands in an address.
    fn written(self) -> String {
        let sign = if self.descending { "-" } else { "" };
        [sign, self.column.map_or(NAMES, Column::code)].concat()
    }

    /// After a press on a column's name: figures begin with the largest.
    fn pressed(self, column: Option<Column>) -> Self {
        let again = self.column == column;
        Self { column, descending: if again { !self.descending } else { column.is_some() } }
    }

    /// The value of `aria-sort`.
    fn told(self, column: Option<Column>) -> &'static str {
        match (self.column == column, self.descending) {
            (false, _) => "none",
            (true, true) => "descending",
            (true, false) => "ascending",
        }
    }
}

/// A line: how it is named, by what names are sorted, and its figures.
#[derive(Clone)]
struct Line {
    name: String,
    group: StatisticsGroup,
}

/// Sorts lines; equal ones by name. One comparison for all orders, because each
/// further sort weighs four kilobytes.
fn sort(lines: &mut [Line], by: Grouping, order: Order) {
    lines.sort_unstable_by(|one, other| {
        let names = if by == Grouping::Month { one.group.key.cmp(&other.group.key) } else { one.name.cmp(&other.name) };
        let (figures, names) = match order.column {
            Some(column) => (column.of(&one.group).cmp(&column.of(&other.group)), names),
            None => (names, Ordering::Equal),
        };
        if order.descending { figures.reverse().then(names) } else { figures.then(names) }
    });
}

/// The groups, one a line, and the total below them. A column's name sorts: in the app
/// here, on a plain page by the address.
#[component]
pub fn FiguresTable(asked: Asked, groups: Vec<StatisticsGroup>, total: StatisticsGroup) -> Markup {
    let texts = Texts::here();
    let by = asked.by;
    let order = RwSignal::new(Order::read(by, &asked.sort));
    let named = |group: StatisticsGroup| Line { name: texts.figures_of(by, &group.key), group };
    let lines: Vec<Line> = groups.into_iter().map(named).collect();
    let sorted = move || {
        let mut lines = lines.clone();
        sort(&mut lines, by, order.get());
        lines.iter().map(|line| view! { <tr>{cells(line.name.clone(), &line.group)}</tr> }).collect::<Markup>()
    };
    let heading = move |column: Option<Column>, text: Text| {
        let class = if column.is_some() { "table__number" } else { "table__name" };
        let name = if IS_PLAIN {
            let sort = order.get_untracked().pressed(column).written();
            view! { <a class="table__sort" href=asked.sorted(&sort)>{texts.get(text)}</a> }
        } else {
            let press = move |_| order.update(|order| *order = order.pressed(column));
            view! { <button class="table__sort" type="button" on:click=press>{texts.get(text)}</button> }
        };
        view! {
            <th class=class scope="col" aria-sort=attribute(move || Some(order.get().told(column).to_owned()))>
                {name}
            </th>
        }
    };
    view! {
        // It may be wider than a phone, so it scrolls by itself, also by keyboard.
        <div class="table__frame" role="region" tabindex="0" aria-label=texts.get(Text::ResultsTableLabel)>
            <table class="table">
                <thead>
                    <tr>
                        {heading(None, grouping(by))}
                        {COLUMNS.map(|column| heading(Some(column), column.text())).into_iter().collect::<Markup>()}
                    </tr>
                </thead>
                <tbody>{changing(sorted)}</tbody>
                <tfoot>
                    <tr>{cells(texts.get(Text::FiguresTotal).to_owned(), &total)}</tr>
                </tfoot>
            </table>
        </div>
    }
}

fn cells(name: String, group: &StatisticsGroup) -> Markup {
    let numbers = COLUMNS.map(|column| view! { <td class="table__number">{grouped(column.of(group))}</td> });
    view! {
        <th class="table__name" scope="row">{name}</th>
        {numbers.into_iter().collect::<Markup>()}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(name: &str, received: u32) -> Line {
        let mut group = StatisticsGroup::empty(name);
        group.received = received;
        Line { name: name.to_owned(), group }
    }

    fn sorted(by: Grouping, order: Order) -> Vec<String> {
        let mut lines = [line("b", 2), line("a", 2), line("c", 5)];
        sort(&mut lines, by, order);
        lines.into_iter().map(|line| line.name).collect()
    }

    #[test]
    fn the_most_complaints_come_first_and_equal_ones_by_name() {
        assert_eq!(sorted(Grouping::District, Order::first(Grouping::District)), ["c", "a", "b"]);
    }

    #[test]
    fn an_order_is_read_as_it_is_written() {
        for column in COLUMNS.into_iter().map(Some).chain([None]) {
            for descending in [true, false] {
                let order = Order { column, descending };

                assert_eq!(Order::read(Grouping::District, &order.written()), order);
            }
        }
        for by in [Grouping::Month, Grouping::District] {
            assert_eq!(Order::read(by, "-<script>"), Order::first(by));
        }
    }

    #[test]
    fn months_run_on_until_a_column_is_pressed() {
        let order = Order::first(Grouping::Month);

        assert_eq!(sorted(Grouping::Month, order), ["a", "b", "c"]);
        assert_eq!(sorted(Grouping::Month, order.pressed(None)), ["c", "b", "a"]);
        assert_eq!(sorted(Grouping::Month, order.pressed(Some(Column::Received))), ["c", "a", "b"]);
    }
}
