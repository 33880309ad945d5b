//! The version of a complaint that whoever changes it has seen.

use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
};

use crate::failure::Failure;

/// The versions that `If-Match` names; a change is made on one of them or not at
/// all. `*`, which fits any version, is as good as none.
pub struct IfMatch(Vec<u32>);

impl IfMatch {
    /// Lets a complaint of this version through.
    ///
    /// # Errors
    /// Someone was faster.
    pub fn check(&self, version: u32) -> Result<(), Failure> {
        if self.0.contains(&version) { Ok(()) } else { Err(Failure::Overtaken) }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Failure> {
        let sent = parts.headers.get_all(header::IF_MATCH).into_iter().filter_map(|value| value.to_str().ok());
        let tags: Vec<&str> = sent.flat_map(|value| value.split(',')).map(str::trim).collect();
        if tags.is_empty() || tags.contains(&"*") {
            return Err(Failure::PreconditionMissing);
        }
        Ok(Self(tags.into_iter().filter_map(version).collect()))
    }
}

/// Only strong tags match (RFC 9110, 13.1.1), and only those that were given out.
fn version(tag: &str) -> Option<u32> {
    let written = tag.strip_prefix('"')?.strip_suffix('"')?;
    written.parse().ok().filter(|version: &u32| version.to_string() == written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_stands_in_quotes() {
        assert_eq!(version("\"7\""), Some(7));
        for wrong in ["7", "W/\"7\"", "\"\"", "\"x\"", "\"7", "\"07\"", "\"+7\""] {
            assert_eq!(version(wrong), None, "{wrong}");
        }
    }
}
