//! The warning before everything is erased.

use markup::prelude::*;
use markup::{Markup, changing, view};

use crate::text::{Text, Texts};

/// A dialog of this id, which the app opens; `left` in seconds.
#[component]
pub fn IdleDialog(id: &'static str, left: Signal<u32>, on_stay: Callback<()>) -> Markup {
    let texts = Texts::here();
    let lead = move || texts.fill(Text::KioskIdleLead, &[("seconds", &left.get().to_string())]);
    view! {
        <dialog class="idle" id=id role="alertdialog" aria-labelledby="idle-title" aria-describedby="idle-lead">
            <h2 class="idle__title" id="idle-title">{texts.get(Text::KioskIdleTitle)}</h2>
            <p id="idle-lead" role="timer">{changing(lead)}</p>
            <button class="button" type="button" on:click=move |_| on_stay.run(())>
                {texts.get(Text::KioskIdleStay)}
            </button>
        </dialog>
    }
}
