//! Moments as the W3C's note on dates has them, and the spans between them.

use domain::time::{DAY, Day, Timestamp};

use super::{fields::Fields, told::Told};
use crate::store::open311::Span;

/// A list spans at most so many days.
pub const DAYS: i64 = 90;

/// Reads a moment with its zone, or an Indian day: then `end` says whether its last
/// second is meant.
pub fn read(written: &str, end: bool) -> Option<Timestamp> {
    if let Some(day) = Day::parse(written) {
        return Some(if end { Timestamp(Day(day.0 + 1).start().0 - 1) } else { day.start() });
    }
    let (day, clock) = written.split_once('T')?;
    let zone = clock.find(['Z', '+', '-', ' '])?;
    let (clock, zone) = clock.split_at(zone);
    // Parts of a second are cut off.
    let (clock, parts) = clock.split_once('.').unwrap_or((clock, ""));
    if !parts.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let clock = if clock.len() == 5 { format!("{clock}:00") } else { clock.to_owned() };
    let here = Timestamp::parse(&format!("{day}T{clock}Z"))?;
    Some(Timestamp(here.0 - ahead(zone)?))
}

/// Seconds by which a zone is ahead of UTC. A `+` that was not encoded comes as a
/// space.
fn ahead(zone: &str) -> Option<i64> {
    if zone == "Z" {
        return Some(0);
    }
    let (sign, clock) = zone.split_at(1);
    let (hours, minutes) = clock.split_once(':').or_else(|| clock.split_at_checked(2))?;
    let number = |digits: &str| {
        let is_number = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| digits.parse::<i64>().ok())?
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    if hours > 14 || minutes > 59 {
        return None;
    }
    let seconds = (hours * 60 + minutes) * 60;
    Some(if sign == "-" { -seconds } else { seconds })
}

/// The span that is asked for: without dates the last [`DAYS`] days, with one of
/// them as many from there or up to there.
///
/// # Errors
/// A date that is none; a longer span; an end before the start.
pub fn span(fields: &Fields, now: Timestamp) -> Result<Span, Told> {
    let moment = |name, end| {
        let written = fields.get(name)?;
        let read = written.map(|written| read(written, end).ok_or_else(|| wrong(name)));
        read.transpose()
    };
    let (from, to): (Option<Timestamp>, Option<Timestamp>) = (moment("start_date", false)?, moment("end_date", true)?);
    let span = match (from, to) {
        (Some(from), Some(to)) => Span { from, to },
        (Some(from), None) => Span { from, to: from.plus_days(DAYS) },
        (None, to) => {
            let to = to.unwrap_or(now);
            Span { from: to.plus_days(-DAYS), to }
        }
    };
    if span.to < span.from {
        return Err(Told::bad("end_date is before start_date"));
    }
    // A whole day more: who names ninety days by their dates means both.
    if span.to.0 - span.from.0 > (DAYS + 1) * DAY {
        return Err(Told::bad(format!("start_date and end_date are more than {DAYS} days apart")));
    }
    Ok(span)
}

/// A date that is none.
pub fn wrong(name: &str) -> Told {
    Told::bad(format!("{name} must be a date with a zone, such as 2026-11-24T10:00:00Z"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_has_a_zone() {
        let ten = Timestamp::parse("2026-11-24T10:00:00Z");

        for written in [
            "2026-11-24T10:00:00Z",
            "2026-11-24T10:00:00.5Z",
            "2026-11-24T10:00Z",
            "2026-11-24T15:30:00+05:30",
            "2026-11-24T15:30:00 05:30",
            "2026-11-24T15:30:00+0530",
            "2026-11-24T05:00:00-05:00",
        ] {
            assert_eq!(read(written, false), ten, "{written}");
        }
    }

    #[test]
    fn a_day_is_an_indian_one() {
        assert_eq!(read("2026-11-24", false), Timestamp::parse("2026-11-23T18:30:00Z"));
        assert_eq!(read("2026-11-24", true), Timestamp::parse("2026-11-24T18:29:59Z"));
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for written in [
            "",
            "today",
            "2026-11-24T10:00:00",
            "2026-02-30T10:00:00Z",
            "2026-11-24T25:00:00Z",
            "2026-11-24T10:00:00+99:00",
            "2026-11-24T10:00:00.xZ",
            "2026-11-24T10:00:00+5",
            "2026-11-24T10:00:00+५५:००",
            "99999-11-24T10:00:00Z",
        ] {
            assert_eq!(read(written, false), None, "{written}");
        }
    }
}
