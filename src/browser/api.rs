//! Requests to the server: the only file that knows gloo-net. What an app asks
//! stands in a file for each noun of its own.

use std::time::Duration;

use domain::wire::Problem;
use gloo_net::http::{Request, RequestBuilder};
use leptos::{leptos_dom::helpers::set_timeout, reactive::spawn_local_scoped_with_cancellation, task::spawn_local};
use serde::{Serialize, de::DeserializeOwned};
use web_sys::AbortController;

use crate::json::{self, Json, Unreadable};

/// A request that is not answered by then counts as lost.
const PATIENCE: Duration = Duration::from_secs(30);

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
pub struct Call {
    builder: RequestBuilder,
    body: Option<String>,
}

impl Call {
    /// Asks for what is at `path`.
    pub fn get(path: &str) -> Self {
        Self { builder: Request::get(path), body: None }
    }

    /// Sends `body` as JSON.
    pub fn post<B: Serialize>(path: &str, body: &B) -> Self {
        Self::with_body(Request::post(path), json::write(body))
    }

    /// Changes what is at `path` by what `body` says, as JSON.
    pub fn patch<B: Serialize>(path: &str, body: &B) -> Self {
        Self::with_body(Request::patch(path), json::write(body))
    }

    /// Ends what is at `path`.
    pub fn delete(path: &str) -> Self {
        Self { builder: Request::delete(path), body: None }
    }

    fn with_body(builder: RequestBuilder, json: Result<String, Unreadable>) -> Self {
        let json = json.expect("requests are objects of texts");
        Self { builder: builder.header("Content-Type", "application/json"), body: Some(json) }
    }

    /// With a header.
    pub fn header(self, name: &str, value: &str) -> Self {
        Self { builder: self.builder.header(name, value), ..self }
    }

    /// Sends it and hands the answer to `done`; dropped when the page that asked
    /// is left.
    pub fn answer<T: DeserializeOwned + 'static>(self, done: impl FnOnce(Result<T, Failure>) + 'static) {
        spawn_local_scoped_with_cancellation(self.hand_to(reading(done)));
    }

    /// The same for what changes something: the answer is taken even if the page
    /// has been left, because what has happened must not go unnoticed.
    pub fn answer_anywhere<T: DeserializeOwned + 'static>(self, done: impl FnOnce(Result<T, Failure>) + 'static) {
        spawn_local(self.hand_to(reading(done)));
    }

    // One for all types of answers: the code of a request weighs more than the
    // code that reads its answer.
    async fn hand_to(self, done: Done) {
        let answer = self.send().await;
        done(answer.and_then(|text| {
            // Where there is nothing to say, an answer is empty (204).
            let text = if text.is_empty() { "null" } else { &text };
            Json::parse(text).map_err(|_| Failure::Broken)
        }));
    }

    /// The text of a successful answer.
    ///
    /// # Errors
    /// [`Failure`] for every other.
    pub async fn send(self) -> Result<String, Failure> {
        let given_up = GiveUp::new();
        let builder = self.builder.abort_signal(given_up.0.as_ref().map(AbortController::signal).as_ref());
        let request = match self.body {
            Some(body) => builder.body(body),
            None => builder.build(),
        };
        let response = request.map_err(|_| Failure::Broken)?.send().await.map_err(|_| Failure::Lost)?;
        let text = response.text().await.map_err(|_| Failure::Lost)?;
        if response.ok() {
            return Ok(text);
        }
        let problem = Json::parse(&text).and_then(|json| json.read());
        Err(problem.map_or(Failure::Broken, Failure::Refused))
    }
}

/// Takes an answer that is not read yet.
type Done = Box<dyn FnOnce(Result<Json, Failure>)>;

fn reading<T: DeserializeOwned + 'static>(done: impl FnOnce(Result<T, Failure>) + 'static) -> Done {
    Box::new(move |answer| done(answer.and_then(|json| json.read().map_err(|_| Failure::Broken))))
}

/// Ends the request when it is dropped or takes too long.
struct GiveUp(Option<AbortController>);

impl GiveUp {
    fn new() -> Self {
        let controller = AbortController::new().ok();
        if let Some(controller) = controller.clone() {
            set_timeout(move || controller.abort(), PATIENCE);
        }
        Self(controller)
    }
}

impl Drop for GiveUp {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}
