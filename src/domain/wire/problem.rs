//! RFC 9457 problem documents.

use json::Json;
use serde::{Deserialize, Serialize};

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// The JSON pointer of the field, or `?name` of a query parameter.
    #[cfg_attr(feature = "openapi", schema(example = "/text"))]
    pub pointer: String,
    /// The stable key of the sentence.
    #[cfg_attr(feature = "openapi", schema(example = "text.too_short"))]
    pub key: String,
}

impl FieldProblem {
    /// A problem with the field at `pointer`.
    pub fn new(pointer: &str, key: &str) -> Self {
        Self { pointer: pointer.to_owned(), key: key.to_owned() }
    }
}

/// Every answer that is no success.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Json)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// The kind of problem, as an address.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "openapi", schema(example = "/problems/invalid-complaint"))]
    pub kind: String,
    /// One sentence, in the language of `Accept-Language`.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// The stable key of the sentence; what the apps translate.
    #[cfg_attr(feature = "openapi", schema(example = "complaint.invalid"))]
    pub key: String,
    /// The fields that are wrong, in the order of the form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}
