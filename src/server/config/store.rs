//! Where things are kept, as it is written in a setting.

use std::{
    convert::Infallible,
    fmt,
    path::{Path, PathBuf},
    str::FromStr,
};

use crate::store::postgres::Address;

/// An address of a database as it was given. It is read later, because the command
/// line repeats what it cannot read, and a password may stand in it.
#[derive(Clone, PartialEq, Eq)]
pub struct Written(String);

impl Written {
    /// The database.
    ///
    /// # Errors
    /// What is wrong with it, without the address.
    pub fn database(&self) -> Result<Database, String> {
        self.0.parse()
    }
}

impl FromStr for Written {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(text.to_owned()))
    }
}

/// Prints no address, so that no log can.
impl fmt::Debug for Written {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Written(…)")
    }
}

/// A database that this program can open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Database {
    /// A file of SQLite, for one server.
    File(PathBuf),
    /// A database of PostgreSQL, for any number of servers.
    Postgres(Address),
}

impl Default for Database {
    fn default() -> Self {
        Self::File(PathBuf::from("sunwai.db"))
    }
}

impl Database {
    /// The file, for commands that work on one.
    ///
    /// # Errors
    /// What to do instead, in a sentence.
    pub fn file(&self) -> Result<&Path, String> {
        match self {
            Self::File(path) => Ok(path),
            Self::Postgres(_) => Err(format!(
                "{self} is no file. A database of PostgreSQL is copied by its own tools, such as pg_dump, or with \
                 sunwai copy into a file."
            )),
        }
    }

    /// Where its secret is kept unless it is said otherwise.
    pub fn secret_file(&self) -> PathBuf {
        match self {
            Self::File(path) => path.with_extension("secret"),
            Self::Postgres(_) => PathBuf::from("sunwai.secret"),
        }
    }
}

/// Without name and password.
impl fmt::Display for Database {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(formatter),
            Self::Postgres(address) => address.fmt(formatter),
        }
    }
}

impl FromStr for Database {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return text.parse().map(Self::Postgres);
        }
        let file = text.strip_prefix("sqlite:").unwrap_or_default();
        let file = file.strip_prefix("//").unwrap_or(file);
        if file.is_empty() {
            return Err("it must be sqlite: and a file name, such as sqlite:sunwai.db, or postgres:// and a host \
                        and a database, such as postgres://name:password@host/sunwai"
                .to_owned());
        }
        Ok(Self::File(PathBuf::from(file)))
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
