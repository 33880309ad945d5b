//! A table of posts as spreadsheets write it (RFC 4180), with a comma or a
//! semicolon between the columns.

use domain::wire::desk::PastedPost;

/// A table with its columns.
pub struct Table {
    columns: Columns,
    lines: Vec<(u32, Vec<String>)>,
}

/// Where the columns stand.
struct Columns {
    link: usize,
    text: usize,
    author: Option<usize>,
    posted_at: Option<usize>,
}

/// A line of a table.
pub struct Row {
    /// Which one, from 1 for the names of the columns.
    pub line: u32,
    /// What it says.
    pub post: PastedPost,
}

impl Table {
    /// Reads a table; `None` where the columns are not named.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim_start_matches('\u{feff}');
        let first = text.lines().next()?;
        let between = if first.contains(';') && !first.contains(',') { ';' } else { ',' };
        let mut lines = lines(text, between).into_iter();
        let (_, names) = lines.next()?;
        let place = |name: &str| names.iter().position(|typed| typed.trim().eq_ignore_ascii_case(name));
        let columns = Columns {
            link: place("link")?,
            text: place("text")?,
            author: place("author"),
            posted_at: place("posted_at"),
        };
        Some(Self { columns, lines: lines.collect() })
    }

    /// The lines that say something.
    pub fn rows(&self) -> impl Iterator<Item = Row> {
        let said = self.lines.iter().filter(|(_, fields)| fields.iter().any(|field| !field.trim().is_empty()));
        said.map(|(line, fields)| {
            let field = |place: usize| fields.get(place).map(|field| field.trim().to_owned()).unwrap_or_default();
            let post = PastedPost {
                link: field(self.columns.link),
                text: field(self.columns.text),
                author: self.columns.author.map(field),
                posted_at: self.columns.posted_at.map(field),
            };
            Row { line: *line, post }
        })
    }
}

/// The lines with their fields, each with the number under which it begins. What
/// is in quotes may hold anything, quotes twice.
fn lines(text: &str, between: char) -> Vec<(u32, Vec<String>)> {
    let (mut all, mut fields, mut field) = (Vec::new(), Vec::new(), String::new());
    let (mut line, mut begins, mut is_quoted) = (1, 1, false);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if is_quoted && characters.peek() == Some(&'"') => {
                characters.next();
                field.push('"');
            }
            '"' if is_quoted => is_quoted = false,
            '"' if field.is_empty() => is_quoted = true,
            '\r' if !is_quoted && characters.peek() == Some(&'\n') => {}
            '\n' if !is_quoted => {
                fields.push(std::mem::take(&mut field));
                all.push((begins, std::mem::take(&mut fields)));
                line += 1;
                begins = line;
            }
            _ if character == between && !is_quoted => fields.push(std::mem::take(&mut field)),
            _ => {
                line += u32::from(character == '\n');
                field.push(character);
            }
        }
    }
    if !field.is_empty() || !fields.is_empty() {
        fields.push(field);
        all.push((begins, fields));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u32, String, String)> {
        Table::read(text).unwrap().rows().map(|row| (row.line, row.post.link, row.post.text)).collect()
    }

    #[test]
    fn what_a_spreadsheet_writes_is_read() {
        let text = "\u{feff}Text,link\r\n\"दो, \"\"तीन\"\"\nपंक्तियाँ\",https://x.com/a/status/1\r\n\r\nb,c\r\n";

        let expected = [
            (2, "https://x.com/a/status/1".to_owned(), "दो, \"तीन\"\nपंक्तियाँ".to_owned()),
            (5, "c".to_owned(), "b".to_owned()),
        ];
        assert_eq!(rows(text), expected);
    }

    #[test]
    fn a_semicolon_stands_between_columns_as_well() {
        assert_eq!(rows("link;text\na;b, c"), [(2, "a".to_owned(), "b, c".to_owned())]);
    }

    #[test]
    fn a_line_that_is_too_short_has_empty_fields() {
        assert_eq!(rows("link,text\na"), [(2, "a".to_owned(), String::new())]);
    }

    #[test]
    fn columns_must_be_named() {
        assert!(Table::read("").is_none());
        assert!(Table::read("https://x.com/a/status/1,text").is_none());
    }
}
