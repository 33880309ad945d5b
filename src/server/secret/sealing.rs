//! Opening what a terminal sealed while its line was down.
//!
//! The office's key (P-256, because every browser has it) is derived from the
//! secret: nothing more has to be kept, and a terminal that is stolen holds nothing
//! that opens what it sealed. What is sealed how: [`Sealed`].

use aes_gcm::{
    Aes256Gcm, KeyInit as _,
    aead::{Aead as _, Payload},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::wire::kiosk::Sealed;
use p256::{
    PublicKey, SecretKey,
    ecdh::{SharedSecret, diffie_hellman},
    elliptic_curve::sec1::ToSec1Point as _,
};
use sha2::Sha256;

use super::Secret;

const INFO: &[u8] = b"sunwai kiosk";

impl Secret {
    /// The public half of the office's key, as [`Sealed`] has it.
    pub fn seal_key(&self) -> String {
        point(&self.seal_secret().public_key())
    }

    /// What was sealed with this Idempotency-Key; `None` if it was sealed for
    /// another office, with another key, or is broken.
    pub fn unseal(&self, sealed: &Sealed, key: &str) -> Option<Vec<u8>> {
        let drawn = PublicKey::from_sec1_bytes(&URL_SAFE_NO_PAD.decode(&sealed.key).ok()?).ok()?;
        let agreed = diffie_hellman(self.seal_secret().to_nonzero_scalar(), drawn.as_affine());
        let payload = Payload { msg: &URL_SAFE_NO_PAD.decode(&sealed.sealed).ok()?, aad: key.as_bytes() };
        cipher(&agreed).decrypt(&[0; 12].into(), payload).ok()
    }

    fn seal_secret(&self) -> SecretKey {
        // One in 2³² digests is above the order of the curve.
        let tries = (0..u8::MAX).map(|tried| self.mac("kiosk seal", &[&[tried]]));
        tries.filter_map(|digest| SecretKey::from_slice(&digest).ok()).next().expect("255 digests in a row are no key")
    }
}

/// HKDF-SHA-256 (RFC 5869) without salt.
fn cipher(agreed: &SharedSecret) -> Aes256Gcm {
    let mut key = [0; 32];
    agreed.extract::<Sha256>(None).expand(INFO, &mut key).expect("32 bytes are one block");
    Aes256Gcm::new(&key.into())
}

fn point(key: &PublicKey) -> String {
    URL_SAFE_NO_PAD.encode(key.to_sec1_point(false).as_bytes())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::chance::{Chance, SeededChance, draw};

    /// Seals as a terminal does.
    pub fn seal(to: &str, words: &[u8], key: &str, chance: &dyn Chance) -> Sealed {
        let drawn = SecretKey::from_slice(&draw::<32>(chance)).unwrap();
        let to = PublicKey::from_sec1_bytes(&URL_SAFE_NO_PAD.decode(to).unwrap()).unwrap();
        let agreed = diffie_hellman(drawn.to_nonzero_scalar(), to.as_affine());
        let sealed = cipher(&agreed).encrypt(&[0; 12].into(), Payload { msg: words, aad: key.as_bytes() }).unwrap();
        Sealed { key: point(&drawn.public_key()), sealed: URL_SAFE_NO_PAD.encode(sealed) }
    }

    #[test]
    fn what_is_sealed_to_an_office_opens_there_with_its_key_only() {
        let chance = SeededChance::new(1);
        let (here, elsewhere) = (Secret::from_chance(&chance), Secret::from_chance(&chance));

        let sealed = seal(&here.seal_key(), b"words", "one", &chance);

        assert_eq!(here.unseal(&sealed, "one").as_deref(), Some(&b"words"[..]));
        assert_eq!(here.unseal(&sealed, "two"), None);
        assert_eq!(elsewhere.unseal(&sealed, "one"), None);
    }

    #[test]
    fn what_is_no_seal_opens_nothing() {
        let secret = Secret::from_chance(&SeededChance::new(1));
        let whole = seal(&secret.seal_key(), b"words", "one", &SeededChance::new(2));
        let broken = [
            Sealed { key: String::new(), ..whole.clone() },
            Sealed { key: "*".to_owned(), ..whole.clone() },
            Sealed { key: URL_SAFE_NO_PAD.encode([4; 65]), ..whole.clone() },
            Sealed { sealed: String::new(), ..whole.clone() },
            Sealed { sealed: whole.sealed[..8].to_owned(), ..whole.clone() },
        ];

        for sealed in broken {
            assert_eq!(secret.unseal(&sealed, "one"), None, "{sealed:?}");
        }
    }
}
