//! Where a page of the inbox begins, sealed for whoever asked.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::time::Timestamp;

use crate::{office::Office, store::inbox::InboxPlace};

/// No other list's places begin so.
const KIND: u8 = 4;

/// A word that the app hands back unread.
pub fn write(place: &InboxPlace, user: &str, office: &Office) -> String {
    let mut bytes = vec![KIND, u8::from(place.is_urgent)];
    bytes.extend(place.posted_at.0.to_be_bytes());
    bytes.extend(place.post.as_bytes());
    URL_SAFE_NO_PAD.encode(office.secret.seal_place(user, &bytes, &*office.chance))
}

/// Reads what `write` wrote for this person, and nothing else.
pub fn read(written: &str, user: &str, office: &Office) -> Option<InboxPlace> {
    let bytes = office.secret.open_place(user, &URL_SAFE_NO_PAD.decode(written).ok()?)?;
    let ([KIND, urgent], rest) = bytes.split_first_chunk::<2>()? else { return None };
    let (at, post) = rest.split_first_chunk::<8>()?;
    Some(InboxPlace {
        is_urgent: *urgent == 1,
        posted_at: Timestamp(i64::from_be_bytes(*at)),
        post: String::from_utf8(post.to_vec()).ok()?,
    })
}
