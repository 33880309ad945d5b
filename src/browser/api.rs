//! Requests to the server; ask.js sends them. What an app asks stands in a file
//! for each noun of its own.
//!
//! By hand: `fetch` by way of gloo-net, with its builders, futures and errors, was
//! 5 kB of code, uncompressed, where this is 2 (measured 2026-11-25).

use domain::wire::Problem;
use futures_channel::oneshot;
use js_sys::{Function, Object, Reflect};
use json::{Read, Write};
use leptos::prelude::{Owner, on_cleanup};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsValue, closure::Closure, prelude::wasm_bindgen};

use crate::json::Json;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = sunwai_ask)]
    fn ask(method: &str, path: &str, headers: &Object, body: Option<&str>, patience: u32, done: &JsValue) -> Function;
}

/// A request that is not answered by then counts as lost; in milliseconds.
const PATIENCE: u32 = 30_000;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Nothing came back: no signal, or too slow. It may have arrived.
    Lost,
    /// The server said no, and why.
    Refused(Problem),
    /// The server, or something on the way, is broken. It may have arrived.
    Broken,
}

impl Failure {
    /// The key of the sentence for it.
    pub fn key(&self) -> &str {
        match self {
            Self::Lost => "connection.lost",
            Self::Refused(problem) => &problem.key,
            Self::Broken => "unknown",
        }
    }

    /// The HTTP status of a refusal.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Refused(problem) => Some(problem.status),
            Self::Lost | Self::Broken => None,
        }
    }
}

/// A request, not sent yet.
pub struct Call<'a> {
    method: &'static str,
    path: &'a str,
    headers: Object,
    body: Option<String>,
}

impl<'a> Call<'a> {
    /// Asks for what is at `path`.
    pub fn get(path: &'a str) -> Self {
        Self::new("GET", path, None)
    }

    /// Sends `body` as JSON.
    pub fn post(path: &'a str, body: &dyn Write) -> Self {
        Self::new("POST", path, Some(body))
    }

    /// Sends a text of this kind as it is.
    pub fn post_text(path: &'a str, kind: &str, text: String) -> Self {
        let call = Self { body: Some(text), ..Self::new("POST", path, None) };
        call.header("Content-Type", kind)
    }

    /// Changes what is at `path` by what `body` says, as JSON.
    pub fn patch(path: &'a str, body: &dyn Write) -> Self {
        Self::new("PATCH", path, Some(body))
    }

    /// Ends what is at `path`.
    pub fn delete(path: &'a str) -> Self {
        Self::new("DELETE", path, None)
    }

    fn new(method: &'static str, path: &'a str, body: Option<&dyn Write>) -> Self {
        let call = Self { method, path, headers: Object::new(), body: body.map(json::write) };
        if call.body.is_some() { call.header("Content-Type", "application/json") } else { call }
    }

    /// With a header.
    pub fn header(self, name: &str, value: &str) -> Self {
        let _set = Reflect::set(&self.headers, &name.into(), &value.into());
        self
    }

    /// Sends it and hands the answer to `done`; dropped when the page that asked
    /// is left.
    pub fn answer<T: Read + 'static>(self, done: impl FnOnce(Result<T, Failure>) + 'static) {
        self.ask_for_this_page(reading(done));
    }

    /// The same for what changes something: the answer is taken even if the page
    /// has been left, because what has happened must not go unnoticed.
    pub fn answer_anywhere<T: Read + 'static>(self, done: impl FnOnce(Result<T, Failure>) + 'static) {
        self.ask(reading(done));
    }

    /// The answer itself, for whoever has more to wait for; given up when nobody
    /// waits any more.
    ///
    /// # Errors
    /// [`Failure`] for every answer that is no success.
    pub async fn wait<T: Read>(self) -> Result<T, Failure> {
        let (tell, told) = oneshot::channel();
        let _waits = GiveUp(self.ask(Box::new(move |answer| {
            let _nobody_waits = tell.send(answer);
        })));
        let text = told.await.unwrap_or(Err(Failure::Lost))?;
        read(&text).ok_or(Failure::Broken)
    }

    fn ask_for_this_page(self, done: Done) {
        let owner = Owner::current().unwrap_or_default();
        let give_up = SendWrapper::new(self.ask(Box::new(move |answer| owner.with(|| done(answer)))));
        // Only when it runs: where there is no page nobody leaves it, and what was to
        // be run is dropped at once.
        on_cleanup(move || drop(GiveUp(give_up.take())));
    }

    /// Hands the text of a successful answer to `done`, or [`Failure`] for every
    /// other. Answers what gives the request up.
    pub(crate) fn ask(self, done: Done) -> Function {
        let heard = Closure::once_into_js(move |status: u16, text: String| done(told(status, text)));
        ask(self.method, self.path, &self.headers, self.body.as_deref(), PATIENCE, &heard)
    }
}

/// Gives a request up when it is dropped.
struct GiveUp(Function);

impl Drop for GiveUp {
    fn drop(&mut self) {
        let _given_up = self.0.call0(&JsValue::NULL);
    }
}

/// Takes the text of an answer. One for all types of answers: the code of a request
/// weighs more than the code that reads its answer.
pub(crate) type Done = Box<dyn FnOnce(Result<String, Failure>)>;

fn told(status: u16, text: String) -> Result<String, Failure> {
    match status {
        0 => Err(Failure::Lost),
        200..300 => Ok(text),
        _ => Err(read(&text).map_or(Failure::Broken, Failure::Refused)),
    }
}

fn read<T: Read>(text: &str) -> Option<T> {
    // Where there is nothing to say, an answer is empty (204).
    Json::parse(if text.is_empty() { "null" } else { text })?.read()
}

fn reading<T: Read + 'static>(done: impl FnOnce(Result<T, Failure>) + 'static) -> Done {
    Box::new(move |answer| done(answer.and_then(|text| read(&text).ok_or(Failure::Broken))))
}
