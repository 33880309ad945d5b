//! QR codes as SVG, drawn here so that they cost the phone nothing.

use std::fmt::Write as _;

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

/// The quiet zone around the code, in modules (ISO/IEC 18004).
const QUIET: i32 = 4;
/// The largest code: an address of 200 characters fits.
const LARGEST: u8 = 12;

/// The code for `text` as an SVG document; empty where the text is too long for
/// a slip. One mask and not the best of eight: that search took nine tenths of
/// the time of a submission, and readers do not need it for so short a text.
pub fn svg(text: &str) -> String {
    let segments = QrSegment::make_segments(text);
    let code = QrCode::encode_segments_advanced(
        &segments,
        QrCodeEcc::Medium,
        Version::MIN,
        Version::new(LARGEST),
        Some(Mask::new(2)),
        false,
    );
    let Ok(code) = code else { return String::new() };
    let side = code.size() + 2 * QUIET;
    let mut drawing = String::with_capacity(4_096);
    write!(
        drawing,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path d=\""
    )
    .expect("a string takes all");
    for y in 0..code.size() {
        draw_row(&mut drawing, &code, y);
    }
    drawing.push_str("\"/></svg>");
    drawing
}

/// Draws each run of dark modules of a row as one rectangle.
fn draw_row(drawing: &mut String, code: &QrCode, y: i32) {
    let mut x = 0;
    while x < code.size() {
        let run = (x..code.size()).take_while(|&x| code.get_module(x, y)).count() as i32;
        if run > 0 {
            write!(drawing, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET).expect("a string takes all");
        }
        x += run.max(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_becomes_a_drawing_without_words() {
        let drawing = svg("https://sunwai.example/t/21482736900#k=AAAAAAAAAAAAAAAAAAAAAA");

        assert!(drawing.starts_with("<svg "));
        assert!(!drawing.contains("<text") && drawing.len() < 8_000, "{}", drawing.len());
    }

    #[test]
    fn a_text_that_no_slip_can_hold_is_left_out() {
        assert_eq!(svg(&"x".repeat(2_000)), "");
    }
}
