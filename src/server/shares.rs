//! Something that there is so much of, shared: one address takes a part of it at most,
//! and so keeps nobody else out.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use crate::{failure::Failure, limits::Source};

/// How much there is, and what is taken of it.
pub struct Shares {
    all: usize,
    part: usize,
    taken: Mutex<Taken>,
}

#[derive(Default)]
struct Taken {
    all: usize,
    by: HashMap<Source, usize>,
}

/// What one request has taken; given back when dropped.
pub struct Share {
    shares: Arc<Shares>,
    source: Option<Source>,
    amount: usize,
}

impl Shares {
    /// So much in all, and so much of it for one address.
    pub fn new(all: usize, part: usize) -> Self {
        Self { all, part, taken: Mutex::default() }
    }

    /// Nothing yet, for a request from there; where nobody is told apart, only what
    /// there is in all counts.
    pub fn enter(self: &Arc<Self>, source: Option<Source>) -> Share {
        Share { shares: Arc::clone(self), source, amount: 0 }
    }

    /// So much is taken.
    pub fn taken(&self) -> usize {
        self.change(|taken| taken.all)
    }

    fn change<T>(&self, work: impl FnOnce(&mut Taken) -> T) -> T {
        work(&mut self.taken.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Share {
    /// Takes so much more.
    ///
    /// # Errors
    /// [`Failure::Busy`] when there is not as much left, or not for this address.
    pub fn grow(&mut self, more: usize) -> Result<(), Failure> {
        let Shares { all, part, .. } = *self.shares;
        self.shares.change(|taken| {
            if taken.all + more > all {
                return Err(Failure::Busy);
            }
            if let Some(source) = self.source {
                let own = taken.by.get(&source).copied().unwrap_or_default() + more;
                if own > part {
                    return Err(Failure::Busy);
                }
                taken.by.insert(source, own);
            }
            taken.all += more;
            Ok(())
        })?;
        self.amount += more;
        Ok(())
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        self.shares.change(|taken| {
            taken.all -= self.amount;
            let Some(source) = self.source else { return };
            if let Some(own) = taken.by.get_mut(&source) {
                *own -= self.amount;
                if *own == 0 {
                    taken.by.remove(&source);
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
        let shares = Arc::new(Shares::new(12, 3));
        let mut first = shares.enter(source("203.0.113.1"));
        first.grow(3).unwrap();

        assert!(shares.enter(source("203.0.113.1")).grow(1).is_err());
        assert!(shares.enter(source("203.0.113.2")).grow(3).is_ok());
        drop(first);
        assert!(shares.enter(source("203.0.113.1")).grow(3).is_ok());
        assert!(shares.change(|taken| taken.by.is_empty()), "addresses are not remembered");
    }

    #[test]
    fn all_together_take_no_more_than_there_is() {
        let shares = Arc::new(Shares::new(12, 3));
        let mut held: Vec<_> = (1..=4).map(|last| shares.enter(source(&format!("203.0.113.{last}")))).collect();
        for share in &mut held {
            share.grow(3).unwrap();
        }

        assert!(shares.enter(source("203.0.113.5")).grow(1).is_err());
        assert!(shares.enter(None).grow(1).is_err());
        drop(held);
        assert_eq!(shares.taken(), 0);
        assert!(shares.enter(None).grow(12).is_ok(), "nobody is told apart");
    }
}
