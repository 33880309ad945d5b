//! What an address of the queue asks for: the query, checked.
//!
//! As with the public figures, whatever cannot be answered as it was meant is
//! refused, and an empty value is the same as none.

use std::collections::BTreeSet;

use domain::{
    complaint::Channel,
    life::State,
    likeness::place_key,
    reference::{Category, Department, District},
    statistics::UNASSIGNED,
    time::Timestamp,
    wire::FieldProblem,
};

use super::{cursor::Cursor, typed::Typed};
use crate::{
    secret::Secret,
    store::desk::{Filter, Holder, Near, Order, Status},
};

/// A page has so many lines unless another number is asked for.
const LIMIT: usize = 50;

/// A page has at most so many lines.
const LIMIT_MAX: usize = 100;

/// The key of a status that someone still has to act on.
const OPEN: &str = "open";

/// A page of the queue, or of a search when something was typed.
#[derive(Debug, PartialEq, Eq)]
pub struct Asked {
    /// Which complaints.
    pub filter: Filter,
    /// What was typed into the search.
    pub typed: Option<Typed>,
    /// From which end.
    pub order: Order,
    /// After which place.
    pub after: Option<Cursor>,
    /// How many.
    pub limit: usize,
}

/// Who asks, when, and what stands before ticket numbers here.
pub struct Asker<'a> {
    /// Whose complaints are "mine".
    pub user: &'a str,
    /// The moment at which something is late or not.
    pub now: Timestamp,
    /// As in `HR`.
    pub prefix: &'a str,
    /// Opens the places at which pages begin.
    pub secret: &'a Secret,
}

impl Asked {
    /// Reads the query of an address, percent-encoded and without its `?`.
    ///
    /// # Errors
    /// Every problem at once, with `?name` as its pointer.
    pub fn read(query: &str, asker: &Asker<'_>) -> Result<Self, Vec<FieldProblem>> {
        let mut asked =
            Self { filter: Filter::default(), typed: None, order: Order::default(), after: None, limit: LIMIT };
        let mut near = TypedNear::default();
        let mut problems = Vec::new();
        let mut seen = BTreeSet::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let read = if seen.insert(name.clone()) {
                asked.set(&name, &value, asker, &mut near)
            } else {
                Err("parameter.repeated")
            };
            if let Err(key) = read {
                problems.push(FieldProblem::new(&format!("?{name}"), key));
            }
        }
        match near.read() {
            Ok(near) => asked.filter.near = near,
            Err((name, key)) => problems.push(FieldProblem::new(name, key)),
        }
        if asked.after.is_some_and(|after| !after.belongs_to(asked.order, asked.is_search())) {
            problems.push(FieldProblem::new("?cursor", "cursor.invalid"));
        }
        if problems.is_empty() { Ok(asked) } else { Err(problems) }
    }

    /// True if only what is found is listed.
    pub fn is_search(&self) -> bool {
        self.typed.is_some() || self.filter.near.is_some()
    }

    fn set(&mut self, name: &str, value: &str, asker: &Asker<'_>, near: &mut TypedNear) -> Result<(), &'static str> {
        let filter = &mut self.filter;
        match name {
            _ if value.is_empty() => return is_known(name),
            "status" => filter.status = Some(status(value).ok_or("status.unknown")?),
            "department" => filter.department = Some(holder(value).ok_or("department.unknown")?),
            "district" => filter.district = Some(District::from_code(value).ok_or("district.unknown")?),
            "category" => filter.category = Some(Category::from_code(value).ok_or("category.unknown")?),
            "channel" => filter.channel = Some(Channel::from_code(value).ok_or("channel.unknown")?),
            "overdue" => filter.overdue_at = is_set(value)?.then_some(asker.now),
            "owes_reply" => filter.owes_reply_at = is_set(value)?.then_some(asker.now),
            "mine" => filter.handler = is_set(value)?.then(|| asker.user.to_owned()),
            "q" => self.typed = Typed::read(value, asker.prefix)?,
            "place" => near.place = Some(place_key(value).ok_or("place.no_word")?),
            "from" => near.from = Some(Timestamp::parse(value).ok_or("day.invalid")?),
            "to" => near.to = Some(Timestamp::parse(value).ok_or("day.invalid")?),
            "order" => self.order = order(value).ok_or("order.unknown")?,
            "cursor" => self.after = Some(Cursor::read(value, asker.user, asker.secret).ok_or("cursor.invalid")?),
            "limit" => self.limit = limit(value).ok_or("limit.invalid")?,
            _ => return is_known(name),
        }
        Ok(())
    }
}

/// A place, and perhaps a time.
#[derive(Default)]
struct TypedNear {
    place: Option<String>,
    from: Option<Timestamp>,
    to: Option<Timestamp>,
}

