//! Header, page, footer: the same around every page.

use leptos::prelude::*;

use crate::{footer::Footer, header::Header};

/// `here` is the address of the page, for the links to its other languages.
#[component]
pub fn Layout(here: Signal<String>, children: Children) -> impl IntoView {
    view! {
        <Header here />
        <main class="page" id="main" tabindex="-1">{children()}</main>
        <Footer />
    }
}
