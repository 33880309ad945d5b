//! Filing, by the door of all channels.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use domain::{
    action::By,
    complaint::Channel,
    paths::{open311, page},
    time::Timestamp,
};
use ui::text::Text;

use super::{
    document::{Format, Value, text},
    fields::{Fields, KEY},
    report,
    told::Told,
};
use crate::{
    failure::Failure,
    file_complaint::{Brought, file_complaint},
    idempotency::IdempotencyKey,
    limits::Kind,
    office::Office,
    open311::Caller,
    origin, problems,
    store::{FILING, Slip},
    texts,
};

/// A tool that can show something to the citizen alone asks for what opens the
/// complaint: `receipt=private`.
const RECEIPT: &str = "receipt";

/// Files what a tool sends; answered once it is durable.
///
/// Without an `Idempotency-Key` each request files a complaint, as the standard has
/// it; with one, the same request files one.
///
/// # Errors
/// No key where one is needed; another site's page; what is missing or wrong; too
/// many from one address.
pub async fn file(
    State(office): State<Arc<Office>>,
    format: Format,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, Told> {
    let now = office.clock.now();
    check_caller(&office, &headers, &fields, now)?;
    office.limits.check(Kind::Submission, now)?;
    let complaint = report::read(&fields, problems::wanted(&headers), now)?;
    let key = IdempotencyKey::if_sent(&headers)?;
    let asked = fields.written(&[KEY, RECEIPT]);
    let once = key.map(|key| key.once_of(FILING, asked.as_bytes(), &office.secret, now));
    let flight = once.as_ref().map(|once| office.in_flight.begin(once.key).ok_or(Failure::KeyInFlight));
    let _flight = flight.transpose()?;
    let by = By::citizen();
    let brought = Brought::in_words(&complaint, Channel::Open311, &by, once);
    let slip = file_complaint(&office, brought, &*office.chance, now).await?;
    office.limits.count(Kind::Submission, now);
    let is_private = fields.get(RECEIPT)? == Some("private");
    let texts = texts::of(complaint.language);
    let notice = texts.fill(
        Text::ServerLetterFiled,
        &[
            ("ticket", &slip.ticket.display(&office.prefix)),
            ("until", &texts.day_of(slip.due_at)),
            ("address", &format!("{}{}/{}", office.public_url, page::TICKET, slip.ticket)),
        ],
    );
    Ok(created(&office, format, &slip, notice, is_private))
}

/// Who files may do so: with the key, where there is one; otherwise anyone, but no
/// page of another site in the name of whoever looks at it.
fn check_caller(office: &Office, headers: &HeaderMap, fields: &Fields, now: Timestamp) -> Result<(), Told> {
    if office.open311.needs_key() {
        office.limits.check(Kind::Miss, now)?;
    }
    match office.open311.caller(fields.get(KEY)?) {
        Caller::Tool => Ok(()),
        _ if office.open311.needs_key() => {
            office.limits.count(Kind::Miss, now);
            Err(Told::forbidden())
        }
        _ if !origin::is_own(&office.public_url, headers) => Err(Failure::OriginWrong.into()),
        _ => Ok(()),
    }
}

/// The notice is written to be published: it has the number and nothing that opens
/// the complaint. PIN and link are there only for a tool that asks for them.
fn created(office: &Office, format: Format, slip: &Slip, notice: String, is_private: bool) -> Response {
    let mut request = vec![text("service_request_id", slip.ticket.to_string()), text("service_notice", notice)];
    if is_private {
        let receipt = office.receipt(slip);
        request.extend([text("pin", receipt.pin), text("link", format!("{}{}", office.public_url, receipt.link))]);
    }
    let rows = Value::List("request", vec![Value::Record(request)]);
    let mut response = rows.answer("service_requests", format, StatusCode::CREATED);
    let end = if format == Format::Xml { "xml" } else { "json" };
    let location = format!("{}/requests/{}.{end}", open311::BASE, slip.ticket);
    let headers = response.headers_mut();
    headers.insert(header::LOCATION, HeaderValue::try_from(location).expect("digits and letters"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
