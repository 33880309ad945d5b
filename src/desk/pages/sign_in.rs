//! Signing in, and the password of one's own that a one-time password asks for.

use browser::{api::Failure, arrival::focus_when_drawn};
use domain::{
    password::check_password,
    wire::{
        FieldProblem,
        desk::{NewPassword, SignIn as Asked},
    },
};
use markup::prelude::*;
use markup::{Markup, changing, view};
use ui::{
    desk::sign_in::{MustChangePage, SignInPage, Signing},
    text::{Text, Texts},
};

use crate::{api, session::Session};

/// The account has a second factor.
const CODE_NEEDED: &str = "session.code_needed";
/// The password was for one time only.
const MUST_CHANGE: &str = "session.password_must_change";

/// `lead` says why one is asked.
#[component]
pub fn SignIn(lead: Text) -> Markup {
    let session = Session::here();
    let texts = Texts::here();
    let signing = Signing::new();
    if let Some(me) = session.me().get_untracked() {
        signing.typed.update(|typed| typed.user = me.user);
    }
    let must_change = RwSignal::new(false);
    let lead = RwSignal::new(lead);
    let sign_in = move || {
        if signing.busy.get_untracked() {
            return;
        }
        start(signing);
        let typed = signing.typed.get_untracked();
        let asked = Asked { user: typed.user, password: typed.password, code: wish(&typed.code) };
        api::session::open(&asked, move |answer| {
            signing.busy.set(false);
            match answer {
                Ok(()) => session.look(),
                Err(failure) if failure.key() == MUST_CHANGE => {
                    must_change.set(true);
                    focus_when_drawn("h1");
                }
                Err(failure) => refuse(texts, signing, &failure),
            }
        });
    };
    let on_sign_in = Callback::new(move |()| sign_in());
    let on_change = Callback::new(move |()| {
        let user = signing.typed.with_untracked(|typed| typed.user.clone());
        change_password(texts, signing, user, move |new| {
            must_change.set(false);
            lead.set(Text::DeskSignInChanged);
            focus_when_drawn("h1");
            // The code, if there was one, is good for this too.
            signing.typed.update(|typed| typed.password = new);
            sign_in();
        });
    });
    changing(move || {
        if must_change.get() {
            view! { <MustChangePage signing on_submit=on_change /> }
        } else {
            view! { <SignInPage signing lead=lead.get() on_submit=on_sign_in /> }
        }
    })
}

/// Checks and sends a new password; forgets the old one once it is changed, and
/// hands on the new one.
pub fn change_password(texts: Texts, signing: Signing, user: String, done: impl FnOnce(String) + 'static) {
    if signing.busy.get_untracked() {
        return;
    }
    let typed = signing.typed.get_untracked();
    let mut problems = Vec::new();
    if let Err(key) = check_password(&user, &typed.password, &typed.new) {
        problems.push(FieldProblem::new("/new", key));
    } else if typed.new != typed.again {
        problems.push(FieldProblem::new("/again", "password.again"));
    }
    if !problems.is_empty() {
        signing.problems.set(problems);
        focus_when_drawn(".error-summary");
        return;
    }
    start(signing);
    let new = typed.new.clone();
    let asked = NewPassword { user, old: typed.password, new: typed.new, code: wish(&typed.code) };
    api::session::change_password(&asked, move |answer| {
        signing.busy.set(false);
        match answer {
            Ok(()) => {
                signing.typed.update(|typed| {
                    typed.password.clear();
                    typed.new.clear();
                    typed.again.clear();
                });
                done(new);
            }
            Err(failure) => refuse(texts, signing, &failure),
        }
    });
}

fn start(signing: Signing) {
    signing.busy.set(true);
    signing.failed.set(None);
    signing.problems.set(Vec::new());
}

fn wish(code: &str) -> Option<String> {
    let code = code.trim();
    (!code.is_empty()).then(|| code.to_owned())
}

/// Says why not, and asks for the code where that is all that is missing.
fn refuse(texts: Texts, signing: Signing, failure: &Failure) {
    if let Failure::Refused(problem) = failure
        && !problem.errors.is_empty()
    {
        signing.problems.set(problem.errors.clone());
        focus_when_drawn(".error-summary");
        return;
    }
    // A code is good for one try.
    signing.typed.update(|typed| typed.code.clear());
    signing.failed.set(Some(texts.problem(failure.key())));
    if failure.key() == CODE_NEEDED {
        signing.asks_code.set(true);
        focus_when_drawn("#code");
    }
}
