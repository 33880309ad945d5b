//! `sunwai check`: recounts every figure and replays every history.

use std::path::Path;

use crate::{
    history,
    open::database,
    store::{Dossier, Store as _},
};

/// Differences told; more than these help no one.
const TOLD: usize = 100;

/// Prints what was found; false if anything differs.
///
/// # Errors
/// When the database cannot be read, in a sentence.
pub async fn check(path: &Path) -> Result<bool, String> {
    if !path.exists() {
        return Err(format!("There is no database {}.", path.display()));
    }
    let store = database(path)?;
    let broken = |error| format!("The database cannot be read: {error}");
    let mut found = Found::default();
    store.visit_all(&mut |dossier| found.replay(dossier)).await.map_err(broken)?;
    let recount = store.recount().await.map_err(broken)?;
    if recount.kept != recount.counted {
        found.differs("the kept figures are not those of a recount".to_owned());
    }
    for difference in &found.differences {
        println!("differs: {difference}");
    }
    let is_whole = found.differences.is_empty();
    let verdict = if is_whole { "figures equal a recount, every history is whole" } else { "it does not add up" };
    println!("{} complaints, {} events: {verdict}", found.complaints, found.events);
    Ok(is_whole)
}

#[derive(Default)]
struct Found {
    complaints: u64,
    events: u64,
    differences: Vec<String>,
}

impl Found {
    fn differs(&mut self, difference: String) {
        if self.differences.len() < TOLD {
            self.differences.push(difference);
        }
    }

    /// Follows a history link by link, to where its complaint stands.
    fn replay(&mut self, dossier: &Dossier) {
        let standing = &dossier.standing;
        self.complaints += 1;
        let mut before = history::origin(standing);
        let mut state = None;
        for (place, sealed) in dossier.history.iter().enumerate() {
            self.events += 1;
            let event = &sealed.event;
            let is_next = event.version as usize == place + 1 && event.from == state;
            if !is_next || !history::follows(&before, sealed) {
                self.differs(format!("ticket {}: the history breaks at event {}", standing.ticket, event.version));
            }
            before = sealed.hash;
            state = Some(event.to);
        }
        if dossier.history.len() != standing.version as usize || state != Some(standing.state) {
            self.differs(format!("ticket {}: it does not stand where its history ends", standing.ticket));
        }
    }
}
