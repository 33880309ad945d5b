//! The whole plan: complaint after complaint, each with its life.
//!
//! A complaint depends on the numbers asked for and on its place only, so they
//! can be made in any order and come out the same.

use domain::{
    complaint::Channel,
    language::Language,
    life::State,
    reference::District,
    standing::Standing,
    ticket::Ticket,
    time::{DAY, Day, Timestamp},
    wire::ComplaintForm,
};

use super::{
    draw::Draw,
    life::{self, Draft, Scene, Step},
    numbers::Numbers,
    schedule::{self, Fate, Slot},
    words::{CategoryWords, DistrictWords, WORDS, fill},
};

/// The version of the notice that the made-up citizens have seen.
const NOTICE: &str = "demo";

/// Doors and how many of a hundred complaints come through each.
const CHANNELS: [(Channel, u64); 5] =
    [(Channel::Portal, 38), (Channel::X, 30), (Channel::Kiosk, 21), (Channel::Paper, 6), (Channel::Embed, 5)];

/// A made-up complaint and everything that happens to it.
#[derive(Debug, PartialEq, Eq)]
pub struct MadeUp {
    /// What is filed.
    pub form: ComplaintForm,
    /// Through which door.
    pub channel: Channel,
    /// When.
    pub received_at: Timestamp,
    /// What its ticket is made of.
    pub chance: u64,
    /// What happens then, in order.
    pub steps: Vec<Step>,
    /// Where it stands at the end.
    pub ends: State,
}

/// All complaints of a demo.
pub struct Plan {
    slots: Vec<Slot>,
    seed: u64,
    end: Timestamp,
}

impl Plan {
    /// Plans for numbers that were checked.
    pub fn new(numbers: &Numbers) -> Self {
        let end = Timestamp(numbers.to.start().0 + DAY - 1);
        Self { slots: schedule::slots(numbers), seed: numbers.seed, end }
    }

    /// All complaints, in the order of receipt.
    pub fn complaints(&self) -> impl Iterator<Item = MadeUp> {
        (0..).map_while(|place| self.complaint(place))
    }

    /// The complaint at a place in the order of receipt; none after the last.
    pub fn complaint(&self, place: usize) -> Option<MadeUp> {
        let slot = self.slots.get(place)?;
        let mut draw = Draw::new(self.seed, place as u64);
        let home = pick_district(&mut draw);
        let district = existing(home.code, slot.received_at.day());
        let language = pick_language(home, &mut draw);
        let channel = CHANNELS[draw.weighted(CHANNELS.into_iter().map(|(_, weight)| weight))].0;
        let words = pick_category(slot.fate, &mut draw);
        let village = &draw.pick(&home.places)[column(language)];

        let form = form(words, district, village, language, channel, &mut draw);
        let scene = Scene {
            words,
            district,
            place: village,
            language,
            received_at: slot.received_at,
            room: self.end.0 - slot.received_at.0,
        };
        let draft = Draft::write(slot.fate, scene, &mut draw);
        let ticket = Ticket::from_chance(slot.chance);
        let (filed, _event) = Standing::file(ticket, words.code, district, channel, slot.received_at);
        let (steps, ends) = life::live(filed, draft, self.end, language, &mut draw);
        Some(MadeUp { form, channel, received_at: slot.received_at, chance: slot.chance, steps, ends })
    }
}

fn pick_district(draw: &mut Draw) -> &'static DistrictWords {
    let districts = &WORDS.districts;
    &districts[draw.weighted(districts.iter().map(|words| words.thousands))]
}

/// The district, or the one from which it was split later.
fn existing(district: District, day: Day) -> District {
    if district.exists_on(day) { district } else { district.parent().unwrap_or(district) }
}

fn pick_language(home: &DistrictWords, draw: &mut Draw) -> Language {
    match draw.below(100) {
        drawn if drawn < home.punjabi => Language::Pa,
        drawn if drawn < home.punjabi + home.english => Language::En,
        _ => Language::Hi,
    }
}

fn pick_category(fate: Fate, draw: &mut Draw) -> &'static CategoryWords {
    let weight = move |words: &CategoryWords| match fate {
        Fate::NotTenable => words.weight * (1 + 2 * words.often.len() as u64),
        _ => words.weight,
    };
    &WORDS.categories[draw.weighted(WORDS.categories.iter().map(weight))]
}

fn form(
    words: &CategoryWords,
    district: District,
    village: &str,
    language: Language,
    channel: Channel,
    draw: &mut Draw,
) -> ComplaintForm {
    let by_post = channel == Channel::X;
    ComplaintForm {
        category: words.code.code().to_owned(),
        district: district.code().to_owned(),
        place: draw.is_in(85).then(|| village.to_owned()),
        text: text(words, village, language, draw),
        name: draw.is_in(70).then(|| name(language, draw)),
        mobile: (!by_post && draw.is_in(60)).then(|| mobile(draw)),
        language: language.code().to_owned(),
        notice: NOTICE.to_owned(),
    }
}

/// What happened, perhaps what was tried, perhaps a wish.
fn text(words: &CategoryWords, village: &str, language: Language, draw: &mut Draw) -> String {
    let mut text = fill(draw.pick::<String>(words.sentences.get(language)), village, draw);
    for (more, percent) in [(&WORDS.replies.tried, 55), (&WORDS.replies.wish, 65)] {
        if draw.is_in(percent) {
            text.push(' ');
            text.push_str(&fill(draw.pick::<String>(more.get(language)), village, draw));
        }
    }
    text
}

fn name(language: Language, draw: &mut Draw) -> String {
    let names = WORDS.people.get(language);
    let first = draw.pick(&names.first);
    let last = draw.pick(&names.last);
    format!("{first} {last}").trim_end().to_owned()
}

/// India keeps no numbers for fiction: these all begin with 60000 0, and no
/// message is ever sent about a made-up complaint.
fn mobile(draw: &mut Draw) -> String {
    format!("600000{:04}", draw.below(10_000))
}

fn column(language: Language) -> usize {
    match language {
        Language::Hi => 0,
        Language::En => 1,
        Language::Pa => 2,
    }
}

#[cfg(test)]
mod tests;
