//! Printing, and which paper is in the printer: the one thing that the terminal
//! remembers by itself, and nothing of a citizen.

use browser::{arrival::focus_when_drawn, memory::Memory};
use markup::prelude::*;
use ui::kiosk::slip::{Paper, Printing};

const PAPER: &str = "sunwai.kiosk.paper";

/// What can be done with a slip; `on_next` when the citizen is done.
pub fn printing(on_next: Callback<()>) -> Printing {
    let kept = Memory::Phone.text(PAPER);
    let paper = RwSignal::new(Paper::from_code(kept.as_deref().unwrap_or_default()));
    let on_paper = Callback::new(move |chosen: Paper| {
        Memory::Phone.keep_text(PAPER, chosen.code());
        paper.set(chosen);
    });
    let on_print = Callback::new(|()| {
        let _refused = window().print();
        // Enter again is the next citizen.
        focus_when_drawn("#next");
    });
    Printing { paper, on_paper, on_print, on_next }
}
