//! What is limited, and by how much.
//!
//! Thousands of phones may come from one address of a telephone company, so the
//! limits of one address leave room for a village: a state files some hundreds of
//! complaints a day.

use domain::time::Timestamp;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A complaint that was filed by a citizen.
    Submission,
    /// A ticket number, or a key, that opens nothing.
    Miss,
    /// A PIN that opens nothing.
    Pin,
    /// A name, password or code that opens nothing.
    SignIn,
}

/// So many times in so many seconds, and at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// How often.
    pub times: u32,
    /// In so many seconds.
    pub seconds: u32,
}

impl Kind {
    /// All of them.
    #[cfg(test)]
    pub const ALL: [Self; 4] = [Self::Submission, Self::Miss, Self::Pin, Self::SignIn];

    /// What the headers call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Submission => "submissions",
            Self::Miss => "misses",
            Self::Pin => "pins",
            Self::SignIn => "sign-ins",
        }
    }

    /// For one address (IPv6: one network of 64 bits).
    pub fn of_one(self) -> Rate {
        let times = match self {
            Self::Submission | Self::Miss => 60,
            Self::Pin | Self::SignIn => 20,
        };
        Rate { times, seconds: 600 }
    }

    /// For all together.
    pub fn of_all(self) -> Rate {
        let times = match self {
            Self::Submission | Self::Miss => 6_000,
            Self::Pin | Self::SignIn => 600,
        };
        Rate { times, seconds: 600 }
    }
}

impl Rate {
    /// Milliseconds in which one is given back.
    fn each(self) -> i64 {
        i64::from(self.seconds) * 1000 / i64::from(self.times)
    }

    /// Until when all of it is used.
    fn whole(self, now: Timestamp) -> i64 {
        (now.0 + i64::from(self.seconds)) * 1000
    }

    /// What is used of it now. More than all was counted by a clock that was ahead and is
    /// forgotten: it would keep everybody out until then.
    fn still_used(self, used_until: i64, now: Timestamp) -> i64 {
        let from = now.0 * 1000;
        if used_until > self.whole(now) { from } else { used_until.max(from) }
    }

    /// Seconds until there is room for one; none if there is.
    pub fn wait(self, used_until: i64, now: Timestamp) -> Option<i64> {
        let over = self.still_used(used_until, now) + self.each() - self.whole(now);
        (over > 0).then(|| (over + 999) / 1000)
    }

    /// Until when it is used after one more.
    pub fn used(self, used_until: i64, now: Timestamp) -> i64 {
        (self.still_used(used_until, now) + self.each()).min(self.whole(now))
    }

    /// How many more there is room for.
    pub fn left(self, used_until: i64, now: Timestamp) -> u32 {
        let room = self.whole(now) - self.still_used(used_until, now);
        u32::try_from(room / self.each()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: Rate = Rate { times: 3, seconds: 60 };

    #[test]
    fn so_many_are_taken_at_once_and_one_each_time_after_a_share_of_the_time() {
        let mut used = 0;
        for left in [2, 1, 0] {
            assert_eq!(RATE.wait(used, Timestamp(1_000)), None);
            used = RATE.used(used, Timestamp(1_000));
            assert_eq!(RATE.left(used, Timestamp(1_000)), left);
        }

        assert_eq!(RATE.wait(used, Timestamp(1_000)), Some(20));
        assert_eq!(RATE.wait(used, Timestamp(1_019)), Some(1));
        assert_eq!(RATE.wait(used, Timestamp(1_020)), None);
        assert_eq!(RATE.left(used, Timestamp(1_040)), 2);
        assert_eq!(RATE.left(used, Timestamp(9_000)), 3);
    }

    #[test]
    fn whoever_goes_on_trying_does_not_wait_longer_for_it() {
        let used = (0..100).fold(0, |used, _| RATE.used(used, Timestamp(1_000)));

        assert_eq!(RATE.wait(used, Timestamp(1_000)), Some(20));
    }

    #[test]
    fn one_address_cannot_use_up_the_room_of_all() {
        for kind in Kind::ALL {
            assert!(kind.of_all().times >= 30 * kind.of_one().times, "{kind:?}");
        }
    }
}
