//! The figures as a table for spreadsheets: RFC 4180, with a byte order mark so
//! that Hindi is shown as Hindi.

use domain::wire::{StatisticsAnswer, StatisticsGroup};
use ui::{
    figures::{self, Column},
    text::{Text, Texts},
};

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A heading, a line for each group, and the total.
pub fn write(texts: Texts, answer: &StatisticsAnswer) -> String {
    let mut table = BYTE_ORDER_MARK.to_owned();
    let first = answer.by.map_or("", |by| texts.get(figures::grouping(by)));
    let headings = Column::ALL.map(|column| texts.get(column.text()).to_owned());
    push_line(&mut table, first, &headings);
    for group in &answer.groups {
        let name = answer.by.map_or_else(String::new, |by| texts.figures_of(by, &group.key));
        push_line(&mut table, &name, &numbers(group));
    }
    push_line(&mut table, texts.get(Text::FiguresTotal), &numbers(&total(answer)));
    table
}

fn total(answer: &StatisticsAnswer) -> StatisticsGroup {
    StatisticsGroup {
        key: String::new(),
        received: answer.received,
        resolved: answer.resolved,
        not_tenable: answer.not_tenable,
        disposed: answer.disposed,
        pending: answer.pending,
        duplicate: answer.duplicate,
        withdrawn: answer.withdrawn,
    }
}

fn numbers(line: &StatisticsGroup) -> [String; Column::ALL.len()] {
    Column::ALL.map(|column| column.of(line).to_string())
}

fn push_line(table: &mut String, first: &str, rest: &[String]) {
    push_cell(table, first);
    for cell in rest {
        table.push(',');
        push_cell(table, cell);
    }
    table.push_str("\r\n");
}

/// A cell that begins like a formula gets an apostrophe, which spreadsheets
/// show as text (OWASP, "CSV injection").
fn push_cell(table: &mut String, cell: &str) {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    if cell.contains(['"', ',', '\r', '\n']) {
        table.extend(["\"", guard, &cell.replace('"', "\"\""), "\""]);
    } else {
        table.extend([guard, cell]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> String {
        let mut table = String::new();
        push_cell(&mut table, text);
        table
    }

    #[test]
    fn commas_quotes_and_line_breaks_are_quoted() {
        assert_eq!(cell("सड़क"), "सड़क");
        assert_eq!(cell("Roads, cleaning"), "\"Roads, cleaning\"");
        assert_eq!(cell("a \"b\"\r\nc"), "\"a \"\"b\"\"\r\nc\"");
    }

    #[test]
    fn a_cell_is_never_a_formula() {
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("@sum,1"), "\"'@sum,1\"");
        assert_eq!(cell("-2"), "'-2");
    }
}
