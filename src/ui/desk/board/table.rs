//! A table of ages that can be sorted by any of its columns; every number leads
//! to the complaints that it counts, as far as the queue can ask for them.

use std::cmp::Ordering;

use domain::wire::desk::Ageing;
use markup::prelude::*;
use markup::{Markup, attribute, changing, view};

use crate::{
    desk::queue::asked::Asked,
    number::grouped,
    text::{Text, Texts},
};

/// How a number is read from a line.
type Read = fn(&Ageing) -> u32;

/// The columns of figures.
const COLUMNS: [(Text, Read); 7] = [
    (Text::DeskBoardOpen, |line| line.open),
    (Text::DeskBoardOverdue, |line| line.overdue),
    (Text::DeskBoardOwesReply, |line| line.owes_reply),
    (Text::DeskBoardDays7, |line| line.days_7),
    (Text::DeskBoardDays30, |line| line.days_30),
    (Text::DeskBoardDays90, |line| line.days_90),
    (Text::DeskBoardOlder, |line| line.older),
];

/// The column of what is late: the server's own order.
const OVERDUE: usize = 1;

/// A line: its name, the list of its complaints, its figures.
#[derive(Clone)]
pub struct Line {
    /// Of the department or district.
    pub name: String,
    /// Its open complaints.
    pub asked: Asked,
    /// How old they are.
    pub ageing: Ageing,
}

impl Line {
    /// The list behind a column, where there is one.
    fn list(&self, column: usize) -> Option<String> {
        let asked = self.asked.clone();
        match column {
            0 => Some(asked.page()),
            OVERDUE => Some(Asked { overdue: true, ..asked }.page()),
            2 => Some(Asked { owes_reply: true, ..asked }.page()),
            _ => None,
        }
    }
}

/// By what the lines are sorted: a column of figures, or with `None` the names.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Order {
    column: Option<usize>,
    descending: bool,
}

impl Order {
    /// After a press on a column's name: figures begin with the largest.
    fn pressed(self, column: Option<usize>) -> Self {
        let again = self.column == column;
        Self { column, descending: if again { !self.descending } else { column.is_some() } }
    }

    /// The value of `aria-sort`.
    fn told(self, column: Option<usize>) -> &'static str {
        match (self.column == column, self.descending) {
            (false, _) => "none",
            (true, true) => "descending",
            (true, false) => "ascending",
        }
    }
}

fn sort(lines: &mut [Line], order: Order) {
    lines.sort_unstable_by(|one, other| {
        let names = one.name.cmp(&other.name);
        let (figures, names) = match order.column {
            Some(column) => (COLUMNS[column].1(&one.ageing).cmp(&COLUMNS[column].1(&other.ageing)), names),
            None => (names, Ordering::Equal),
        };
        if order.descending { figures.reverse().then(names) } else { figures.then(names) }
    });
}

/// `label` names the table, `heading` what its lines are.
#[component]
pub fn AgeingTable(label: Text, heading: Text, lines: Vec<Line>) -> Markup {
    let texts = Texts::here();
    if lines.is_empty() {
        return view! { <p>{texts.get(Text::DeskBoardEmpty)}</p> };
    }
    let order = RwSignal::new(Order { column: Some(OVERDUE), descending: true });
    let sorted = move || {
        let mut lines = lines.clone();
        sort(&mut lines, order.get());
        lines.iter().map(row).collect::<Markup>()
    };
    let head = move |column: Option<usize>, text: Text| {
        let class = if column.is_some() { "table__number" } else { "table__name" };
        let press = move |_| order.update(|order| *order = order.pressed(column));
        view! {
            <th class=class scope="col" aria-sort=attribute(move || Some(order.get().told(column).to_owned()))>
                <button class="table__sort" type="button" on:click=press>{texts.get(text)}</button>
            </th>
        }
    };
    let columns = COLUMNS.iter().enumerate().map(|(column, (text, _))| head(Some(column), *text));
    let label = [texts.get(label), ": ", texts.get(Text::DeskBoardTable)].concat();
    view! {
        <div class="table__frame" role="region" tabindex="0" aria-label=label>
            <table class="table">
                <thead>
                    <tr>{head(None, heading)} {columns.collect::<Markup>()}</tr>
                </thead>
                <tbody>{changing(sorted)}</tbody>
            </table>
        </div>
    }
}

fn row(line: &Line) -> Markup {
    let cells = COLUMNS.iter().enumerate().map(|(column, (_, read))| {
        let number = read(&line.ageing);
        let href = line.list(column).filter(|_| number > 0);
        let written = grouped(number);
        match href {
            Some(href) => view! { <td class="table__number"><a class="table__link" href=href>{written}</a></td> },
            None => view! { <td class="table__number">{written}</td> },
        }
    });
    view! { <tr><th class="table__name" scope="row">{line.name.as_str()}</th> {cells.collect::<Markup>()}</tr> }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(name: &str, open: u32, overdue: u32) -> Line {
        let ageing = Ageing {
            key: name.to_owned(),
            open,
            overdue,
            owes_reply: 0,
            days_7: open,
            days_30: 0,
            days_90: 0,
            older: 0,
        };
        Line { name: name.to_owned(), asked: Asked { department: name.to_owned(), ..Asked::default() }, ageing }
    }

    fn sorted(order: Order) -> Vec<String> {
        let mut lines = [line("FOOD", 9, 1), line("PHED", 2, 2), line("GAD", 5, 2)];
        sort(&mut lines, order);
        lines.into_iter().map(|line| line.name).collect()
    }

    #[test]
    fn the_latest_come_first_and_equal_ones_by_name() {
        let first = Order { column: Some(OVERDUE), descending: true };

        assert_eq!(sorted(first), ["GAD", "PHED", "FOOD"]);
        assert_eq!(sorted(first.pressed(Some(0))), ["FOOD", "GAD", "PHED"]);
        assert_eq!(sorted(first.pressed(None)), ["FOOD", "GAD", "PHED"]);
    }

    #[test]
    fn a_number_leads_to_the_complaints_that_it_counts() {
        let line = line("FOOD", 9, 1);

        assert_eq!(line.list(0).as_deref(), Some("/desk/queue?department=FOOD"));
        assert_eq!(line.list(OVERDUE).as_deref(), Some("/desk/queue?department=FOOD&overdue=true"));
        assert_eq!(line.list(3), None);
    }
}
