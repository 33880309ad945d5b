//! SMS through a gateway that takes JSON by HTTP.
//!
//! `POST` to the address of the settings, with a bearer token if there is one:
//! `{"to":"919812345678","template":"forwarded","template_id":"1107…",
//! "language":"hi","text":"…","reference":"…"}`. The reference is the
//! `Idempotency-Key` as well: a gateway that has seen it sends nothing again. Any
//! 2xx says that it was taken; 400 and 422, that it never will be; anything else,
//! that it shall be sent later.

use std::time::Duration;

use domain::language::Language;
use http_body_util::Full;
use hyper::{
    Request, StatusCode, Uri,
    body::{Bytes, Incoming},
    header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue, RETRY_AFTER, USER_AGENT},
};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use serde::Serialize;

use super::{Unsent, setup::SmsSettings, words::Said};
use crate::{
    idempotency,
    store::outbox::{Address, Due},
};

/// The gateway has so long to answer; well below the lease of a letter.
const DEADLINE: Duration = Duration::from_secs(10);

/// India.
const COUNTRY: &str = "91";

/// An SMS gateway.
pub struct Sms {
    settings: SmsSettings,
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
}

#[derive(Serialize)]
struct Message<'a> {
    to: &'a str,
    template: &'a str,
    template_id: Option<&'a str>,
    language: Language,
    text: &'a str,
    reference: &'a str,
}

impl Sms {
    /// A gateway by its settings.
    ///
    /// # Errors
    /// When the machine has no certificates that it trusts; in a sentence.
    pub fn new(settings: SmsSettings) -> Result<Self, String> {
        let connector = HttpsConnectorBuilder::new()
            .with_native_roots()
            .map_err(|error| format!("The certificates of this machine cannot be read: {error}"))?
            .https_or_http()
            .enable_http1()
            .build();
        Ok(Self { settings, client: Client::builder(TokioExecutor::new()).build(connector) })
    }

    /// Hands a message to the gateway.
    ///
    /// # Errors
    /// Why it was not taken.
    pub async fn send(&self, address: &Address, letter: &Due, said: &Said, reference: &str) -> Result<(), Unsent> {
        let Address::Mobile(mobile) = address else { return Err(Unsent::Refused("no_address")) };
        let to = [COUNTRY, mobile.as_str()].concat();
        let message = Message {
            to: &to,
            template: letter.template.code(),
            template_id: self.settings.templates.id(letter.template, said.language),
            language: said.language,
            text: &said.text,
            reference,
        };
        let request = self.request(&message)?;
        let answered = tokio::time::timeout(DEADLINE, self.client.request(request)).await;
        let Ok(answered) = answered else { return Err(Unsent::Down("timeout", None)) };
        // What hyper says may name the address that was called, and helps nobody at the desk.
        judge(&answered.map_err(|_| Unsent::Down("unreachable", None))?)
    }

    fn request(&self, message: &Message<'_>) -> Result<Request<Full<Bytes>>, Unsent> {
        let body = serde_json::to_vec(message).expect("a message can be written");
        let request = Request::post(self.settings.url.0.clone())
            .header(CONTENT_TYPE, "application/json")
            .header(USER_AGENT, concat!("sunwai/", env!("CARGO_PKG_VERSION")))
            .header(idempotency::HEADER, message.reference);
        let token = self.settings.token.as_ref().map(|token| {
            let mut value = HeaderValue::try_from(format!("Bearer {}", token.0)).expect("the settings were checked");
            value.set_sensitive(true);
            value
        });
        let request = token.into_iter().fold(request, |request, value| request.header(AUTHORIZATION, value));
        request.body(Full::from(body)).map_err(|_| Unsent::Down("settings", None))
    }
}

/// What the gateway's answer means.
fn judge(answer: &hyper::Response<Incoming>) -> Result<(), Unsent> {
    let status = answer.status();
    if status.is_success() {
        return Ok(());
    }
    let wait = answer.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok());
    Err(match status {
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => Unsent::Refused("refused"),
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Unsent::Down("denied", wait),
        StatusCode::TOO_MANY_REQUESTS => Unsent::Down("busy", wait),
        status if status.is_server_error() => Unsent::Down("broken", wait),
        _ => Unsent::Down("unexpected", wait),
    })
}

/// Where the gateway is.
#[derive(Clone, PartialEq, Eq)]
pub struct SmsUrl(Uri);

impl std::str::FromStr for SmsUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let uri = text.parse::<Uri>().ok();
        let fits = |uri: &Uri| matches!(uri.scheme_str(), Some("http" | "https")) && uri.host().is_some();
        uri.filter(fits).map(Self).ok_or_else(|| "it must be http:// or https:// and a host".to_owned())
    }
}

impl SmsUrl {
    /// False when what is sent there can be read on its way.
    pub fn is_private(&self) -> bool {
        let host = self.0.host().unwrap_or_default();
        self.0.scheme_str() == Some("https") || super::setup::is_this_machine(host)
    }
}

/// Some gateways take a token in their address.
impl std::fmt::Debug for SmsUrl {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("SmsUrl(…)")
    }
}
