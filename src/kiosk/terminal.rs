//! Whose terminal this is, and how the line is; goes down by context.

use browser::api::Failure;
use domain::wire::kiosk::Centre;
use leptos::task::spawn_local;
use markup::prelude::*;

use crate::{
    api::{self, Says},
    kept,
};

/// What stands between the operator and the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Door {
    /// It is being asked.
    Asking,
    /// That could not be found out; the key of the reason.
    Failed(String),
    /// This is no terminal: a code is asked.
    Missing,
    /// It was one.
    Disabled,
    /// It is one.
    Open,
}

/// The terminal.
#[derive(Clone, Copy)]
pub struct Terminal {
    door: RwSignal<Door>,
    centre: RwSignal<Option<Centre>>,
    is_down: RwSignal<bool>,
}

impl Terminal {
    /// Finds out whose it is.
    pub fn start() -> Self {
        let terminal =
            Self { door: RwSignal::new(Door::Asking), centre: RwSignal::new(None), is_down: RwSignal::new(false) };
        provide_context(terminal);
        terminal.look();
        terminal
    }

    /// This terminal.
    pub fn here() -> Self {
        use_context().expect("every page is mounted below Terminal::start")
    }

    /// Asks the server; without a line, what the terminal remembers.
    pub fn look(self) {
        spawn_local(async move {
            match self.heard(api::me().await) {
                Ok(centre) => {
                    // Without it the terminal only asks again.
                    let _kept = kept::remember(&centre).await;
                    self.open(centre);
                }
                Err(failure) if api::says(&failure) == Says::Down => match kept::centre().await {
                    Ok(centre) => self.open(centre),
                    Err(_) => self.door.set(Door::Failed(failure.key().to_owned())),
                },
                Err(_) => {}
            }
        });
    }

    fn open(self, centre: Centre) {
        if self.centre.get_untracked().as_ref() != Some(&centre) {
            self.centre.set(Some(centre));
        }
        if self.door.get_untracked() != Door::Open {
            self.door.set(Door::Open);
        }
    }

    /// Hands an answer on, after what it says of the terminal was taken in.
    pub fn heard<T>(self, answer: Result<T, Failure>) -> Result<T, Failure> {
        let says = answer.as_ref().err().map_or(Says::Nothing, api::says);
        let is_down = says == Says::Down;
        if self.is_down.get_untracked() != is_down {
            self.is_down.set(is_down);
        }
        match says {
            Says::Disabled => self.end(),
            Says::Missing => self.door.set(Door::Missing),
            Says::Nothing | Says::Down => {}
        }
        answer
    }

    /// It was switched off, perhaps because it is not where it should be: nothing
    /// is left on it.
    fn end(self) {
        self.door.set(Door::Disabled);
        self.centre.set(None);
        spawn_local(async {
            let _wiped = kept::wipe().await;
        });
    }

    /// What stands between.
    pub fn door(self) -> Door {
        self.door.get()
    }

    /// Whose it is.
    pub fn centre(self) -> Signal<Option<Centre>> {
        self.centre.into()
    }

    /// True while nothing reaches the server.
    pub fn is_down(self) -> Signal<bool> {
        self.is_down.into()
    }
}
