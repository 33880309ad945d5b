//! What can be complained about: the categories, by their codes, and what is asked
//! of each.

use axum::{
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use domain::{
    language::Language,
    reference::{Category, District},
};
use ui::text::Texts;

use super::{
    document::{Format, Value, text},
    told::Told,
};
use crate::{problems, texts};

/// Where it is said in which district.
pub const DISTRICT: &str = "attribute[district]";

/// Where it is said in which language the citizen is answered.
pub const LANGUAGE: &str = "attribute[language]";

/// The languages in their own words.
const LANGUAGES: [(Language, &str); 3] = [(Language::Hi, "हिन्दी"), (Language::En, "English"), (Language::Pa, "ਪੰਜਾਬੀ")];

/// All services.
///
/// # Errors
/// An address of another format.
pub async fn list(format: Format, headers: HeaderMap) -> Result<Response, Told> {
    let texts = texts::of(problems::language(&headers));
    let services = Category::all().map(|category| service(texts, category)).collect();
    Ok(cached(Value::List("service", services).answer("services", format, StatusCode::OK), texts))
}

/// What is asked of a service.
///
/// # Errors
/// No such service.
pub async fn show(format: Format, Path(file): Path<String>, headers: HeaderMap) -> Result<Response, Told> {
    let code = file.rsplit_once('.').map_or(&*file, |(code, _)| code);
    let category = named(code)?;
    let texts = texts::of(problems::language(&headers));
    let definition = Value::Record(vec![
        text("service_code", category.code()),
        ("attributes", Value::List("attribute", vec![district(texts), language()])),
    ]);
    Ok(cached(definition.answer("service_definition", format, StatusCode::OK), texts))
}

/// The category of a code.
///
/// # Errors
/// No such code.
pub fn named(code: &str) -> Result<Category, Told> {
    Category::from_code(code).ok_or_else(|| Told::unknown("service_code is none of those in services"))
}

fn service(texts: Texts, category: Category) -> Value {
    let keywords = category.keywords().join(",");
    Value::Record(vec![
        text("service_code", category.code()),
        text("service_name", texts.category(category)),
        text("description", texts.category(category)),
        ("metadata", Value::Flag(true)),
        text("type", "realtime"),
        text("keywords", keywords),
        text("group", texts.group(category.group())),
    ])
}

/// Needed, unless `address_id` or `address_string` says it.
fn district(texts: Texts) -> Value {
    let values = District::all().map(|district| value(district.code(), texts.district(district)));
    attribute(1, "district", "singlevaluelist", true, "District", values.collect())
}

fn language() -> Value {
    let values = LANGUAGES.map(|(language, name)| value(language.code(), name));
    attribute(2, "language", "singlevaluelist", false, "Language of the answers", values.into())
}

fn value(key: &str, name: &str) -> Value {
    Value::Record(vec![text("key", key), text("name", name)])
}

fn attribute(
    order: u32,
    code: &str,
    datatype: &str,
    required: bool,
    description: &'static str,
    values: Vec<Value>,
) -> Value {
    Value::Record(vec![
        ("variable", Value::Flag(true)),
        text("code", code),
        text("datatype", datatype),
        ("required", Value::Flag(required)),
        text("datatype_description", "one of the keys"),
        ("order", Value::Number(order)),
        text("description", description),
        ("values", Value::List("value", values)),
    ])
}

/// The names are in the language of the request.
fn cached(mut response: Response, texts: Texts) -> Response {
    in_language(&mut response, texts);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    response
}

/// Says in which language the names are.
pub fn in_language(response: &mut Response, texts: Texts) {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(texts.language().code()));
    headers.insert(header::VARY, HeaderValue::from_static("accept-language"));
}
