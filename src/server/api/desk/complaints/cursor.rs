//! Where a page begins, as a word that the app hands back unread.
//!
//! It is sealed for whoever asked: a place in the order of filing says how much
//! was filed, and somebody who made places up could ask what lies between them.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{ticket::Ticket, time::Timestamp};

use crate::{
    chance::Chance,
    secret::Secret,
    store::desk::{Order, Place},
};

/// A place in one of the lists, with the order in which it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    order: Order,
    place: ListPlace,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ListPlace {
    Queue(Place),
    Found(i64),
}

impl Cursor {
    /// After a place of the queue.
    pub fn in_queue(order: Order, place: Place) -> Self {
        Self { order, place: ListPlace::Queue(place) }
    }

    /// After a place among what was found.
    pub fn in_found(order: Order, number: i64) -> Self {
        Self { order, place: ListPlace::Found(number) }
    }

    /// The place, if it is one of the queue.
    pub fn queue(self) -> Option<Place> {
        if let ListPlace::Queue(place) = self.place { Some(place) } else { None }
    }

    /// The place, if it is one among what was found.
    pub fn found(self) -> Option<i64> {
        if let ListPlace::Found(number) = self.place { Some(number) } else { None }
    }

    /// True if it goes on where such a list was left.
    pub fn belongs_to(self, order: Order, is_search: bool) -> bool {
        self.order == order && is_search == self.found().is_some()
    }

    /// Letters, digits, hyphens and underscores, for this person.
    pub fn write(self, user: &str, secret: &Secret, chance: &dyn Chance) -> String {
        URL_SAFE_NO_PAD.encode(secret.seal_place(user, &self.bytes(), chance))
    }

    /// Reads what [`Cursor::write`] wrote for this person, and nothing else.
    pub fn read(written: &str, user: &str, secret: &Secret) -> Option<Self> {
        Self::of_bytes(&secret.open_place(user, &URL_SAFE_NO_PAD.decode(written).ok()?)?)
    }

    fn bytes(self) -> Vec<u8> {
        let mut bytes = vec![self.kind()];
        match self.place {
            ListPlace::Queue(place) => {
                bytes.extend(place.due_at.0.to_be_bytes());
                bytes.extend(place.ticket.number().to_be_bytes());
            }
            ListPlace::Found(number) => bytes.extend(number.to_be_bytes()),
        }
        bytes
    }

    fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let (kind, rest) = bytes.split_first()?;
        let order = if kind % 2 == 0 { Order::Newest } else { Order::Oldest };
        let number = |bytes: &[u8]| bytes.try_into().ok().map(i64::from_be_bytes);
        let place = match (kind, rest.len()) {
            (0 | 1, 16) => {
                let (due_at, ticket) = rest.split_at(8);
                let ticket = Ticket::from_number(u64::try_from(number(ticket)?).ok()?).ok()?;
                ListPlace::Queue(Place { due_at: Timestamp(number(due_at)?), ticket })
            }
            (2 | 3, 8) => ListPlace::Found(number(rest)?),
            _ => return None,
        };
        Some(Self { order, place })
    }

    fn kind(self) -> u8 {
        let list = if self.queue().is_some() { 0 } else { 2 };
        list + u8::from(self.order == Order::Oldest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::SeededChance;

    fn secret() -> Secret {
        Secret::from_chance(&SeededChance::new(1))
    }

    fn write(cursor: Cursor) -> String {
        cursor.write("suman", &secret(), &SeededChance::new(2))
    }

    fn read(written: &str) -> Option<Cursor> {
        Cursor::read(written, "suman", &secret())
    }

    fn cursors() -> Vec<Cursor> {
        let place = Place { due_at: Timestamp(1_600_000_000), ticket: Ticket::from_chance(7) };
        let of = |order| [Cursor::in_queue(order, place), Cursor::in_found(order, 42)];
        [of(Order::Newest), of(Order::Oldest)].concat()
    }

    #[test]
    fn a_cursor_is_read_back() {
        for cursor in cursors() {
            let written = write(cursor);

            assert_eq!(read(&written), Some(cursor));
            assert_eq!(Cursor::read(&written, "asha", &secret()), None, "it is nobody else's");
            assert!(written.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'));
        }
    }

    #[test]
    fn what_was_not_written_here_is_no_cursor() {
        let written = write(cursors()[0]);

        for wrong in ["", "x", "AAAA", &written[1..], &written[..written.len() - 1], "!!!!"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        let sealed = URL_SAFE_NO_PAD.decode(&written).unwrap();
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert_eq!(read(&URL_SAFE_NO_PAD.encode(changed)), None, "{place}");
        }
        let made = URL_SAFE_NO_PAD.encode(cursors()[0].bytes());
        assert_eq!(read(&made), None, "nor what is not sealed");
    }

    #[test]
    fn a_cursor_belongs_to_one_list_and_order() {
        let belongs = |cursor: Cursor| {
            [(Order::Newest, false), (Order::Newest, true), (Order::Oldest, false), (Order::Oldest, true)]
                .map(|(order, is_search)| cursor.belongs_to(order, is_search))
        };

        for (place, cursor) in cursors().into_iter().enumerate() {
            assert_eq!(belongs(cursor).iter().position(|belongs| *belongs), Some(place));
            assert_eq!(belongs(cursor).iter().filter(|belongs| **belongs).count(), 1);
        }
    }
}
