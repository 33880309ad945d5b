//! A person's browser at one of the citizens' pages: in which language it is
//! answered, whether in another site's frame, and how the page is sent.

use std::sync::Arc;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header, request::Parts},
    response::{IntoResponse, Response},
};
use domain::{
    complaint::Channel,
    language::Language,
    paths::embed,
    time::{Day, Timestamp},
};
use markup::{Markup, view};
use serde::Serialize;
use ui::{language_switch::Answering, page::Page, pages::trouble::Trouble, text::Texts};

use super::{embed::frame, files::App};
use crate::{
    compress,
    failure::Failure,
    office::Office,
    page::{Sheet, asking_for},
    texts,
};

/// What is asked for anew each time.
const ALWAYS: HeaderValue = HeaderValue::from_static("no-cache");
/// What has a person's words or secrets in it.
const NEVER_KEPT: HeaderValue = HeaderValue::from_static("no-store");

/// What stands on every page of a server that was built without the app.
const NOT_BUILT: &str = "<!doctype html><title>Sunwai</title><p>The app is not built into this server. \
     Build it with: cargo xtask build\n";

/// A request for a page.
pub struct Visit {
    /// Where everything is.
    pub office: Arc<Office>,
    uri: Uri,
    accepts_brotli: bool,
    is_from_another_site: bool,
}

/// A page that is being answered.
pub struct Answer {
    page: Page,
    status: StatusCode,
    caching: HeaderValue,
    given: Option<String>,
    answering: Option<Answering>,
    header: Option<(header::HeaderName, HeaderValue)>,
}

impl FromRequestParts<Arc<Office>> for Visit {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, office: &Arc<Office>) -> Result<Self, Failure> {
        Ok(Self::new(Arc::clone(office), parts.uri.clone(), &parts.headers))
    }
}

impl Visit {
    /// A visit at this address.
    pub fn new(office: Arc<Office>, uri: Uri, headers: &HeaderMap) -> Self {
        let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
        Self {
            office,
            uri,
            accepts_brotli: compress::accepts_brotli(headers),
            is_from_another_site: matches!(site, Some(b"cross-site" | b"same-site")),
        }
    }

    /// True if a page of another site sent it. In a frame nothing of a visitor's own can
    /// be touched, and a host's sandbox makes our own page look like another.
    pub fn is_from_another_site(&self) -> bool {
        self.is_from_another_site && !self.is_framed()
    }

    /// The value of a parameter of the address.
    pub fn parameter(&self, name: &str) -> Option<String> {
        let query = self.uri.query().unwrap_or_default();
        form_urlencoded::parse(query.as_bytes()).find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
    }

    /// `?lang=`, else Hindi: cheap phones of Hindi readers often say English.
    pub fn language(&self) -> Language {
        self.asked_language().unwrap_or_default()
    }

    fn asked_language(&self) -> Option<Language> {
        self.parameter("lang").and_then(|code| Language::from_code(&code))
    }

    /// The texts of the page.
    pub fn texts(&self) -> Texts {
        texts::of(self.language())
    }

    /// What is said of a failure: of its first field, where one is wrong.
    pub fn sentence(&self, failure: &Failure) -> &'static str {
        let (_, _, key) = failure.told();
        self.texts().problem(failure.fields().first().map_or(key, |field| &field.key))
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        self.office.clock.now()
    }

    /// Today.
    pub fn today(&self) -> Day {
        self.now().day()
    }

    /// The page at this address.
    pub fn page(&self) -> Page {
        let path = self.uri.path();
        let framed = path.strip_prefix(embed::BELOW);
        framed.map_or_else(|| Page::at(path), |rest| Page::at(&["/", rest].concat()))
    }

    /// True if the page is for a frame of another site.
    pub fn is_framed(&self) -> bool {
        self.uri.path().starts_with(embed::BELOW)
    }

    /// By which channel a complaint comes from here.
    pub fn channel(&self) -> Channel {
        if self.is_framed() { Channel::Embed } else { Channel::Portal }
    }

    /// Where a page of ours is for this visit, in its language.
    pub fn way_to(&self, address: &str) -> String {
        if self.is_framed() {
            frame::address(address, self.language())
        } else if self.asked_language().is_some() {
            asking_for(address, self.language())
        } else {
            address.to_owned()
        }
    }

    /// The page around `content`.
    pub fn draw(&self, answer: Answer, content: impl FnOnce() -> Markup + 'static) -> Response {
        let Some(template) = App::Portal.template() else { return not_built() };
        let html = if self.is_framed() {
            frame::draw(&template, &answer.page, self.language(), content)
        } else {
            self.sheet(&template, &answer).draw(content)
        };
        let mut response = self.send(html, answer.status, answer.caching);
        response.headers_mut().extend(answer.header);
        response
    }

    fn sheet<'a>(&'a self, template: &'a str, answer: &'a Answer) -> Sheet<'a> {
        Sheet {
            template,
            page: &answer.page,
            here: self.uri.path_and_query().map_or("/", |here| here.as_str()),
            language: self.language(),
            is_asked: self.asked_language().is_some(),
            prefix: &self.office.prefix,
            given: answer.given.as_deref(),
            answering: answer.answering.clone(),
        }
    }

    /// The page that says why something could not be done.
    pub fn trouble(&self, failure: &Failure) -> Response {
        if let Failure::Broken(words) | Failure::Unavailable(words) = failure {
            tracing::error!(words, "a page failed");
        }
        let sentence = self.sentence(failure);
        self.draw(Answer::of(self.page()).failed(failure), move || view! { <Trouble sentence /> })
    }

    /// The whole page, as small as can be made quickly.
    fn send(&self, html: String, status: StatusCode, caching: HeaderValue) -> Response {
        html_answer(html, self.language(), self.accepts_brotli, status, caching)
    }
}

impl Answer {
    /// A page that is fetched anew each time.
    pub fn of(page: Page) -> Self {
        Self { page, status: StatusCode::OK, caching: ALWAYS, given: None, answering: None, header: None }
    }

    /// It says what was wrong.
    pub fn failed(self, failure: &Failure) -> Self {
        Self { status: failure.told().0, header: failure.header(), ..self }
    }

    /// It says what was wrong with a form.
    pub fn refused(self) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, ..self }
    }

    /// No cache keeps it.
    pub fn kept_nowhere(self) -> Self {
        Self { caching: NEVER_KEPT, ..self }
    }

    /// It answers a form, which its other languages must not lose.
    pub fn answering(self, answering: Answering) -> Self {
        Self { answering: Some(answering), ..self }
    }

    /// What it is drawn from, for the app that takes over.
    pub fn given(self, drawn_from: &impl Serialize) -> Self {
        Self { given: Some(serde_json::to_string(drawn_from).expect("wire types can be written")), ..self }
    }
}

/// HTML as it is sent.
pub fn html_answer(
    html: String,
    language: Language,
    accepts_brotli: bool,
    status: StatusCode,
    caching: HeaderValue,
) -> Response {
    let sent = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CACHE_CONTROL, caching),
        (header::VARY, HeaderValue::from_static("accept-encoding")),
        (header::CONTENT_LANGUAGE, HeaderValue::from_static(language.code())),
    ];
    if accepts_brotli {
        let body = compress::quickly(html.as_bytes());
        return (status, sent, [(header::CONTENT_ENCODING, "br")], body).into_response();
    }
    (status, sent, html).into_response()
}

/// For a server that was built without the app.
pub fn not_built() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], NOT_BUILT).into_response()
}
