//! One's own account.

use browser::arrival::focus_when_drawn;
use domain::wire::desk::Me;
use markup::prelude::*;
use markup::{Markup, changing, view};
use ui::{
    desk::{account::AccountPage, sign_in::PasswordForm, sign_in::Signing},
    notice::{Notice, Weight},
    text::{Text, Texts},
};

use super::sign_in::change_password;
use crate::session::Session;

/// Who one is, a new password, and the way out everywhere.
#[component]
pub fn Account(me: Me) -> Markup {
    let texts = Texts::here();
    let session = Session::here();
    let signing = Signing::new();
    let saved = RwSignal::new(false);
    let user = me.user.clone();
    let on_submit = Callback::new(move |()| {
        saved.set(false);
        change_password(texts, signing, user.clone(), move |_| {
            signing.asks_code.set(false);
            signing.typed.update(|typed| typed.code.clear());
            saved.set(true);
            focus_when_drawn("#old");
        });
    });
    let on_everywhere = Callback::new(move |()| {
        session.sign_out(true, move |answer| {
            signing.failed.set(answer.err().map(|failure| texts.problem(failure.key())));
        });
    });
    let told = move || {
        saved.get().then(|| view! { <Notice weight=Weight::Good><p>{texts.get(Text::DeskAccountSaved)}</p></Notice> })
    };
    view! {
        <AccountPage me on_everywhere>
            <div role="status">{changing(told)}</div>
            <PasswordForm signing asks_user=false on_submit />
        </AccountPage>
    }
}
