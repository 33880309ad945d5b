//! The citizens' app: [`app`] has the one table from an address to a page,
//! [`pages`] fetch and hold what is typed. What they show lives in the crate
//! `ui`, what they ask of the browser in `browser`.

use markup::view;
use ui::text::Pack;

use app::App;

mod api;
mod app;
mod draft;
mod pages;
mod phone;

fn main() {
    browser::start::start(Pack::Citizens, |texts| view! { <App texts /> });
}
