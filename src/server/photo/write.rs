//! Writes a picture as a JPEG of at most [`BYTES`] bytes.

use image::{RgbImage, codecs::jpeg::JpegEncoder, imageops};

use super::{BYTES, CleanPhoto};

/// Tried in this order; below the last, letters on a ration card blur, and fewer
/// pixels are the lesser evil.
const QUALITIES: [u8; 5] = [85, 75, 65, 55, 45];

/// The picture in the best quality for which there is room.
pub fn write(mut picture: RgbImage) -> CleanPhoto {
    loop {
        let (width, height) = picture.dimensions();
        let mut smallest = usize::MAX;
        for quality in QUALITIES {
            let bytes = encode(&picture, quality);
            if bytes.len() <= BYTES {
                return CleanPhoto { bytes, width, height };
            }
            smallest = bytes.len();
        }
        // Bytes follow the pixels; a little less, so that it ends.
        let scale = 0.95 * (BYTES as f64 / smallest as f64).sqrt();
        let smaller = |side: u32| ((f64::from(side) * scale) as u32).max(1);
        picture = imageops::thumbnail(&picture, smaller(width), smaller(height));
    }
}

fn encode(picture: &RgbImage, quality: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality)
        .encode_image(picture)
        .expect("memory takes every byte, and the sides are short");
    bytes
}
