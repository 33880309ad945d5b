//! How long a PIN is locked after wrong tries.
//!
//! With five tries a day a six-digit PIN holds for some five hundred years; the
//! key still opens the ticket all the while.

use domain::time::{DAY, Timestamp};

/// So many wrong tries lock the PIN.
pub const TRIES: u32 = 5;

const LOCKS: [i64; 3] = [15 * 60, 60 * 60, DAY];

/// Until when the PIN is locked by the wrong try that was the `tries`-th in a
/// row; `None` as long as another is free.
pub fn locked_until(tries: u32, now: Timestamp) -> Option<Timestamp> {
    if tries == 0 || !tries.is_multiple_of(TRIES) {
        return None;
    }
    let earlier = (tries / TRIES - 1) as usize;
    Some(Timestamp(now.0 + LOCKS[earlier.min(LOCKS.len() - 1)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_five_wrong_tries_lock_for_longer_until_a_day() {
        let locked: Vec<_> =
            (1..=20).filter_map(|tries| locked_until(tries, Timestamp(0))).map(|until| until.0).collect();

        assert_eq!(locked, [900, 3_600, DAY, DAY]);
    }

    #[test]
    fn four_wrong_tries_lock_nothing() {
        assert!((0..5).all(|tries| locked_until(tries, Timestamp(0)).is_none()));
    }
}
