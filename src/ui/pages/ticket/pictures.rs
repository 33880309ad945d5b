//! The photos of a complaint, for whoever holds its key. The app fetches them with
//! it (`photos.js`): no key stands in the address of a picture. A plain page has
//! the pictures inside, once they are asked for, because they are heavy.

use domain::{paths, ticket::Ticket, wire::Photo};
use leptos::prelude::*;
use markup::{IS_PLAIN, Markup, view};

use super::private::Carried;
use crate::{
    carried::carried,
    form::Form,
    text::{Text, Texts},
};

/// Oldest first; nothing where there are none.
#[component]
pub(super) fn Pictures(ticket: Ticket, photos: Vec<Photo>, along: Carried) -> Markup {
    let texts = Texts::here();
    if photos.is_empty() {
        return Markup::nothing();
    }
    let Carried { key, pictures, .. } = along;
    let title = view! { <h2>{texts.get(Text::PhotosTitle)}</h2> };
    if !IS_PLAIN {
        let ids: Vec<_> = photos.into_iter().map(|photo| photo.id).collect();
        let address = [paths::TICKETS, "/", &ticket.to_string(), "/photos/"].concat();
        return view! {
            {title}
            <sunwai-pictures
                data-address=address
                data-key=key
                data-ids=ids.join(" ")
                data-photo=texts.get(Text::PhotosPhoto)
                data-failed=texts.problem("connection.lost")
            >
                <ul class="pictures" role="list"></ul>
                <p role="status"></p>
            </sunwai-pictures>
        };
    }
    if pictures.is_empty() {
        let size: u32 = photos.iter().map(|photo| photo.size).sum();
        let label = texts.fill(Text::PhotosShow, &[("size", &size.div_ceil(1000).to_string())]);
        return view! {
            {title}
            <Form action=[paths::page::TICKET, "/", &ticket.to_string()].concat() on_submit=Callback::new(|()| ())>
                {carried([("key", key)])}
                <button class="button" type="submit" name="show" value="photos">{label}</button>
            </Form>
        };
    }
    let each = pictures.into_iter().zip(1..).map(|(picture, number): (String, u8)| {
        let alt = texts.fill(Text::PhotosPhoto, &[("number", &number.to_string())]);
        view! { <li><img src=picture alt=alt /></li> }
    });
    view! {
        {title}
        <ul class="pictures" role="list">{each.collect::<Markup>()}</ul>
    }
}
