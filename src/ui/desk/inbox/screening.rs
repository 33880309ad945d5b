//! Why a message is no complaint: each reason by its number.

use domain::screening::Screening;
use markup::prelude::*;
use markup::{Markup, view};

use super::key;
use crate::text::{Text, Texts};

/// The keys of the reasons, in their order.
const NUMBERS: [&str; 7] = ["1", "2", "3", "4", "5", "6", "7"];

/// A reason by its code.
pub fn reason(code: &str) -> Option<Text> {
    Screening::from_code(code).map(name)
}

fn name(reason: Screening) -> Text {
    match reason {
        Screening::Thanks => Text::DeskInboxThanks,
        Screening::NoGrievance => Text::DeskInboxNoGrievance,
        Screening::NotOurs => Text::DeskInboxNotOurs,
        Screening::SeenBefore => Text::DeskInboxSeenBefore,
        Screening::Unclear => Text::DeskInboxUnclear,
        Screening::Spam => Text::DeskInboxSpam,
        Screening::Abuse => Text::DeskInboxAbuse,
    }
}

/// A button for each reason.
#[component]
pub fn Reasons(on_screen: Callback<Screening>) -> Markup {
    let texts = Texts::here();
    let buttons = Screening::ALL.into_iter().zip(NUMBERS).map(|(reason, number)| {
        view! {
            <li>
                <button
                    class="action__template"
                    type="button"
                    aria-keyshortcuts=number
                    on:click=move |_| on_screen.run(reason)
                >
                    {key(number)} " " {texts.get(name(reason))}
                </button>
            </li>
        }
    });
    view! {
        <h3 class="inbox__why" tabindex="-1">{texts.get(Text::DeskInboxWhy)}</h3>
        <ol class="action__templates">{buttons.collect::<Markup>()}</ol>
    }
}
