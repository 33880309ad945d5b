//! `sunwai check`: recounts every figure and replays every history, also while a
//! server uses the database.

use std::collections::BTreeMap;

use domain::statistics::Facet;

use crate::{
    config::Settings,
    history,
    secret::{self, Secret},
    store::{Dossier, Recount, sqlite::SqliteReader},
};

/// Differences told; more than these help no one.
const TOLD: usize = 100;

/// Prints what was found; false if anything differs.
///
/// # Errors
/// When database or secret cannot be read, in a sentence.
pub fn check(settings: &Settings) -> Result<bool, String> {
    if !settings.database.exists() {
        return Err(format!("There is no database {}.", settings.database.display()));
    }
    let secret = secret::load(&settings.secret_file).map_err(|problem| problem.to_string())?;
    let broken = |error| format!("The database cannot be read: {error}");
    let store = SqliteReader::open(&settings.database).map_err(broken)?;
    let mut found = Found::default();
    store.visit_all(&mut |dossier| found.replay(dossier, &secret)).map_err(broken)?;
    found.compare(&store.recount().map_err(broken)?);
    found.tell();
    Ok(found.differences.is_empty())
}

/// What was looked at, and what differs.
#[derive(Debug, Default)]
pub struct Found {
    complaints: u64,
    events: u64,
    /// A sentence each, which says where.
    pub differences: Vec<String>,
}

impl Found {
    fn differs(&mut self, difference: String) {
        if self.differences.len() < TOLD {
            self.differences.push(difference);
        }
    }

    /// Follows a history link by link, to where its complaint stands.
    pub fn replay(&mut self, dossier: &Dossier, secret: &Secret) {
        let standing = &dossier.standing;
        let ticket = standing.ticket;
        self.complaints += 1;
        self.events += dossier.history.len() as u64;
        let mut before = history::origin(standing);
        let mut state = None;
        for (sealed, version) in dossier.history.iter().zip(1..) {
            let event = &sealed.event;
            let is_next = event.version == version && event.from == state;
            if !is_next || !history::follows(&before, sealed) {
                return self.differs(format!("ticket {ticket}: the history breaks at event {version}"));
            }
            let words = if version == 1 { Some(&dossier.particulars.text) } else { event.text.as_ref() };
            // Erased words leave their digest behind.
            if words.is_some_and(|words| sealed.text_digest != Some(secret.digest_words(ticket, words))) {
                self.differs(format!("ticket {ticket}: the words of event {version} are not those that were sealed"));
            }
            before = sealed.hash;
            state = Some(event.to);
        }
        if dossier.history.len() != standing.version as usize || state != Some(standing.state) {
            self.differs(format!("ticket {ticket}: it does not stand where its history ends"));
        }
    }

    /// Compares the kept figures with those of a recount, facet by facet.
    pub fn compare(&mut self, recount: &Recount) {
        let mut sides: BTreeMap<Facet, (u32, u32)> = BTreeMap::new();
        for (facet, kept) in recount.kept.cells() {
            sides.entry(facet).or_default().0 = kept;
        }
        for (facet, counted) in recount.counted.cells() {
            sides.entry(facet).or_default().1 = counted;
        }
        for (facet, (kept, counted)) in sides.into_iter().filter(|(_, (kept, counted))| kept != counted) {
            self.differs(format!(
                "figure of {}, {}, {}, {}, {}: {kept} kept, {counted} counted",
                facet.day,
                facet.district.code(),
                facet.category.code(),
                facet.channel.code(),
                facet.kind.code()
            ));
        }
    }

    fn tell(&self) {
        for difference in &self.differences {
            println!("differs: {difference}");
        }
        let is_whole = self.differences.is_empty();
        let verdict = if is_whole { "figures equal a recount, every history is whole" } else { "it does not add up" };
        println!("{} complaints, {} events: {verdict}", self.complaints, self.events);
    }
}
