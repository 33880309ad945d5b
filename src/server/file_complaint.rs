//! The one door through which every complaint comes, whatever the channel.

use domain::{
    action::By,
    complaint::{Channel, Complaint},
    event::Event,
    letter::letters,
    standing::Standing,
    ticket::Ticket,
    time::Timestamp,
};

use crate::{
    chance::Chance,
    failure::Failure,
    history,
    office::Office,
    store::{Filed, Filing, Once, Particulars, Slip},
};

/// PIN and key of a new complaint are of this version; a re-issue raises it.
pub const FIRST_KEY_VERSION: u32 = 1;

/// Numbers drawn before something must be wrong with chance: with ten million
/// complaints, eight taken ones in a row do not happen.
const DRAWS: usize = 8;

/// Through which door a complaint comes.
#[derive(Clone, Copy, Debug)]
pub struct Door {
    channel: Channel,
    kiosk: Option<u32>,
}

impl Door {
    /// The kiosk of this number.
    pub fn kiosk(id: u32) -> Self {
        Self { channel: Channel::Kiosk, kiosk: Some(id) }
    }
}

impl From<Channel> for Door {
    fn from(channel: Channel) -> Self {
        Self { channel, kiosk: None }
    }
}

/// Files a checked complaint that `by` brings, received at `now` under a number
/// that `chance` draws; durable when this returns. What the receipt is made from,
/// whether it is filed now or was filed before.
///
/// # Errors
/// [`Failure::KeyReused`] when the request's key belongs to another request;
/// otherwise the store's.
pub async fn file_complaint(
    office: &Office,
    complaint: &Complaint,
    door: impl Into<Door>,
    by: &By,
    once: Option<Once>,
    chance: &dyn Chance,
    now: Timestamp,
) -> Result<Slip, Failure> {
    let Door { channel, kiosk } = door.into();
    for _ in 0..DRAWS {
        let ticket = Ticket::from_chance(chance.bits());
        let (standing, event) = Standing::file(ticket, complaint.category, complaint.district, channel, now);
        let event = Event { by: by.actor, staff: by.staff.clone(), ..event };
        let digest = office.secret.digest_words(ticket, &complaint.text);
        let first = history::seal(&history::origin(&standing), event, Some(digest));
        let slip =
            Slip { ticket, key_version: FIRST_KEY_VERSION, received_at: standing.received_at, due_at: standing.due_at };
        let letters = letters(&standing, &first.event, office.outbox.ways());
        let particulars = particulars(complaint);
        let filing = Filing { standing, particulars, first, letters, kiosk, once: once.clone() };
        match office.store.file(filing).await? {
            Filed::New => return Ok(slip),
            Filed::Repeated(before) => return Ok(before),
            Filed::Reused => return Err(Failure::KeyReused),
            Filed::TicketTaken => {}
        }
    }
    Err(Failure::Broken("every ticket number that was drawn is taken".to_owned()))
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
