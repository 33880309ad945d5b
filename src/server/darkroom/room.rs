//! Room in memory for photos on their way in, by the byte, and shared: nobody takes
//! all of it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use crate::{failure::Failure, limits::Source};

/// So many bytes are in memory at a time: whoever sends slowly takes no more room
/// than what has arrived.
const ALL: usize = 96 * 1024 * 1024;

/// So many of one address: one form as large as it may be, or many as they are.
/// Telephones of one provider may share an address, so it is not less.
const SHARE: usize = ALL / 4;

/// What is taken, and by whom.
#[derive(Clone, Default)]
pub struct Rooms(Arc<Mutex<Taken>>);

#[derive(Default)]
struct Taken {
    all: usize,
    by: HashMap<Option<Source>, usize>,
}

/// Room for what one request brings; given back when dropped.
pub struct Room {
    rooms: Rooms,
    source: Option<Source>,
    bytes: usize,
}

impl Rooms {
    /// None yet, for a request from there.
    pub fn enter(&self, source: Option<Source>) -> Room {
        Room { rooms: self.clone(), source, bytes: 0 }
    }

    fn change<T>(&self, work: impl FnOnce(&mut Taken) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Room {
    /// Takes so many bytes more.
    ///
    /// # Errors
    /// [`Failure::Busy`] when there are none left, or not for this address.
    pub fn grow(&mut self, more: usize) -> Result<(), Failure> {
        self.rooms.change(|taken| {
            let own = taken.by.get(&self.source).copied().unwrap_or_default();
            if own + more > SHARE || taken.all + more > ALL {
                return Err(Failure::Busy);
            }
            taken.all += more;
            taken.by.insert(self.source, own + more);
            Ok(())
        })?;
        self.bytes += more;
        Ok(())
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        self.rooms.change(|taken| {
            taken.all -= self.bytes;
            if let Some(own) = taken.by.get_mut(&self.source) {
                *own -= self.bytes;
                if *own == 0 {
                    taken.by.remove(&self.source);
                }
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::*;

    fn source(text: &str) -> Option<Source> {
        Some(text.parse::<IpAddr>().unwrap().into())
    }

    #[test]
    fn one_address_leaves_room_for_others_and_gives_it_back() {
        let rooms = Rooms::default();
        let mut first = rooms.enter(source("203.0.113.1"));
        first.grow(SHARE).unwrap();

        assert!(rooms.enter(source("203.0.113.1")).grow(1).is_err());
        assert!(rooms.enter(source("203.0.113.2")).grow(SHARE).is_ok());
        drop(first);
        assert!(rooms.enter(source("203.0.113.1")).grow(SHARE).is_ok());
        assert!(rooms.0.lock().unwrap().by.is_empty(), "addresses are not remembered");
    }

    #[test]
    fn all_together_take_no_more_than_there_is() {
        let rooms = Rooms::default();
        let held: Vec<_> = (1..=4).map(|last| rooms.enter(source(&format!("203.0.113.{last}")))).collect();
        let held: Vec<_> = held
            .into_iter()
            .map(|mut room| {
                room.grow(SHARE).unwrap();
                room
            })
            .collect();

        assert!(rooms.enter(source("203.0.113.5")).grow(1).is_err());
        assert_eq!(held.len() * SHARE, ALL);
    }
}
