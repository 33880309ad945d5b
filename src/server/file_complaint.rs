//! The one door through which every complaint comes, whatever the channel.

use domain::{
    action::{Action, By},
    complaint::{Channel, Complaint},
    event::Event,
    letter::letters,
    standing::{PHOTOS_MAX, Refusal, Standing},
    ticket::Ticket,
    time::Timestamp,
};

use crate::{
    chance::Chance,
    failure::Failure,
    history::{self, Digest},
    office::Office,
    photo::CleanPhoto,
    store::{
        Filed, FiledMessage, Filing, Once, Particulars, Slip, StoreError,
        photo::{NewPhoto, PhotoEvent},
    },
};

/// PIN and key of a new complaint are of this version; a re-issue raises it.
pub const FIRST_KEY_VERSION: u32 = 1;

/// Numbers drawn before something must be wrong with chance: with ten million
/// complaints, eight taken ones in a row do not happen.
const DRAWS: usize = 8;

/// Through which door a complaint comes.
#[derive(Clone, Debug)]
pub struct Door {
    channel: Channel,
    kiosk: Option<u32>,
    message: Option<FiledMessage>,
}

impl Door {
    /// The kiosk of this number.
    pub fn kiosk(id: u32) -> Self {
        Self { channel: Channel::Kiosk, kiosk: Some(id), message: None }
    }

    /// The inbox, from which this message is taken.
    pub fn inbox(message: FiledMessage) -> Self {
        Self { channel: message.id.channel, kiosk: None, message: Some(message) }
    }
}

impl From<Channel> for Door {
    fn from(channel: Channel) -> Self {
        Self { channel, kiosk: None, message: None }
    }
}

/// What comes through the door.
#[derive(Debug)]
pub struct Brought<'a> {
    /// Checked.
    pub complaint: &'a Complaint,
    /// Cleaned; at most [`PHOTOS_MAX`].
    pub photos: Vec<CleanPhoto>,
    /// Through which door.
    pub door: Door,
    /// Who brings it.
    pub by: &'a By,
    /// So that it is not filed twice.
    pub once: Option<Once>,
}

impl<'a> Brought<'a> {
    /// A complaint without photos.
    pub fn in_words(complaint: &'a Complaint, door: impl Into<Door>, by: &'a By, once: Option<Once>) -> Self {
        Self { complaint, photos: Vec::new(), door: door.into(), by, once }
    }
}

/// Files what was brought, received at `now` under a number that `chance` draws;
/// durable when this returns. What the receipt is made from, whether it is filed
/// now or was filed before.
///
/// # Errors
/// [`Failure::KeyReused`] when the request's key belongs to another request,
/// [`Failure::MessageDecided`] when the message waits no more,
/// [`Failure::Refused`] for too many photos; otherwise the store's.
pub async fn file_complaint(
    office: &Office,
    brought: Brought<'_>,
    chance: &dyn Chance,
    now: Timestamp,
) -> Result<Slip, Failure> {
    let Brought { complaint, photos, door: Door { channel, kiosk, message }, by, once } = brought;
    if photos.len() > usize::from(PHOTOS_MAX) {
        return Err(Failure::Refused(Refusal::TooManyPhotos));
    }
    let mut kept = Vec::with_capacity(photos.len());
    for photo in photos {
        kept.push(office.album.keep(photo, chance).await?);
    }
    for _ in 0..DRAWS {
        let ticket = Ticket::from_chance(chance.bits());
        let (standing, event) = Standing::file(ticket, complaint.category, complaint.district, channel, now);
        let event = Event { by: by.actor, staff: by.staff.clone(), ..event };
        let digest = office.secret.digest_words(ticket, &complaint.text);
        let first = history::seal(&history::origin(&standing), event, Some(digest));
        let slip =
            Slip { ticket, key_version: FIRST_KEY_VERSION, received_at: standing.received_at, due_at: standing.due_at };
        let letters = letters(&standing, &first.event, office.outbox.ways());
        let (standing, photos) = with_photos(office, standing, first.hash, &kept, by)?;
        let particulars = particulars(complaint);
        let filing = Filing {
            standing,
            particulars,
            first,
            photos,
            letters,
            kiosk,
            message: message.clone(),
            once: once.clone(),
        };
        let filed = office.store.file(filing).await;
        // After any other error nobody knows whether it was written down.
        if matches!(filed, Ok(Filed::Repeated(_) | Filed::Reused | Filed::MessageTaken) | Err(StoreError::Busy)) {
            office.album.remove(kept.iter().map(|photo| photo.id).collect()).await;
        }
        match filed? {
            Filed::New => return Ok(slip),
            Filed::Repeated(before) => return Ok(before),
            Filed::Reused => return Err(Failure::KeyReused),
            Filed::MessageTaken => return Err(Failure::MessageDecided),
            Filed::TicketTaken => {}
        }
    }
    Err(Failure::Broken("every ticket number that was drawn is taken".to_owned()))
}

/// The complaint with its photos, each an event of its own: so each can be erased
/// alone, and the history still holds.
fn with_photos(
    office: &Office,
    filed: Standing,
    head: Digest,
    kept: &[NewPhoto],
    by: &By,
) -> Result<(Standing, Vec<PhotoEvent>), Failure> {
    let (mut standing, mut head, mut photos) = (filed, head, Vec::with_capacity(kept.len()));
    for photo in kept {
        let added = standing.apply(&Action::AddPhoto, &By::citizen(), standing.received_at);
        let (after, event) = added.map_err(Failure::Refused)?;
        // Whoever brings the complaint brings its photos.
        let event = Event { by: by.actor, staff: by.staff.clone(), ..event };
        let digest = office.secret.digest_photo(after.ticket, photo.id, &photo.picture);
        let event = history::seal(&head, event, Some(digest));
        (standing, head) = (after, event.hash);
        photos.push(PhotoEvent { event, photo: photo.clone() });
    }
    Ok((standing, photos))
}

fn particulars(complaint: &Complaint) -> Particulars {
    Particulars {
        place: complaint.place.clone(),
        text: complaint.text.clone(),
        name: complaint.name.clone(),
        mobile: complaint.mobile.clone(),
        email: complaint.email.clone(),
        language: complaint.language,
        notice: complaint.notice.clone(),
        key_version: FIRST_KEY_VERSION,
    }
}
