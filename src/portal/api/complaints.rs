//! Filing a complaint.

use browser::{
    api::{Call, Failure},
    phone,
};
use domain::{
    paths,
    wire::{ComplaintForm, Receipt},
};

/// Files it; the same `key` never files twice.
pub fn file(form: &ComplaintForm, key: &str, done: impl FnOnce(Result<Receipt, Failure>) + 'static) {
    Call::post(paths::COMPLAINTS, form).header("Idempotency-Key", key).answer_anywhere(done);
}

/// Lets the phone keep it, to be filed with the same `key` when there is a signal;
/// `done` is told whether the phone does.
pub fn keep(form: &ComplaintForm, key: &str, done: impl FnOnce(bool) + 'static) {
    phone::keep(key, &json::write(form), done);
}
