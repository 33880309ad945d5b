//! Reading complaints: one by its number, several by theirs, or a list.
//!
//! What is told of each is what the portal tells whoever has the number
//! ([`TicketStatus::public`]). Lists leave sensitive complaints out; by its number
//! such a complaint is found, without subject, department and district.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use domain::{life::Kind, standing::Standing, statistics::WITHHELD, wire::TicketStatus};
use ui::text::{Text, Texts};

use super::{
    document::{Format, Value, text},
    fields::Fields,
    moment, place, services,
    told::Told,
};
use crate::{api::tickets, failure::Failure, office::Office, problems, store::open311::Wanted, texts};

/// So many are asked for by their numbers at once.
const NUMBERS: usize = 100;

/// One complaint, as a list of one.
///
/// # Errors
/// An unknown or mistyped number.
pub async fn show(
    State(office): State<Arc<Office>>,
    format: Format,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Told> {
    let texts = texts::of(problems::language(&headers));
    let typed = file.rsplit_once('.').map_or(&*file, |(typed, _)| typed);
    let case = tickets::find(&office, typed).await.map_err(unknown)?;
    Ok(answer(texts, format, vec![row(&office, texts, &case.standing)], "private, no-cache"))
}

/// Those whose numbers are named, or a list.
///
/// # Errors
/// Wrong parameters; none of the numbers is known; too many lists at once.
pub async fn list(
    State(office): State<Arc<Office>>,
    format: Format,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, Told> {
    let texts = texts::of(problems::language(&headers));
    if let Some(numbers) = fields.get("service_request_id")? {
        let found = by_number(&office, numbers).await?;
        let rows = found.iter().map(|standing| row(&office, texts, standing)).collect();
        return Ok(answer(texts, format, rows, "private, no-cache"));
    }
    let wanted = wanted(&office, &fields)?;
    let _room = office.open311.begin_list().await?;
    let listed = office.store.listed(wanted).await?;
    let rows = listed.iter().map(|standing| row(&office, texts, standing)).collect();
    Ok(answer(texts, format, rows, "public, max-age=60"))
}

/// Those that are known; each of the others counts as a miss.
async fn by_number(office: &Office, numbers: &str) -> Result<Vec<Standing>, Told> {
    let numbers: Vec<_> = several(Some(numbers)).collect();
    if numbers.len() > NUMBERS {
        return Err(Told::bad(format!("service_request_id names more than {NUMBERS}")));
    }
    let mut found = Vec::new();
    for number in numbers {
        match tickets::find(office, number).await {
            Ok(case) => found.push(case.standing),
            Err(Failure::UnknownTicket | Failure::CheckDigit) => {}
            Err(failure) => return Err(failure.into()),
        }
    }
    if found.is_empty() { Err(unknown(Failure::UnknownTicket)) } else { Ok(found) }
}

fn unknown(failure: Failure) -> Told {
    match failure {
        Failure::UnknownTicket | Failure::CheckDigit => Told::unknown("service_request_id is unknown"),
        other => other.into(),
    }
}

fn wanted(office: &Office, fields: &Fields) -> Result<Wanted, Told> {
    let filed = moment::span(fields, office.clock.now())?;
    let categories = several(fields.get("service_code")?).map(services::named).collect::<Result<Vec<_>, _>>()?;
    let mut kinds = Vec::new();
    for status in several(fields.get("status")?) {
        kinds.push(match status {
            "open" => true,
            "closed" => false,
            _ => return Err(Told::bad("status must be open, closed, or both with a comma between")),
        });
    }
    let is_open = kinds.first().copied().filter(|first| kinds.iter().all(|kind| kind == first));
    Ok(Wanted { filed, categories, is_open })
}

/// What stands between commas.
fn several(given: Option<&str>) -> impl Iterator<Item = &str> {
    given.unwrap_or_default().split(',').map(str::trim).filter(|part| !part.is_empty())
}

fn row(office: &Office, texts: Texts, standing: &Standing) -> Value {
    let status = TicketStatus::public(standing, &[], &office.prefix);
    let is_open = status.kind == Kind::Open;
    let notes = status.reason.map_or_else(
        || texts.state(status.status).to_owned(),
        |reason| format!("{}: {}", texts.state(status.status), texts.reason(reason)),
    );
    let name = status.category.map_or(texts.get(Text::FiguresWithheld), |category| texts.category(category));
    let mut row = vec![
        text("service_request_id", status.ticket.to_string()),
        text("status", if is_open { "open" } else { "closed" }),
        text("status_notes", notes),
        text("service_name", name),
        text("service_code", status.category.map_or(WITHHELD, |category| category.code())),
    ];
    if let Some(department) = status.department {
        row.push(text("agency_responsible", texts.department(department)));
    }
    row.extend([
        text("requested_datetime", status.received_at.to_string()),
        text("updated_datetime", status.updated_at.to_string()),
        text("expected_datetime", status.due_at.to_string()),
    ]);
    if let Some(district) = status.district {
        row.extend([text("address", texts.district(district)), text("address_id", place::id(district))]);
    }
    Value::Record(row)
}

fn answer(texts: Texts, format: Format, rows: Vec<Value>, cache: &'static str) -> Response {
    let mut response = Value::List("request", rows).answer("service_requests", format, StatusCode::OK);
    services::in_language(&mut response, texts);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}
