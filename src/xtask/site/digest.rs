//! Digests of final bytes: short ones for names, long ones for integrity.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

// Sixteen hex digits: 64 bits, far beyond a chance collision among a few files.
const NAME_BYTES: usize = 8;

/// A name for these bytes: 16 hex digits.
pub fn name(bytes: &[u8]) -> String {
    Sha256::digest(bytes)[..NAME_BYTES].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The value of an `integrity` attribute.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_bytes_get_another_name() {
        let first = b"body{color:red}";
        let second = b"body{color:tan}";

        let names = (name(first), name(second));

        assert_ne!(names.0, names.1);
        assert_eq!(names.0.len(), 16);
    }
}
