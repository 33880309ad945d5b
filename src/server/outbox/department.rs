//! What is forwarded to a department goes to its own system as well, by Open311:
//! `POST requests.xml`, as a form.
//!
//! It gets what an officer of the department sees without asking further: the
//! words, the place, the district, the day. Never a name, a telephone number or an
//! e-mail address: these an officer reveals at the desk, and the history says so.
//!
//! The standard has nothing against a request that arrives twice. Ours carries the
//! letter's reference as its `Idempotency-Key` and the ticket as
//! `attribute[sunwai_id]`: a system that looks at either keeps one of two.

use domain::{event::Event, reference::Department};
use form_urlencoded::Serializer;
use http_body_util::Full;
use hyper::{
    Request, StatusCode, Uri,
    body::Bytes,
    header::{CONTENT_TYPE, RETRY_AFTER},
};

use super::{Unsent, setup::is_this_machine};
use crate::{
    api::open311::place,
    channels::http::{Answer, Http, unsigned},
    idempotency,
    office::Office,
    open311::DepartmentSettings,
    store::{Dossier, open311::DepartmentCopy, outbox::Due},
};

/// The number of a complaint in another system is at most so long.
const FOREIGN_ID_MAX: usize = 100;

/// The system of a department.
pub struct DepartmentSystem {
    settings: DepartmentSettings,
    /// Where requests are taken.
    address: String,
    http: Http,
}

impl DepartmentSystem {
    /// A system by its settings; `None` where it takes nothing.
    ///
    /// # Errors
    /// When the machine has no certificates that it trusts; in a sentence.
    pub fn new(settings: DepartmentSettings) -> Result<Option<Self>, String> {
        let Some(url) = &settings.url else { return Ok(None) };
        let address = format!("{}/requests.xml", url.0);
        Ok(Some(Self { address, http: Http::new()?, settings }))
    }

    /// Whose it is.
    pub fn department(&self) -> Department {
        self.settings.department
    }

    /// False when what is sent there can be read on its way.
    pub fn is_private(&self) -> bool {
        let uri = self.address.parse::<Uri>().ok();
        self.address.starts_with("https://") || uri.and_then(|uri| uri.host().map(is_this_machine)).unwrap_or_default()
    }

    /// Sends what was forwarded, and keeps the number that it gets there.
    ///
    /// # Errors
    /// Why it was not taken.
    pub async fn send(&self, office: &Office, letter: &Due, reference: &str) -> Result<(), Unsent> {
        let ticket = letter.id.ticket;
        let broken = |_| Unsent::Down("store", None);
        let copies = office.store.copies_of(ticket).await.map_err(broken)?;
        if copies.iter().any(|copy| copy.version == letter.id.version) {
            return Ok(());
        }
        let found = office.store.open(ticket).await.map_err(broken)?;
        // It was sent back, or passed on, before this department's system got it.
        let found = found.filter(|found| found.standing.department == Some(self.department()));
        let found = found.ok_or(Unsent::Refused("moved_on"))?;
        let request = self.request(&self.form(&found, &letter.event), reference)?;
        let answer = self.http.call(request).await.map_err(|error| Unsent::Down(error, None))?;
        let foreign_id = judge(&answer)?;
        let copy = DepartmentCopy {
            ticket,
            version: letter.id.version,
            department: self.department(),
            foreign_id,
            sent_at: office.clock.now(),
        };
        office.store.keep_copy(copy).await.map_err(broken)
    }

    fn form(&self, found: &Dossier, forwarded: &Event) -> String {
        let Dossier { standing, particulars, history, .. } = found;
        let category = standing.category;
        let service = self.settings.services.get(&category).map_or(category.code(), String::as_str);
        let district = standing.district.names().get(particulars.language);
        let place = particulars.place.iter().map(String::as_str).chain([district]).collect::<Vec<_>>().join(", ");
        let note = history.iter().find(|sealed| sealed.event.version == forwarded.version);
        let note = note.and_then(|sealed| sealed.event.text.as_deref());
        let mut form = Serializer::new(String::new());
        form.append_pair("api_key", &self.settings.api_key.0);
        if let Some(jurisdiction) = &self.settings.jurisdiction_id {
            form.append_pair("jurisdiction_id", jurisdiction);
        }
        form.append_pair("service_code", service)
            .append_pair("description", &particulars.text)
            .append_pair("address_string", &place)
            .append_pair("address_id", &place::id(standing.district))
            .append_pair("attribute[sunwai_id]", &standing.ticket.to_string())
            .append_pair("attribute[received]", &standing.received_at.to_string())
            .append_pair("attribute[due]", &standing.due_at.to_string())
            .append_pair("attribute[language]", particulars.language.code());
        if let Some(note) = note {
            form.append_pair("attribute[note]", note);
        }
        form.finish()
    }

    fn request(&self, form: &str, reference: &str) -> Result<Request<Full<Bytes>>, Unsent> {
        unsigned("POST", &self.address)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(idempotency::HEADER, reference)
            .body(Full::from(form.to_owned()))
            .map_err(|_| Unsent::Down("settings", None))
    }
}

/// What the system's answer means: the number that it gave, if it can be read. Once
/// it says that it took the complaint, nothing is sent again.
fn judge(answer: &Answer) -> Result<Option<String>, Unsent> {
    let wait = answer.number(RETRY_AFTER.as_str());
    Err(match answer.status {
        status if status.is_success() => return Ok(foreign_id(&answer.body)),
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => Unsent::Refused("refused"),
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Unsent::Down("denied", wait),
        StatusCode::TOO_MANY_REQUESTS => Unsent::Down("busy", wait),
        status if status.is_server_error() => Unsent::Down("broken", wait),
        _ => Unsent::Down("unexpected", wait),
    })
}

/// The number in an answer; a system that gives it later gives a token for now.
fn foreign_id(body: &[u8]) -> Option<String> {
    let read = roxmltree::Document::parse(std::str::from_utf8(body).ok()?).ok()?;
    let named = |name| read.descendants().find(|node| node.has_tag_name(name)).and_then(|node| node.text());
    let id = named("service_request_id").or_else(|| named("token"))?.trim();
    let fits = !id.is_empty() && id.len() <= FOREIGN_ID_MAX && !id.chars().any(char::is_control);
    fits.then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_is_read_from_whatever_was_answered() {
        let read = |inside: &str| {
            let whole =
                format!("<?xml version=\"1.0\"?><service_requests><request>{inside}</request></service_requests>");
            foreign_id(whole.as_bytes())
        };

        assert_eq!(read("<service_request_id> F-17 </service_request_id>").as_deref(), Some("F-17"));
        assert_eq!(read("<token>12345</token>").as_deref(), Some("12345"));
        assert_eq!(read("<service_request_id/>"), None);
        assert_eq!(read(&format!("<service_request_id>{}</service_request_id>", "9".repeat(101))), None);
        assert_eq!(foreign_id(b"thank you"), None);
        assert_eq!(foreign_id(b"\xff"), None);
        let bomb = "<!DOCTYPE a [<!ENTITY b \"x\"><!ENTITY c \"&b;&b;\">]><a><token>&c;</token></a>";
        assert_eq!(foreign_id(bomb.as_bytes()), None, "no definitions of a stranger are followed");
    }
}
