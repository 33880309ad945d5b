//! `sunwai check`: recounts every figure, replays every history and looks that
//! nothing stands alone, also while a server uses the database.

use std::{collections::BTreeMap, fmt};

use domain::{event::EventKind, life::State, statistics::Facet, ticket::Ticket};

use crate::{
    album::Folder,
    config::{Database, PhotoPlace, Settings},
    history, open,
    photo::sides,
    secret::{self, Secret},
    store::{
        Dossier, InspectStore, Recount, StoreError,
        inspect::{Loose, Seen, SeenPhoto},
        photo::Picture,
    },
};

/// Differences told; more than these help no one.
const TOLD: usize = 100;

/// Prints what was found; false if anything differs.
///
/// # Errors
/// When database or secret cannot be read, in a sentence.
pub async fn check(settings: &Settings) -> Result<bool, String> {
    let secret = secret::load(&settings.secret_file).map_err(|problem| problem.to_string())?;
    let found = look(&settings.database, &secret, &settings.photos).await?;
    print!("{found}");
    Ok(found.differences.is_empty())
}

/// Looks at a whole database and its photos.
///
/// # Errors
/// When they cannot be read, in a sentence.
pub async fn look(database: &Database, secret: &Secret, photos: &PhotoPlace) -> Result<Found, String> {
    let broken = |error| format!("The database cannot be read: {error}");
    let store = open::open_to_inspect(database).await?;
    let mut found = Found::default();
    found.look_at(&*store, secret).await.map_err(broken)?;
    let folder = match photos {
        PhotoPlace::Database => None,
        PhotoPlace::Folder(path) => Some(Folder::to_read(path)),
    };
    found.look_at_photos(&*store, secret, folder.as_ref()).await.map_err(broken)?;
    Ok(found)
}

/// What was looked at, and what differs.
#[derive(Debug, Default)]
pub struct Found {
    complaints: u64,
    events: u64,
    photos: u64,
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
    pub async fn look_at(&mut self, store: &dyn InspectStore, secret: &Secret) -> Result<(), StoreError> {
        store
            .inspect(&mut |seen| match seen {
                Seen::Whole(dossier) => self.replay(dossier, secret),
                Seen::Broken { number, version, error } => {
                    self.differs(format!("ticket {number}: the history breaks at event {version}: {error}"));
                }
            })
            .await?;
        store.inspect_ties(&mut |loose| self.differs(sentence(&loose))).await?;
        match store.recount_figures().await {
            Ok(recount) => self.compare(&recount),
            // Where, is told above.
            Err(StoreError::Corrupt(reason)) => self.differs(format!("the figures cannot be counted: {reason}")),
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Looks at every photo: whether it is what its event sealed.
    ///
    /// # Errors
    /// When one cannot be read.
    pub async fn look_at_photos(
        &mut self,
        store: &dyn InspectStore,
        secret: &Secret,
        folder: Option<&Folder>,
    ) -> Result<(), StoreError> {
        store
            .inspect_photos(&mut |photo| {
                self.photos += 1;
                if let Some(wrong) = what_is_wrong_with(&photo, secret, folder) {
                    self.differs(format!("ticket {}: the photo of event {} {wrong}", photo.number, photo.version));
                }
            })
            .await
    }

    /// Follows a history link by link, to where its complaint stands.
    fn replay(&mut self, dossier: &Dossier, secret: &Secret) {
        let standing = &dossier.standing;
        let ticket = standing.ticket;
        self.complaints += 1;
        self.events += dossier.history.len() as u64;
        if standing.erased_at.is_some() && dossier.particulars.has_person() {
            self.differs(format!("ticket {ticket}: it has a place or a contact that was erased"));
        }
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
            let words = words.filter(|words| !words.is_empty());
            if is_first && event.text.is_some() {
                self.differs(format!("ticket {ticket}: event {version} has words that were never sealed"));
            }
            if event.kind == EventKind::PhotoAdded && sealed.text_digest.is_none() {
                self.differs(format!("ticket {ticket}: the photo of event {version} was never sealed"));
            }
            // Erased words leave their digest behind, and so does a photo.
            let is_missing = words.is_none() && sealed.text_digest.is_some() && event.kind != EventKind::PhotoAdded;
            if is_missing && standing.erased_at.is_none() {
                self.differs(format!("ticket {ticket}: the words of event {version} are missing"));
            }
            if words.is_some() && standing.erased_at.is_some() {
                self.differs(format!("ticket {ticket}: event {version} has words that were erased"));
            }
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
}

/// A line for each difference, and one for all.
impl fmt::Display for Found {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for difference in &self.differences {
            writeln!(formatter, "differs: {difference}")?;
        }
        let is_whole = self.differences.is_empty();
        let verdict = if is_whole { "figures equal a recount, every history is whole" } else { "it does not add up" };
        writeln!(formatter, "{} complaints, {} events, {} photos: {verdict}", self.complaints, self.events, self.photos)
    }
}

fn what_is_wrong_with(photo: &SeenPhoto, secret: &Secret, folder: Option<&Folder>) -> Option<&'static str> {
    let Some(sealed) = photo.sealed else { return Some("was brought by no event") };
    let number = u64::try_from(photo.number).ok().and_then(|number| Ticket::from_number(number).ok());
    let (Some(ticket), Some(id)) = (number, photo.id) else { return Some("belongs to no complaint") };
    let from_folder;
    let picture = match (&photo.picture, folder) {
        (Picture::Here(picture), _) => picture,
        (Picture::InFolder, None) => return Some("is in a folder that was not named"),
        (Picture::InFolder, Some(folder)) => match folder.read(id) {
            Ok(picture) => {
                from_folder = picture;
                &from_folder
            }
            Err(_) => return Some("is not in the folder, or cannot be read"),
        },
    };
    if secret.digest_photo(ticket, id, picture) != sealed {
        return Some("is not the one that was sealed");
    }
    let Some((width, height)) = sides(picture) else { return Some("is no picture") };
    let said = (picture.len() as i64, i64::from(width), i64::from(height));
    (said != photo.said).then_some("has another size than is said of it")
}

fn sentence(loose: &Loose) -> String {
    match loose {
        Loose::Event { number, version } => format!("ticket {number}: event {version} belongs to no complaint"),
        Loose::Complaint { number } => format!("ticket {number}: event 1 is missing"),
        Loose::Joined { number } => format!("ticket {number}: it is joined with a complaint that is not there"),
        Loose::Waking { number } => format!("ticket {number}: it is looked at by itself at a wrong moment"),
        Loose::Photos { number } => format!("ticket {number}: it has not as many photos as it should have"),
        Loose::Letter { number, version, way } => {
            format!("ticket {number}: the {way} letter of event {version} does not tell what happened")
        }
    }
}
