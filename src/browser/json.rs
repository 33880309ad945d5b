//! JSON by the browser's own parser. serde's derived readers and writers of the
//! wire types are used as they are; only the parser is not carried along: with
//! its number tables and error texts serde_json weighs more than the form.

use std::fmt;

use serde::{Serialize, de, de::DeserializeOwned, ser};
use wasm_bindgen::JsValue;

mod reader;
mod writer;

/// Parsed JSON, not read into a type yet.
pub struct Json(JsValue);

impl Json {
    /// Parses a text.
    ///
    /// # Errors
    /// When it is no JSON.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        js_sys::JSON::parse(text).map(Self).map_err(|_| Unreadable)
    }

    /// Reads it into a type.
    ///
    /// # Errors
    /// When it is something else.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Unreadable> {
        T::deserialize(reader::Reader(self.0.clone()))
    }
}

/// Writes a wire type.
///
/// # Errors
/// When it has something in it that the wire types have not: numbers, maps.
pub fn write<T: Serialize>(value: &T) -> Result<String, Unreadable> {
    let mut json = String::new();
    value.serialize(writer::Writer(&mut json))?;
    Ok(json)
}

/// It does not fit. Nobody on a phone could do anything with the details.
#[derive(Debug)]
pub struct Unreadable;

impl fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("unreadable")
    }
}

impl std::error::Error for Unreadable {}

impl de::Error for Unreadable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

impl ser::Error for Unreadable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}
