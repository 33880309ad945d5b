//! The server's secret and what is derived from it: PIN and key of a ticket, and
//! keyed digests. None of them is ever stored, so a stolen database opens nothing.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{digits, enrolment::EnrolmentCode, ticket::Ticket};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::{
    chance::{Chance, draw},
    history::{Digest, hex},
    store::photo::PhotoId,
};

mod file;
mod sealed;
mod sealing;

pub use file::{SecretProblem, keep, load, load_or_make};

const BYTES: usize = 32;
const PINS: u64 = 1_000_000;

/// 256 random bits that only this server has.
#[derive(Clone)]
pub struct Secret {
    bytes: [u8; BYTES],
    // Keyed once: that halves the work of every digest.
    keyed: Hmac<Sha256>,
}

/// PIN and key of one ticket, in one version.
pub struct Credentials {
    /// Six digits.
    pub pin: String,
    /// 128 bits, base64url, 22 characters.
    pub key: String,
}

impl Secret {
    /// A new secret.
    pub fn from_chance(chance: &dyn Chance) -> Self {
        Self::new(draw(chance))
    }

    fn new(bytes: [u8; BYTES]) -> Self {
        let keyed = Hmac::new_from_slice(&bytes).expect("HMAC takes keys of any length");
        Self { bytes, keyed }
    }

    /// PIN and key of a ticket. A re-issue raises the version.
    pub fn credentials(&self, ticket: Ticket, version: u32) -> Credentials {
        let derived = self.mac("receipt", &[&ticket.number().to_be_bytes(), &version.to_be_bytes()]);
        let (key, rest) = derived.split_at(16);
        let number = rest[..8].iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        Credentials { pin: format!("{:06}", number % PINS), key: URL_SAFE_NO_PAD.encode(key) }
    }

    /// The digest of words for the chain of a ticket's history.
    pub fn digest_words(&self, ticket: Ticket, words: &str) -> Digest {
        self.mac("words", &[&ticket.number().to_be_bytes(), words.as_bytes()])
    }

    /// The digest of a photo for the chain of a ticket's history.
    pub fn digest_photo(&self, ticket: Ticket, id: PhotoId, picture: &[u8]) -> Digest {
        self.mac("photo", &[&ticket.number().to_be_bytes(), &id.0, picture])
    }

    /// The digest of a request's body, to tell a repetition from another request.
    pub fn digest_body(&self, body: &[u8]) -> Digest {
        self.mac("body", &[body])
    }

    /// The key with which passwords are hashed: without it a stolen database
    /// cannot even be guessed at.
    pub fn password_key(&self) -> Digest {
        self.mac("password", &[])
    }

    /// What is kept of an enrolment code. With a key, because a code is short.
    pub fn digest_enrolment(&self, code: &EnrolmentCode) -> Digest {
        self.mac("enrolment", &[code.as_str().as_bytes()])
    }

    /// The reference of a letter towards the world: 128 bits that tell nothing.
    pub fn letter(&self, ticket: Ticket, version: u32, way: &str) -> [u8; 16] {
        let parts: [&[u8]; 3] = [&ticket.number().to_be_bytes(), &version.to_be_bytes(), way.as_bytes()];
        first_half(&self.mac("letter", &parts))
    }

    /// What stands for a ticket in public files: 128 bits that tell nothing.
    pub fn pseudonym(&self, ticket: Ticket) -> [u8; 16] {
        first_half(&self.mac("pseudonym", &[&ticket.number().to_be_bytes()]))
    }

    /// What stands for a hash of the history in public files. The hash itself
    /// would tell more: whoever guesses what was hashed can try it out.
    pub fn public_seal(&self, hash: &Digest) -> [u8; 16] {
        first_half(&self.mac("seal", &[hash]))
    }

    /// What a database remembers, so that another secret is noticed.
    pub fn mark(&self) -> String {
        hex(&self.mac("mark", &[]))
    }

    fn mac(&self, purpose: &str, parts: &[&[u8]]) -> Digest {
        let mut mac = self.keyed.clone();
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        for part in parts {
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}

fn first_half(digest: &Digest) -> [u8; 16] {
    let mut half = [0; 16];
    half.copy_from_slice(&digest[..16]);
    half
}

impl Credentials {
    /// True if this is the PIN; in the same time whatever was typed.
    pub fn has_pin(&self, typed: &Pin) -> bool {
        self.pin.as_bytes().ct_eq(typed.0.as_bytes()).into()
    }

    /// True if this is the key; in the same time whatever was sent.
    pub fn has_key(&self, sent: &str) -> bool {
        self.key.as_bytes().ct_eq(sent.as_bytes()).into()
    }
}

/// Six digits as a citizen typed them.
pub struct Pin(String);

impl Pin {
    /// Reads six digits of any of the three scripts, with any spacing.
    pub fn parse(typed: &str) -> Option<Self> {
        let kept = typed.chars().filter(|&character| !digits::is_separator(character));
        let pin: String = kept
            .map(|character| digits::value(character).map(|value| char::from(b'0' + value)))
            .collect::<Option<_>>()?;
        (pin.len() == 6).then_some(Self(pin))
    }
}

/// Never prints the secret, so that no log can.
impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::SeededChance;

    #[test]
    fn a_ticket_has_the_same_pin_and_key_until_they_are_issued_again() {
        let secret = Secret::from_chance(&SeededChance::new(1));
        let ticket = Ticket::from_chance(7);

        let first = secret.credentials(ticket, 1);
        let again = secret.credentials(ticket, 1);
        let second = secret.credentials(ticket, 2);

        assert_eq!((&first.pin, &first.key), (&again.pin, &again.key));
        assert_eq!((first.pin.len(), first.key.len()), (6, 22));
        assert!(first.pin != second.pin && first.key != second.key);
    }

    #[test]
    fn a_pin_is_read_in_three_scripts() {
        for typed in ["482913", " 482 913 ", "४८२९१३", "੪੮੨੯੧੩"] {
            assert_eq!(Pin::parse(typed).unwrap().0, "482913", "{typed}");
        }
        assert!(Pin::parse("48291").is_none());
        assert!(Pin::parse("48291x").is_none());
    }

    #[test]
    fn a_secret_is_never_printed() {
        let secret = Secret::from_chance(&SeededChance::new(1));

        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }
}
