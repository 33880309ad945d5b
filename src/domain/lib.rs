//! What a grievance is: no I/O, no clock, no chance, no framework, and no
//! sentence for people, only keys.
//!
//! - [`ticket`] the public number; [`verhoeff`] its check digit
//! - [`complaint`] what is filed, and its check; [`mobile`], [`masking`]
//! - [`life`] the table of states and moves; [`action`] who does what;
//!   [`standing`] what a step makes of a complaint; [`waking`] what happens to it
//!   by itself; [`joining`] with which other it may be joined; [`event`] a line of
//!   its history
//! - [`letter`] what a citizen is told of it; [`ledger`] what the public is
//! - [`ageing`] how old what is open is; [`likeness`] when two complaints are alike
//! - [`staff`] who works at the desk, and what each of them sees
//! - [`enrolment`] the code that makes a terminal that of a centre; [`handoff`] the
//!   word that proves whose handle it is
//! - [`hints`] what a text may be about; [`screening`] why a post is no complaint
//! - [`statistics`] the figures as arithmetic
//! - [`reference`](mod@reference) the lists; [`language`]; [`time`]; [`digits`]
//! - [`wire`] the JSON of the API; [`paths`] its addresses

pub mod action;
pub mod ageing;
pub mod complaint;
pub mod digits;
pub mod enrolment;
pub mod event;
pub mod handoff;
#[cfg(feature = "hints")]
pub mod hints;
pub mod joining;
pub mod language;
pub mod ledger;
pub mod letter;
pub mod life;
pub mod likeness;
pub mod masking;
pub mod mobile;
pub mod password;
pub mod paths;
pub mod reference;
pub mod screening;
pub mod staff;
pub mod standing;
pub mod statistics;
pub mod ticket;
pub mod time;
pub mod verhoeff;
pub mod waking;
pub mod wire;
