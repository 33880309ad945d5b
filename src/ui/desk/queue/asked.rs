//! What the queue is asked for: it stands in the address of the page and of the
//! API, under the same names.

use domain::{
    complaint::Channel,
    life::{Kind, State},
    likeness::place_key,
    paths::desk::{COMPLAINTS, page},
    reference::{Category, Department, District},
    statistics::UNASSIGNED,
    time::Timestamp,
};

/// The status that asks for closed complaints as well.
pub const ALL: &str = "all";
/// The status of the API that asks for all that someone still has to act on.
const OPEN: &str = "open";

/// Which complaints; empty where nothing is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// A state's code or [`ALL`]; empty for the open ones.
    pub status: String,
    /// A department's code, or `unassigned`.
    pub department: String,
    /// A district's code.
    pub district: String,
    /// A category's code.
    pub category: String,
    /// A channel's code.
    pub channel: String,
    /// Only those whose date has passed.
    pub overdue: bool,
    /// Only those whose department owes an interim reply.
    pub owes_reply: bool,
    /// Only those that whoever asks took last.
    pub mine: bool,
    /// A number, words, a place, or four digits.
    pub q: String,
    /// Of one place, in any spelling that is alike.
    pub place: String,
    /// With a place: filed at this moment or later.
    pub from: Option<Timestamp>,
    /// With a place: filed at this moment or before.
    pub to: Option<Timestamp>,
}

impl Asked {
    /// Reads the parameters of an address; what cannot be read is not asked for.
    pub fn read(parameter: impl Fn(&str) -> Option<String>) -> Self {
        let code = |name, is_known: fn(&str) -> bool| parameter(name).filter(|code| is_known(code)).unwrap_or_default();
        let place = parameter("place").filter(|place| place_key(place).is_some()).unwrap_or_default();
        let moment = |name| parameter(name).filter(|_| !place.is_empty()).and_then(|moment| Timestamp::parse(&moment));
        let is_set = |name| parameter(name).is_some_and(|value| value == "true");
        Self {
            status: code("status", |code| code == ALL || State::from_code(code).is_some()),
            department: code("department", |code| code == UNASSIGNED || Department::from_code(code).is_some()),
            district: code("district", |code| District::from_code(code).is_some()),
            category: code("category", |code| Category::from_code(code).is_some()),
            channel: code("channel", |code| Channel::from_code(code).is_some()),
            overdue: is_set("overdue"),
            owes_reply: is_set("owes_reply"),
            mine: is_set("mine"),
            q: parameter("q").unwrap_or_default(),
            from: moment("from"),
            to: moment("to"),
            place,
        }
    }

    /// True if more than a ready-made list is asked for.
    pub fn is_filtered(&self) -> bool {
        [&self.department, &self.district, &self.category, &self.channel].into_iter().any(|code| !code.is_empty())
    }

    /// The address of the page.
    pub fn page(&self) -> String {
        self.address(page::QUEUE, &self.status, &[])
    }

    /// The address of the list: `limit` lines after the cursor.
    pub fn list(&self, cursor: Option<&str>, limit: usize) -> String {
        let status = match self.status.as_str() {
            // Whoever searches does not know whether it is closed.
            "" if self.q.is_empty() => OPEN,
            ALL => "",
            status => status,
        };
        // What is due first is wanted first, as long as someone has to act.
        let is_open = status == OPEN || State::from_code(status).is_some_and(|state| state.kind() == Kind::Open);
        let order = if is_open { "oldest" } else { "" };
        let limit = limit.to_string();
        self.address(COMPLAINTS, status, &[("order", order), ("cursor", cursor.unwrap_or_default()), ("limit", &limit)])
    }

    fn address(&self, path: &str, status: &str, more: &[(&str, &str)]) -> String {
        let truth = |is_set| if is_set { "true" } else { "" };
        let moment = |at: Option<Timestamp>| at.map_or(String::new(), |at| at.to_string());
        let (from, to) = (moment(self.from), moment(self.to));
        let asked = [
            ("status", status),
            ("department", &self.department),
            ("district", &self.district),
            ("category", &self.category),
            ("channel", &self.channel),
            ("overdue", truth(self.overdue)),
            ("owes_reply", truth(self.owes_reply)),
            ("mine", truth(self.mine)),
            ("q", self.q.trim()),
            ("place", &self.place),
            ("from", &from),
            ("to", &to),
        ];
        let mut address = path.to_owned();
        for (name, value) in asked.iter().chain(more).filter(|(_, value)| !value.is_empty()) {
            address.push(if address.len() == path.len() { '?' } else { '&' });
            address.push_str(name);
            address.push('=');
            encode(value, &mut address);
        }
        address
    }
}

/// A value as it may stand in an address.
fn encode(value: &str, address: &mut String) {
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
            address.push(char::from(byte));
        } else {
            address.push('%');
            for half in [byte >> 4, byte & 15] {
                address.push(char::from(b"0123456789ABCDEF"[usize::from(half)]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full() -> Asked {
        Asked {
            status: "forwarded".into(),
            department: "FOOD".into(),
            district: "bhiwani".into(),
            category: "PDS_NOT_RECEIVED".into(),
            channel: "paper".into(),
            overdue: true,
            owes_reply: true,
            mine: true,
            q: "depot".into(),
            place: "Sirsa Ghoghra".into(),
            from: Timestamp::parse("2026-11-21T10:00:00Z"),
            to: Timestamp::parse("2026-11-24T10:00:00Z"),
        }
    }

    fn read(address: &str) -> Asked {
        let (_, query) = address.split_once('?').unwrap_or((address, ""));
        Asked::read(|wanted| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            let value = pairs.find(|(name, _)| *name == wanted).map(|(_, value)| value)?;
            Some(value.replace("%20", " ").replace("%3A", ":"))
        })
    }

    #[test]
    fn an_address_asks_for_what_it_was_made_of() {
        assert_eq!(read(&full().page()), full());
        assert_eq!(read(&Asked::default().page()), Asked::default());
        assert_eq!(Asked::default().page(), "/desk/queue");
    }

    #[test]
    fn what_is_on_no_list_is_not_asked_for() {
        assert_eq!(
            read("/desk/queue?status=lost&district=delhi&overdue=perhaps&place=-&from=2026-11-21T10%3A00%3A00Z"),
            Asked::default()
        );
    }

    #[test]
    fn the_list_is_of_open_complaints_unless_something_is_searched() {
        let asked = Asked::default();

        assert_eq!(asked.list(None, 50), "/api/desk/v1/complaints?status=open&order=oldest&limit=50");
        let searched = Asked { q: "राशन 5678".into(), ..asked.clone() };
        assert_eq!(
            searched.list(Some("a.b"), 50),
            "/api/desk/v1/complaints?q=%E0%A4%B0%E0%A4%BE%E0%A4%B6%E0%A4%A8%205678&cursor=a.b&limit=50"
        );
        let all = Asked { status: ALL.into(), ..asked };
        assert_eq!(all.list(None, 50), "/api/desk/v1/complaints?limit=50");
    }
}
