//! Decodes a photo, scaled down and upright. What the file says of its size is
//! looked at before any memory is taken for it.

use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, RgbImage, Rgba, imageops::FilterType,
    metadata::Orientation,
};

use super::{SIDE, Unfit, whole::is_whole};

/// Neither side has more pixels.
const SIDE_MAX: u32 = 8_000;

/// Nor has the whole: a telephone writes 12 million, few cameras 24.
const PIXELS_MAX: u64 = 25_000_000;

/// Decoded, it takes at most so many bytes: 16 bits a colour are taken up to half
/// of the above.
const DECODED_MAX: u64 = 100 * 1024 * 1024;

/// What stands beside the picture is unpacked up to so many bytes: a PNG's colour
/// profile of 500 kB may be 500 MB of nothing. The picture itself is looked at above.
pub(super) const BESIDE_MAX: u64 = 8 * 1024 * 1024;

/// Reads a photo.
///
/// # Errors
/// Why it cannot be kept.
pub fn read(bytes: &[u8]) -> Result<RgbImage, Unfit> {
    if bytes.is_empty() {
        return Err(Unfit::Broken);
    }
    let format = image::guess_format(bytes).map_err(|_| Unfit::WrongType)?;
    match format {
        ImageFormat::Jpeg if !is_whole(bytes) => return Err(Unfit::Broken),
        ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP => {}
        _ => return Err(Unfit::WrongType),
    }
    let (picture, orientation) = decode(bytes, format)?;
    let mut picture = scaled_down(picture);
    picture.apply_orientation(orientation);
    Ok(on_white(picture))
}

/// Of an animation, the first picture.
fn decode(bytes: &[u8], format: ImageFormat) -> Result<(DynamicImage, Orientation), Unfit> {
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(BESIDE_MAX);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(unfit)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS_MAX || decoder.total_bytes() > DECODED_MAX {
        return Err(Unfit::TooManyPixels);
    }
    // Lying on its side is better than not there.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let picture = DynamicImage::from_decoder(decoder).map_err(unfit)?;
    if picture.width() == 0 || picture.height() == 0 {
        return Err(Unfit::Broken);
    }
    Ok((picture, orientation))
}

fn unfit(error: ImageError) -> Unfit {
    match error {
        ImageError::Limits(_) => Unfit::TooManyPixels,
        _ => Unfit::Broken,
    }
}

/// From twice the size on, each pixel becomes the mean of those under it, which
/// takes no memory beside the result; the better way takes 16 bytes a pixel.
fn scaled_down(picture: DynamicImage) -> DynamicImage {
    match picture.width().max(picture.height()) {
        ..=SIDE => picture,
        longest if longest >= 2 * SIDE => picture.thumbnail(SIDE, SIDE),
        _ => picture.resize(SIDE, SIDE, FilterType::Triangle),
    }
}

/// A JPEG has no holes: what is transparent is seen on white, as on most screens.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let picture = picture.into_rgba8();
    let (width, height) = picture.dimensions();
    RgbImage::from_fn(width, height, |x, y| {
        let Rgba([colours @ .., alpha]) = *picture.get_pixel(x, y);
        let seen = |colour: u8| (u16::from(colour) * u16::from(alpha) + 255 * (255 - u16::from(alpha))) / 255;
        colours.map(|colour| seen(colour) as u8).into()
    })
}
