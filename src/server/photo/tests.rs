//! What strangers may send, made here byte by byte.

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

use self::{
    noted::{PLACE, exif, with_exif},
    photo::{jpeg, picture},
    raw::{animated_webp, cmyk_jpeg, encoded, jpeg_that_claims, png_that_claims, png_with},
};
use super::*;

#[path = "../../../tests/fixtures/noted.rs"]
mod noted;
#[path = "../../../tests/fixtures/photo.rs"]
mod photo;
mod raw;

/// What is seen in a kept photo.
fn seen(photo: &CleanPhoto) -> RgbImage {
    let seen = image::load_from_memory_with_format(photo.bytes(), ImageFormat::Jpeg).unwrap().into_rgb8();
    assert_eq!(seen.dimensions(), (photo.width(), photo.height()));
    assert!(photo.bytes().len() <= BYTES && photo.width().max(photo.height()) <= SIDE);
    seen
}

fn is_red(pixel: &Rgb<u8>) -> bool {
    pixel[0] > 150 && pixel[2] < 90
}

fn is_blue(pixel: &Rgb<u8>) -> bool {
    pixel[2] > 150 && pixel[0] < 90
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|part| part == wanted)
}

#[test]
fn a_photo_of_a_telephone_becomes_a_small_one() {
    let photo = clean(&jpeg(4_000, 3_000)).unwrap();

    let seen = seen(&photo);
    assert_eq!(seen.dimensions(), (1_600, 1_200));
    assert!(is_red(seen.get_pixel(100, 600)) && is_blue(seen.get_pixel(1_500, 600)));
}

#[test]
fn a_small_photo_keeps_its_pixels() {
    for (width, height) in [(1, 1), (1_600, 900), (640, 480)] {
        assert_eq!(seen(&clean(&jpeg(width, height)).unwrap()).dimensions(), (width, height));
    }
    assert_eq!(seen(&clean(&jpeg(8_000, 2)).unwrap()).dimensions(), (1_600, 1));
    assert_eq!(seen(&clean(&jpeg(1_700, 850)).unwrap()).dimensions(), (1_600, 800));
}

#[test]
fn what_a_telephone_noted_beside_a_photo_is_gone() {
    let noted = with_exif(&jpeg(64, 48), 1);
    assert!(holds(&noted, PLACE));
    let png = encoded(&picture(64, 48).into(), ImageFormat::Png);
    let noted_png = png_with(&png_with(&png, b"eXIf", &exif(1)), b"tEXt", b"Comment\0Suman");

    for sent in [noted, noted_png] {
        let photo = clean(&sent).unwrap();

        for gone in [PLACE, b"Exif", b"Suman"] {
            assert!(!holds(photo.bytes(), gone), "{}", String::from_utf8_lossy(gone));
        }
    }
}

#[test]
fn a_photo_stands_upright_however_the_telephone_was_held() {
    // EXIF 2.3, tag 0x0112: where the left half, which is red, is seen.
    let (left, right, top, bottom) = ((8, 24), (55, 24), (24, 8), (24, 55));
    let rows = [(1, left), (2, right), (3, right), (4, left), (5, top), (6, top), (7, bottom), (8, bottom)];

    for (orientation, red) in rows {
        let lying = jpeg(64, 48);
        let png = encoded(&picture(64, 48).into(), ImageFormat::Png);
        for sent in [with_exif(&lying, orientation), png_with(&png, b"eXIf", &exif(orientation))] {
            let seen = seen(&clean(&sent).unwrap());

            let sides = if orientation < 5 { (64, 48) } else { (48, 64) };
            assert_eq!(seen.dimensions(), sides, "{orientation}");
            let (x, y) = red;
            assert!(is_red(seen.get_pixel(x, y)), "{orientation}: {:?}", seen.get_pixel(x, y));
            let opposite = (seen.width() - 1 - x, seen.height() - 1 - y);
            assert!(is_blue(seen.get_pixel(opposite.0, opposite.1)), "{orientation}");
        }
    }
}

#[test]
fn a_photo_full_of_noise_loses_quality_and_then_pixels_until_there_is_room() {
    let mut state = 1_u32;
    let noise = RgbImage::from_fn(1_600, 1_600, |_, _| {
        let mut byte = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        Rgb([byte(), byte(), byte()])
    });

    let photo = clean(&encoded(&noise.into(), ImageFormat::Png)).unwrap();

    let seen = seen(&photo);
    assert!(seen.width() < 1_600 && seen.width() == seen.height() && seen.width() > 300, "{photo:?}");
}

