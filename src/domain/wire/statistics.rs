//! The public figures.

use json::Json;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{
    statistics::{Question, Tally, rate},
    time::{Day, Timestamp},
};

/// How the groups are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Grouping {
    /// By month of receipt.
    Month,
    /// By who has it.
    Department,
    /// By where.
    District,
    /// By what it is about.
    Category,
    /// By the door through which it came.
    Channel,
    /// Those not tenable, by why.
    Reason,
}

impl Grouping {
    /// All groupings.
    pub const ALL: [Self; 6] =
        [Self::Month, Self::Department, Self::District, Self::Category, Self::Channel, Self::Reason];

    /// The stable code, as in `?by=`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Department => "department",
            Self::District => "district",
            Self::Category => "category",
            Self::Channel => "channel",
            Self::Reason => "reason",
        }
    }

    /// The grouping of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.code() == code)
    }
}

/// A percentage in hundredths, in JSON a number with two decimals: 83.87.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = f64, example = 83.87))]
pub struct Hundredths(pub u32);

/// Days in tenths, in JSON a number with one decimal: 2.5.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = f64, example = 2.5))]
pub struct Tenths(pub u32);

macro_rules! decimal {
    ($name:ident, $scale:literal, $places:literal) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_f64(f64::from(self.0) / f64::from($scale))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                f64::deserialize(deserializer).map(Self::of)
            }
        }

        impl $name {
            fn of(number: f64) -> Self {
                Self((number * f64::from($scale) + 0.5) as u32)
            }
        }

        impl json::Read for $name {
            fn blank() -> Self {
                Self(0)
            }
        }

        impl json::Place for $name {
            fn take(&mut self, node: &dyn json::Node) -> bool {
                let number = node.number();
                *self = number.map_or(*self, Self::of);
                number.is_some()
            }
        }

        impl json::Write for $name {
            fn write(&self, json: &mut String) {
                json.push_str(&format!("{}.{:0places$}", self.0 / $scale, self.0 % $scale, places = $places));
            }
        }
    };
}

decimal!(Hundredths, 100, 2);
decimal!(Tenths, 10, 1);

/// One line of a table. `received` = `disposed` + `pending` + `duplicate` +
/// `withdrawn`; `disposed` = `resolved` + `not_tenable`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatisticsGroup {
    /// The code of what is grouped by, a month, `withheld` or `unassigned`.
    #[cfg_attr(feature = "openapi", schema(example = "2020-01"))]
    pub key: String,
    /// Filed.
    pub received: u32,
    /// Solved.
    pub resolved: u32,
    /// Closed with a reason.
    pub not_tenable: u32,
    /// Resolved and not tenable together.
    pub disposed: u32,
    /// Someone still has to act.
    pub pending: u32,
    /// Joined with another complaint.
    pub duplicate: u32,
    /// Taken back.
    pub withdrawn: u32,
}

impl StatisticsGroup {
    /// A line in which nothing is counted yet.
    pub fn empty(key: &str) -> Self {
        Self {
            key: key.to_owned(),
            received: 0,
            resolved: 0,
            not_tenable: 0,
            disposed: 0,
            pending: 0,
            duplicate: 0,
            withdrawn: 0,
        }
    }
}

/// The public figures for a period and a filter, by the present state of the
/// complaints received in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatisticsAnswer {
    /// The first Indian calendar day of receipt; `null` from the beginning.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub from: Option<Day>,
    /// The last one, inclusive; `null` until now.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub to: Option<Day>,
    /// The moment for which the figures hold.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub as_of: Timestamp,
    /// Filed.
    pub received: u32,
    /// Solved.
    pub resolved: u32,
    /// Closed with a reason.
    pub not_tenable: u32,
    /// Resolved and not tenable together.
    pub disposed: u32,
    /// Someone still has to act.
    pub pending: u32,
    /// Joined with another complaint.
    pub duplicate: u32,
    /// Taken back.
    pub withdrawn: u32,
    /// Messages of the inbox that were no complaint; never counted as one.
    pub screened: u32,
    /// Percent of the disposed; `null` where nothing is disposed.
    pub resolved_of_disposed: Option<Hundredths>,
    /// Percent of the disposed; `null` where nothing is disposed.
    pub not_tenable_of_disposed: Option<Hundredths>,
    /// Percent of the received; `null` where nothing was received.
    pub pending_of_received: Option<Hundredths>,
    /// Solved, and the citizen said so.
    pub confirmed: u32,
    /// Reopened at least once.
    pub reopened: u32,
    /// Half of the resolved took at most so many days.
    pub median_days: Option<Tenths>,
    /// Nine in ten of the resolved took at most so many days.
    pub p90_days: Option<Tenths>,
    /// How the groups are made.
    pub by: Option<Grouping>,
    /// The groups; they add up to the total (by reason: to those not tenable).
    pub groups: Vec<StatisticsGroup>,
}

impl StatisticsAnswer {
    /// The answer to `question` as of `now`; `screened` messages are counted apart.
    pub fn new(question: &Question, tally: Tally, screened: u32, now: Timestamp) -> Self {
        let days = |percent| tally.percentile(percent).map(|tenths| Tenths(u32::from(tenths)));
        let total = &tally.total;
        Self {
            from: question.from,
            to: question.to,
            as_of: now,
            received: total.received,
            resolved: total.resolved,
            not_tenable: total.not_tenable,
            disposed: total.disposed,
            pending: total.pending,
            duplicate: total.duplicate,
            withdrawn: total.withdrawn,
            screened,
            resolved_of_disposed: rate(total.resolved, total.disposed).map(Hundredths),
            not_tenable_of_disposed: rate(total.not_tenable, total.disposed).map(Hundredths),
            pending_of_received: rate(total.pending, total.received).map(Hundredths),
            confirmed: tally.confirmed,
            reopened: tally.reopened,
            median_days: days(50),
            p90_days: days(90),
            by: question.by,
            groups: tally.groups,
        }
    }
}
