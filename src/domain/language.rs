//! The three languages: Hindi first, English, Punjabi.

use serde::{Deserialize, Serialize};

/// A language of the screens and of a complaint.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// हिन्दी, in Devanagari.
    #[default]
    Hi,
    /// English.
    En,
    /// ਪੰਜਾਬੀ, in Gurmukhi.
    Pa,
}

impl Language {
    /// All three, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Hi, Self::En, Self::Pa];

    /// The language of a two-letter code, as in `?lang=` and `<html lang>`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// The two-letter code (ISO 639-1).
    pub fn code(self) -> &'static str {
        match self {
            Self::Hi => "hi",
            Self::En => "en",
            Self::Pa => "pa",
        }
    }

    /// The language's name in itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hi => "हिन्दी",
            Self::En => "English",
            Self::Pa => "ਪੰਜਾਬੀ",
        }
    }
}
