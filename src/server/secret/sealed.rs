//! Sealing what others keep for us: second factors, so that a stolen database
//! does not open them, and the places at which pages begin, so that whoever
//! hands them back neither reads nor makes them.
//!
//! XChaCha20-Poly1305 with a key from the secret. Its nonce is long enough to be
//! drawn each time; the name is sealed along, so that nobody puts their own
//! under another name.

use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305,
    aead::{Aead as _, Payload},
};

use super::Secret;
use crate::chance::{Chance, draw};

const NONCE: usize = 24;

impl Secret {
    /// Seals the second factor of `user`.
    pub fn seal_factor(&self, user: &str, factor: &[u8], chance: &dyn Chance) -> Vec<u8> {
        self.seal("factor", user, factor, chance)
    }

    /// The second factor of `user`; `None` if it was sealed for another name or
    /// with another secret.
    pub fn open_factor(&self, user: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        self.open("factor", user, sealed)
    }

    /// Seals a place in a list for `user`.
    pub fn seal_place(&self, user: &str, place: &[u8], chance: &dyn Chance) -> Vec<u8> {
        self.seal("place", user, place, chance)
    }

    /// A place in a list of `user`; `None` if it was not sealed for them here.
    pub fn open_place(&self, user: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        self.open("place", user, sealed)
    }

    fn seal(&self, purpose: &str, user: &str, what: &[u8], chance: &dyn Chance) -> Vec<u8> {
        let nonce: [u8; NONCE] = draw(chance);
        let payload = Payload { msg: what, aad: user.as_bytes() };
        let sealed = self.cipher(purpose).encrypt(&nonce.into(), payload).expect("a few bytes are not too many");
        [&nonce[..], &sealed].concat()
    }

    fn open(&self, purpose: &str, user: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
        let payload = Payload { msg: sealed, aad: user.as_bytes() };
        self.cipher(purpose).decrypt(&(*nonce).into(), payload).ok()
    }

    fn cipher(&self, purpose: &str) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.mac(purpose, &[]).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::SeededChance;

    #[test]
    fn a_factor_opens_for_its_name_with_its_secret_only() {
        let chance = SeededChance::new(1);
        let secret = Secret::from_chance(&chance);

        let sealed = secret.seal_factor("suman", b"a factor", &chance);

        assert_eq!(secret.open_factor("suman", &sealed).as_deref(), Some(&b"a factor"[..]));
        assert_eq!(secret.open_factor("ravi", &sealed), None);
        assert_eq!(secret.open_place("suman", &sealed), None, "nor does it serve for something else");
        assert_eq!(Secret::from_chance(&chance).open_factor("suman", &sealed), None);
        assert_ne!(secret.seal_factor("suman", b"a factor", &chance), sealed, "drawn anew");
    }

    #[test]
    fn a_changed_byte_opens_nothing() {
        let chance = SeededChance::new(1);
        let secret = Secret::from_chance(&chance);
        let sealed = secret.seal_factor("suman", b"a factor", &chance);

        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert_eq!(secret.open_factor("suman", &changed), None, "{place}");
        }
        assert_eq!(secret.open_factor("suman", &sealed[..10]), None);
    }
}
