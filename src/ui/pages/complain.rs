//! The form, one decision a page. [`step`] names the steps and their addresses;
//! each is a file of its own, drawn inside [`frame`].

pub mod category;
pub mod check;
pub mod frame;
pub mod group;
pub mod place;
pub mod step;
pub mod what;
pub mod you;
