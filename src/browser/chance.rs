//! The browser's chance, asked only here.

use leptos::prelude::window;

/// A UUID of version 4. By hand: `crypto.randomUUID` is newer than the phones,
/// and missing where the office is tried out without TLS.
pub fn random_uuid() -> String {
    let mut bytes = [0; 16];
    if let Ok(crypto) = window().crypto() {
        let _refused = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut uuid = String::new();
    for (place, byte) in bytes.into_iter().enumerate() {
        if matches!(place, 4 | 6 | 8 | 10) {
            uuid.push('-');
        }
        for half in [byte >> 4, byte & 15] {
            uuid.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
        }
    }
    uuid
}
