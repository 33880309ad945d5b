//! Where reading goes on. Pages come newest first, so a walk over several of them
//! is only done when the oldest was read; until then the place remembers the walk,
//! and what was newest when it began.

use domain::time::Timestamp;
use serde::{Deserialize, Serialize};

use super::{id, wire::Page};

/// X shows some posts later than others that were posted after them: what is so
/// young is looked at once more …
const LATE_SECONDS: u64 = 30 * 60;

/// … this often. Posts that are known cost nothing more within the same day.
const SWEEP_SECONDS: i64 = 15 * 60;

/// Where reading goes on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// Everything up to this post was read.
    since: Option<String>,
    /// The pages that are being walked over.
    walk: Option<Walk>,
    /// When the young posts were last looked at once more.
    swept: i64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Walk {
    /// It ends there.
    from: Option<String>,
    /// The newest post of it.
    top: Option<String>,
    /// The next page.
    token: Option<String>,
    /// So many posts were read.
    read: u32,
}

impl Place {
    /// The place as it was written, with a walk that is begun; the beginning where
    /// nothing or something foreign was written.
    pub fn read(written: Option<&str>, now: Timestamp) -> Self {
        let mut place: Self = written.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default();
        if place.walk.is_none() {
            place.begin(now);
        }
        place
    }

    fn begin(&mut self, now: Timestamp) {
        let is_late = now.0 - self.swept >= SWEEP_SECONDS;
        let earlier = self.since.as_deref().filter(|_| is_late).and_then(|since| id::before(since, LATE_SECONDS));
        if is_late {
            self.swept = now.0;
        }
        self.walk = Some(Walk { from: earlier.or_else(|| self.since.clone()), ..Walk::default() });
    }

    /// As it is kept.
    pub fn written(&self) -> String {
        serde_json::to_string(self).expect("a place can be written")
    }

    /// Only posts after this one are wanted.
    pub fn from(&self) -> Option<&str> {
        self.walk.as_ref()?.from.as_deref()
    }

    /// Which page is wanted.
    pub fn token(&self) -> Option<&str> {
        self.walk.as_ref()?.token.as_deref()
    }

    /// Forgets the page, and not what was read before the walk.
    pub fn begin_anew(&mut self) {
        self.walk = None;
    }

    /// Goes on after a page; when it was the last one, how many posts the walk has
    /// read.
    pub fn walk_on(&mut self, page: &Page, now: Timestamp) -> Option<u32> {
        let mut walk = self.walk.take().unwrap_or_default();
        walk.read += page.read;
        walk.top = later(walk.top, page.top.clone());
        if let Some(next) = &page.next {
            walk.token = Some(next.clone());
            self.walk = Some(walk);
            return None;
        }
        if self.since.is_none() {
            self.swept = now.0;
        }
        self.since = later(self.since.take(), walk.top);
        Some(walk.read)
    }
}

fn later(one: Option<String>, other: Option<String>) -> Option<String> {
    match (one, other) {
        (Some(one), Some(other)) => Some(if id::compare(&one, &other).is_lt() { other } else { one }),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_600_000_000);

    fn page(top: &str, next: Option<&str>) -> Page {
        Page { top: Some(top.to_owned()), next: next.map(str::to_owned), read: 100, ..Page::default() }
    }

    #[test]
    fn a_walk_that_was_broken_off_goes_on_where_it_was() {
        let mut place = Place::read(None, NOW);
        assert_eq!(place.walk_on(&page("300", Some("two")), NOW), None);

        let mut place = Place::read(Some(&place.written()), NOW);
        assert_eq!((place.from(), place.token()), (None, Some("two")));
        assert_eq!(place.walk_on(&page("200", None), NOW), Some(200));

        let place = Place::read(Some(&place.written()), NOW);
        assert_eq!((place.from(), place.token()), (Some("300"), None), "the newest of all pages");
    }

    #[test]
    fn nothing_was_read_before_the_last_page_was() {
        let mut place = Place::read(None, NOW);
        place.walk_on(&page("100", None), NOW);
        let mut place = Place::read(Some(&place.written()), NOW);
        place.walk_on(&page("300", Some("two")), NOW);

        place.begin_anew();

        assert_eq!(Place::read(Some(&place.written()), NOW).from(), Some("100"));
    }

    #[test]
    fn young_posts_are_looked_at_once_more_from_time_to_time() {
        let newest = "1301573587187331074";
        let mut place = Place::read(None, NOW);
        place.walk_on(&page(newest, None), NOW);

        let written = place.written();
        let from = |after: i64| Place::read(Some(&written), Timestamp(NOW.0 + after)).from().map(str::to_owned);
        assert_eq!(from(60).as_deref(), Some(newest));
        assert_eq!(from(SWEEP_SECONDS), id::before(newest, LATE_SECONDS));
    }

    #[test]
    fn what_is_no_place_is_the_beginning() {
        assert_eq!(Place::read(Some("min_id=5"), NOW).from(), None);
    }
}
