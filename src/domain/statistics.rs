//! The public figures, as arithmetic.
//!
//! A complaint counts under its [`Facet`]: everything about it that a figure can
//! depend on. Filing counts one facet up, a step counts the old one down and the
//! new one up, and a figure is a sum over facets; so figures equal a recount by
//! construction. Complaints of sensitive categories stand under one group,
//! "withheld", in every table by department, district or category and for every
//! filter by one, so that no difference of two figures tells more.

use std::collections::{BTreeMap, HashMap};

use crate::{
    complaint::Channel,
    life::Kind,
    reference::{Category, Department, District, Reason},
    time::{Date, Day},
    wire::{Grouping, StatisticsGroup},
};

/// The key of complaints of sensitive categories.
pub const WITHHELD: &str = "withheld";
/// The key of complaints that no department has.
pub const UNASSIGNED: &str = "unassigned";

/// Everything about a complaint that a figure can depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Facet {
    /// The Indian calendar day of receipt.
    pub day: Day,
    /// Who has it.
    pub department: Option<Department>,
    /// Where.
    pub district: District,
    /// What it is about.
    pub category: Category,
    /// Through which door it came.
    pub channel: Channel,
    /// How it counts.
    pub kind: Kind,
    /// Why it is not tenable.
    pub reason: Option<Reason>,
    /// The citizen confirmed.
    pub confirmed: bool,
    /// It was reopened at least once.
    pub reopened: bool,
    /// Tenths of a day from receipt to solution, of a resolved one.
    pub tenths: Option<u16>,
}

/// How many complaints stand under each facet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    cells: HashMap<Facet, u32>,
}

impl Figures {
    /// Counts one complaint up.
    pub fn add(&mut self, facet: Facet) {
        self.add_many(facet, 1);
    }

    /// Counts `count` complaints up.
    pub fn add_many(&mut self, facet: Facet, count: u32) {
        *self.cells.entry(facet).or_insert(0) += count;
    }

    /// Counts one complaint down; a facet that stands at nothing is forgotten.
    ///
    /// # Panics
    /// When no complaint stands under the facet: the figures would be wrong.
    pub fn remove(&mut self, facet: Facet) {
        let count = self.cells.get_mut(&facet).expect("a facet is removed only after it was added");
        *count -= 1;
        if *count == 0 {
            self.cells.remove(&facet);
        }
    }

    /// Every facet with its count, in no order.
    pub fn cells(&self) -> impl Iterator<Item = (Facet, u32)> {
        self.cells.iter().map(|(facet, count)| (*facet, *count))
    }

    /// The sums that a question asks for.
    pub fn tally(&self, question: &Question) -> Tally {
        let mut tally = Tally::default();
        let mut groups: BTreeMap<GroupKey, StatisticsGroup> = BTreeMap::new();
        for (facet, count) in self.cells().filter(|(facet, _)| question.asks_for(facet)) {
            tally.count(&facet, count);
            if let Some(key) = question.by.and_then(|by| key_of(&facet, by)) {
                let group = groups.entry(key).or_insert_with(|| StatisticsGroup::empty(&key.text()));
                count_group(group, facet.kind, count);
            }
        }
        tally.groups = groups.into_values().collect();
        tally
    }
}

/// Which complaints to count, and how to group them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Question {
    /// The first day of receipt.
    pub from: Option<Day>,
    /// The last day of receipt.
    pub to: Option<Day>,
    /// A department's code, [`UNASSIGNED`] or [`WITHHELD`].
    pub department: Option<String>,
    /// A district's code or [`WITHHELD`].
    pub district: Option<String>,
    /// A category's code or [`WITHHELD`].
    pub category: Option<String>,
    /// Only this channel.
    pub channel: Option<Channel>,
    /// How to group.
    pub by: Option<Grouping>,
}

impl Question {
    fn asks_for(&self, facet: &Facet) -> bool {
        let is = |wanted: &Option<String>, by| {
            wanted.as_ref().is_none_or(|wanted| key_of_place(facet, by) == wanted.as_str())
        };
        self.from.is_none_or(|from| from <= facet.day)
            && self.to.is_none_or(|to| facet.day <= to)
            && self.channel.is_none_or(|channel| channel == facet.channel)
            && is(&self.department, Grouping::Department)
            && is(&self.district, Grouping::District)
            && is(&self.category, Grouping::Category)
    }
}

/// The key of a group while it is counted: there are nearly as many facets as
/// complaints, and writing the text for each took most of a tally's time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum GroupKey {
    Month { year: i32, month: u8 },
    Code(&'static str),
}

impl GroupKey {
    fn text(self) -> String {
        match self {
            Self::Month { year, month } => format!("{year:04}-{month:02}"),
            Self::Code(code) => code.to_owned(),
        }
    }
}

/// The group of a facet; `None` for complaints that a table by reason leaves out.
fn key_of(facet: &Facet, by: Grouping) -> Option<GroupKey> {
    let code = match by {
        Grouping::Month => {
            let Date { year, month, .. } = facet.day.date();
            return Some(GroupKey::Month { year, month });
        }
        Grouping::Channel => facet.channel.code(),
        Grouping::Reason => facet.reason?.code(),
        Grouping::Department | Grouping::District | Grouping::Category => key_of_place(facet, by),
    };
    Some(GroupKey::Code(code))
}

/// The key of a facet in a table by department, district or category.
pub(crate) fn key_of_place(facet: &Facet, by: Grouping) -> &'static str {
    if facet.category.is_sensitive() {
        return WITHHELD;
    }
    match by {
        Grouping::District => facet.district.code(),
        Grouping::Category => facet.category.code(),
        _ => facet.department.map_or(UNASSIGNED, Department::code),
    }
}

