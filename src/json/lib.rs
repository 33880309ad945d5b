//! JSON of the wire types for a phone: `#[derive(Json)]` beside serde's derives,
//! from the same fields. serde's readers are made anew for every type and were a
//! sixth of the citizens' app's code (`browser/json.rs`); here a field is one call.
//!
//! The parser is whoever implements [`Node`]: the browser's own, or serde_json in
//! tests. Fields that are not known are passed over, because only the server reads
//! requests. `domain`'s tests hold every wire type against serde.

mod code;
mod read;
pub mod sample;
mod write;

pub use json_macro::Json;
pub use read::{Fields, Node, Place, Read, TakeFields, read, take_fields};
pub use write::{Object, Write, WriteFields, quote, write, write_fields};
