//! What works for whom, what does not yet, and whom to tell.

use leptos::prelude::*;
use markup::{Markup, view};

use crate::text::{Text, Texts};

const CAN: [Text; 5] = [
    Text::AccessibilityCanKeyboard,
    Text::AccessibilityCanReader,
    Text::AccessibilityCanZoom,
    Text::AccessibilityCanDark,
    Text::AccessibilityCanDigits,
];

/// The statement.
#[component]
pub fn AccessibilityPage() -> Markup {
    let texts = Texts::here();
    let can = CAN.into_iter().map(|text| view! { <li>{texts.get(text)}</li> });
    view! {
        <h1 tabindex="-1">{texts.get(Text::AccessibilityTitle)}</h1>
        <p>{texts.get(Text::AccessibilityLead)}</p>
        <h2>{texts.get(Text::AccessibilityCan)}</h2>
        <ul>{can.collect::<Markup>()}</ul>
        <h2>{texts.get(Text::AccessibilityLimits)}</h2>
        <p>{texts.get(Text::AccessibilityLimitsText)}</p>
        <h2>{texts.get(Text::AccessibilityTell)}</h2>
        <p>{texts.get(Text::AccessibilityTellText)}</p>
    }
}
