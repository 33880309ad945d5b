//! The public ledger: what the daily event file says of each event.
//!
//! A line holds what the complaint counts as after the event, so that the last
//! line of each complaint is all that a figure needs. No word and no person is
//! in it; complaints of sensitive categories are "withheld" as in every public
//! table, and told to the day only. Hashes and files are the server's matter
//! (`server/ledger.rs`).

use std::fmt;

use crate::{
    event::Event,
    life::State,
    reference::Reason,
    standing::Standing,
    statistics::{Facet, key_of_place},
    time::Timestamp,
    wire::Grouping,
};

/// What is told of events that only the desk sees.
pub const INTERNAL: &str = "internal";

/// The columns, in the order in which a [`Line`] is written, without the hash
/// that closes each line of a file.
pub const COLUMNS: [&str; 17] = [
    "complaint",
    "version",
    "at",
    "event",
    "from",
    "to",
    "kind",
    "received",
    "category",
    "district",
    "department",
    "channel",
    "reason",
    "confirmed",
    "reopened",
    "tenths",
    "seal",
];

/// One event, as anyone may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// What stands for the complaint in every file; not its number.
    pub complaint: &'a str,
    /// The place in the history, from 1.
    pub version: u32,
    /// When; of a withheld complaint the beginning of that Indian day.
    pub at: Timestamp,
    /// What, or [`INTERNAL`].
    pub event: &'static str,
    /// The state before.
    pub from: Option<State>,
    /// The state after.
    pub to: State,
    /// What the complaint counts as after it.
    pub facet: Facet,
    /// Binds the line to the history that is kept inside.
    pub seal: &'a str,
}

impl<'a> Line<'a> {
    /// The line of an event; `after` is where the complaint stood after it.
    pub fn new(complaint: &'a str, after: &Standing, event: &Event, seal: &'a str) -> Self {
        let is_internal = !event.kind.is_public();
        let is_withheld = after.category.is_sensitive();
        Self {
            complaint,
            version: event.version,
            at: if is_withheld { event.at.day().start() } else { event.at },
            event: if is_internal { INTERNAL } else { event.kind.code() },
            from: event.from,
            to: event.to,
            facet: after.facet(),
            seal,
        }
    }
}

/// The columns, with commas between. None can contain a comma or begin like a
/// formula: they are codes, numbers and times.
impl fmt::Display for Line<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let facet = &self.facet;
        write!(
            formatter,
            "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},",
            self.complaint,
            self.version,
            self.at,
            self.event,
            self.from.map_or("", State::code),
            self.to.code(),
            facet.kind.code(),
            facet.day,
            key_of_place(facet, Grouping::Category),
            key_of_place(facet, Grouping::District),
            key_of_place(facet, Grouping::Department),
            facet.channel.code(),
            facet.reason.map_or("", Reason::code),
            u8::from(facet.confirmed),
            u8::from(facet.reopened),
        )?;
        if let Some(tenths) = facet.tenths {
            write!(formatter, "{tenths}")?;
        }
        write!(formatter, ",{}", self.seal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        action::{Action, Actor, By},
        complaint::Channel,
        reference::{Category, Department, District},
        ticket::Ticket,
    };

    /// A complaint of this category that was forwarded, and noted.
    fn lines(category: &str) -> Vec<String> {
        let category = Category::from_code(category).unwrap();
        let district = District::from_code("bhiwani").unwrap();
        let filed_at = Timestamp::parse("2026-11-24T10:00:00Z").unwrap();
        let (filed, first) = Standing::file(Ticket::from_chance(1), category, district, Channel::Portal, filed_at);
        let forward = Action::Forward { department: Department::from_code("FOOD").unwrap(), note: None };
        let (forwarded, second) = filed.apply(&forward, &By::unnamed(Actor::Supervisor), filed_at).unwrap();
        let note = Action::Note { text: "for the team".to_owned() };
        let (noted, third) = forwarded.apply(&note, &By::unnamed(Actor::Supervisor), filed_at).unwrap();
        let line = |after, event| Line::new("c0", after, event, "5ea1").to_string();
        vec![line(&filed, &first), line(&forwarded, &second), line(&noted, &third)]
    }

    #[test]
    fn a_line_has_every_column() {
        for line in lines("PDS_NOT_RECEIVED") {
            assert_eq!(line.split(',').count(), COLUMNS.len(), "{line}");
        }
    }

    #[test]
    fn a_line_says_what_the_complaint_counts_as_after_it() {
        let lines = lines("PDS_NOT_RECEIVED");

        assert_eq!(
            lines[0],
            "c0,1,2026-11-24T10:00:00Z,received,,received,open,2026-11-24,PDS_NOT_RECEIVED,bhiwani,unassigned,portal,,0,0,,5ea1"
        );
        assert!(lines[1].contains(",forwarded,received,forwarded,open,"), "{}", lines[1]);
        assert!(lines[1].contains(",bhiwani,FOOD,portal,"), "{}", lines[1]);
    }

    #[test]
    fn what_only_the_desk_sees_is_internal() {
        let noted = &lines("PDS_NOT_RECEIVED")[2];

        assert!(noted.contains(",3,2026-11-24T10:00:00Z,internal,forwarded,forwarded,"), "{noted}");
    }

    #[test]
    fn a_sensitive_complaint_is_withheld_and_told_to_the_day() {
        for line in lines("POLICE") {
            assert!(line.contains(",2026-11-23T18:30:00Z,"), "{line}");
            assert!(line.contains(",withheld,withheld,withheld,portal,"), "{line}");
            assert!(!line.contains("FOOD") && !line.contains("bhiwani") && !line.contains("POLICE"), "{line}");
        }
    }
}
