//! The lists: groups, categories, departments, districts and reasons.
//!
//! An entry is its place on the list, so it is one byte, can be copied and
//! compared, and always exists. Files, tables and the wire carry the code. The
//! lists themselves are `lists/*.json`; `build.rs` refuses one that lacks a
//! language. The names are compiled in only with the feature `names`: a phone
//! fetches those of one language, in the text pack of `ui`.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[cfg(feature = "names")]
use crate::language::Language;
use crate::time::Day;

struct CategoryRow {
    group: u8,
    department: u8,
    others: &'static [u8],
    days: u16,
    by_district: bool,
    sensitive: bool,
    senior_only: bool,
}

struct DistrictRow {
    lgd: Option<u16>,
    power: u8,
    since: &'static str,
    parent: Option<u8>,
}

/// A name in the three languages.
#[cfg(feature = "names")]
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Names {
    hi: &'static str,
    en: &'static str,
    pa: &'static str,
}

#[cfg(feature = "names")]
impl Names {
    /// The name in one language.
    pub fn get(&self, language: Language) -> &'static str {
        match language {
            Language::Hi => self.hi,
            Language::En => self.en,
            Language::Pa => self.pa,
        }
    }
}

include!(concat!(env!("OUT_DIR"), "/lists.rs"));

/// A list's type: place ↔ code, JSON as the code, names where compiled in.
macro_rules! list {
    ($(#[$about:meta])* $name:ident, $codes:ident, $names:ident, $example:literal) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "openapi", schema(value_type = String, example = $example))]
        pub struct $name(u8);

        impl $name {
            /// How many entries the list has.
            pub const COUNT: usize = $codes.len();

            /// Every entry, in the order of the list.
            pub fn all() -> impl ExactSizeIterator<Item = Self> + Clone {
                (0..$codes.len() as u8).map(Self)
            }

            /// The entry with this code.
            pub fn from_code(code: &str) -> Option<Self> {
                $codes.iter().position(|known| *known == code).map(|place| Self(place as u8))
            }

            /// The stable code, as in JSON, addresses and tables.
            pub fn code(self) -> &'static str {
                $codes[usize::from(self.0)]
            }

            /// The place on the list, from 0.
            pub fn place(self) -> usize {
                usize::from(self.0)
            }

            /// The names in three languages.
            #[cfg(feature = "names")]
            pub fn names(self) -> &'static Names {
                &$names[usize::from(self.0)]
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let code = String::deserialize(deserializer)?;
                Self::from_code(&code).ok_or_else(|| serde::de::Error::custom("code.unknown"))
            }
        }

        json::codes! { $name = Self(0), Self::from_code, Self::code; }
    };
}

list! {
    /// A group of categories: the first question of the form.
    Group, GROUPS, GROUPS_NAMES, "ration"
}
list! {
    /// What a complaint is about.
    Category, CATEGORIES, CATEGORIES_NAMES, "PDS_NOT_RECEIVED"
}
list! {
    /// A department of the state government that can be asked to act.
    Department, DEPARTMENTS, DEPARTMENTS_NAMES, "FOOD"
}
list! {
    /// A district of the state.
    District, DISTRICTS, DISTRICTS_NAMES, "bhiwani"
}
list! {
    /// Why a complaint is not tenable.
    Reason, REASONS, REASONS_NAMES, "sub_judice"
}

impl Group {
    /// The categories of this group, in the order of the list.
    pub fn categories(self) -> impl Iterator<Item = Category> {
        Category::all().filter(move |category| category.group() == self)
    }
}

impl Category {
    fn row(self) -> &'static CategoryRow {
        &CATEGORY_ROWS[usize::from(self.0)]
    }

    /// The group under which it is offered.
    pub fn group(self) -> Group {
        Group(self.row().group)
    }

    /// The department that is responsible in this district; electricity goes to
    /// the distribution company of the district.
    pub fn department(self, district: District) -> Department {
        if self.row().by_district { district.power() } else { Department(self.row().department) }
    }

    /// The department on the list, where the district is not known; the place of
    /// the distribution companies is held by the department above them.
    pub fn department_above(self) -> Department {
        Department(self.row().department)
    }

    /// Departments that are responsible in some cases.
    pub fn other_departments(self) -> impl Iterator<Item = Department> {
        self.row().others.iter().copied().map(Department)
    }

    /// Days within which a complaint must be answered.
    pub fn days(self) -> u16 {
        self.row().days
    }

    /// Neither category, department nor district is ever public.
    pub fn is_sensitive(self) -> bool {
        self.row().sensitive
    }

    /// Only supervisors see it: it may be against those who would receive it.
    pub fn is_senior_only(self) -> bool {
        self.row().senior_only
    }

    /// Words in a text that hint at this category, lower case.
    pub fn keywords(self) -> &'static [&'static str] {
        CATEGORY_KEYWORDS[self.place()]
    }
}

