//! What a statistics address asks for: the query, checked.
//!
//! Whatever cannot be answered exactly is refused: a parameter that does not
//! exist, one given twice, a code that is on no list, a period that ends before
//! it begins. An empty value is the same as none, because forms send those.

use std::collections::BTreeSet;

use domain::{
    complaint::Channel,
    language::Language,
    reference::{Category, Department, District},
    statistics::{Question, UNASSIGNED, WITHHELD},
    time::Day,
    wire::{FieldProblem, Grouping},
};

/// A question, and the language of the names in its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Asked {
    /// Which complaints to count, and how to group them.
    pub question: Question,
    /// From `lang=`; else the reader's preference decides.
    pub language: Option<Language>,
}

/// The key of a filter that would tell what is withheld.
pub const TELLS_TOO_MUCH: &str = "statistics.withheld";

impl Asked {
    /// Reads the query of an address, percent-encoded and without its `?`.
    ///
    /// # Errors
    /// Every problem at once, with `?name` as its pointer.
    pub fn read(query: &str) -> Result<Self, Vec<FieldProblem>> {
        let mut asked = Self::default();
        let mut problems = Vec::new();
        let mut seen = BTreeSet::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let read = if seen.insert(name.clone()) { asked.set(&name, &value) } else { Err("parameter.repeated") };
            if let Err(key) = read {
                problems.push(FieldProblem::new(&format!("?{name}"), key));
            }
        }
        let (from, to) = (asked.question.from, asked.question.to);
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            problems.push(FieldProblem::new("?to", "day.before_from"));
        }
        if problems.is_empty() { Ok(asked) } else { Err(problems) }
    }

    fn set(&mut self, name: &str, value: &str) -> Result<(), &'static str> {
        let question = &mut self.question;
        match name {
            _ if value.is_empty() => is_known(name),
            "from" => put(&mut question.from, Day::parse(value), "day.invalid"),
            "to" => put(&mut question.to, Day::parse(value), "day.invalid"),
            "by" => put(&mut question.by, Grouping::from_code(value), "by.unknown"),
            "channel" => put(&mut question.channel, Channel::from_code(value), "channel.unknown"),
            "department" => {
                let known = value == UNASSIGNED || value == WITHHELD || Department::from_code(value).is_some();
                put(&mut question.department, known.then(|| value.to_owned()), "department.unknown")
            }
            "district" => {
                let known = value == WITHHELD || District::from_code(value).is_some();
                put(&mut question.district, known.then(|| value.to_owned()), "district.unknown")
            }
            "category" => {
                let category = Category::from_code(value);
                if category.is_some_and(Category::is_sensitive) {
                    return Err(TELLS_TOO_MUCH);
                }
                let known = value == WITHHELD || category.is_some();
                put(&mut question.category, known.then(|| value.to_owned()), "category.unknown")
            }
            "lang" => put(&mut self.language, Language::from_code(value), "language.unknown"),
            _ => is_known(name),
        }
    }
}

fn put<T>(place: &mut Option<T>, value: Option<T>, key: &'static str) -> Result<(), &'static str> {
    *place = value;
    if place.is_some() { Ok(()) } else { Err(key) }
}

fn is_known(name: &str) -> Result<(), &'static str> {
    let known = ["from", "to", "by", "channel", "department", "district", "category", "lang"].contains(&name);
    if known { Ok(()) } else { Err("parameter.unknown") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(query: &str) -> Vec<(String, String)> {
        let refused = Asked::read(query).unwrap_err();
        refused.into_iter().map(|problem| (problem.pointer, problem.key)).collect()
    }

    #[test]
    fn every_filter_of_the_api_is_read() {
        let asked = Asked::read(
            "from=2020-01-01&to=2021-02-28&by=month&department=FOOD&district=bhiwani&category=WATER&channel=x&lang=pa",
        )
        .unwrap();

        let question = asked.question;
        assert_eq!(question.from, Day::parse("2020-01-01"));
        assert_eq!(question.to, Day::parse("2021-02-28"));
        assert_eq!(question.by, Some(Grouping::Month));
        assert_eq!(question.department.as_deref(), Some("FOOD"));
        assert_eq!(question.district.as_deref(), Some("bhiwani"));
        assert_eq!(question.category.as_deref(), Some("WATER"));
        assert_eq!(question.channel, Some(Channel::X));
        assert_eq!(asked.language, Some(Language::Pa));
    }

    #[test]
    fn an_empty_value_is_the_same_as_none() {
        assert_eq!(Asked::read("department=&district=&from=&by="), Ok(Asked::default()));
        assert_eq!(Asked::read(""), Ok(Asked::default()));
    }

    #[test]
    fn every_mistake_is_told_at_once_with_its_parameter() {
        let found = problems("from=2020-02-30&district=delhi&by=week&page=2&colour=&channel=x&channel=x");

        let expected = [
            ("?from", "day.invalid"),
            ("?district", "district.unknown"),
            ("?by", "by.unknown"),
            ("?page", "parameter.unknown"),
            ("?colour", "parameter.unknown"),
            ("?channel", "parameter.repeated"),
        ];
        assert_eq!(found, expected.map(|(pointer, key)| (pointer.to_owned(), key.to_owned())));
    }

    #[test]
    fn a_period_that_ends_before_it_begins_is_refused() {
        assert_eq!(problems("from=2020-02-01&to=2020-01-31"), [("?to".into(), "day.before_from".into())]);
        assert!(Asked::read("from=2020-02-01&to=2020-02-01").is_ok());
    }

    #[test]
    fn a_sensitive_category_cannot_be_asked_for_by_its_name_but_withheld_can() {
        assert_eq!(problems("category=POLICE"), [("?category".into(), TELLS_TOO_MUCH.into())]);
        assert!(Asked::read("category=withheld&department=unassigned&district=withheld").is_ok());
    }
}
