//! An answer as XML or as JSON, both from the same tree, by the end of the address.

use std::fmt::Write as _;

use axum::{
    extract::FromRequestParts,
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse as _, Response},
};
use serde::{Serialize, Serializer, ser::SerializeMap as _};

use super::told::Told;
use crate::failure::Failure;

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `.xml`
    Xml,
    /// `.json`
    Json,
}

impl Format {
    /// The format of an address; `None` where it ends otherwise.
    pub fn of(path: &str) -> Option<Self> {
        match path.rsplit_once('.')?.1 {
            "xml" => Some(Self::Xml),
            "json" => Some(Self::Json),
            _ => None,
        }
    }

    /// The type of an answer.
    pub fn kind(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Xml => "text/xml; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Format {
    type Rejection = Told;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Told> {
        Self::of(parts.uri.path()).ok_or(Told::Ours(Failure::NotFound))
    }
}

/// A part of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Words.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// A number.
    Number(u32),
    /// Several of a kind, each in an element of this name.
    List(&'static str, Vec<Value>),
    /// Parts by their names.
    Record(Vec<(&'static str, Value)>),
}

/// A part that is words.
pub fn text(name: &'static str, words: impl Into<String>) -> (&'static str, Value) {
    (name, Value::Text(words.into()))
}

impl Value {
    /// The answer with this as its root.
    pub fn answer(&self, root: &str, format: Format, status: StatusCode) -> Response {
        let written = match format {
            Format::Xml => self.xml(root),
            Format::Json => serde_json::to_string(self).expect("a tree can be written"),
        };
        (status, [(header::CONTENT_TYPE, format.kind())], written).into_response()
    }

    /// As XML below an element of this name.
    pub fn xml(&self, root: &str) -> String {
        let mut written = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        self.element(root, &mut written);
        written.push('\n');
        written
    }

    fn element(&self, name: &str, out: &mut String) {
        out.extend(["<", name, ">"]);
        match self {
            Self::Text(words) => escape(words, out),
            Self::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
            Self::Number(number) => write!(out, "{number}").expect("a string takes all"),
            Self::List(item, values) => values.iter().for_each(|value| value.element(item, out)),
            Self::Record(parts) => parts.iter().for_each(|(name, value)| value.element(name, out)),
        }
        out.extend(["</", name, ">"]);
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(words) => serializer.serialize_str(words),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Number(number) => serializer.serialize_u32(*number),
            Self::List(_, values) => serializer.collect_seq(values),
            Self::Record(parts) => {
                let mut map = serializer.serialize_map(Some(parts.len()))?;
                for (name, value) in parts {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}

/// Words inside an element. What no XML may hold (XML 1.0, 2.2) is left out.
fn escape(words: &str, out: &mut String) {
    for letter in words.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            // A parser would make a line feed of it.
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'.. => out.push(letter),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_an_address_says_the_format() {
        assert_eq!(Format::of("/open311/v2/requests/21482736900.xml"), Some(Format::Xml));
        assert_eq!(Format::of("/open311/v2/services.json"), Some(Format::Json));
        for other in ["/open311/v2/services", "/open311/v2/services.html", "/open311/v2/.XML", "/xml"] {
            assert_eq!(Format::of(other), None, "{other}");
        }
    }

    #[test]
    fn words_stay_words_in_both_formats() {
        let hostile = "</a><!-- & ]]> \"'\u{0}\u{8}\u{ffff}\r\nसुमन";
        let value = Value::Record(vec![text("a", hostile)]);

        let xml = value.xml("r");
        let json: serde_json::Value = serde_json::from_str(&serde_json::to_string(&value).unwrap()).unwrap();

        let read = roxmltree::Document::parse(&xml).unwrap();
        let words = read.root_element().first_element_child().unwrap().text().unwrap();
        assert_eq!(words, "</a><!-- & ]]> \"'\r\nसुमन");
        assert_eq!(json["a"], hostile);
    }

    #[test]
    fn both_formats_hold_the_same() {
        let row = |name: &str| Value::Record(vec![text("name", name), ("open", Value::Flag(true))]);
        let rows = Value::List("row", vec![row("a"), row("b")]);
        let whole = Value::Record(vec![("count", Value::Number(2)), ("rows", rows)]);

        assert_eq!(
            whole.xml("all").lines().nth(1).unwrap(),
            "<all><count>2</count><rows><row><name>a</name><open>true</open></row>\
             <row><name>b</name><open>true</open></row></rows></all>"
        );
        assert_eq!(
            serde_json::to_string(&whole).unwrap(),
            r#"{"count":2,"rows":[{"name":"a","open":true},{"name":"b","open":true}]}"#
        );
    }
}