fn count_group(group: &mut StatisticsGroup, kind: Kind, count: u32) {
    group.received += count;
    match kind {
        Kind::Resolved => group.resolved += count,
        Kind::NotTenable => group.not_tenable += count,
        Kind::Open => group.pending += count,
        Kind::Merged => group.duplicate += count,
        Kind::Withdrawn => group.withdrawn += count,
    }
    group.disposed = group.resolved + group.not_tenable;
}

/// Sums over the complaints that a question asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// All kinds together.
    pub total: StatisticsGroup,
    /// Solved, and the citizen said so.
    pub confirmed: u32,
    /// Reopened at least once.
    pub reopened: u32,
    /// How many took so many tenths of a day to solve.
    pub tenths: BTreeMap<u16, u32>,
    /// The groups, by key.
    pub groups: Vec<StatisticsGroup>,
}

impl Default for Tally {
    fn default() -> Self {
        Self {
            total: StatisticsGroup::empty(""),
            confirmed: 0,
            reopened: 0,
            tenths: BTreeMap::new(),
            groups: Vec::new(),
        }
    }
}

impl Tally {
    fn count(&mut self, facet: &Facet, count: u32) {
        count_group(&mut self.total, facet.kind, count);
        self.confirmed += if facet.confirmed { count } else { 0 };
        self.reopened += if facet.reopened { count } else { 0 };
        if let Some(tenths) = facet.tenths {
            *self.tenths.entry(tenths).or_insert(0) += count;
        }
    }

    /// The time within which `percent` of the resolved complaints were solved,
    /// in tenths of a day, by nearest rank; `None` when none was.
    pub fn percentile(&self, percent: u32) -> Option<u16> {
        let all: u64 = self.tenths.values().map(|count| u64::from(*count)).sum();
        let rank = (all * u64::from(percent)).div_ceil(100);
        let mut passed = 0;
        self.tenths.iter().find_map(|(tenths, count)| {
            passed += u64::from(*count);
            (passed >= rank).then_some(*tenths)
        })
    }
}

/// `part` of `whole` in hundredths of a percent, rounded half up; `None` of nothing.
///
/// ```
/// assert_eq!(domain::statistics::rate(71_391, 85_123), Some(8_387));
/// assert_eq!(domain::statistics::rate(0, 0), None);
/// ```
pub fn rate(part: u32, whole: u32) -> Option<u32> {
    let (part, whole) = (u64::from(part), u64::from(whole));
    (whole > 0).then(|| ((part * 20_000 + whole) / (whole * 2)) as u32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn facet(category: &str, kind: Kind, tenths: Option<u16>) -> Facet {
        Facet {
            day: Day::parse("2020-01-15").unwrap(),
            department: None,
            district: District::from_code("bhiwani").unwrap(),
            category: Category::from_code(category).unwrap(),
            channel: Channel::Portal,
            kind,
            reason: None,
            confirmed: false,
            reopened: false,
            tenths,
        }
    }

    #[test]
    fn the_articles_figures_come_out_as_printed() {
        let (received, resolved, not_tenable, pending) = (89_001, 71_391, 13_732, 3_878);

        assert_eq!(received - resolved - not_tenable, pending);
        assert_eq!(rate(resolved, resolved + not_tenable), Some(8_387));
        assert_eq!(rate(not_tenable, resolved + not_tenable), Some(1_613));
        assert_eq!(rate(pending, received), Some(436));
    }

    #[test]
    fn sensitive_complaints_stand_under_withheld_in_tables_and_for_filters() {
        let mut figures = Figures::default();
        figures.add(facet("POLICE", Kind::Open, None));
        figures.add(facet("WATER", Kind::Open, None));
        let by = |by, district: Option<&str>| Question {
            by: Some(by),
            district: district.map(str::to_owned),
            ..Question::default()
        };
        let keys = |question: &Question| {
            figures.tally(question).groups.into_iter().map(|group| (group.key, group.received)).collect::<Vec<_>>()
        };

        assert_eq!(keys(&by(Grouping::Category, None)), [("WATER".into(), 1), (WITHHELD.into(), 1)]);
        assert_eq!(keys(&by(Grouping::District, Some("bhiwani"))), [("bhiwani".into(), 1)]);
        assert_eq!(keys(&by(Grouping::District, Some(WITHHELD))), [(WITHHELD.into(), 1)]);
    }

    #[test]
    fn percentiles_are_those_of_the_nearest_rank() {
        let mut figures = Figures::default();
        for tenths in 1..=10 {
            figures.add(facet("WATER", Kind::Resolved, Some(tenths)));
        }

        let tally = figures.tally(&Question::default());

        assert_eq!((tally.percentile(50), tally.percentile(90)), (Some(5), Some(9)));
        assert_eq!(Tally::default().percentile(50), None);
    }

    proptest! {
        #[test]
        fn groups_add_up_to_the_total(kinds in prop::collection::vec((0..5usize, 0..38usize), 0..60)) {
            let mut figures = Figures::default();
            for (kind, category) in kinds {
                let category = Category::all().nth(category).unwrap();
                figures.add(facet(category.code(), Kind::ALL[kind], None));
            }

            for by in Grouping::ALL.into_iter().filter(|by| *by != Grouping::Reason) {
                let tally = figures.tally(&Question { by: Some(by), ..Question::default() });
                let sum: u32 = tally.groups.iter().map(|group| group.received).sum();
                prop_assert_eq!(sum, tally.total.received);
                let pending: u32 = tally.groups.iter().map(|group| group.pending).sum();
                prop_assert_eq!(pending, tally.total.pending);
            }
        }
    }
}
