//! JSON by the browser's own parser, read into the wire types by the crate `json`.
//! serde_json's parser, with its number tables and error texts, weighs more than
//! the form; serde's derived readers and writers alone, over the browser's parser,
//! were 52 of the citizens' app's 300 kB of code, uncompressed; these are 10
//! (measured 2026-11-25).

use js_sys::{Array, Reflect};
use json::{Node, Read};
use wasm_bindgen::{JsCast, JsValue};

/// Parsed JSON, not read into a type yet.
pub struct Json(JsValue);

impl Json {
    /// Parses a text; `None` when it is no JSON.
    pub fn parse(text: &str) -> Option<Self> {
        js_sys::JSON::parse(text).ok().map(Self)
    }

    /// Reads it into a type; `None` when it is something else. Nobody on a phone
    /// could do anything with the details.
    pub fn read<T: Read>(&self) -> Option<T> {
        json::read(self)
    }
}

impl Node for Json {
    fn text(&self) -> Option<String> {
        self.0.as_string()
    }

    fn number(&self) -> Option<f64> {
        self.0.as_f64()
    }

    fn truth(&self) -> Option<bool> {
        self.0.as_bool()
    }

    fn is_null(&self) -> bool {
        self.0.is_null()
    }

    fn is_object(&self) -> bool {
        self.0.is_object()
    }

    fn field(&self, name: &str) -> Option<Box<dyn Node>> {
        let value = Reflect::get(&self.0, &name.into()).ok()?;
        if value.is_undefined() { None } else { Some(Box::new(Self(value))) }
    }

    fn items(&self) -> Option<Vec<Box<dyn Node>>> {
        let list = self.0.dyn_ref::<Array>()?;
        Some((0..list.length()).map(|place| Box::new(Self(list.get(place))) as Box<dyn Node>).collect())
    }
}
