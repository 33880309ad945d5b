//! This API's description, made from the handlers and the wire types, and from what
//! `domain` allows (`values.rs`).

use std::sync::OnceLock;

use axum::{
    http::header,
    response::{IntoResponse as _, Response},
};
use utoipa::{
    Modify, OpenApi,
    openapi::{
        ContentBuilder, Header, HeaderBuilder, Object, Ref, RefOr, ResponseBuilder, Type,
        security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

mod values;

#[derive(OpenApi)]
#[openapi(
    info(title = "Sunwai", description = "Grievances: file, look up, act, count.", license(name = "Apache-2.0")),
    paths(
        super::complaints::file,
        super::tickets::show,
        super::unlock::unlock,
        super::handoff::begin,
        super::handoff::claim,
        super::details::show,
        super::export::show,
        super::actions::act,
        super::photos::add,
        super::photos::show,
        super::statistics::show,
        super::statistics::table,
        super::statistics::drawing,
        super::events::list,
        super::events::show,
        super::reference::show,
        show,
        super::health::is_alive,
        super::health::is_ready,
        super::kiosk::enrol::enrol,
        super::kiosk::me::show,
        super::kiosk::complaints::file,
        super::kiosk::complaints::file_sealed,
        super::kiosk::slip::show,
        super::kiosk::today::list,
        super::kiosk::health::show,
        super::desk::session::open,
        super::desk::session::end,
        super::desk::session::end_all,
        super::desk::me::show,
        super::desk::channels::show,
        super::desk::channels::try_again,
        super::desk::password::change,
        super::desk::complaints::list,
        super::desk::complaint::show,
        super::desk::actions::act,
        super::desk::photos::show,
        super::desk::file::file,
        super::desk::inbox::list,
        super::desk::inbox::act::act,
        super::desk::inbox::paste::paste,
        super::desk::inbox::paste::import,
        super::desk::board::show,
        super::desk::staff::list,
        super::desk::staff::add,
        super::desk::staff::change,
    ),
    modifiers(&KeyScheme, &SessionScheme, &EnrolmentScheme, &Everywhere),
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

/// The session of someone at the desk, as a cookie.
struct SessionScheme;

impl Modify for SessionScheme {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let words = "whoever is signed in; called sunwai-desk on a server that is reached on its own machine in clear";
        let scheme = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::with_description("__Host-sunwai", words)));
        openapi.components.get_or_insert_with(Default::default).add_security_scheme("session", scheme);
    }
}

/// The enrolment of a terminal, as a cookie.
struct EnrolmentScheme;

impl Modify for EnrolmentScheme {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let words = "the terminal; called sunwai-kiosk on a server that is reached on its own machine in clear";
        let scheme =
            SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::with_description("__Host-sunwai-kiosk", words)));
        openapi.components.get_or_insert_with(Default::default).add_security_scheme("enrolment", scheme);
    }
}

/// What every route can answer: another method, a fault, a store that is busy.
struct Everywhere;

impl Modify for Everywhere {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        for item in openapi.paths.paths.values_mut() {
            let methods = [&mut item.get, &mut item.post, &mut item.patch, &mut item.delete];
            let operations = methods.into_iter().filter_map(Option::as_mut);
            for responses in operations.map(|operation| &mut operation.responses.responses) {
                for Anywhere { status, meaning, header } in ANYWHERE {
                    let response = responses.entry(status.to_owned()).or_insert_with(|| problem(meaning).into());
                    if let (RefOr::T(response), Some((name, says))) = (response, header) {
                        response.headers.insert(name.to_owned(), text(says).into());
                    }
                }
            }
        }
    }
}

/// An answer of every route, with the name of its header and what that says.
struct Anywhere {
    status: &'static str,
    meaning: &'static str,
    header: Option<(&'static str, &'static str)>,
}

const ANYWHERE: [Anywhere; 3] = [
    Anywhere { status: "405", meaning: "another method is wanted", header: Some(("Allow", "the methods there are")) },
    Anywhere { status: "500", meaning: "something is broken; nothing was changed", header: None },
    Anywhere {
        status: "503",
        meaning: "busy; nothing was changed, try again",
        header: Some(("Retry-After", "seconds to wait")),
    },
];

fn problem(description: &str) -> utoipa::openapi::Response {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    ResponseBuilder::new().description(description).content("application/problem+json", content).build()
}

fn text(description: &str) -> Header {
    HeaderBuilder::new().schema(Some(Object::with_type(Type::String))).description(Some(description)).build()
}

/// This description.
#[utoipa::path(
    get, path = "/api/v1/openapi.json", tag = "reference",
    responses((status = 200, description = "OpenAPI 3.1", body = Object)),
)]
pub async fn show() -> Response {
    static WRITTEN: OnceLock<String> = OnceLock::new();
    let body = WRITTEN.get_or_init(write);
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "public, max-age=86400")];
    (headers, body.as_str()).into_response()
}

fn write() -> String {
    let mut description = serde_json::to_value(Description::openapi()).expect("a description can be written");
    values::add(&mut description);
    description.to_string()
}
