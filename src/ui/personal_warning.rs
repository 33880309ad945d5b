//! Points out personal numbers while someone types, and masks them with one tap.

use domain::masking::{Personal, find};
use markup::prelude::*;
use markup::{Markup, changing, view};

use crate::{
    button::Button,
    text::{Text, Texts},
};

/// Watches `text`. The empty region stays in place, so that a screen reader
/// speaks what appears in it.
#[component]
pub fn PersonalWarning(
    text: Signal<String>,
    on_mask: Callback<()>,
    /// What is said of it.
    #[prop(default = Text::PersonalFound)]
    found: Text,
) -> Markup {
    let texts = Texts::here();
    let there = Memo::new(move |_| text.with(|text| kinds(text)));
    let warning = move || {
        let names: Vec<_> = there.get().into_iter().map(|kind| texts.get(name(kind))).collect();
        (!names.is_empty()).then(|| {
            view! {
                <div class="notice notice--warning">
                    <p>{texts.fill(found, &[("what", &names.join(", "))])}</p>
                    <Button label=texts.get(Text::PersonalMask) sends=("mask", "text") on_press=on_mask />
                </div>
            }
        })
    };
    view! { <div class="personal-warning" role="status">{changing(warning)}</div> }
}

/// What kinds stand in the text, each once.
fn kinds(text: &str) -> Vec<Personal> {
    let mut kinds = Vec::new();
    for finding in find(text) {
        if !kinds.contains(&finding.what) {
            kinds.push(finding.what);
        }
    }
    kinds
}

fn name(kind: Personal) -> Text {
    match kind {
        Personal::Mobile => Text::PersonalMobile,
        Personal::Email => Text::PersonalEmail,
        Personal::Aadhaar => Text::PersonalAadhaar,
        Personal::FamilyId => Text::PersonalFamilyId,
    }
}
