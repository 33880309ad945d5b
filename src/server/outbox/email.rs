//! Plain mails by SMTP, with the letter's reference as their Message-ID: a
//! mailbox keeps one of two with the same.

use std::{str::FromStr, time::Duration};

use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{
        Mailbox,
        header::{ContentType, HeaderName, HeaderValue},
    },
    transport::smtp,
};

use super::{Unsent, setup::SmtpSettings, words::Said};
use crate::store::outbox::Address;

/// The server has so long for each of its answers.
const PATIENCE: Duration = Duration::from_secs(10);

/// And so long for all of them; below the lease of a letter.
const DEADLINE: Duration = Duration::from_secs(30);

/// A mail server.
pub struct Email {
    from: Mailbox,
    transport: AsyncSmtpTransport<Tokio1Executor>,
}

impl Email {
    /// A mail server by its settings.
    ///
    /// # Errors
    /// When it cannot be used; in a sentence.
    pub fn new(settings: SmtpSettings) -> Result<Self, String> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&settings.url.0)
            .map_err(|_| "The setting smtp.url is wrong.".to_owned())?
            .timeout(Some(PATIENCE))
            .build();
        Ok(Self { from: settings.from.0, transport })
    }

    /// Hands a mail to the server.
    ///
    /// # Errors
    /// Why it was not taken.
    pub async fn send(&self, address: &Address, said: &Said, reference: &str) -> Result<(), Unsent> {
        let message = self.message(address, said, reference).ok_or(Unsent::Refused("no_address"))?;
        let sent = tokio::time::timeout(DEADLINE, self.transport.send(message)).await;
        let Ok(sent) = sent else { return Err(Unsent::Down("timeout", None)) };
        sent.map(|_| ()).map_err(|error| judge(&error))
    }

    /// `None` when the address is none.
    fn message(&self, address: &Address, said: &Said, reference: &str) -> Option<Message> {
        let Address::Email(to) = address else { return None };
        let host = self.from.email.domain();
        let written = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to.parse().ok()?))
            .subject(&said.subject)
            .message_id(Some(format!("<{reference}@{host}>")))
            .header(ContentType::TEXT_PLAIN)
            // So that no machine answers a machine (RFC 3834).
            .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()))
            .body(format!("{}\n\n-- \n{}\n", said.text, said.end));
        written.ok()
    }
}

/// What the server's answer means. Only a refusal of the mailbox is one of the
/// letter (RFC 5321, 4.2.2); a refusal of ourselves may be over tomorrow.
fn judge(error: &smtp::Error) -> Unsent {
    let code = error.status().map(|code| code.to_string());
    match code.as_deref() {
        Some("550" | "551" | "552" | "553" | "554") => Unsent::Refused("refused"),
        Some("421" | "450" | "451" | "452") => Unsent::Down("busy", None),
        Some("530" | "534" | "535" | "538") => Unsent::Down("denied", None),
        Some(_) => Unsent::Down("unexpected", None),
        None if error.is_timeout() => Unsent::Down("timeout", None),
        None => Unsent::Down("unreachable", None),
    }
}

/// Where the mail server is, with name and password.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpUrl(pub String);

impl FromStr for SmtpUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let read = AsyncSmtpTransport::<Tokio1Executor>::from_url(text);
        read.map(|_| Self(text.to_owned())).map_err(|_| {
            "it must be smtps:// or smtp://, if need be name:password@, a host, and for smtp:// ?tls=required"
                .to_owned()
        })
    }
}

impl SmtpUrl {
    /// False when what is sent there can be read on its way.
    pub fn is_private(&self) -> bool {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        let authority = rest.split(['/', '?']).next().unwrap_or_default();
        let host = authority.rsplit('@').next().unwrap_or_default();
        let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
        self.0.starts_with("smtps://") || self.0.contains("tls=required") || super::setup::is_this_machine(host)
    }
}

/// A password stands in it.
impl std::fmt::Debug for SmtpUrl {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("SmtpUrl(…)")
    }
}

/// As whom mails are sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender(pub Mailbox);

impl FromStr for Sender {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.parse().map(Self).map_err(|_| "it must be an e-mail address, such as sunwai@example.gov.in".to_owned())
    }
}
