//! The photos that came with a complaint: small ones, each a link to itself.
//!
//! The browser fetches a photo with the session, as it is scrolled to.

use domain::{paths::desk::COMPLAINTS, ticket::Ticket, wire::Photo};
use leptos::prelude::*;
use markup::{Markup, view};

use crate::text::{Text, Texts};

/// Oldest first; nothing where there are none.
#[component]
pub fn Photos(ticket: Ticket, photos: Vec<Photo>) -> Markup {
    let texts = Texts::here();
    if photos.is_empty() {
        return Markup::nothing();
    }
    let count = photos.len().to_string();
    let each = photos.into_iter().zip(1..).map(|(photo, number): (Photo, u8)| {
        let address = [COMPLAINTS, "/", &ticket.to_string(), "/photos/", &photo.id].concat();
        let alt = texts.fill(Text::DeskComplaintPhoto, &[("number", &number.to_string()), ("count", &count)]);
        let (width, height) = (photo.width.to_string(), photo.height.to_string());
        // `loading` first: a picture that has an address is fetched at once.
        view! {
            <li class="photos__photo">
                <a class="photos__link" href=address.clone() target="_blank" rel="noopener">
                    <img
                        class="photos__picture"
                        loading="lazy"
                        decoding="async"
                        alt=alt
                        width=width
                        height=height
                        src=address
                    />
                </a>
            </li>
        }
    });
    view! {
        <h2>{texts.get(Text::DeskComplaintPhotos)}</h2>
        <ul class="photos">{each.collect::<Markup>()}</ul>
    }
}
