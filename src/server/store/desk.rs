//! What the desk asks of a store: the queue, a search, the board, what is alike.
//!
//! A [`Sight`] goes into every question, and nothing outside it comes back, not
//! even in a count. Where a page begins is a place in the order of that page, so
//! that paging visits everything once while complaints come in.

use async_trait::async_trait;
use domain::{
    complaint::Channel,
    language::Language,
    life::{Kind, State},
    likeness::place_key,
    reference::{Category, Department, District},
    staff::Sight,
    standing::Standing,
    ticket::Ticket,
    time::Timestamp,
    wire::desk::Board,
};

use super::StoreError;

pub(super) mod counting;
pub(super) mod scope;
pub(super) mod signs;
pub(super) mod streams;

/// Which complaints are asked for, of those that are seen. Nothing given is all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Where they stand.
    pub status: Option<Status>,
    /// Who has them.
    pub department: Option<Holder>,
    /// Where.
    pub district: Option<District>,
    /// What they are about.
    pub category: Option<Category>,
    /// Through which door they came.
    pub channel: Option<Channel>,
    /// Who of the team took them last.
    pub handler: Option<String>,
    /// Open ones whose date had passed at this moment.
    pub overdue_at: Option<Timestamp>,
    /// Those for which the department owed an interim reply at this moment.
    pub owes_reply_at: Option<Timestamp>,
    /// Those of one place and time. Only a search looks at it.
    pub near: Option<Near>,
}

/// A place and a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// What places that are written alike have in common ([`place_key`]).
    pub place: String,
    /// Filed then or later.
    pub from: Timestamp,
    /// Filed then or before.
    pub to: Timestamp,
}

impl Near {
    /// True if a complaint is of this place and time.
    pub fn takes(&self, line: &Line) -> bool {
        let is_there = line.place.as_deref().and_then(place_key).is_some_and(|place| place == self.place);
        is_there && (self.from..=self.to).contains(&line.standing.received_at)
    }
}

impl Filter {
    /// True if a complaint is among those that are asked for.
    pub fn takes(&self, line: &Line) -> bool {
        let standing = &line.standing;
        let is_wanted = |status| match status {
            Status::Open => standing.state.kind() == Kind::Open,
            Status::Is(state) => standing.state == state,
        };
        let is_with = |holder| match holder {
            Holder::Nobody => standing.department.is_none(),
            Holder::Is(department) => standing.department == Some(department),
        };
        self.status.is_none_or(is_wanted)
            && self.department.is_none_or(is_with)
            && self.district.is_none_or(|district| district == standing.district)
            && self.category.is_none_or(|category| category == standing.category)
            && self.channel.is_none_or(|channel| channel == standing.channel)
            && (self.handler.is_none() || self.handler == line.handler)
            && self.overdue_at.is_none_or(|at| standing.is_overdue(at))
            && self.owes_reply_at.is_none_or(|at| standing.owes_reply(at))
            && self.near.as_ref().is_none_or(|near| near.takes(line))
    }
}

/// Where a complaint stands, or that someone still has to act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// In any of the open states.
    Open,
    /// In this one.
    Is(State),
}

/// Who has a complaint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// The team: it is with no department.
    Nobody,
    /// This department.
    Is(Department),
}

/// From which end a page is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// What is due last, or was filed last, comes first.
    #[default]
    Newest,
    /// What is due first, or was filed first, comes first.
    Oldest,
}

/// A place in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// By when the complaint must be answered.
    pub due_at: Timestamp,
    /// Among those due at the same moment.
    pub ticket: Ticket,
}

/// What a complaint is searched by: one of these is enough.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Words of its text and place, folded ([`domain::likeness::fold`]): all of
    /// them, the last one perhaps only begun.
    pub words: Vec<String>,
    /// The last four digits of the citizen's mobile number.
    pub last_four: Option<String>,
}

/// A line of the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it stands.
    pub standing: Standing,
    /// Village, ward or depot.
    pub place: Option<String>,
    /// What happened.
    pub text: String,
    /// In which language the citizen wants to be answered.
    pub language: Language,
    /// Who of the team took it last.
    pub handler: Option<String>,
}

/// A part of a list, and where the next part begins; `None` at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<Next> {
    /// The lines, in order.
    pub lines: Vec<Line>,
    /// Where the next page begins.
    pub next: Option<Next>,
}

/// Answers the desk.
///
/// # Errors
/// Every function: a [`StoreError`].
#[async_trait]
pub trait DeskStore: Send + Sync + 'static {
    /// At most `limit` complaints after a place of the queue, by their due date.
    async fn queue(
        &self,
        sight: &Sight,
        filter: &Filter,
        order: Order,
        after: Option<Place>,
        limit: usize,
    ) -> Result<Page<Place>, StoreError>;

    /// At most `limit` complaints that hold what is wanted, and are of one place and
    /// time if the filter says so, in the order of their filing, after a place in it. A page may be short and not the last one: so
    /// it costs the same however little of what is found can be seen.
    async fn search(
        &self,
        sight: &Sight,
        filter: &Filter,
        wanted: &Wanted,
        order: Order,
        after: Option<i64>,
        limit: usize,
    ) -> Result<Page<i64>, StoreError>;

    /// How old the open complaints are, and where many are alike.
    async fn board(&self, sight: &Sight, now: Timestamp) -> Result<Board, StoreError>;

    /// How many complaints are like this one and came within
    /// [`domain::likeness::LIKE_DAYS`] of it, itself included.
    async fn count_like(&self, sight: &Sight, standing: &Standing, place: Option<&str>) -> Result<u32, StoreError>;

    /// The complaints that were joined with this one, by their numbers.
    async fn joined_with(&self, sight: &Sight, ticket: Ticket) -> Result<Vec<Ticket>, StoreError>;

    /// Makes searchable what was filed until now. It happens by itself within
    /// seconds; this waits for it.
    async fn finish_search(&self) -> Result<(), StoreError>;
}
