//! The receipt of the complaint that was just sent: printed, copied, and kept
//! against an accidental reload.

use browser::{address::Navigation, clipboard::copy, memory::Memory, takeover::once_drawn};
use domain::{paths::page, wire::Receipt};
use markup::prelude::*;
use markup::{Markup, view};
use ui::{
    pages::{
        complain::step::Step,
        receipt::{ReceiptPage, slip},
    },
    text::Texts,
};

use crate::phone::Phone;

/// `/complain?step=receipt`
pub(super) const STEP: &str = "receipt";

/// The receipt is kept under this name, in this window only and until another
/// page is opened: PIN and key come once, and a phone reloads a page when it is
/// short of memory, or when a thumb pulls it down.
const KEPT: &str = "sunwai.receipt";

/// The address of the receipt.
pub fn address() -> String {
    [&Step::Group.address(), "?step=", STEP].concat()
}

/// Keeps a receipt for this window; true if the window does keep it.
pub fn keep(receipt: &Receipt) -> bool {
    Memory::Window.keep(KEPT, receipt);
    Memory::Window.text(KEPT).is_some()
}

/// Forgets the receipt when another page is opened; not when this one is mounted
/// anew in another language.
pub fn forget_unless_here(navigation: Navigation) {
    if navigation.path() != page::COMPLAIN {
        Memory::Window.erase(KEPT);
    }
}

/// The kept receipt; without one the form begins.
#[component]
pub(super) fn Slip() -> Markup {
    let Some(receipt) = Memory::Window.read::<Receipt>(KEPT) else {
        let navigation = Navigation::here();
        once_drawn(move || navigation.go_instead(&Step::Group.address()));
        return Markup::nothing();
    };
    let texts = Texts::here();
    let copied = RwSignal::new(false);
    let origin = window().location().origin().unwrap_or_default();
    let text = slip(texts, &receipt, &(origin + &receipt.link));
    let on_copy = Callback::new(move |()| copy(&text, move || copied.set(true)));
    let on_print = Callback::new(|()| {
        let _refused = window().print();
    });
    let (phone, ticket) = (Phone::here(), receipt.ticket);
    let photos = Signal::derive(move || phone.photos_of(texts, ticket));
    view! { <ReceiptPage receipt photos copied=copied.into() on_print on_copy /> }
}
