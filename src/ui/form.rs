//! A form that the app sends by itself, and that a browser could.

use leptos::prelude::*;
use markup::{Children, Event, IS_PLAIN, Markup, view};

/// The form of a plain page, for buttons that stand outside it.
pub const ID: &str = "form";

/// Posts to `action` where there is no app; files as well, if it takes them.
#[component]
pub fn Form(
    #[prop(into)] action: String,
    #[prop(optional)] takes_files: bool,
    on_submit: Callback<()>,
    children: Children,
) -> Markup {
    let submit = move |event: Event| {
        event.prevent_default();
        on_submit.run(());
    };
    let encoding = takes_files.then_some("multipart/form-data");
    view! {
        // The browser's own bubbles would speak another language than the page.
        <form id=IS_PLAIN.then_some(ID) class="form" method="post" action=action enctype=encoding novalidate on:submit=submit>{children()}</form>
    }
}
