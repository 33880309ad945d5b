//! Header, page, footer: the same around every page.

use markup::prelude::*;
use markup::{Children, Markup, view};

use crate::{footer::Footer, header::Header};

/// `here` is the address of the page, for the links to its other languages.
#[component]
pub fn Layout(here: Signal<String>, children: Children) -> Markup {
    view! {
        <Header here />
        <main class="page" id="main" tabindex="-1">{children()}</main>
        <Footer />
    }
}
