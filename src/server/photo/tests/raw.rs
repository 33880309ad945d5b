//! Files that no library writes, put together by hand.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat};

/// A picture in a format.
pub fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A part of a PNG.
fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let named = [name, content].concat();
    [&(content.len() as u32).to_be_bytes()[..], &named, &crc(&named).to_be_bytes()].concat()
}

/// The check sum of PNG (ISO 3309).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    })
}

/// Signature and head of a PNG.
const PNG_HEAD: usize = 8 + 25;

/// The PNG with a head that says it has these sides.
pub fn png_that_claims(png: &[u8], width: u32, height: u32) -> Vec<u8> {
    let sides = [width.to_be_bytes(), height.to_be_bytes()].concat();
    let head = chunk(b"IHDR", &[&sides, &png[24..29]].concat());
    [&png[..8], &head, &png[PNG_HEAD..]].concat()
}

/// The PNG with one more part behind its head.
pub fn png_with(png: &[u8], name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    [&png[..PNG_HEAD], &chunk(name, content), &png[PNG_HEAD..]].concat()
}

/// The JPEG with a head that says it has these sides.
pub fn jpeg_that_claims(jpeg: &[u8], width: u16, height: u16) -> Vec<u8> {
    let mut changed = jpeg.to_vec();
    let head = jpeg.windows(2).position(|two| two == [0xff, 0xc0]).unwrap();
    changed[head + 5..head + 7].copy_from_slice(&height.to_be_bytes());
    changed[head + 7..head + 9].copy_from_slice(&width.to_be_bytes());
    changed
}

/// Eight by eight pixels of the colours of printers, all of them half: each part
/// of the picture is one block, two bits of `0` in tables that know nothing else.
pub fn cmyk_jpeg() -> Vec<u8> {
    let part =
        |mark: u8, content: &[u8]| [&[0xff, mark], &(content.len() as u16 + 2).to_be_bytes()[..], content].concat();
    let table = |class: u8| [&[class << 4, 1], &[0; 15][..], &[0]].concat();
    let colours = |rest: &[u8]| (1..=4).flat_map(|colour| [&[colour], rest].concat()).collect::<Vec<u8>>();
    [
        vec![0xff, 0xd8],
        part(0xee, b"Adobe\0\x64\0\0\0\0\0"),
        part(0xdb, &[&[0], &[1; 64][..]].concat()),
        part(0xc0, &[&[8, 0, 8, 0, 8, 4], colours(&[0x11, 0]).as_slice()].concat()),
        part(0xc4, &[table(0), table(1)].concat()),
        part(0xda, &[&[4], colours(&[0]).as_slice(), &[0, 63, 0]].concat()),
        vec![0, 0xff, 0xd9],
    ]
    .concat()
}

/// A WebP of two pictures, one after the other, each of sixteen by sixteen pixels.
pub fn animated_webp(first: &DynamicImage, second: &DynamicImage) -> Vec<u8> {
    let part = |name: &[u8; 4], content: &[u8]| {
        let padding = &[0][..content.len() % 2];
        [name, &(content.len() as u32).to_le_bytes()[..], content, padding].concat()
    };
    let frame = |picture: &DynamicImage| {
        let still = encoded(picture, ImageFormat::WebP);
        // Place 0, 0; sides less one; 100 ms; nothing special.
        let head = [0, 0, 0, 0, 0, 0, 15, 0, 0, 15, 0, 0, 100, 0, 0, 0];
        part(b"ANMF", &[&head, &still[12..]].concat())
    };
    let content = [
        b"WEBP".to_vec(),
        part(b"VP8X", &[0b10, 0, 0, 0, 15, 0, 0, 15, 0, 0]),
        part(b"ANIM", &[255, 255, 255, 255, 0, 0]),
        frame(first),
        frame(second),
    ]
    .concat();
    part(b"RIFF", &content)
}
