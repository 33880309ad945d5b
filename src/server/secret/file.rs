//! The file the secret is kept in: made once, readable by its owner only.

use std::{
    fmt,
    fs::{self, OpenOptions},
    io::{self, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};

use super::{BYTES, Secret};
use crate::{chance::Chance, history::hex};

/// Why there is no secret.
#[derive(Debug)]
pub enum SecretProblem {
    /// The file is not there, although the database was made with one.
    Missing(PathBuf),
    /// The file does not hold 64 hexadecimal digits.
    Malformed(PathBuf),
    /// The file cannot be read or made.
    Unreadable(PathBuf, io::Error),
}

impl fmt::Display for SecretProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(path) => write!(
                formatter,
                "The database exists, but its secret is not at {}. Without it no PIN and no link of any receipt \
                 opens. Put the file back from your backup, or name it with --secret-file.",
                path.display()
            ),
            Self::Malformed(path) => {
                write!(formatter, "{} is no secret: it must hold 64 hexadecimal digits.", path.display())
            }
            Self::Unreadable(path, error) => write!(formatter, "{} cannot be used: {error}", path.display()),
        }
    }
}

/// Reads the secret of a database that exists.
///
/// # Errors
/// A [`SecretProblem`].
pub fn load(path: &Path) -> Result<Secret, SecretProblem> {
    match fs::read_to_string(path) {
        Ok(text) => parse(text.trim()).ok_or_else(|| SecretProblem::Malformed(path.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(SecretProblem::Missing(path.to_owned())),
        Err(error) => Err(SecretProblem::Unreadable(path.to_owned(), error)),
    }
}

/// Reads the secret, or makes it before the first start of a new database.
///
/// # Errors
/// A [`SecretProblem`].
pub fn load_or_make(path: &Path, chance: &dyn Chance) -> Result<Secret, SecretProblem> {
    match load(path) {
        Err(SecretProblem::Missing(_)) => {
            let secret = Secret::from_chance(chance);
            match make(path, &secret) {
                Ok(()) => Ok(secret),
                // Another server that starts at the same moment was faster.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => load(path),
                Err(error) => Err(SecretProblem::Unreadable(path.to_owned(), error)),
            }
        }
        found => found,
    }
}

/// Writes the secret into a new file, readable by its owner only.
///
/// # Errors
/// [`SecretProblem::Unreadable`] when it cannot be made, or is there.
pub fn keep(path: &Path, secret: &Secret) -> Result<(), SecretProblem> {
    make(path, secret).map_err(|error| SecretProblem::Unreadable(path.to_owned(), error))
}

/// Nobody ever sees half of it: it is written beside its place and put there whole.
fn make(path: &Path, secret: &Secret) -> io::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{}", std::process::id()));
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
    file.write_all(hex(&secret.bytes).as_bytes())?;
    file.write_all(b"\n")?;
    // A receipt must not outlive the secret it was made from.
    file.sync_all()?;
    let put = fs::hard_link(&beside, path);
    fs::remove_file(&beside)?;
    put?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::File::open(folder)?.sync_all()
}

fn parse(text: &str) -> Option<Secret> {
    let digits: Vec<u8> =
        text.chars().map(|digit| digit.to_digit(16).map(|digit| digit as u8)).collect::<Option<_>>()?;
    let bytes: Vec<u8> = digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect();
    let bytes: [u8; BYTES] = bytes.try_into().ok()?;
    (digits.len() == BYTES * 2).then(|| Secret::new(bytes))
}
