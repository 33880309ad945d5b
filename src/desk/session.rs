//! Who is signed in.
//!
//! When a session ends by itself the page stays where it is, out of sight, and
//! with it everything that was typed; signing in again brings it back. Another
//! person who signs in there gets a page of their own.

use browser::api::Failure;
use domain::{paths::desk::APP, staff::Role, wire::desk::Me};
use markup::prelude::*;
use ui::text::Text;

use crate::api;

/// What stands between a visitor and the desk.
#[derive(Clone, PartialEq)]
pub enum Door {
    /// It is being asked who is there.
    Asking,
    /// That could not be found out; the key of the reason.
    Failed(String),
    /// Nobody is signed in; why one should.
    Closed(Text),
    /// Someone is signed in.
    Open,
}

/// The session of this window; goes down by context.
#[derive(Clone, Copy)]
pub struct Session {
    door: RwSignal<Door>,
    me: RwSignal<Option<Me>>,
    /// How often the door was opened: what could not be fetched is fetched then.
    opened: RwSignal<u32>,
}

impl Session {
    /// Finds out who is signed in.
    pub fn start() -> Self {
        let session = Self { door: RwSignal::new(Door::Asking), me: RwSignal::new(None), opened: RwSignal::new(0) };
        provide_context(session);
        session.look();
        session
    }

    /// The session of this window.
    pub fn here() -> Self {
        use_context().expect("every page is mounted below Session::start")
    }

    /// Asks the server who is there.
    pub fn look(self) {
        api::session::me(move |answer| match answer {
            Ok(me) => self.open(me),
            Err(failure) if api::is_over(&failure) => self.door.set(Door::Closed(Text::DeskSignInLead)),
            Err(failure) => self.door.set(Door::Failed(failure.key().to_owned())),
        });
    }

    fn open(self, me: Me) {
        if self.me.get_untracked().as_ref() != Some(&me) {
            self.me.set(Some(me));
        }
        self.opened.update(|times| *times += 1);
        self.door.set(Door::Open);
    }

    /// The session has ended by itself: what was begun stays.
    pub fn expire(self) {
        if self.door.get_untracked() == Door::Open {
            self.door.set(Door::Closed(Text::DeskSignInExpired));
        }
    }

    /// Nobody is there any more, and nothing is left of them.
    pub fn close(self, lead: Text) {
        self.me.set(None);
        self.door.set(Door::Closed(lead));
    }

    /// Signs out here, or everywhere.
    pub fn sign_out(self, everywhere: bool, done: impl FnOnce(Result<(), Failure>) + 'static) {
        let end = if everywhere { api::session::end_all } else { api::session::end };
        end(Box::new(move |answer: Result<(), Failure>| {
            let is_over = answer.as_ref().err().is_none_or(api::is_over);
            if is_over {
                // A page of theirs may be in the memory of this window.
                self.close(Text::DeskSignInLead);
                let _refused = window().location().set_href(APP);
            }
            done(answer);
        }));
    }

    /// What stands between.
    pub fn door(self) -> Door {
        self.door.get()
    }

    /// What stands between, as it is now.
    pub fn door_now(self) -> Door {
        self.door.get_untracked()
    }

    /// True if whoever is there is of the team, to which the inbox belongs.
    pub fn is_team(self) -> bool {
        let role = self.me.with_untracked(|me| me.as_ref().map(|me| me.role));
        matches!(role, Some(Role::Tracker | Role::Supervisor))
    }

    /// Who is there, or was until the session ended by itself.
    pub fn me(self) -> Signal<Option<Me>> {
        self.me.into()
    }

    /// Who is there.
    pub fn who(self) -> Me {
        self.me.get_untracked().expect("pages are mounted for someone")
    }

    /// Draws or fetches anew what called it, once someone has signed in again.
    pub fn follow(self) {
        self.opened.track();
    }
}