#[test]
fn photos_of_every_kind_are_seen_in_their_colours() {
    let colour = picture(40, 40);
    let rows = [
        ("PNG", encoded(&colour.clone().into(), ImageFormat::Png)),
        ("PNG, 16 bits", encoded(&DynamicImage::from(colour.clone()).into_rgb16().into(), ImageFormat::Png)),
        ("PNG, 16 bits, alpha", encoded(&DynamicImage::from(colour.clone()).into_rgba16().into(), ImageFormat::Png)),
        ("WebP", encoded(&colour.clone().into(), ImageFormat::WebP)),
        ("JPEG", jpeg(40, 40)),
    ];
    for (kind, sent) in rows {
        let seen = seen(&clean(&sent).unwrap());
        assert!(is_red(seen.get_pixel(5, 20)) && is_blue(seen.get_pixel(35, 20)), "{kind}");
    }

    let grey = DynamicImage::from(colour).into_luma8();
    let seen = seen(&clean(&encoded(&grey.into(), ImageFormat::Jpeg)).unwrap());
    let Rgb([red, green, blue]) = *seen.get_pixel(5, 20);
    assert!(red.abs_diff(green) < 4 && green.abs_diff(blue) < 4);
}

#[test]
fn the_colours_of_printers_are_read() {
    let seen = seen(&clean(&cmyk_jpeg()).unwrap());

    assert_eq!(seen.dimensions(), (8, 8));
    let Rgb([red, green, blue]) = *seen.get_pixel(4, 4);
    assert!((40..=90).contains(&red) && red.abs_diff(green) < 4 && green.abs_diff(blue) < 4, "{red} {green} {blue}");
}

#[test]
fn what_is_transparent_is_seen_on_white() {
    let faint = RgbaImage::from_fn(32, 32, |x, _| if x < 16 { Rgba([0, 0, 0, 0]) } else { Rgba([0, 0, 255, 255]) });

    let seen = seen(&clean(&encoded(&faint.into(), ImageFormat::Png)).unwrap());

    assert!(seen.get_pixel(4, 16).0.iter().all(|colour| *colour > 245));
    assert!(is_blue(seen.get_pixel(28, 16)));
}

#[test]
fn of_an_animation_the_first_picture_is_kept() {
    let plain = |pixel| RgbImage::from_pixel(16, 16, Rgb(pixel)).into();
    let sent = animated_webp(&plain([220, 0, 0]), &plain([0, 0, 220]));

    let photo = clean(&sent).unwrap();

    assert!(is_red(seen(&photo).get_pixel(8, 8)));
}

#[test]
fn a_file_that_would_take_all_memory_is_refused_by_its_head() {
    let (jpeg, png) = (jpeg(8, 8), encoded(&picture(8, 8).into(), ImageFormat::Png));
    let webp = |width: u32, height: u32| {
        // The head of a lossless picture: 14 bits for each side less one.
        let sides = (width - 1) | (height - 1) << 14;
        let content = [b"WEBPVP8L", &14_u32.to_le_bytes()[..], &[0x2f], &sides.to_le_bytes(), &[0; 9]].concat();
        [b"RIFF", &(content.len() as u32).to_le_bytes()[..], &content].concat()
    };

    for (width, height) in [(8_001, 1), (1, 8_001), (5_001, 5_000), (16_000, 16_000)] {
        assert_eq!(clean(&png_that_claims(&png, width, height)), Err(Unfit::TooManyPixels), "{width} x {height}");
        let (short_width, short_height) = (width as u16, height as u16);
        assert_eq!(clean(&jpeg_that_claims(&jpeg, short_width, short_height)), Err(Unfit::TooManyPixels));
        assert_eq!(clean(&webp(width, height)), Err(Unfit::TooManyPixels), "{width} x {height}");
    }
    assert_eq!(clean(&png_that_claims(&png, 4_000_000_000, 4_000_000_000)), Err(Unfit::TooManyPixels));
    let deep = encoded(&DynamicImage::new_rgba16(1, 1), ImageFormat::Png);
    assert_eq!(clean(&png_that_claims(&deep, 5_000, 5_000)), Err(Unfit::TooManyPixels), "8 bytes a pixel");
}

#[test]
fn a_photo_of_more_pixels_than_telephones_write_is_large() {
    let jpeg = jpeg(8, 8);

    assert!(!is_large(&jpeg_that_claims(&jpeg, 4_000, 3_000)) && !is_large(b"no photo") && !is_large(b""));
    assert!(is_large(&jpeg_that_claims(&jpeg, 3_000, 4_500)));
    let deep = encoded(&DynamicImage::new_rgba16(1, 1), ImageFormat::Png);
    assert!(is_large(&png_that_claims(&deep, 2_500, 2_500)), "8 bytes a pixel");
}

#[test]
fn a_file_that_lies_about_its_size_is_broken() {
    let png = encoded(&picture(8, 8).into(), ImageFormat::Png);

    assert_eq!(clean(&png_that_claims(&png, 4_000, 4_000)), Err(Unfit::Broken));
    assert_eq!(clean(&png_that_claims(&png, 0, 8)), Err(Unfit::Broken));
    assert_eq!(clean(&jpeg_that_claims(&jpeg(8, 8), 8, 0)), Err(Unfit::Broken));
    assert_eq!(clean(&jpeg_that_claims(&jpeg(8, 8), 0, 8)), Err(Unfit::Broken));
}

