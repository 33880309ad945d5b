//! The second factor: codes of an authenticator (RFC 6238: SHA-1, six digits,
//! thirty seconds, one step of drift either way).
//!
//! Whether a code was used before is the store's to know; the time is passed in.

use std::fmt;

use domain::{digits, time::Timestamp};
use totp_rs::{Algorithm, Builder, Totp};

use crate::chance::{Chance, draw};

/// 160 bits, as RFC 4226 recommends.
const BYTES: usize = 20;

/// Seconds in a step.
pub const STEP: i64 = 30;

/// What an authenticator and the server both know.
pub struct Factor(Totp);

impl Factor {
    /// A new factor.
    pub fn from_chance(chance: &dyn Chance) -> Self {
        Self::from_bytes(&draw::<BYTES>(chance)).expect("160 bits are enough")
    }

    /// The factor of these bytes; `None` if they are too few.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let builder = Builder::new().with_algorithm(Algorithm::SHA1).with_digits(6).with_step_duration(STEP as u64);
        builder.with_skew(1).with_secret(bytes.to_vec()).build().ok().map(Self)
    }

    /// The bytes, to be sealed.
    pub fn bytes(&self) -> &[u8] {
        self.0.secret().as_bytes()
    }

    /// As it is typed into an authenticator: base32.
    pub fn base32(&self) -> String {
        self.0.secret().to_base32()
    }

    /// The step to which a code belongs, if that is now or one beside it.
    pub fn step_of(&self, code: &str, now: Timestamp) -> Option<i64> {
        let step = self.0.check(&read(code)?, seconds(now))?;
        i64::try_from(step).ok()
    }

    /// The code of this moment.
    pub fn code_at(&self, now: Timestamp) -> String {
        self.0.generate(seconds(now)).to_string()
    }
}

/// The address that an authenticator reads.
pub fn address(user: &str, base32: &str) -> String {
    format!("otpauth://totp/Sunwai:{user}?secret={base32}&issuer=Sunwai&algorithm=SHA1&digits=6&period={STEP}")
}

/// A code as people type it, with any spacing, in any of the three scripts.
fn read(typed: &str) -> Option<String> {
    let kept = typed.chars().filter(|&character| !digits::is_separator(character));
    kept.map(|character| digits::value(character).map(|value| char::from(b'0' + value))).collect()
}

fn seconds(now: Timestamp) -> u64 {
    u64::try_from(now.0).unwrap_or_default()
}

/// Never prints the factor, so that no log can.
impl fmt::Debug for Factor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Factor(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::SeededChance;

    /// The secret of RFC 6238, appendix B.
    fn of_the_rfc() -> Factor {
        Factor::from_bytes(b"12345678901234567890").unwrap()
    }

    #[test]
    fn codes_are_those_of_the_rfc() {
        // Appendix B prints eight digits; six are their end.
        let rows = [
            (59, "94287082"),
            (1_111_111_109, "07081804"),
            (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ];

        for (second, code) in rows {
            assert_eq!(of_the_rfc().code_at(Timestamp(second)), code[2..], "{second}");
            assert_eq!(of_the_rfc().step_of(&code[2..], Timestamp(second)), Some(second / STEP), "{second}");
        }
    }

    #[test]
    fn a_code_is_good_for_one_step_either_way() {
        let (factor, step) = (of_the_rfc(), 1_000_000);
        let code = factor.code_at(Timestamp(step * STEP));

        let found: Vec<_> = (-2..=2).map(|drift| factor.step_of(&code, Timestamp((step + drift) * STEP))).collect();

        assert_eq!(found, [None, Some(step), Some(step), Some(step), None]);
    }

    #[test]
    fn a_code_is_read_in_three_scripts_with_any_spacing() {
        for typed in ["287082", " 287 082", "२८७०८२", "੨੮੭-੦੮੨"] {
            assert_eq!(of_the_rfc().step_of(typed, Timestamp(59)), Some(1), "{typed}");
        }
        for typed in ["", "28708", "2870820", "28708x", "+28708", "-287082x"] {
            assert_eq!(of_the_rfc().step_of(typed, Timestamp(59)), None, "{typed}");
        }
    }

    #[test]
    fn a_factor_is_handed_over_as_base32() {
        let factor = Factor::from_chance(&SeededChance::new(1));

        assert_eq!(of_the_rfc().base32(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(factor.base32().len(), 32);
        assert!(address("suman", &factor.base32()).starts_with("otpauth://totp/Sunwai:suman?secret="));
        assert_eq!(format!("{factor:?}"), "Factor(…)");
    }
}
