//! Why something was not done, and whether it may simply be done again.

use std::{error::Error as _, io};

use tokio_postgres::{Error, error::SqlState};

use crate::store::StoreError;

/// Why something was not done.
#[derive(Debug)]
pub enum Fault {
    /// Someone else was in the way; nothing was changed, and it may be done again.
    Again(String),
    /// The connection is gone. Before a commit nothing was changed, during one nobody knows.
    Lost(String),
    /// It cannot be done.
    Store(StoreError),
}

impl Fault {
    /// For whoever asked, when it is not done again.
    pub fn into_error(self) -> StoreError {
        match self {
            Self::Again(_) => StoreError::Busy,
            Self::Lost(reason) => StoreError::Unavailable(reason),
            Self::Store(error) => error,
        }
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        if let Some(code) = error.code() {
            let reason = words(&error);
            return match code {
                &SqlState::T_R_SERIALIZATION_FAILURE | &SqlState::T_R_DEADLOCK_DETECTED => Self::Again(reason),
                &SqlState::ADMIN_SHUTDOWN | &SqlState::CRASH_SHUTDOWN | &SqlState::CANNOT_CONNECT_NOW => {
                    Self::Lost(reason)
                }
                _ => Self::Store(StoreError::Unavailable(reason)),
            };
        }
        let is_lost = error.is_closed() || error.source().is_some_and(|source| source.is::<io::Error>());
        if is_lost {
            return Self::Lost(error.to_string());
        }
        // What remains is a column of another type than this program knows.
        Self::Store(StoreError::Corrupt(error.to_string()))
    }
}

/// The code and what it is about. The database's own sentence may hold values of
/// a row, and is told only where it cannot.
pub fn words(error: &Error) -> String {
    let Some(told) = error.as_db_error() else {
        let source = error.source().map_or_else(String::new, |source| format!(": {source}"));
        return format!("{error}{source}");
    };
    let code = told.code().code();
    let is_about_no_row =
        ["08", "25", "28", "3D", "3F", "42", "53", "57", "58"].iter().any(|class| code.starts_with(class));
    let about = told.constraint().or(told.table()).unwrap_or_default();
    if is_about_no_row { format!("{code} {}", told.message()) } else { format!("{code} {about}") }
}
