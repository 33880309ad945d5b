//! The complaints on this phone: what is not sent yet, receipts that wait, numbers
//! and states of all others. No words of a complaint stand here.

use domain::{life::State, paths::page};
use leptos::prelude::*;
use markup::{Markup, view};

use crate::{
    button::Button,
    notice::{Notice, Weight},
    photos_waiting::PhotosWaiting,
    text::{Text, Texts},
};

/// A complaint that the phone keeps.
#[derive(Clone, PartialEq, Eq)]
pub struct Kept {
    /// Under which it is kept.
    pub key: String,
    /// How it stands.
    pub stage: Stage,
}

/// How a kept complaint stands.
#[derive(Clone, PartialEq, Eq)]
pub enum Stage {
    /// It waits for a signal.
    Unsent,
    /// The server did not take it; why, in a sentence.
    Refused(&'static str),
    /// It is sent.
    Sent {
        /// The number's digits, for the address.
        ticket: String,
        /// The number as it is shown.
        display: String,
        /// Where it stood when the phone last heard of it.
        state: State,
        /// Its receipt has not been looked at yet.
        has_receipt: bool,
        /// So many photos are not sent yet.
        photos: u32,
        /// Why a photo was not taken, in a sentence.
        photo_refused: Option<&'static str>,
    },
}

/// What can be done with them.
#[derive(Clone, Copy)]
pub struct Keeping {
    /// Sends what is not sent yet.
    pub on_send: Callback<()>,
    /// Shows the receipt of this one.
    pub on_receipt: Callback<String>,
    /// Takes this one back into the form.
    pub on_change: Callback<String>,
    /// Forgets this one.
    pub on_forget: Callback<String>,
    /// Forgets all that are sent.
    pub on_forget_all: Callback<()>,
}

/// The heading, and below it the list; none where only the phone knows it.
#[component]
pub fn MinePage(kept: Option<Vec<Kept>>, keeping: Keeping) -> Markup {
    let texts = Texts::here();
    let is_empty = kept.as_ref().is_some_and(Vec::is_empty);
    let kept = kept.unwrap_or_default();
    let has_sent = kept.iter().any(|kept| matches!(kept.stage, Stage::Sent { .. }));
    let entries = kept.into_iter().map(|kept| view! { <li class="mine__entry"><Entry kept keeping /></li> });
    view! {
        <h1 tabindex="-1">{texts.get(Text::MineTitle)}</h1>
        <p>{texts.get(Text::MineLead)}</p>
        {is_empty.then(|| view! { <p>{texts.get(Text::MineEmpty)}</p> })}
        <ul class="mine" role="list">{entries.collect::<Markup>()}</ul>
        {has_sent.then(|| view! { <Button label=texts.get(Text::MineForgetAll) on_press=keeping.on_forget_all /> })}
        <p><a href=page::STATUS>{texts.get(Text::StatusAnother)}</a></p>
    }
}

#[component]
fn Entry(kept: Kept, keeping: Keeping) -> Markup {
    let texts = Texts::here();
    let key = kept.key;
    let with_key = move |run: Callback<String>, key: &str| {
        let key = key.to_owned();
        Callback::new(move |()| run.run(key.clone()))
    };
    match kept.stage {
        Stage::Unsent => view! {
            <Notice weight=Weight::Warning title=texts.get(Text::MineUnsent)>
                <p>{texts.get(Text::MineUnsentAbout)}</p>
                <div class="buttons">
                    <Button label=texts.get(Text::MineSend) on_press=keeping.on_send />
                    <Button label=texts.get(Text::MineForget) on_press=with_key(keeping.on_forget, &key) />
                </div>
            </Notice>
        },
        Stage::Refused(sentence) => view! {
            <Notice weight=Weight::Warning title=texts.get(Text::MineRefused)>
                <p>{sentence}</p>
                <div class="buttons">
                    <Button label=texts.get(Text::MineChange) on_press=with_key(keeping.on_change, &key) />
                    <Button label=texts.get(Text::MineForget) on_press=with_key(keeping.on_forget, &key) />
                </div>
            </Notice>
        },
        Stage::Sent { ticket, display, state, has_receipt, photos, photo_refused } => {
            let receipt = has_receipt.then(|| {
                view! {
                    <Notice weight=Weight::Good title=texts.get(Text::MineSent)>
                        <p>{texts.get(Text::MineSentAbout)}</p>
                        <Button label=texts.get(Text::MineReceipt) on_press=with_key(keeping.on_receipt, &key) />
                    </Notice>
                }
            });
            view! {
                {receipt}
                <a class="mine__number" href=[page::TICKET, "/", &ticket].concat()>{display}</a>
                <span class="mine__state">{texts.state(state)}</span>
                <PhotosWaiting count=photos refused=photo_refused />
            }
        }
    }
}
