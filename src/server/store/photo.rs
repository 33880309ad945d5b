//! The photos of complaints: written with the event that brings them
//! ([`super::Filing`], [`super::Step`]), shown one by one, erased with all else ([`super::erase`]).

use std::fmt;

use async_trait::async_trait;
use domain::{ticket::Ticket, wire::Photo};

use super::StoreError;
use crate::history::{Sealed, hex};

/// What a photo is called: 128 random bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PhotoId(pub [u8; 16]);

impl PhotoId {
    /// Reads what [`fmt::Display`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        let is_hex = text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let bits = u128::from_str_radix(text, 16).ok().filter(|_| is_hex)?;
        Some(Self(bits.to_be_bytes()))
    }
}

/// 32 hexadecimal digits, in small letters.
impl fmt::Display for PhotoId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&hex(&self.0))
    }
}

/// Where a picture is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptIn {
    /// In the store itself.
    Database,
    /// In the folder of the setting; it is there before its photo is written down.
    Folder,
}

/// A photo to be written down.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPhoto {
    /// What it is called.
    pub id: PhotoId,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// The JPEG.
    pub picture: Vec<u8>,
    /// Where that is kept.
    pub kept_in: KeptIn,
}

/// Never prints the picture.
impl fmt::Debug for NewPhoto {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "NewPhoto({}, {:?})", self.id, self.kept_in)
    }
}

/// A photo that comes with a new complaint, and its event.
#[derive(Clone, Debug)]
pub struct PhotoEvent {
    /// In the chain.
    pub event: Sealed,
    /// The photo.
    pub photo: NewPhoto,
}

/// A photo that is kept, without its picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhotoLine {
    /// What it is called.
    pub id: PhotoId,
    /// The version of the complaint that it made.
    pub version: u32,
    /// In bytes.
    pub size: u32,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

impl PhotoLine {
    /// What is told of it.
    pub fn shown(&self) -> Photo {
        Photo { id: self.id.to_string(), size: self.size, width: self.width, height: self.height }
    }
}

/// A picture, or where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picture {
    /// The JPEG.
    Here(Vec<u8>),
    /// In the folder of the setting.
    InFolder,
}

/// Shows photos.
///
/// # Errors
/// Every function: a [`StoreError`], and then nothing was changed.
#[async_trait]
pub trait PhotoStore: Send + Sync + 'static {
    /// The picture of this complaint's photo.
    async fn picture(&self, ticket: Ticket, id: PhotoId) -> Result<Option<Picture>, StoreError>;

    /// The photos whose pictures are in the folder.
    async fn photos_in_folder(&self) -> Result<Vec<PhotoId>, StoreError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_is_called_by_hexadecimal_digits_and_nothing_else() {
        let id = PhotoId([0x0a; 16]);

        assert_eq!(id.to_string(), "0a".repeat(16));
        assert_eq!(PhotoId::parse(&id.to_string()), Some(id));
        for wrong in
            ["", "0a", &"0A".repeat(16), &format!("+{}", &"0a".repeat(16)[1..]), "../../../../../../../../../x/etc"]
        {
            assert_eq!(PhotoId::parse(wrong), None, "{wrong}");
        }
    }
}
