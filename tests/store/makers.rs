//! Complaints and steps as the doors of the server make them.

use domain::{
    action::{Action, Actor, By},
    complaint::Channel,
    language::Language,
    mobile::Mobile,
    reference::{Category, Department, District},
    standing::Standing,
    ticket::Ticket,
    time::Timestamp,
};
use server::{
    history::{origin, seal},
    store::{
        Dossier, FILING, Filing, Once, Particulars, Step,
        photo::{KeptIn, NewPhoto, PhotoId},
    },
};

/// A moment of the year in which it began.
pub const START: Timestamp = Timestamp(1_600_000_000);

/// The complaint that `number` makes.
pub fn filing(number: u64) -> Filing {
    let district = District::all().nth(number as usize % 20).unwrap();
    let category = Category::all().nth(number as usize % Category::COUNT).unwrap();
    let (standing, event) = Standing::file(Ticket::from_chance(number), category, district, Channel::Portal, START);
    let particulars = Particulars {
        place: Some("Sirsa Ghoghra".to_owned()),
        text: "दो महीने से राशन नहीं मिला है".to_owned(),
        name: None,
        mobile: Mobile::parse("9812345678"),
        email: None,
        language: Language::Hi,
        notice: "2026-11".to_owned(),
        key_version: 1,
    };
    let first = seal(&origin(&standing), event, Some([number as u8; 32]));
    Filing {
        standing,
        particulars,
        first,
        photos: Vec::new(),
        letters: Vec::new(),
        kiosk: None,
        message: None,
        once: None,
    }
}

/// A request whose key and body two numbers make.
pub fn once(key: u8, body: u8, at: Timestamp) -> Once {
    Once { key: [key; 16], scope: FILING, digest: [body; 32], at }
}

/// A step that is decided on what was read.
pub fn step(read: &Dossier, action: &Action, actor: Actor) -> Step {
    let by = By { actor, staff: (actor != Actor::Citizen).then(|| "suman".to_owned()) };
    let now = read.standing.updated_at.plus_days(1);
    let (standing, event) = read.standing.apply(action, &by, now).unwrap();
    let event = seal(&read.history.last().unwrap().hash, event, None);
    Step { before: read.standing.facet(), standing, event, photo: None, letters: Vec::new(), handler: None, once: None }
}

pub fn forward() -> Action {
    Action::Forward { department: Department::from_code("FOOD").unwrap(), note: Some("a note".to_owned()) }
}

/// The photo that a number makes, as far as a store looks at it.
pub fn photo(number: u8, kept_in: KeptIn) -> NewPhoto {
    NewPhoto { id: PhotoId([number; 16]), width: 640, height: 480, picture: vec![number; 1_000], kept_in }
}

pub fn resolve() -> Action {
    Action::Resolve { text: "राशन दे दिया गया है।".to_owned() }
}