#[test]
fn a_file_that_was_cut_off_anywhere_is_refused() {
    let colour = picture(64, 48);
    let whole = [
        with_exif(&jpeg(64, 48), 6),
        encoded(&colour.clone().into(), ImageFormat::Png),
        encoded(&colour.into(), ImageFormat::WebP),
    ];

    for sent in whole {
        assert!(clean(&sent).is_ok());
        // What is cut off of the check sum behind the end of a PNG harms nothing.
        for length in 0..sent.len() - 12 {
            assert!(clean(&sent[..length]).is_err(), "{length} of {}", sent.len());
        }
    }
    assert_eq!(clean(b""), Err(Unfit::Broken));
}

/// Found by chance among a million changed files: a progressive JPEG whose second
/// colour is finer than its first.
#[test]
fn a_file_over_which_the_decoder_stumbles_is_broken() {
    let mut sent = cmyk_jpeg();
    let head = sent.windows(2).position(|two| two == [0xff, 0xc0]).unwrap();
    sent[head + 1] = 0xc2;
    sent[head + 14] = 0x22;

    assert_eq!(clean(&sent), Err(Unfit::Broken));
}

#[test]
fn a_file_with_any_byte_changed_is_a_photo_or_refused() {
    let colour = picture(16, 12);
    let whole = [
        with_exif(&jpeg(16, 12), 6),
        cmyk_jpeg(),
        png_with(&encoded(&colour.clone().into(), ImageFormat::Png), b"eXIf", &exif(6)),
        encoded(&colour.clone().into(), ImageFormat::WebP),
        animated_webp(&picture(16, 16).into(), &picture(16, 16).into()),
    ];

    for sent in whole {
        for place in 0..sent.len() {
            for change in [0xff, 0x01, 0x80] {
                let mut changed = sent.clone();
                changed[place] ^= change;

                // It comes back, whatever it says.
                if let Ok(photo) = clean(&changed) {
                    seen(&photo);
                }
            }
        }
    }
}

#[test]
fn a_preview_inside_does_not_pass_for_the_end() {
    let preview = jpeg(8, 8);
    let photo = jpeg(64, 48);
    let length = u16::try_from(preview.len() + 2).unwrap().to_be_bytes();
    let with_preview = [&photo[..2], &[0xff, 0xe1], &length, &preview, &photo[2..]].concat();

    assert!(clean(&with_preview).is_ok());
    assert_eq!(clean(&with_preview[..with_preview.len() - 100]), Err(Unfit::Broken));
}

#[test]
fn what_somebody_hid_in_a_photo_is_gone() {
    let script = b"<script>alert(1)</script>";
    let photo = jpeg(64, 48);
    let length = u16::try_from(script.len() + 2).unwrap().to_be_bytes();
    let in_a_comment = [&photo[..2], &[0xff, 0xfe], &length, script, &photo[2..]].concat();
    let behind = [&photo, &b"PK\x03\x04"[..], script].concat();
    let png = png_with(&encoded(&picture(64, 48).into(), ImageFormat::Png), b"tEXt", &[b"a\0", &script[..]].concat());

    for sent in [in_a_comment, behind, png] {
        let photo = clean(&sent).unwrap();

        assert!(!holds(photo.bytes(), script) && !holds(photo.bytes(), b"PK\x03\x04"));
        assert!(is_red(seen(&photo).get_pixel(8, 24)));
    }
}

#[test]
fn what_is_no_photo_is_refused_whatever_it_is_called() {
    let rows: [&[u8]; 7] = [
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        b"GIF89a\x01\0\x01\0\0\0\0;",
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
        b"%PDF-1.7",
        b"<!doctype html><script>alert(1)</script>",
        b"BM\0\0\0\0",
        "राशन".as_bytes(),
    ];
    for sent in rows {
        assert_eq!(clean(sent), Err(Unfit::WrongType), "{}", String::from_utf8_lossy(sent));
    }
}

#[test]
fn a_file_with_too_many_bytes_is_not_even_looked_at() {
    assert_eq!(clean(&vec![0; FILE_MAX + 1]), Err(Unfit::TooLarge));
}

#[test]
fn a_cleaned_photo_can_be_cleaned_again() {
    let once = clean(&with_exif(&jpeg(900, 700), 6)).unwrap();

    let twice = clean(once.bytes()).unwrap();

    assert_eq!((twice.width(), twice.height()), (once.width(), once.height()));
    assert!(format!("{once:?}").starts_with("CleanPhoto(700 x 900, "));
}
