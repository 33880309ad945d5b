//! The slip in place of the form, until the next citizen.

use domain::wire::kiosk::Centre;
use leptos::prelude::*;
use markup::{Markup, view};
use ui::kiosk::slip::{ProvisionalPage, SlipPage};

use crate::{printing::printing, serving::Shown};

/// What stands in place of the form; nothing while the form does. `on_next` ends
/// the citizen's turn.
pub fn slip(shown: Shown, centre: Centre, on_next: Callback<()>) -> Option<Markup> {
    match shown {
        Shown::Form => None,
        Shown::Slip(receipt) | Shown::Fetched(_, receipt) => {
            Some(view! { <SlipPage receipt=*receipt centre printing=printing(on_next) /> })
        }
        Shown::Provisional(number, at) => {
            Some(view! { <ProvisionalPage number at centre printing=printing(on_next) /> })
        }
    }
}
