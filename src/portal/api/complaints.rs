//! Filing a complaint.

use browser::api::{Call, Failure};
use domain::{
    paths,
    wire::{ComplaintForm, Receipt},
};

/// Files it; the same `key` never files twice.
pub fn file(form: &ComplaintForm, key: &str, done: impl FnOnce(Result<Receipt, Failure>) + 'static) {
    Call::post(paths::COMPLAINTS, form).header("Idempotency-Key", key).answer_anywhere(done);
}