impl TypedNear {
    /// Times without a place are no question that an index answers.
    fn read(self) -> Result<Option<Near>, (&'static str, &'static str)> {
        let from = self.from.unwrap_or(Timestamp(i64::MIN));
        let to = self.to.unwrap_or(Timestamp(i64::MAX));
        match self.place {
            Some(place) => Ok(Some(Near { place, from, to })),
            None if self.from.is_some() => Err(("?from", "place.missing")),
            None if self.to.is_some() => Err(("?to", "place.missing")),
            None => Ok(None),
        }
    }
}

fn status(value: &str) -> Option<Status> {
    if value == OPEN { Some(Status::Open) } else { State::from_code(value).map(Status::Is) }
}

fn holder(value: &str) -> Option<Holder> {
    if value == UNASSIGNED { Some(Holder::Nobody) } else { Department::from_code(value).map(Holder::Is) }
}

fn order(value: &str) -> Option<Order> {
    match value {
        "newest" => Some(Order::Newest),
        "oldest" => Some(Order::Oldest),
        _ => None,
    }
}

fn is_set(value: &str) -> Result<bool, &'static str> {
    match value {
        "true" | "1" => Ok(true),
        "false" | "0" => Ok(false),
        _ => Err("flag.invalid"),
    }
}

fn limit(value: &str) -> Option<usize> {
    value.parse().ok().filter(|limit| (1..=LIMIT_MAX).contains(limit))
}

fn is_known(name: &str) -> Result<(), &'static str> {
    const NAMES: [&str; 15] = [
        "status",
        "department",
        "district",
        "category",
        "channel",
        "overdue",
        "owes_reply",
        "mine",
        "q",
        "place",
        "from",
        "to",
        "order",
        "cursor",
        "limit",
    ];
    if NAMES.contains(&name) { Ok(()) } else { Err("parameter.unknown") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::SeededChance;

    const NOW: Timestamp = Timestamp(1_600_000_000);

    fn read(query: &str) -> Result<Asked, Vec<FieldProblem>> {
        let secret = Secret::from_chance(&SeededChance::new(1));
        Asked::read(query, &Asker { user: "suman", now: NOW, prefix: "HR", secret: &secret })
    }

    #[test]
    fn every_filter_of_the_api_is_read() {
        let asked = read(
            "status=forwarded&department=FOOD&district=bhiwani&category=WATER&channel=x&overdue=true&owes_reply=1\
             &mine=1&order=oldest&limit=100&place=Sirsa-Ghoghra&from=2026-11-21T10:00:00Z",
        )
        .unwrap();

        let expected = Filter {
            status: Some(Status::Is(State::Forwarded)),
            department: Department::from_code("FOOD").map(Holder::Is),
            district: District::from_code("bhiwani"),
            category: Category::from_code("WATER"),
            channel: Some(Channel::X),
            handler: Some("suman".to_owned()),
            overdue_at: Some(NOW),
            owes_reply_at: Some(NOW),
            near: Some(Near {
                place: "sirsa ghoghra".to_owned(),
                from: Timestamp::parse("2026-11-21T10:00:00Z").unwrap(),
                to: Timestamp(i64::MAX),
            }),
        };
        assert_eq!((asked.filter, asked.order, asked.limit), (expected, Order::Oldest, 100));
    }

    #[test]
    fn what_is_open_or_with_nobody_has_a_name() {
        let filter = read("status=open&department=unassigned").unwrap().filter;

        assert_eq!((filter.status, filter.department), (Some(Status::Open), Some(Holder::Nobody)));
    }

    #[test]
    fn an_empty_value_and_a_flag_that_is_off_are_the_same_as_none() {
        assert_eq!(read("status=&mine=&q=&cursor=&limit=&order="), read(""));
        assert_eq!(read("mine=0&overdue=false&owes_reply=0"), read(""));
    }

    #[test]
    fn a_time_is_asked_for_together_with_a_place() {
        let refused = read("from=2026-11-21T10:00:00Z").unwrap_err();

        assert_eq!((refused[0].pointer.as_str(), refused[0].key.as_str()), ("?from", "place.missing"));
    }

    #[test]
    fn every_mistake_is_told_at_once_with_its_parameter() {
        let refused = read(
            "status=lost&department=delhi&overdue=yes&limit=0&order=up&cursor=x&page=2&channel=x&channel=x&q=21482736901\
             &place=-&to=2026-11-31",
        )
        .unwrap_err();

        let found: Vec<_> = refused.iter().map(|problem| (problem.pointer.as_str(), problem.key.as_str())).collect();
        let expected = [
            ("?status", "status.unknown"),
            ("?department", "department.unknown"),
            ("?overdue", "flag.invalid"),
            ("?limit", "limit.invalid"),
            ("?order", "order.unknown"),
            ("?cursor", "cursor.invalid"),
            ("?page", "parameter.unknown"),
            ("?channel", "parameter.repeated"),
            ("?q", "ticket.check_digit"),
            ("?place", "place.no_word"),
            ("?to", "day.invalid"),
        ];
        assert_eq!(found, expected);
    }
}
