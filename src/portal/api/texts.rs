//! The texts of one language.

use domain::language::Language;
use ui::text::pack_address;

use super::{Call, Failure};

/// The pack of this app's version.
///
/// # Errors
/// When it cannot be had.
pub async fn pack(language: Language) -> Result<String, Failure> {
    Call::get(&pack_address(language)).send().await
}
