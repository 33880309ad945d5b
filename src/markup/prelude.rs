//! What most files of the apps want: Leptos's prelude, with the signals of this
//! crate in place of its own.

pub use leptos::prelude::*;

pub use crate::signal::{Memo, RwSignal, Signal};
