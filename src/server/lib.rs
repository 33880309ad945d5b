//! Sunwai's server: HTTP, store, jobs. It knows no browser.
//!
//! - [`routes`] every route in one table; [`api`] one file a resource;
//!   [`site`] the app and its pages
//! - [`file_complaint`] the one door; [`take_step`] the one way on; [`jobs`] what
//!   happens without anyone asking; [`erasing`] the end of all words
//! - [`photo`] what a photo must be to be kept; [`darkroom`] where it becomes so,
//!   [`album`] where it is kept
//! - [`channels`] where citizens post elsewhere, and are answered
//! - [`open311`] which neighbours' programs this office knows
//! - [`outbox`] what goes out to citizens; [`ledger`] and to the public
//! - [`store`] what is kept, and the only SQL below it
//! - [`terminal`] which kiosk asks; [`session`] who asks at the desk, [`sign_in`] how they prove it, [`accounts`]
//!   who may; [`password`], [`totp`], [`lock`] what that takes; [`origin`]
//! - [`failure`] why something was not answered, and its number; [`problems`]
//!   the document about it
//! - [`listen`] connections; [`crowd`] how many of them, [`shares`] how much one
//!   address takes; [`request_id`] what each request is called, [`metrics`] what is
//!   counted of all
//! - [`office`] what every handler works with: [`clock`], [`chance`], [`secret`]
//! - [`config`], [`open`], [`serve`], [`demo`], [`copy`](mod@copy), [`staff`](mod@staff), [`kiosk`],
//!   [`read_posts`](mod@read_posts), [`check`], [`backup`](mod@backup), [`restore`](mod@restore), [`erase`](mod@erase) the commands

pub mod accounts;
pub mod album;
pub mod api;
pub mod backup;
pub mod body;
pub mod chance;
pub mod channels;
pub mod check;
pub mod clock;
pub mod compress;
pub mod config;
pub mod copy;
pub mod crowd;
pub mod darkroom;
pub mod demo;
pub mod erase;
pub mod erasing;
pub mod failure;
pub mod file_complaint;
pub mod form;
pub mod headers;
pub mod history;
pub mod idempotency;
pub mod in_flight;
pub mod jobs;
pub mod kiosk;
pub mod ledger;
pub mod limits;
pub mod listen;
pub mod lock;
pub mod metrics;
pub mod office;
pub mod open;
pub mod open311;
pub mod origin;
pub mod outbox;
pub mod page;
pub mod password;
pub mod photo;
pub mod problems;
pub mod progress;
pub mod qr;
pub mod read_posts;
pub mod request_id;
pub mod restore;
pub mod routes;
pub mod secret;
pub mod serve;
pub mod session;
pub mod shares;
pub mod sign_in;
pub mod site;
pub mod staff;
pub mod store;
pub mod take_step;
pub mod terminal;
pub mod texts;
pub mod totp;
pub mod unfinished;
