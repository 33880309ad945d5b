//! What the terminal keeps: the door to `kept.js`. A browser may refuse to keep
//! anything; every function then fails, and whoever calls goes on without.

use browser::json::Json;
use domain::wire::kiosk::{Centre, Sealed};
use json::{
    Read,
    sample::{Chance, Sample},
};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(js_namespace = kept)]
extern "C" {
    #[wasm_bindgen(catch, js_name = put)]
    async fn js_put(office: &str, key: &str, words: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = all)]
    async fn js_all() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = sealed)]
    async fn js_sealed(key: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = name)]
    async fn js_name(key: &str, centre: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = sent)]
    async fn js_sent(key: &str, display: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = refused)]
    async fn js_refused(key: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = forget)]
    async fn js_forget(key: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = remember)]
    async fn js_remember(centre: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = centre)]
    async fn js_centre() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = wipe)]
    async fn js_wipe() -> Result<JsValue, JsValue>;
}

/// The browser does not keep it, or has nothing of the kind.
#[derive(Debug)]
pub struct NotKept;

/// Where a kept complaint stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It waits for the line.
    Waiting,
    /// It is filed.
    Sent,
    /// The server did not take it.
    Refused,
}

impl State {
    const ALL: [(Self, &str); 3] = [(Self::Waiting, "waiting"), (Self::Sent, "sent"), (Self::Refused, "refused")];

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find_map(|(state, known)| (known == code).then_some(state))
    }

    fn code(self) -> &'static str {
        Self::ALL.into_iter().find_map(|(state, code)| (state == self).then_some(code)).unwrap_or_default()
    }
}

json::codes! { State = Self::Waiting, Self::from_code, Self::code; }

impl Sample for State {
    fn sample(chance: &mut Chance) -> Self {
        chance.one_of(&Self::ALL.map(|(state, _)| state))
    }
}

/// A complaint that is kept, without what is sealed.
#[derive(Clone, Debug, PartialEq, Eq, json::Json)]
pub struct Kept {
    /// Its Idempotency-Key.
    pub key: String,
    /// Where it stands.
    pub state: State,
    /// Its provisional number, once it has one.
    pub name: Option<String>,
    /// Its real number, once it has one.
    pub display: Option<String>,
}

/// Seals words to the office and keeps them, after all that is kept.
pub async fn put(office: &str, key: &str, words: &str) -> Result<(), NotKept> {
    done(js_put(office, key, words).await)
}

/// All that is kept, in its order.
pub async fn all() -> Result<Vec<Kept>, NotKept> {
    read(js_all().await)
}

/// What is sealed of a complaint that waits.
pub async fn sealed(key: &str) -> Result<Sealed, NotKept> {
    read(js_sealed(key).await)
}

/// Gives a complaint its provisional number.
pub async fn name(key: &str, centre: &str) -> Result<String, NotKept> {
    text(js_name(key, centre).await)
}

/// It is filed under a real number.
pub async fn sent(key: &str, display: &str) -> Result<(), NotKept> {
    done(js_sent(key, display).await)
}

/// The server does not take it.
pub async fn refused(key: &str) -> Result<(), NotKept> {
    done(js_refused(key).await)
}

/// Nothing is left of it.
pub async fn forget(key: &str) -> Result<(), NotKept> {
    done(js_forget(key).await)
}

/// Remembers whose terminal this is.
pub async fn remember(centre: &Centre) -> Result<(), NotKept> {
    done(js_remember(&json::write(centre)).await)
}

/// Whose terminal this is.
pub async fn centre() -> Result<Centre, NotKept> {
    read(js_centre().await)
}

/// Erases everything.
pub async fn wipe() -> Result<(), NotKept> {
    done(js_wipe().await)
}

fn done(answer: Result<JsValue, JsValue>) -> Result<(), NotKept> {
    answer.map(|_| ()).map_err(|_| NotKept)
}

fn text(answer: Result<JsValue, JsValue>) -> Result<String, NotKept> {
    answer.ok().and_then(|value| value.as_string()).ok_or(NotKept)
}

fn read<T: Read>(answer: Result<JsValue, JsValue>) -> Result<T, NotKept> {
    Json::parse(&text(answer)?).and_then(|json| json.read()).ok_or(NotKept)
}
