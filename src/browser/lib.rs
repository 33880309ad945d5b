//! What both apps need of a browser. Nothing here knows a page, and nothing else
//! of the apps knows web-sys by name where it can be helped.
//!
//! - [`start`] fetches the texts ([`language`]) and mounts an app, which takes over
//!   ([`takeover`]) what the server drew
//! - [`address`] the address line; [`arrival`] at a page
//! - [`api`] requests; [`json`] by the browser's own parser
//! - [`memory`] what the browser keeps; [`phone`] and of complaints; [`clipboard`]; [`file`](mod@file) that was chosen
//! - [`clock`], [`chance`] and [`compose`](mod@compose) ask the browser for what the server is passed in

pub mod address;
pub mod api;
pub mod arrival;
pub mod chance;
pub mod clipboard;
pub mod clock;
pub mod compose;
pub mod file;
pub mod json;
pub mod language;
pub mod memory;
pub mod phone;
pub mod start;
pub mod takeover;
