//! What the results page is asked for: it stands in the address of the page, of
//! the figures, of their CSV and of the drawing, always under the same names.

use domain::{
    language::Language,
    paths::{STATISTICS, STATISTICS_CSV, STATISTICS_SVG, page},
    reference::District,
    time::Day,
    wire::{FieldProblem, Grouping},
};

/// The groupings that the page offers as tables.
pub const TABLES: [Grouping; 4] = [Grouping::Month, Grouping::Department, Grouping::District, Grouping::Category];

/// Period, district and table, as typed; empty where nothing is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The first day, `2020-01-31`.
    pub from: String,
    /// The last day.
    pub to: String,
    /// A district's code.
    pub district: String,
    /// Which table.
    pub by: Grouping,
    /// By which column, with a `-` before it where the largest comes first; the
    /// table knows which there are.
    pub sort: String,
    /// The field of a date that is none, until a field is changed.
    pub no_date: Option<&'static str>,
}

impl Asked {
    /// Reads the parameters of an address; what cannot be read is not asked for, but
    /// of a date it is told.
    pub fn read(parameter: impl Fn(&str) -> Option<String>) -> Self {
        let is_day = |day: &String| Day::parse(day).is_some();
        let day = |name| parameter(name).filter(is_day).unwrap_or_default();
        let no_date =
            ["from", "to"].into_iter().find(|name| parameter(name).is_some_and(|day| !day.is_empty() && !is_day(&day)));
        let by = parameter("by").and_then(|code| Grouping::from_code(&code));
        Self {
            from: day("from"),
            to: day("to"),
            district: parameter("district").filter(|code| District::from_code(code).is_some()).unwrap_or_default(),
            by: by.filter(|by| TABLES.contains(by)).unwrap_or(Grouping::Month),
            sort: parameter("sort").unwrap_or_default(),
            no_date,
        }
    }

    /// What is wrong with the period, if anything.
    pub fn problem(&self) -> Option<FieldProblem> {
        if let Some(field) = self.no_date {
            return Some(FieldProblem::new(&["/", field].concat(), "day.invalid"));
        }
        let (from, to) = (Day::parse(&self.from), Day::parse(&self.to));
        let is_backwards = from.zip(to).is_some_and(|(from, to)| from > to);
        is_backwards.then(|| FieldProblem::new("/from", "period.backwards"))
    }

    /// True if the figures are not all there are.
    pub fn is_filtered(&self) -> bool {
        !(self.from.is_empty() && self.to.is_empty() && self.district.is_empty())
    }

    /// The address of this page with the same filters and another table.
    pub fn page(&self, by: Grouping) -> String {
        self.address(page::RESULTS, by, None)
    }

    /// The address of this page with the table sorted in another way.
    pub fn sorted(&self, sort: &str) -> String {
        [&self.page(self.by), "&sort=", sort].concat()
    }

    /// The address of the figures.
    pub fn figures(&self) -> String {
        self.address(STATISTICS, self.by, None)
    }

    /// The address of the table for spreadsheets.
    pub fn csv(&self, language: Language) -> String {
        self.address(STATISTICS_CSV, self.by, Some(language))
    }

    /// The address of the drawing by month.
    pub fn drawing(&self, language: Language) -> String {
        self.address(STATISTICS_SVG, Grouping::Month, Some(language))
    }

    // Dates and codes have no character that an address must escape.
    fn address(&self, path: &str, by: Grouping, language: Option<Language>) -> String {
        let mut address = [path, "?by=", by.code()].concat();
        let language = language.map_or("", Language::code);
        let filters = [("from", &*self.from), ("to", &*self.to), ("district", &*self.district), ("lang", language)];
        for (name, value) in filters.into_iter().filter(|(_, value)| !value.is_empty()) {
            address.push('&');
            address.push_str(name);
            address.push('=');
            address.push_str(value);
        }
        address
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &[(&str, &str)]) -> Asked {
        Asked::read(|name| query.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn an_address_is_read_and_written_alike() {
        let asked = asked(&[("from", "2020-01-01"), ("district", "bhiwani"), ("by", "district")]);

        assert_eq!(asked.page(asked.by), "/results?by=district&from=2020-01-01&district=bhiwani");
        assert_eq!(
            asked.csv(Language::Hi),
            "/api/v1/statistics.csv?by=district&from=2020-01-01&district=bhiwani&lang=hi"
        );
    }

    #[test]
    fn what_cannot_be_read_is_not_asked_for_and_of_a_date_it_is_told() {
        let asked = asked(&[("from", ""), ("to", "2026-02-30"), ("district", "<b>"), ("by", "moon")]);

        assert_eq!(asked.page(asked.by), "/results?by=month");
        assert!(!asked.is_filtered());
        assert_eq!(asked.problem().unwrap().pointer, "/to");
    }

    #[test]
    fn a_period_that_ends_before_it_begins_is_told() {
        assert!(asked(&[("from", "2020-02-01"), ("to", "2020-01-01")]).problem().is_some());
        assert!(asked(&[("from", "2020-02-01"), ("to", "2020-02-01")]).problem().is_none());
    }
}
