//! Filing a complaint.

use domain::{
    paths,
    wire::{ComplaintForm, Receipt},
};

use super::{Call, Failure};

/// Files it; the same `key` never files twice.
pub fn file(form: &ComplaintForm, key: &str, done: impl FnOnce(Result<Receipt, Failure>) + 'static) {
    Call::post(paths::COMPLAINTS, form).header("Idempotency-Key", key).answer_anywhere(done);
}
