//! When something that failed is tried again: after pauses that grow.

use domain::time::{DAY, Timestamp};

/// After the first try, the second and so on; then once a day.
const PAUSES: [i64; 5] = [60, 5 * 60, 30 * 60, 2 * 3_600, 6 * 3_600];

/// When a letter is tried again after its `tries`th try failed at `now`; `None`
/// when that would be after `give_up_at`.
pub fn next_try(tries: u32, now: Timestamp, give_up_at: Timestamp) -> Option<Timestamp> {
    let place = usize::try_from(tries).map_or(PAUSES.len(), |tries| tries.saturating_sub(1));
    let next = Timestamp(now.0 + PAUSES.get(place).copied().unwrap_or(DAY));
    (next <= give_up_at).then_some(next)
}

/// A gateway that is down is left alone for so many seconds after it failed
/// `times` in a row: a minute, then twice as long each time, up to a quarter of
/// an hour.
pub fn rest(times: u32) -> i64 {
    60 << times.saturating_sub(1).min(4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::outbox::give_up_at;

    #[test]
    fn pauses_grow_and_end_after_a_week() {
        let written = Timestamp(1_600_000_000);
        let mut at = vec![written];

        for tries in 1.. {
            let last = at[at.len() - 1];
            let Some(next) = next_try(tries, last, give_up_at(written)) else { break };
            at.push(next);
        }

        let pauses: Vec<_> = at.windows(2).map(|two| two[1].0 - two[0].0).collect();
        assert_eq!(pauses[..6], [60, 300, 1_800, 7_200, 21_600, DAY]);
        assert_eq!(pauses.len(), 11, "the last six of them days");
        assert!(at[at.len() - 1] <= give_up_at(written));
    }

    #[test]
    fn a_gateway_is_asked_at_least_every_quarter_of_an_hour() {
        assert_eq!([1, 2, 3, 5, 50].map(rest), [60, 120, 240, 960, 960]);
    }
}
