//! The phone's clock, asked only here.

use domain::time::{Day, Timestamp};

/// The present moment, as far as the phone knows.
pub fn now() -> Timestamp {
    Timestamp((js_sys::Date::now() / 1000.0) as i64)
}

/// Today in India.
pub fn today() -> Day {
    now().day()
}
