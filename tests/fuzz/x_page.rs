//! A page of mentions as X sends it.

#![no_main]

#[expect(dead_code, reason = "each target takes its own")]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _refused = targets::x_page(bytes);
});
