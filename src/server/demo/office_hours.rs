//! Office hours: desks and departments act on working days between nine and half
//! past five.

use domain::time::{Day, Timestamp};

const OPENS: i64 = 9 * 3_600;
const SHUTS: i64 = 17 * 3_600 + 1_800;

/// The same moment when offices are open, else `late` seconds after they next open.
pub fn next_open(at: Timestamp, late: i64) -> Timestamp {
    let day = at.day();
    let second = at.0 - day.start().0;
    if is_sunday(day) || second >= SHUTS {
        return Timestamp(next_working_day(day).start().0 + OPENS + late);
    }
    if second < OPENS { Timestamp(day.start().0 + OPENS + late) } else { at }
}

fn next_working_day(day: Day) -> Day {
    let next = Day(day.0 + 1);
    if is_sunday(next) { Day(next.0 + 1) } else { next }
}

fn is_sunday(day: Day) -> bool {
    // 1970-01-01 was a Thursday.
    (day.0 + 4).rem_euclid(7) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(text: &str) -> String {
        next_open(Timestamp::parse(text).unwrap(), 60).to_string()
    }

    #[test]
    fn what_happens_in_the_night_or_on_a_sunday_waits_for_the_morning() {
        // 2020-01-04 was a Saturday; nine in India is half past three UTC.
        assert_eq!(open("2020-01-04T06:00:00Z"), "2020-01-04T06:00:00Z");
        assert_eq!(open("2020-01-03T21:00:00Z"), "2020-01-04T03:31:00Z");
        assert_eq!(open("2020-01-04T13:00:00Z"), "2020-01-06T03:31:00Z");
        assert_eq!(open("2020-01-05T06:00:00Z"), "2020-01-06T03:31:00Z");
    }
}
