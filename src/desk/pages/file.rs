//! Filing for someone who came on paper or by telephone: once, however often the
//! button is pressed, and with nothing lost when it fails.

use browser::{api::Failure, arrival::focus_when_drawn, chance::random_uuid, clipboard::copy, clock, compose::compose};
use domain::{
    complaint::{Channel, check, check_email},
    masking,
    wire::{FieldProblem, Receipt, desk::DeskForm},
};
use markup::prelude::*;
use markup::{Markup, changing, view};
use ui::{
    desk::file::{FilePage, Filed, Filing},
    pages::receipt::{ReceiptPage, slip},
    privacy_notice::NOTICE,
    text::Texts,
};

use super::held::Held;
use crate::{
    api::{self, is_over},
    session::Session,
};

/// The form; then the receipt, to be read out or printed.
#[component]
pub fn File() -> Markup {
    let texts = Texts::here();
    let session = Session::here();
    let held = Held::here();
    let receipt: RwSignal<Option<Receipt>> = RwSignal::new(None);
    let problems = RwSignal::new(Vec::new());
    let failed = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let refuse = move |wrong| {
        problems.set(wrong);
        focus_when_drawn(".error-summary");
    };
    let on_submit = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        failed.set(None);
        let form = finished(held.filing.get_untracked());
        let mut wrong = check(&form.form(), clock::today(), compose).err().unwrap_or_default();
        if let Err(key) = check_email(form.email.as_deref().unwrap_or_default()) {
            wrong.push(FieldProblem::new("/email", key));
        }
        if !wrong.is_empty() {
            return refuse(wrong);
        }
        problems.set(Vec::new());
        busy.set(true);
        api::complaints::file(session, &form, &held.key.get_untracked(), move |answer| {
            busy.set(false);
            match answer {
                Ok(filed) => {
                    held.filing.set(DeskForm::default());
                    held.key.set(random_uuid());
                    receipt.set(Some(filed));
                    focus_when_drawn("h1");
                }
                Err(Failure::Refused(problem)) if !problem.errors.is_empty() => refuse(problem.errors),
                Err(failure) if is_over(&failure) => {}
                Err(failure) => failed.set(Some(texts.problem(failure.key()))),
            }
        });
    });
    let on_mask = Callback::new(move |()| held.filing.update(|form| form.text = masking::mask(&form.text)));
    let filing = Filing { typed: held.filing, problems, failed, busy, on_submit, on_mask };
    let on_next = Callback::new(move |()| {
        receipt.set(None);
        focus_when_drawn("h1");
    });
    changing(move || match receipt.get() {
        None => view! { <FilePage filing today=clock::today() /> },
        Some(receipt) => view! { <Slip receipt on_next /> },
    })
}

/// As it is sent: what is empty is left out.
fn finished(typed: DeskForm) -> DeskForm {
    let given = |words: Option<String>| words.filter(|words| !words.trim().is_empty());
    DeskForm {
        place: given(typed.place),
        name: given(typed.name),
        mobile: given(typed.mobile),
        email: given(typed.email),
        notice: NOTICE.to_owned(),
        channel: Channel::Paper.code().to_owned(),
        ..typed
    }
}

/// Number and PIN: this one time.
#[component]
fn Slip(receipt: Receipt, on_next: Callback<()>) -> Markup {
    let texts = Texts::here();
    let copied = RwSignal::new(false);
    let origin = window().location().origin().unwrap_or_default();
    let text = slip(texts, &receipt, &(origin + &receipt.link));
    let on_copy = Callback::new(move |()| copy(&text, move || copied.set(true)));
    let on_print = Callback::new(|()| {
        let _refused = window().print();
    });
    let ticket = receipt.ticket;
    view! {
        <ReceiptPage receipt copied=copied.into() on_print on_copy />
        <Filed ticket on_next />
    }
}
