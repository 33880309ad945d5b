//! The complaints on this phone: what is not sent yet, the receipts that wait, the
//! numbers of all others. `phone.js` keeps and sends them, because the service
//! worker does so too; here is the app's side of it.

use js_sys::{Function, Promise};
use json::Read;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

use crate::json::Json;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = sunwai, js_name = keep)]
    fn js_keep(key: &str, body: &str) -> Promise;
    #[wasm_bindgen(js_namespace = sunwai, js_name = remember)]
    fn js_remember(key: &str, ticket: &str, display: &str, access: &str) -> Promise;
    #[wasm_bindgen(js_namespace = sunwai, js_name = rename)]
    fn js_rename(before: &str, key: &str) -> Promise;
    #[wasm_bindgen(js_namespace = sunwai, js_name = drop)]
    fn js_drop(key: &str) -> Promise;
    #[wasm_bindgen(js_namespace = sunwai, js_name = tidy)]
    fn js_tidy(draft: &str) -> Promise;
    #[wasm_bindgen(js_namespace = sunwai, js_name = list)]
    fn js_list() -> Promise;
    #[wasm_bindgen(js_namespace = sunwai, js_name = note)]
    fn js_note(key: &str, status: &str) -> Promise;
    #[wasm_bindgen(js_namespace = sunwai, js_name = receipt)]
    fn js_receipt(key: &str) -> Promise;
    #[wasm_bindgen(js_namespace = sunwai, js_name = body)]
    fn js_body(key: &str) -> Promise;
    #[wasm_bindgen(js_namespace = sunwai, js_name = seen)]
    fn js_seen(key: &str) -> Promise;
    #[wasm_bindgen(js_namespace = sunwai, js_name = forget)]
    fn js_forget(key: &str) -> Promise;
    #[wasm_bindgen(js_namespace = sunwai, js_name = send)]
    fn js_send() -> Promise;
    #[wasm_bindgen(js_namespace = sunwai, js_name = watch)]
    fn js_watch(run: &Function);
}

/// Keeps a complaint until it is sent; `done` is told whether the phone does.
pub fn keep(key: &str, body: &str, done: impl FnOnce(bool) + 'static) {
    then(js_keep(key, body), Box::new(move |kept| done(kept.is_some())));
}

/// Keeps the number of a complaint that was sent, and sends its photos with its key.
pub fn remember(key: &str, ticket: &str, display: &str, access: &str) {
    then(js_remember(key, ticket, display, access), Box::new(|_| ()));
}

/// The draft of `before` goes on as that of `key`, with its photos.
pub fn rename(before: &str, key: &str) {
    then(js_rename(before, key), Box::new(|_| ()));
}

/// Forgets the photos of a draft; a complaint that is kept stays.
pub fn drop(key: &str) {
    then(js_drop(key), Box::new(|_| ()));
}

/// Forgets photos that belong to no complaint and not to this draft.
pub fn tidy(draft: &str) {
    then(js_tidy(draft), Box::new(|_| ()));
}

/// All that is kept, the newest first, without the words; nothing where the phone
/// keeps nothing.
pub fn list<T: Read + 'static>(done: impl FnOnce(Vec<T>) + 'static) {
    then(js_list(), Box::new(move |listed| done(listed.and_then(read).unwrap_or_default())));
}

/// Keeps the state in which a complaint was found.
pub fn note(key: &str, status: &str) {
    then(js_note(key, status), Box::new(|_| ()));
}

/// The receipt that waits; it stays until it is [`seen`].
pub fn receipt<T: Read + 'static>(key: &str, done: impl FnOnce(T) + 'static) {
    then(js_receipt(key), Box::new(move |kept| kept.and_then(read).map_or((), done)));
}

/// The receipt is on the screen: the phone needs it no longer.
pub fn seen(key: &str) {
    then(js_seen(key), Box::new(|_| ()));
}

/// What was written and is not sent; it stays until it is forgotten.
pub fn body<T: Read + 'static>(key: &str, done: impl FnOnce(T) + 'static) {
    then(js_body(key), Box::new(move |kept| kept.and_then(read).map_or((), done)));
}

/// Forgets one; without a key, all that are sent and were looked at.
pub fn forget(key: &str) {
    then(js_forget(key), Box::new(|_| ()));
}

/// Sends what is not sent yet.
pub fn send() {
    then(js_send(), Box::new(|_| ()));
}

/// Calls `run` whenever something of it changes, as long as the window lives.
pub fn watch(run: impl Fn() + 'static) {
    let run = Closure::<dyn Fn()>::wrap(Box::new(run));
    js_watch(run.as_ref().unchecked_ref());
    run.forget();
}

fn read<T: Read>(text: JsValue) -> Option<T> {
    Json::parse(&text.as_string()?)?.read()
}

/// Hands over what comes of it; nothing where it failed.
fn then(promise: Promise, done: Box<dyn FnOnce(Option<JsValue>)>) {
    spawn_local(async move { done(JsFuture::from(promise).await.ok()) });
}
