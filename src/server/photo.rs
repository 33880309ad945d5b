//! A photo as it is kept: a JPEG that this server wrote.
//!
//! [`clean`] takes what a stranger sent and answers a photo or why not; it knows
//! neither requests nor where photos are kept. Only the picture passes: it is
//! decoded, turned upright, scaled down and written anew, so that nothing a phone
//! noted beside it (the place, the time, the phone), and nothing that somebody
//! hid in the file, is ever kept. How many are cleaned at a time: [`crate::darkroom`].

use std::{fmt, io::Cursor, panic};

use image::{ImageDecoder as _, ImageFormat, ImageReader, Limits};

use self::{
    read::{BESIDE_MAX, read},
    write::write,
};

mod read;
#[cfg(test)]
mod tests;
mod whole;
mod write;

/// A file has at most so many bytes; telephones write 2 to 8 million.
pub const FILE_MAX: usize = 12 * 1024 * 1024;

/// The longest side of a photo that is kept, in pixels.
pub const SIDE: u32 = 1_600;

/// A photo that is kept has at most so many bytes.
pub const BYTES: usize = 200_000;

/// Decoded, a photo of a telephone takes no more bytes, unless that is told to
/// write more than 12 million pixels.
const LARGE: u64 = 40_000_000;

/// A photo that may be kept. Only [`clean`] makes one.
#[derive(Clone, PartialEq, Eq)]
pub struct CleanPhoto {
    bytes: Vec<u8>,
    width: u32,
    height: u32,
}

impl CleanPhoto {
    /// The JPEG.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The JPEG, to be kept.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// In pixels.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// In pixels.
    pub fn height(&self) -> u32 {
        self.height
    }
}

/// Never prints the picture.
impl fmt::Debug for CleanPhoto {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "CleanPhoto({} x {}, {} bytes)", self.width, self.height, self.bytes.len())
    }
}

/// Why a file is no photo that can be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// More bytes than are taken.
    TooLarge,
    /// Neither JPEG nor PNG nor WebP, whatever it is called.
    WrongType,
    /// More pixels than are taken.
    TooManyPixels,
    /// Cut off, empty or damaged.
    Broken,
}

/// Makes a photo of what was sent. It takes some hundred milliseconds and, for the
/// largest that is taken, 350 MB (measured 2026-11-25).
///
/// # Errors
/// Why it cannot be kept.
pub fn clean(bytes: &[u8]) -> Result<CleanPhoto, Unfit> {
    if bytes.len() > FILE_MAX {
        return Err(Unfit::TooLarge);
    }
    // The decoder of JPEGs stumbles over some that are damaged (zune-jpeg 0.5.15).
    panic::catch_unwind(|| read(bytes)).unwrap_or(Err(Unfit::Broken)).map(write)
}

/// True if cleaning what was sent takes much memory, by what its head says.
pub fn is_large(sent: &[u8]) -> bool {
    let bytes = || {
        let mut reader = ImageReader::new(Cursor::new(sent)).with_guessed_format().ok()?;
        let mut limits = Limits::no_limits();
        limits.max_alloc = Some(BESIDE_MAX);
        reader.limits(limits);
        Some(reader.into_decoder().ok()?.total_bytes())
    };
    panic::catch_unwind(bytes).is_ok_and(|bytes| bytes.is_some_and(|bytes| bytes > LARGE))
}

/// Width and height of a photo that is kept; `None` if it is none.
pub fn sides(photo: &[u8]) -> Option<(u32, u32)> {
    ImageReader::with_format(Cursor::new(photo), ImageFormat::Jpeg).into_dimensions().ok()
}
