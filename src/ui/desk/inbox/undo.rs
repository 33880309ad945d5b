//! What was decided last, and for ten seconds the way back.

use markup::prelude::*;
use markup::{Markup, changing, view};

use super::key;
use crate::text::{Text, Texts};

/// `told` is spoken by a screen reader, `left` the seconds that it is not.
#[component]
pub fn UndoBar(told: Signal<Option<String>>, left: Signal<Option<u32>>, on_undo: Callback<()>) -> Markup {
    let texts = Texts::here();
    let is_open = Memo::new(move |_| left.get().is_some());
    let button = move || {
        let seconds = move || left.get().map(|left| ["(", &left.to_string(), ")"].concat());
        is_open.get().then(|| {
            view! {
                <button
                    class="button button--second undo__button"
                    type="button"
                    aria-keyshortcuts="u"
                    on:click=move |_| on_undo.run(())
                >
                    {texts.get(Text::DeskInboxUndo)} " "
                    <span class="undo__left" aria-hidden="true">{changing(seconds)}</span> {key("u")}
                </button>
            }
        })
    };
    view! {
        <div class="undo">
            <p class="undo__told" role="status">{changing(move || told.get())}</p>
            {changing(button)}
        </div>
    }
}
