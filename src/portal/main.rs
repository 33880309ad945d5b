//! The citizens' app. [`start`] fetches the texts and mounts [`app`], which has
//! the one table from an address to a page. [`pages`] fetch and hold what is
//! typed; what they show lives in the crate `ui`.

mod address;
mod api;
mod app;
mod arrival;
mod clipboard;
mod clock;
mod draft;
mod json;
mod memory;
mod pages;
mod start;

fn main() {
    start::start();
}
