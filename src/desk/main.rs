//! The team's app: [`app`] has the one table from an address to a page,
//! [`session`] who is signed in, [`incoming`] what comes in meanwhile. [`pages`] fetch and hold what is typed; what
//! they show lives in `ui::desk`, what they ask of the browser in `browser`.

use markup::view;
use ui::text::Pack;

use app::App;

mod api;
mod app;
mod draft;
mod fetched;
mod incoming;
mod keyboard;
mod pages;
mod session;

fn main() {
    browser::start::start(Pack::Desk, |texts| view! { <App texts /> });
}
