//! What was posted about a complaint elsewhere, and whether its author seems to say
//! that it is solved.

use domain::{language::Language, wire::desk::PostLine};
use leptos::prelude::*;
use markup::{Markup, view};

use crate::{
    desk::inbox::line::author,
    text::{Text, Texts},
};

/// Oldest first; nothing where there are none.
#[component]
pub fn Posts(posts: Vec<PostLine>, language: Language) -> Markup {
    let texts = Texts::here();
    if posts.is_empty() {
        return Markup::nothing();
    }
    let rows = posts.into_iter().map(|post| {
        let link = post.link.map(|link| {
            let label = texts.get(Text::DeskInboxPost);
            view! { " · " <a href=link target="_blank" rel="noopener noreferrer">{label}</a> }
        });
        let suggests = post.suggests.map(|_| view! { <p><strong>{texts.get(Text::DeskInboxSuggests)}</strong></p> });
        view! {
            <li class="message__post">
                <p class="message__when">
                    {author(texts, &post.author)} " · "
                    <time datetime=post.posted_at.to_string()>{texts.moment(post.posted_at)}</time>
                    {link}
                </p>
                <p class="message__said" lang=language.code()>{post.text}</p>
                {suggests}
            </li>
        }
    });
    view! {
        <h2>{texts.get(Text::DeskComplaintPosts)}</h2>
        <ol class="message__posts">{rows.collect::<Markup>()}</ol>
    }
}
