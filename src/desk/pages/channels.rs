//! What comes in and goes out.

use domain::{staff::Role, wire::desk::Channels};
use leptos::prelude::*;
use markup::{Markup, view, whenever};
use ui::{
    desk::channels::ChannelsPage,
    text::{Text, Texts},
};

use crate::{api, fetched::Fetched, session::Session};

/// The health of every channel.
#[component]
pub fn ChannelsOf() -> Markup {
    let texts = Texts::here();
    let session = Session::here();
    let can_open = session.who().role != Role::Admin;
    let channels: Fetched<Channels> = Fetched::new();
    let look = Callback::new(move |()| api::channels::show(session, move |answer| channels.take(texts, answer)));
    let on_again = Callback::new(move |by| {
        api::channels::try_again(session, by, move |answer| channels.take(texts, answer));
    });
    whenever(move || {
        session.follow();
        look.run(());
    });
    view! {
        <h1 tabindex="-1">{texts.get(Text::DeskPageChannels)}</h1>
        {channels.shown(Text::DeskChannelsLoading, look, move |channels| view! { <ChannelsPage channels can_open on_again /> })}
    }
}
