//! The chain of a complaint's history: each event carries a SHA-256 over the
//! hash before it and its own fields, so that a change of any of them shows.
//!
//! Words and photos stand in the chain only as a keyed digest ([`crate::secret`]):
//! they may be erased later, and the chain holds. Nothing here touches the store.

use std::fmt::Write as _;

use domain::{event::Event, standing::Standing};
use sha2::{Digest as _, Sha256};

/// A SHA-256, keyed or not.
pub type Digest = [u8; 32];

/// An event with its place in the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// What happened.
    pub event: Event,
    /// The keyed digest of the words: of the event's, and for the first event
    /// of the complaint's. Where a photo came, that of the photo.
    pub text_digest: Option<Digest>,
    /// Over the hash before it and all of the above but the words.
    pub hash: Digest,
}

/// What stands before the first hash: the facts of a complaint that never change.
pub fn origin(standing: &Standing) -> Digest {
    let facts = format!(
        "sunwai\n{}\n{}\n{}\n{}\n{}",
        standing.ticket,
        standing.category.code(),
        standing.district.code(),
        standing.channel.code(),
        standing.received_at.0
    );
    Sha256::digest(facts).into()
}

/// Appends an event to the chain that ends in `before`.
pub fn seal(before: &Digest, event: Event, text_digest: Option<Digest>) -> Sealed {
    let hash = hash(before, &event, text_digest.as_ref());
    Sealed { event, text_digest, hash }
}

/// True if the event stands in the chain after `before` as it was sealed.
pub fn follows(before: &Digest, sealed: &Sealed) -> bool {
    hash(before, &sealed.event, sealed.text_digest.as_ref()) == sealed.hash
}

/// One field a line, empty where there is none: none of them can contain a line
/// break, so no two events are written alike. The last line is left out where it
/// would be empty: events from before it was kept stay as they were sealed.
fn hash(before: &Digest, event: &Event, text_digest: Option<&Digest>) -> Digest {
    let number = |number: Option<i64>| number.map_or_else(String::new, |number| number.to_string());
    let mut fields = format!(
        "{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}",
        event.version,
        event.at.0,
        event.kind.code(),
        event.by.code(),
        event.staff.as_deref().unwrap_or_default(),
        event.from.map_or("", |state| state.code()),
        event.to.code(),
        event.department.map_or("", |department| department.code()),
        event.reason.map_or("", |reason| reason.code()),
        number(event.due.map(|due| due.0)),
        number(event.level.map(i64::from)),
        text_digest.map(|digest| hex(digest)).unwrap_or_default(),
    );
    if let Some(other) = event.merged_into {
        fields.extend(["\n", &other.to_string()]);
    }
    Sha256::new().chain_update(before).chain_update(fields).finalize().into()
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a string takes all");
        hex
    })
}

#[cfg(test)]
mod tests {
    use domain::{
        complaint::Channel,
        reference::{Category, District},
        ticket::Ticket,
        time::Timestamp,
    };

    use super::*;

    fn first() -> (Digest, Sealed) {
        let category = Category::from_code("WATER").unwrap();
        let district = District::from_code("bhiwani").unwrap();
        let (standing, event) =
            Standing::file(Ticket::from_chance(1), category, district, Channel::Portal, Timestamp(1_600_000_000));
        let origin = origin(&standing);
        (origin, seal(&origin, event, Some([7; 32])))
    }

    #[test]
    fn a_change_of_one_field_breaks_the_chain() {
        let (origin, sealed) = first();
        let mut later = sealed.clone();
        later.event.at = Timestamp(1_600_000_001);
        let mut other_words = sealed.clone();
        other_words.text_digest = Some([8; 32]);

        assert!(follows(&origin, &sealed));
        assert!(!follows(&origin, &later));
        assert!(!follows(&origin, &other_words));
    }

    #[test]
    fn words_may_be_erased_without_breaking_the_chain() {
        let (origin, mut sealed) = first();

        sealed.event.text = None;

        assert!(follows(&origin, &sealed));
    }
}
