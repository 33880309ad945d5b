//! `sunwai check`: recounts every figure, replays every history and looks that
//! nothing stands alone, also while a server uses the database.

use std::collections::BTreeMap;

use domain::{life::State, statistics::Facet};

use crate::{
    config::Settings,
    history,
    secret::{self, Secret},
    store::{
        Dossier, Recount, StoreError,
        sqlite::{Loose, Seen, SqliteReader},
    },
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
    found.look_at(&store, &secret).map_err(broken)?;
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

    /// Looks at all that is kept.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn look_at(&mut self, store: &SqliteReader, secret: &Secret) -> Result<(), StoreError> {
        store.inspect(&mut |seen| match seen {
            Seen::Whole(dossier) => self.replay(dossier, secret),
            Seen::Broken { number, version, error } => {
                self.differs(format!("ticket {number}: the history breaks at event {version}: {error}"));
            }
        })?;
        store.inspect_ties(&mut |loose| self.differs(sentence(&loose)))?;
        match store.recount() {
            Ok(recount) => self.compare(&recount),
            // Where, is told above.
            Err(StoreError::Corrupt(reason)) => self.differs(format!("the figures cannot be counted: {reason}")),
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Follows a history link by link, to where its complaint stands.
    fn replay(&mut self, dossier: &Dossier, secret: &Secret) {
        let standing = &dossier.standing;
        let ticket = standing.ticket;
        self.complaints += 1;
        self.events += dossier.history.len() as u64;
        let mut before = history::origin(standing);
        let mut retraced = standing.at_the_beginning();
        let mut state = None;
        for (sealed, version) in dossier.history.iter().zip(1..) {
            let event = &sealed.event;
            let is_next = event.version == version && event.from == state;
            if !is_next || !history::follows(&before, sealed) {
                return self.differs(format!("ticket {ticket}: the history breaks at event {version}"));
            }
            let is_first = version == 1;
            let words = if is_first { Some(&dossier.particulars.text) } else { event.text.as_ref() };
            if is_first && event.text.is_some() {
                self.differs(format!("ticket {ticket}: event {version} has words that were never sealed"));
            }
            // Erased words leave their digest behind.
            if words.is_some_and(|words| sealed.text_digest != Some(secret.digest_words(ticket, words))) {
                self.differs(format!("ticket {ticket}: the words of event {version} are not those that were sealed"));
            }
            before = sealed.hash;
            state = Some(event.to);
            retraced.follow(event);
        }
        if retraced.version < standing.version {
            self.differs(format!("ticket {ticket}: event {} is missing", retraced.version + 1));
        }
        // Events from before migration 6 do not say with what it was joined.
        if retraced.state == State::Duplicate && retraced.merged_into.is_none() {
            retraced.merged_into = standing.merged_into;
        }
        let is_joined_with_none = standing.state == State::Duplicate && standing.merged_into.is_none();
        if retraced != *standing || is_joined_with_none {
            self.differs(format!("ticket {ticket}: it does not stand where its history ends"));
        }
    }

    /// Compares the kept figures with those of a recount, facet by facet.
    fn compare(&mut self, recount: &Recount) {
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

fn sentence(loose: &Loose) -> String {
    match loose {
        Loose::Event { number, version } => format!("ticket {number}: event {version} belongs to no complaint"),
        Loose::Complaint { number } => format!("ticket {number}: event 1 is missing"),
        Loose::Joined { number } => format!("ticket {number}: it is joined with a complaint that is not there"),
        Loose::Waking { number } => format!("ticket {number}: it is looked at by itself at a wrong moment"),
        Loose::Letter { number, version, way } => {
            format!("ticket {number}: the {way} letter of event {version} does not tell what happened")
        }
    }
}
