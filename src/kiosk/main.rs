//! The operator's app at a centre: [`app`] has the one table from an address to a
//! page, [`terminal`] whose it is, [`serving`] the citizen who stands there,
//! [`sending`] what waits for the line. [`pages`] fetch and hold what is typed;
//! what they show lives in `ui::kiosk`, what they ask of the browser in `browser`.

use markup::view;
use ui::text::Pack;

use app::App;

mod api;
mod app;
mod fields;
mod idle;
mod kept;
mod keys;
mod offline;
mod pages;
mod printing;
mod sending;
mod serving;
mod terminal;

fn main() {
    browser::start::start(Pack::Kiosk, |texts| view! { <App texts /> });
}