impl Department {
    /// Who does its work in this district: a distribution company that of the
    /// department above them, everyone else their own.
    pub fn in_district(self, district: District) -> Self {
        let is_above =
            Category::all().any(|category| category.row().by_district && category.department_above() == self);
        if is_above { district.power() } else { self }
    }

    /// Other names, abbreviations and well-known offices.
    pub fn aliases(self) -> &'static [&'static str] {
        DEPARTMENT_ALIASES[self.place()]
    }
}

impl District {
    fn row(self) -> &'static DistrictRow {
        &DISTRICT_ROWS[usize::from(self.0)]
    }

    /// The code of the Local Government Directory, where one is given.
    pub fn lgd(self) -> Option<u16> {
        self.row().lgd
    }

    /// The electricity distribution company.
    pub fn power(self) -> Department {
        Department(self.row().power)
    }

    /// The first day of the district, `None` when it is older than the system.
    pub fn since(self) -> Option<Day> {
        Day::parse(self.row().since)
    }

    /// The district from which it was split.
    pub fn parent(self) -> Option<District> {
        self.row().parent.map(District)
    }

    /// True if the district existed on this day.
    pub fn exists_on(self, day: Day) -> bool {
        self.since().is_none_or(|since| since <= day)
    }

    /// Other spellings and well-known towns.
    pub fn aliases(self) -> &'static [&'static str] {
        DISTRICT_ALIASES[self.place()]
    }
}

impl Reason {
    /// The reason of a complaint that waits for its citizen in vain.
    pub fn no_reply() -> Self {
        Self::all().find(|reason| reason.is_no_reply()).expect("a test looks for it on the list")
    }

    /// No reply to two requests for details: only after those and fifteen days.
    pub fn is_no_reply(self) -> bool {
        self.code() == "no_reply"
    }
}

/// The names of the states, in the order of [`crate::life::State::ALL`].
#[cfg(feature = "names")]
pub fn state_names(state: crate::life::State) -> &'static Names {
    let place = STATUSES.iter().position(|code| *code == state.code());
    &STATUSES_NAMES[place.expect("a test compares the list with the states")]
}

/// The codes of the list of states, to be compared with the table of moves.
pub fn state_codes() -> &'static [&'static str] {
    STATUSES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn electricity_goes_to_the_company_of_the_district() {
        let power_cut = Category::from_code("POWER_CUT").unwrap();

        let department = |code| power_cut.department(District::from_code(code).unwrap()).code();

        assert_eq!(department("ambala"), "UHBVN");
        assert_eq!(department("sirsa"), "DHBVN");
    }

    #[test]
    fn hansi_begins_on_its_day_and_comes_from_hisar() {
        let hansi = District::from_code("hansi").unwrap();

        assert!(!hansi.exists_on(Day::parse("2025-12-21").unwrap()));
        assert!(hansi.exists_on(Day::parse("2025-12-22").unwrap()));
        assert_eq!(hansi.parent(), District::from_code("hisar"));
    }

    #[test]
    fn every_start_date_on_the_list_is_a_day() {
        for district in District::all() {
            assert!(district.row().since.is_empty() || district.since().is_some(), "{}", district.code());
        }
    }

    #[test]
    fn no_reply_is_on_the_list() {
        assert_eq!(Reason::no_reply().code(), "no_reply");
    }

    #[test]
    fn every_group_has_categories() {
        for group in Group::all() {
            assert!(group.categories().next().is_some(), "{}", group.code());
        }
    }

    #[test]
    fn what_only_seniors_see_is_sensitive_too() {
        for category in Category::all() {
            assert!(!category.is_senior_only() || category.is_sensitive(), "{}", category.code());
        }
    }
}
