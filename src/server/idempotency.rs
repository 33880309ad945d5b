//! The Idempotency-Key of a request: a UUID that the client draws once, so that
//! sending again files nothing twice.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, request::Parts},
};
use domain::time::Timestamp;
use serde::Serialize;

use crate::{
    chance::{Chance, draw},
    failure::Failure,
    secret::Secret,
    store::Once,
};

/// The header's name.
pub const HEADER: &str = "idempotency-key";

/// The key of this request.
pub struct IdempotencyKey(pub [u8; 16]);

impl IdempotencyKey {
    /// The key with its scope and a keyed digest of what is asked for.
    pub fn once(&self, scope: u64, asked: &impl Serialize, secret: &Secret, at: Timestamp) -> Once {
        let written = serde_json::to_vec(asked).expect("wire types can be written");
        self.once_of(scope, &written, secret, at)
    }

    /// As [`IdempotencyKey::once`], of a body that is no JSON.
    pub fn once_of(&self, scope: u64, sent: &[u8], secret: &Secret, at: Timestamp) -> Once {
        Once { key: self.0, scope, digest: secret.digest_body(sent), at }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Failure> {
        Self::if_sent(&parts.headers)?.ok_or(Failure::KeyMissing)
    }
}

impl IdempotencyKey {
    /// The key of a request that need not have one.
    ///
    /// # Errors
    /// [`Failure::KeyMissing`] for one that is no UUID.
    pub fn if_sent(headers: &HeaderMap) -> Result<Option<Self>, Failure> {
        let Some(sent) = headers.get(HEADER) else { return Ok(None) };
        let key = sent.to_str().ok().and_then(read);
        key.map(|key| Some(Self(key))).ok_or(Failure::KeyMissing)
    }

    /// The key that a form carries, or a new one.
    pub fn of_form(typed: Option<&str>, chance: &dyn Chance) -> Self {
        Self(typed.and_then(read).unwrap_or_else(|| draw(chance)))
    }

    /// The key as a UUID is written.
    pub fn written(&self) -> String {
        let digits: String = self.0.iter().map(|byte| format!("{byte:02x}")).collect();
        let [one, two, three, four, five] = [0..8, 8..12, 12..16, 16..20, 20..32].map(|part| &digits[part]);
        format!("{one}-{two}-{three}-{four}-{five}")
    }
}

/// Reads a UUID as RFC 9562 writes it; also in the quotes that the draft of the
/// header asks for.
fn read(text: &str) -> Option<[u8; 16]> {
    let text = text.trim().trim_matches('"').as_bytes();
    let hyphens = [8, 13, 18, 23];
    if text.len() != 36 || hyphens.iter().any(|&place| text[place] != b'-') {
        return None;
    }
    let mut digits = text.iter().enumerate().filter(|(place, _)| !hyphens.contains(place)).map(|(_, byte)| *byte);
    let mut key = [0; 16];
    for byte in &mut key {
        let mut nibble = || char::from(digits.next()?).to_digit(16);
        *byte = (nibble()? * 16 + nibble()?) as u8;
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::SeededChance;

    #[test]
    fn only_uuids_are_keys() {
        assert!(read("0190d3c8-8f5c-7abc-9def-0123456789ab").is_some());
        assert!(read("\"0190D3C8-8F5C-7ABC-9DEF-0123456789AB\"").is_some());
        for wrong in ["", "1", "0190d3c88f5c7abc9def0123456789ab", "0190d3c8-8f5c-7abc-9def-0123456789ag"] {
            assert!(read(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn a_form_carries_its_key_along() {
        let chance = SeededChance::new(1);

        let first = IdempotencyKey::of_form(None, &chance);
        let next = IdempotencyKey::of_form(Some(&first.written()), &chance);

        assert_eq!(first.0, next.0);
        assert_ne!(IdempotencyKey::of_form(Some("what?"), &chance).0, first.0);
    }
}
