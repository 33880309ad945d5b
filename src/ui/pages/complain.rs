//! The form, one decision a page. [`step`] names the steps and their addresses,
//! [`answers`] what was typed; [`page`] draws a step around its questions, which
//! have a file each.

pub mod answers;
mod category;
mod check;
mod group;
pub mod page;
mod photos;
mod place;
pub mod step;
mod step_link;
mod what;
mod you;
