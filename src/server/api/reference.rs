//! The lists with names in three languages.

use std::sync::OnceLock;

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use domain::{
    life::{Kind, State},
    reference::{self, Category, Department, District, Group, Names, Reason},
    time::Day,
};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use utoipa::ToSchema;

use crate::headers::is_unchanged;

/// The lists.
#[derive(Serialize, ToSchema)]
pub struct Reference {
    groups: Vec<Named>,
    categories: Vec<CategoryEntry>,
    departments: Vec<Named>,
    districts: Vec<DistrictEntry>,
    reasons: Vec<Named>,
    statuses: Vec<StatusEntry>,
}

/// A code and its name.
#[derive(Serialize, ToSchema)]
pub struct Named {
    code: &'static str,
    name: &'static Names,
}

/// What a complaint can be about.
#[derive(Serialize, ToSchema)]
pub struct CategoryEntry {
    code: &'static str,
    name: &'static Names,
    group: Group,
    /// Days within which it must be answered.
    days: u16,
    sensitive: bool,
}

/// A district.
#[derive(Serialize, ToSchema)]
pub struct DistrictEntry {
    code: &'static str,
    name: &'static Names,
    /// The code of the Local Government Directory.
    lgd: Option<u16>,
    /// The first day; none where it is older than the system.
    #[schema(value_type = Option<String>, format = Date)]
    since: Option<Day>,
    /// The district from which it was split.
    from: Option<District>,
    aliases: &'static [&'static str],
}

/// A state of a complaint.
#[derive(Serialize, ToSchema)]
pub struct StatusEntry {
    code: &'static str,
    name: &'static Names,
    kind: Kind,
}

fn lists() -> Reference {
    Reference {
        groups: Group::all().map(|entry| Named { code: entry.code(), name: entry.names() }).collect(),
        categories: Category::all()
            .map(|entry| CategoryEntry {
                code: entry.code(),
                name: entry.names(),
                group: entry.group(),
                days: entry.days(),
                sensitive: entry.is_sensitive(),
            })
            .collect(),
        departments: Department::all().map(|entry| Named { code: entry.code(), name: entry.names() }).collect(),
        districts: District::all()
            .map(|entry| DistrictEntry {
                code: entry.code(),
                name: entry.names(),
                lgd: entry.lgd(),
                since: entry.since(),
                from: entry.parent(),
                aliases: entry.aliases(),
            })
            .collect(),
        reasons: Reason::all().map(|entry| Named { code: entry.code(), name: entry.names() }).collect(),
        statuses: State::ALL
            .into_iter()
            .map(|entry| StatusEntry { code: entry.code(), name: reference::state_names(entry), kind: entry.kind() })
            .collect(),
    }
}

/// The lists as they are sent, with their tag; they change only with the program.
fn written() -> &'static (String, String) {
    static WRITTEN: OnceLock<(String, String)> = OnceLock::new();
    WRITTEN.get_or_init(|| {
        let body = serde_json::to_string(&lists()).expect("wire types can be written");
        let digest = Sha256::digest(body.as_bytes());
        let tag = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect::<String>();
        (body, format!("\"{tag}\""))
    })
}

/// The lists with names in three languages.
#[utoipa::path(
    get, path = "/api/v1/reference", tag = "reference",
    responses(
        (status = 200, description = "changes only with the program", body = Reference,
            headers(("ETag" = String, description = "changes with the lists"))),
        (status = 304, description = "as it was (If-None-Match)"),
    ),
)]
pub async fn show(headers: HeaderMap) -> Response {
    let (body, tag) = written();
    let sent = [
        (header::ETAG, HeaderValue::from_static(tag)),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400")),
    ];
    if is_unchanged(&headers, tag) {
        return (StatusCode::NOT_MODIFIED, sent).into_response();
    }
    (sent, [(header::CONTENT_TYPE, "application/json")], body.as_str()).into_response()
}
