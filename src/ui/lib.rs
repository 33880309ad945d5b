//! What the pages show. Both apps mount these components and the server draws
//! them as plain HTML, so they take data and callbacks and know no browser.
//!
//! - [`text`] the texts and their keys; [`number`] and [`date`] how figures and
//!   days are written
//! - [`page`] which page an address names
//! - [`layout`] with [`header`], [`language_switch`], [`footer`]; [`loading`]
//!   while the app is fetched
//! - [`desk`](mod@desk) what only the desk shows; [`kiosk`](mod@kiosk) what only
//!   the kiosk does
//! - [`pages`] a page each, made of the components beside it, one component a
//!   file; [`problems`] joins a form's fields with what is wrong with them
//!
//! One block of CSS in `style/` has the name of each component.

#![expect(missing_docs, reason = "each prop becomes a field of a generated struct; the component's own line covers it")]

pub mod button;
mod carried;
pub mod chart;
pub mod check_box;
pub mod choices;
pub mod date;
pub mod day_input;
pub mod desk;
pub mod error_summary;
pub mod field;
pub mod figure;
pub mod figures;
pub mod footer;
pub mod form;
pub mod header;
pub mod kiosk;
pub mod language_switch;
pub mod layout;
pub mod loading;
pub mod notice;
pub mod number;
pub mod page;
pub mod pages;
pub mod panel;
pub mod personal_warning;
mod photos_waiting;
pub mod privacy_notice;
pub mod problems;
pub mod select;
pub mod sentence;
pub mod steps;
pub mod summary_list;
pub mod text;
pub mod text_area;
pub mod text_input;
pub mod ticket_form;
pub mod timeline;
pub mod waiting;
pub mod ways;
