//! Signals that are compiled once. Leptos makes the reading, writing and comparing
//! of a signal anew for every type in it: for the thirty of the citizens' app that
//! was 42 kB of code, uncompressed, where these are 17 (measured 2026-11-25). Here
//! every signal holds a value of any type behind one pointer, and is Leptos's in all
//! else: who follows whom, when it runs and how long it lives.

use std::{any::Any, marker::PhantomData, sync::Arc};

use leptos::prelude::{self as reactive, Get as _, GetUntracked as _, Set as _, Track as _};

use crate::following;

/// A value of some type, and how two of that type are compared.
#[derive(Clone)]
struct Held {
    value: Arc<dyn Any + Send + Sync>,
    is_same: fn(&dyn Any, &dyn Any) -> bool,
}

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        (self.is_same)(&*self.value, &*other.value)
    }
}

impl Held {
    /// A value that is never the same as another.
    fn new<T: Send + Sync + 'static>(value: T) -> Self {
        Self { value: Arc::new(value), is_same: |_, _| false }
    }

    fn comparable<T: PartialEq + Send + Sync + 'static>(value: T) -> Self {
        Self { is_same: |one, other| one.downcast_ref::<T>() == other.downcast_ref::<T>(), ..Self::new(value) }
    }

    fn as_ref<T: 'static>(&self) -> &T {
        self.value.downcast_ref().expect("a signal holds the type it was made with")
    }
}

/// The signals, and how each is read.
macro_rules! signals {
    ($($(#[$what:meta])* $name:ident;)*) => {
        $(
            $(#[$what])*
            pub struct $name<T>(reactive::$name<Held>, PhantomData<fn() -> T>);

            impl<T> Clone for $name<T> {
                fn clone(&self) -> Self {
                    *self
                }
            }

            impl<T> Copy for $name<T> {}

            impl<T: 'static> $name<T> {
                /// Reads the value; whoever reads it follows it.
                pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
                    read(self.0.get().as_ref())
                }

                /// Reads the value as it is now.
                pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
                    read(self.0.get_untracked().as_ref())
                }

                /// Follows the value without reading it.
                pub fn track(self) {
                    self.0.track();
                }
            }

            impl<T: Clone + 'static> $name<T> {
                /// The value; whoever asks for it follows it.
                pub fn get(self) -> T {
                    self.with(T::clone)
                }

                /// The value as it is now.
                pub fn get_untracked(self) -> T {
                    self.with_untracked(T::clone)
                }
            }
        )*
    };
}

signals! {
    /// A value that is set.
    RwSignal;
    /// A value that is made of others, and follows them when it has become another.
    Memo;
    /// A value that is read, wherever it comes from.
    Signal;
}

impl<T: Send + Sync + 'static> RwSignal<T> {
    /// A signal with this value.
    pub fn new(value: T) -> Self {
        Self(reactive::RwSignal::new(Held::new(value)), PhantomData)
    }

    /// Sets another value; without effect once the page that has the signal is left.
    pub fn set(self, value: T) {
        self.0.set(Held::new(value));
    }

    /// The value as it is now; none once the page that has the signal is left.
    pub fn try_get_untracked(self) -> Option<T>
    where
        T: Clone,
    {
        self.0.try_get_untracked().map(|held| held.as_ref::<T>().clone())
    }

    /// Changes the value; without effect once the page that has the signal is left.
    pub fn update(self, change: impl FnOnce(&mut T))
    where
        T: Clone,
    {
        if let Some(mut value) = self.try_get_untracked() {
            change(&mut value);
            self.set(value);
        }
    }
}

impl<T: PartialEq + Send + Sync + 'static> Memo<T> {
    /// What `make` makes of the value before, if there was one, and of what it reads.
    pub fn new(make: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        let make = move |before: Option<&Held>| {
            following::until_left();
            Held::comparable(make(before.map(Held::as_ref)))
        };
        Self(reactive::Memo::new(make), PhantomData)
    }
}

impl<T: Send + Sync + 'static> Signal<T> {
    /// What `make` makes of what it reads, whenever it is read.
    pub fn derive(make: impl Fn() -> T + Send + Sync + 'static) -> Self {
        Self(reactive::Signal::derive(move || Held::new(make())), PhantomData)
    }

    /// A value that stays.
    pub fn stored(value: T) -> Self {
        Self(reactive::Signal::stored(Held::new(value)), PhantomData)
    }
}

impl<T> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self(signal.0.into(), PhantomData)
    }
}

impl<T> From<Memo<T>> for Signal<T> {
    fn from(memo: Memo<T>) -> Self {
        Self(memo.0.into(), PhantomData)
    }
}

impl<T: Default + Send + Sync + 'static> Default for Signal<T> {
    fn default() -> Self {
        Self::stored(T::default())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use leptos::{prelude::Owner, reactive::graph::Observer};

    use super::*;

    /// How many places still know a memo that has read `source` and is gone.
    fn known_after_its_end(source: Option<RwSignal<u32>>) -> usize {
        let page = Owner::new();
        let itself = Arc::new(Mutex::new(None));
        let seen = Arc::clone(&itself);
        let memo = page.with(|| {
            Memo::new(move |_| {
                *seen.lock().unwrap() = Observer::get().and_then(|memo| memo.1.upgrade());
                source.map(RwSignal::get)
            })
        });
        memo.get_untracked();
        let itself = itself.lock().unwrap().take().unwrap();

        page.cleanup();

        Arc::weak_count(&itself)
    }

    #[test]
    fn a_memo_of_a_page_that_is_left_stays_nowhere_in_what_it_has_read() {
        let app = Owner::new();
        let address = app.with(|| RwSignal::new(1));

        assert_eq!(known_after_its_end(Some(address)), known_after_its_end(None));
    }
}
