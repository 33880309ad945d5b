//! A ticket number as somebody typed it.

#![no_main]

#[expect(dead_code, reason = "each target takes its own")]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _refused = targets::ticket(bytes);
});
