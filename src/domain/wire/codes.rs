//! Codes on a phone: each travels as its stable text.

use crate::{
    action::Actor,
    complaint::Channel,
    language::Language,
    life::{Kind, State, Verb},
    staff::Role,
    wire::Grouping,
};

json::codes! {
    Actor = Self::Citizen, Self::from_code, Self::code;
    Channel = Self::Portal, Self::from_code, Self::code;
    Grouping = Self::Month, Self::from_code, Self::code;
    Kind = Self::Open, Self::from_code, Self::code;
    Language = Self::Hi, Self::from_code, Self::code;
    Role = Self::Tracker, Self::from_code, Self::code;
    State = Self::Received, Self::from_code, Self::code;
    Verb = Self::Take, Self::from_code, Self::code;
}
