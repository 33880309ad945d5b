//! What is asked of the server; and whether this is still a terminal, wherever
//! that is answered.

use browser::api::{Call, Failure};
use domain::{
    paths::kiosk::{COMPLAINTS, ENROL, HEALTH, ME, SEALED, SLIP, TODAY},
    wire::{
        ComplaintForm, Receipt,
        kiosk::{Centre, Enrol, KioskHealth, Sealed, Today},
    },
};

const KEY: &str = "Idempotency-Key";
/// The status of an answer to what is no terminal.
const UNAUTHORIZED: u16 = 401;
/// The key where it was one.
const DISABLED: &str = "kiosk.disabled";

/// What an answer says of the terminal itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// Nothing: the server has answered.
    Nothing,
    /// The line is down, or the server is.
    Down,
    /// This is no terminal.
    Missing,
    /// It was one.
    Disabled,
}

/// What a failure says of the terminal.
pub fn says(failure: &Failure) -> Says {
    match failure {
        Failure::Refused(problem) if problem.key == DISABLED => Says::Disabled,
        Failure::Refused(problem) if problem.status == UNAUTHORIZED => Says::Missing,
        Failure::Refused(problem) if problem.status < 500 => Says::Nothing,
        Failure::Refused(_) | Failure::Lost | Failure::Broken => Says::Down,
    }
}

/// Whose terminal this is.
pub async fn me() -> Result<Centre, Failure> {
    Call::get(ME).wait().await
}

/// Makes this browser the terminal for which the code was made.
pub async fn enrol(code: &str) -> Result<(), Failure> {
    Call::post(ENROL, &Enrol { code: code.to_owned() }).wait().await
}

/// Files at once; the same `key` never files twice.
pub async fn file(form: &ComplaintForm, key: &str) -> Result<Receipt, Failure> {
    Call::post(COMPLAINTS, form).header(KEY, key).wait().await
}

/// Files what was sealed, which is the same request as [`file`].
pub async fn file_sealed(sealed: &Sealed, key: &str) -> Result<Receipt, Failure> {
    Call::post(SEALED, sealed).header(KEY, key).wait().await
}

/// The slip of what was filed with this key.
pub async fn slip(key: &str) -> Result<Receipt, Failure> {
    Call::get(SLIP).header(KEY, key).wait().await
}

/// What was filed today.
pub async fn today() -> Result<Today, Failure> {
    Call::get(TODAY).wait().await
}

/// Whether everything works.
pub async fn health() -> Result<KioskHealth, Failure> {
    Call::get(HEALTH).wait().await
}
