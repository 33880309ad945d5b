//! Where things are kept, as it is written in a setting.

use std::{path::PathBuf, str::FromStr};

/// A database that this program can open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Database(pub PathBuf);

impl FromStr for Database {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let file = text.strip_prefix("sqlite:").unwrap_or_default();
        let file = file.strip_prefix("//").unwrap_or(file);
        if file.is_empty() {
            return Err("it must be sqlite: and a file name, such as sqlite:sunwai.db".to_owned());
        }
        Ok(Self(PathBuf::from(file)))
    }
}

/// Where photos are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PhotoPlace {
    /// In the database.
    #[default]
    Database,
    /// In a folder.
    Folder(PathBuf),
}

impl FromStr for PhotoPlace {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "" => Err("it must be database, or a folder such as ./photos".to_owned()),
            "database" => Ok(Self::Database),
            folder => Ok(Self::Folder(PathBuf::from(folder))),
        }
    }
}
