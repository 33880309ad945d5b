//! This API's description, made from the handlers and the wire types.

use std::sync::OnceLock;

use axum::{
    http::header,
    response::{IntoResponse as _, Response},
};
use utoipa::{
    Modify, OpenApi,
    openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
};

#[derive(OpenApi)]
#[openapi(
    info(title = "Sunwai", description = "Grievances: file, look up, act, count.", license(name = "Apache-2.0")),
    paths(
        super::complaints::file,
        super::tickets::show,
        super::unlock::unlock,
        super::details::show,
        super::actions::act,
        super::statistics::show,
        super::statistics::table,
        super::statistics::drawing,
        super::reference::show,
        super::health::is_alive,
        super::health::is_ready,
    ),
    modifiers(&KeyScheme),
)]
struct Description;

/// The key of a complaint, as a bearer token.
struct KeyScheme;

impl Modify for KeyScheme {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("the complaint's key, from the receipt or for its PIN"))
            .build();
        let components = openapi.components.get_or_insert_with(Default::default);
        components.add_security_scheme("key", SecurityScheme::Http(scheme));
    }
}

/// The description as JSON.
pub async fn show() -> Response {
    static WRITTEN: OnceLock<String> = OnceLock::new();
    let body = WRITTEN.get_or_init(|| Description::openapi().to_json().expect("a description can be written"));
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "public, max-age=86400")];
    (headers, body.as_str()).into_response()
}
