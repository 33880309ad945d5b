//! The token of a session.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest as _, Sha256};

use crate::{
    chance::{Chance, draw},
    history::Digest,
};

/// 256 random bits, that only the browser keeps.
pub struct Token([u8; 32]);

impl Token {
    /// A new token.
    pub fn from_chance(chance: &dyn Chance) -> Self {
        Self(draw(chance))
    }

    /// Reads what [`Token::text`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok().map(Self)
    }

    /// As it travels: base64url, 43 characters.
    pub fn text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// As it is kept. Without a key: nobody finds 256 random bits by guessing.
    pub fn digest(&self) -> Digest {
        Sha256::digest(self.0).into()
    }
}

/// Never prints the token, so that no log can.
impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::SeededChance;

    #[test]
    fn a_token_comes_back_and_is_kept_as_its_digest_only() {
        let token = Token::from_chance(&SeededChance::new(1));

        let read = Token::parse(&token.text()).unwrap();

        assert_eq!((token.text().len(), read.digest()), (43, token.digest()));
        assert_ne!(token.digest(), token.0);
        for wrong in ["", "x", &token.text()[1..], &format!("{}=", token.text())] {
            assert!(Token::parse(wrong).is_none(), "{wrong}");
        }
    }
}
