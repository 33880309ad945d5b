//! Brotli for what is drawn or packed while the server runs; the app's files
//! come compressed from the build.

use axum::http::{HeaderMap, header};

/// True if the client takes this encoding (RFC 9110, `Accept-Encoding`).
pub fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    let sent = headers.get_all(header::ACCEPT_ENCODING).into_iter().filter_map(|value| value.to_str().ok());
    sent.flat_map(|value| value.split(',')).any(|part| {
        let (name, weight) = part.split_once(';').unwrap_or((part, ""));
        let refused = weight.trim().strip_prefix("q=").and_then(|weight| weight.parse().ok()) == Some(0.0_f32);
        name.trim().eq_ignore_ascii_case(encoding) && !refused
    })
}

/// True if the client takes brotli.
pub fn accepts_brotli(headers: &HeaderMap) -> bool {
    accepts(headers, "br")
}

/// For what is sent once: 14 kB in a tenth of a millisecond.
pub fn quickly(bytes: &[u8]) -> Vec<u8> {
    at_quality(bytes, 5)
}

/// For what is sent often.
pub fn well(bytes: &[u8]) -> Vec<u8> {
    at_quality(bytes, 11)
}

fn at_quality(mut bytes: &[u8], quality: i32) -> Vec<u8> {
    let mut compressed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality, ..Default::default() };
    brotli::BrotliCompress(&mut bytes, &mut compressed, &parameters).expect("memory takes all");
    compressed
}
