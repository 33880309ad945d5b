//! How long something is locked after wrong tries: the PIN of a ticket, the
//! account of someone at the desk.

use domain::time::{DAY, Timestamp};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;

/// So many wrong tries lock.
pub const TRIES: u32 = 5;

/// How long the first, the second, the third and each later lock lasts.
pub struct Lock([i64; 3]);

/// With five tries a day a six-digit PIN holds for some five hundred years; the
/// key still opens the ticket all the while.
pub const PIN: Lock = Lock([15 * MINUTE, HOUR, DAY]);

/// Whoever mistyped shall soon work again, and whoever guesses gets 120 tries a
/// day at a password of ten characters.
pub const PASSWORD: Lock = Lock([MINUTE, 15 * MINUTE, HOUR]);

impl Lock {
    /// Until when the wrong try that was the `tries`-th in a row locks; `None` as
    /// long as another is free.
    pub fn until(&self, tries: u32, now: Timestamp) -> Option<Timestamp> {
        if tries == 0 || !tries.is_multiple_of(TRIES) {
            return None;
        }
        let earlier = (tries / TRIES - 1) as usize;
        Some(Timestamp(now.0 + self.0[earlier.min(self.0.len() - 1)]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locks(lock: &Lock) -> Vec<i64> {
        (1..=20).filter_map(|tries| lock.until(tries, Timestamp(0))).map(|until| until.0).collect()
    }

    #[test]
    fn every_five_wrong_tries_lock_for_longer_until_the_longest() {
        assert_eq!(locks(&PIN), [900, 3_600, DAY, DAY]);
        assert_eq!(locks(&PASSWORD), [60, 900, 3_600, 3_600]);
    }

    #[test]
    fn four_wrong_tries_lock_nothing() {
        assert!((0..5).all(|tries| PIN.until(tries, Timestamp(0)).is_none()));
    }
}
