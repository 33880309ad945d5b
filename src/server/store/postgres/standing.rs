//! Where a complaint stands: the first columns of its row.

use domain::{
    complaint::Channel,
    life::State,
    reference::{Category, District},
    standing::Standing,
};
use tokio_postgres::Row;

use super::{code, fault::Fault, link::Value};

/// The columns, in the order of [`read`] and [`Values`], of table `c`.
pub const COLUMNS: &str = "c.ticket, c.version, c.state, c.category, c.district, c.department, c.channel, \
     c.received_at, c.updated_at, c.due_at, c.promised_at, c.resolved_at, c.closed_at, c.reason, c.confirmed, \
     c.reopened, c.merged_into, c.asks, c.asked_at, c.transfers, c.forwarded, c.reminded_at, c.level, c.photos, \
     c.erased_at";

/// How many columns that are.
pub const COUNT: usize = 25;

/// Reads the first columns of a row.
pub fn read(row: &Row) -> Result<Standing, Fault> {
    Ok(Standing {
        ticket: code::ticket_of(row, 0)?,
        version: code::small(row, 1)?,
        state: code::required(row, 2, State::from_code)?,
        category: code::required(row, 3, Category::from_code)?,
        district: code::required(row, 4, District::from_code)?,
        department: code::department(row, 5)?,
        channel: code::required(row, 6, Channel::from_code)?,
        received_at: code::moment(row, 7)?,
        updated_at: code::moment(row, 8)?,
        due_at: code::moment(row, 9)?,
        promised_at: code::moment_or_none(row, 10)?,
        resolved_at: code::moment_or_none(row, 11)?,
        closed_at: code::moment_or_none(row, 12)?,
        reason: code::reason(row, 13)?,
        confirmed: row.try_get(14)?,
        reopened: row.try_get(15)?,
        merged_into: code::ticket_or_none(row, 16)?,
        asks: code::small(row, 17)?,
        asked_at: code::moment_or_none(row, 18)?,
        transfers: code::small(row, 19)?,
        forwarded: row.try_get(20)?,
        reminded_at: code::moment_or_none(row, 21)?,
        level: code::small(row, 22)?,
        photos: code::small(row, 23)?,
        erased_at: code::moment_or_none(row, 24)?,
    })
}

/// The values of the columns, as they are kept.
pub struct Values {
    ticket: i64,
    version: i64,
    codes: [&'static str; 4],
    department: Option<&'static str>,
    moments: [i64; 3],
    later: [Option<i64>; 3],
    reason: Option<&'static str>,
    confirmed: Option<bool>,
    flags: [bool; 2],
    merged_into: Option<i64>,
    counts: [i64; 4],
    asked_at: Option<i64>,
    reminded_at: Option<i64>,
    erased_at: Option<i64>,
}

impl Values {
    /// Of a standing.
    pub fn of(standing: &Standing) -> Self {
        Self {
            ticket: code::number(standing.ticket),
            version: i64::from(standing.version),
            codes: [standing.state.code(), standing.category.code(), standing.district.code(), standing.channel.code()],
            department: standing.department.map(|department| department.code()),
            moments: [standing.received_at.0, standing.updated_at.0, standing.due_at.0],
            later: [standing.promised_at, standing.resolved_at, standing.closed_at].map(|at| at.map(|at| at.0)),
            reason: standing.reason.map(|reason| reason.code()),
            confirmed: standing.confirmed,
            flags: [standing.reopened, standing.forwarded],
            merged_into: standing.merged_into.map(code::number),
            counts: [standing.asks, standing.transfers, standing.level, standing.photos].map(i64::from),
            asked_at: standing.asked_at.map(|at| at.0),
            reminded_at: standing.reminded_at.map(|at| at.0),
            erased_at: standing.erased_at.map(|at| at.0),
        }
    }

    /// In the order of [`COLUMNS`].
    pub fn all(&self) -> [Value<'_>; COUNT] {
        let [state, category, district, channel] = &self.codes;
        let [received_at, updated_at, due_at] = &self.moments;
        let [promised_at, resolved_at, closed_at] = &self.later;
        let [reopened, forwarded] = &self.flags;
        let [asks, transfers, level, photos] = &self.counts;
        [
            &self.ticket,
            &self.version,
            state,
            category,
            district,
            &self.department,
            channel,
            received_at,
            updated_at,
            due_at,
            promised_at,
            resolved_at,
            closed_at,
            &self.reason,
            &self.confirmed,
            reopened,
            &self.merged_into,
            asks,
            &self.asked_at,
            transfers,
            forwarded,
            &self.reminded_at,
            level,
            photos,
            &self.erased_at,
        ]
    }
}
