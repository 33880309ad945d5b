//! Made-up values of what travels as a text or a number. Only tests ask for them,
//! here and in other crates; from an app the linker drops them.

use json::sample::{Chance, Sample};

use super::{Grouping, Hundredths, Tenths};
use crate::{
    action::Actor,
    complaint::Channel,
    language::Language,
    life::{Kind, State, Verb},
    reference::{Category, Department, District, Reason},
    staff::Role,
    ticket::Ticket,
    time::{Day, Timestamp},
};

macro_rules! one_of_all {
    ($($name:ty),*) => {
        $(impl Sample for $name {
            fn sample(chance: &mut Chance) -> Self {
                chance.one_of(&<$name>::ALL)
            }
        })*
    };
}

one_of_all!(Channel, Grouping, Kind, Language, Role, State, Verb);

macro_rules! one_of_the_list {
    ($($name:ty),*) => {
        $(impl Sample for $name {
            fn sample(chance: &mut Chance) -> Self {
                chance.one_of(&<$name>::all().collect::<Vec<_>>())
            }
        })*
    };
}

one_of_the_list!(Category, Department, District, Reason);

impl Sample for Actor {
    fn sample(chance: &mut Chance) -> Self {
        chance.one_of(&[Self::Citizen, Self::Tracker, Self::Officer, Self::Supervisor, Self::Job])
    }
}

impl Sample for Ticket {
    fn sample(chance: &mut Chance) -> Self {
        let known = ["10000000008", "59999999999", "21482736900"];
        Self::parse(chance.one_of(&known), "").expect("their last digits are right")
    }
}

impl Sample for Timestamp {
    fn sample(chance: &mut Chance) -> Self {
        Self(i64::from(chance.below(u32::MAX)))
    }
}

impl Sample for Day {
    fn sample(chance: &mut Chance) -> Self {
        Self(chance.below(40_000) as i32)
    }
}

impl Sample for Hundredths {
    fn sample(chance: &mut Chance) -> Self {
        Self(chance.below(10_001))
    }
}

impl Sample for Tenths {
    fn sample(chance: &mut Chance) -> Self {
        Self(chance.below(30_000))
    }
}
