//! What only the desk shows: its components and pages, given their data. No
//! citizen fetches any of it, nor its texts (`texts/desk`).
//!
//! - [`page`] which page an address names; [`layout`] around every page;
//!   [`first_screen`] before the app is there
//! - [`sign_in`], [`account`]; [`inbox`]; [`queue`] with [`bulk`] steps; [`complaint`] with
//!   the [`action`]s; [`board`]; [`file`](mod@file); [`staff`]; [`channels`]
//! - [`name`] states, roles and steps in words; [`due`] how late it is;
//!   [`code`] what is the same in every language; [`keys`] the keyboard

pub mod account;
pub mod action;
pub mod board;
pub mod bulk;
pub mod channels;
pub mod code;
pub mod complaint;
pub mod due;
pub mod file;
pub mod first_screen;
pub mod inbox;
pub mod keys;
pub mod layout;
pub mod name;
pub mod page;
pub mod queue;
pub mod sign_in;
pub mod staff;
