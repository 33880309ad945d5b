//! What the phone keeps for us. A browser may refuse to (a private window, a
//! full disk): then nothing is kept, and the app goes on without.

use json::{Read, Write};
use leptos::prelude::window;
use web_sys::Storage;

use crate::json::Json;

/// A place on the phone.
#[derive(Clone, Copy)]
pub enum Memory {
    /// Until it is erased.
    Phone,
    /// Until the window is closed.
    Window,
}

impl Memory {
    fn storage(self) -> Option<Storage> {
        match self {
            Self::Phone => window().local_storage(),
            Self::Window => window().session_storage(),
        }
        .ok()
        .flatten()
    }

    /// The text kept under this name.
    pub fn text(self, name: &str) -> Option<String> {
        self.storage()?.get_item(name).ok()?
    }

    /// Keeps a text.
    pub fn keep_text(self, name: &str, text: &str) {
        if let Some(storage) = self.storage() {
            // Refused only when there is no room: then it is not kept.
            let _refused = storage.set_item(name, text);
        }
    }

    /// What is kept under this name, unless another version of the app kept it.
    pub fn read<T: Read>(self, name: &str) -> Option<T> {
        Json::parse(&self.text(name)?)?.read()
    }

    /// Keeps something.
    pub fn keep(self, name: &str, kept: &dyn Write) {
        self.keep_text(name, &json::write(kept));
    }

    /// Forgets what is kept under this name.
    pub fn erase(self, name: &str) {
        if let Some(storage) = self.storage() {
            let _refused = storage.remove_item(name);
        }
    }
}
