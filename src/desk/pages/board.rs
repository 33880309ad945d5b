//! The board.

use domain::wire::desk::Board;
use leptos::prelude::*;
use markup::{Markup, view, whenever};
use ui::{
    desk::board::{BoardFigures, BoardHead},
    text::{Text, Texts},
};

use crate::{api, fetched::Fetched, session::Session};

/// How old the open complaints are, and where many are alike.
#[component]
pub fn BoardOf() -> Markup {
    let texts = Texts::here();
    let session = Session::here();
    let board: Fetched<Board> = Fetched::new();
    let look = Callback::new(move |()| api::board::show(session, move |answer| board.take(texts, answer)));
    whenever(move || {
        session.follow();
        look.run(());
    });
    view! {
        <BoardHead />
        {board.shown(Text::DeskBoardLoading, look, |board| view! { <BoardFigures board /> })}
    }
}
