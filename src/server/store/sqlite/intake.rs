//! What comes in from channels, and the place up to which it was read.

use async_trait::async_trait;
use domain::{
    complaint::Channel,
    hints::phrases::seems_solved,
    life::{Kind, State},
    time::Timestamp,
};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{SqliteStaff, SqliteStore, code, handoff};
use crate::store::{
    StoreError,
    inbox::MessageState,
    intake::{IntakeState, IntakeStore, Limit, Post, Taken, Taking},
};

#[async_trait]
impl IntakeStore for SqliteStore {
    async fn intake(&self, channel: Channel) -> Result<IntakeState, StoreError> {
        self.readers.read(|connection| state(connection, channel))
    }

    async fn take_in(&self, channel: Channel, taking: Taking, now: Timestamp) -> Result<Taken, StoreError> {
        self.writer.write(move |unit| take_in(unit.connection(), channel, &taking, now)).await
    }

    async fn add_posts(&self, channel: Channel, posts: Vec<Post>, now: Timestamp) -> Result<Taken, StoreError> {
        self.writer.write(move |unit| add_all(unit.connection(), channel, &posts, now)).await
    }

    async fn note_trouble(
        &self,
        channel: Channel,
        error: &'static str,
        limit: Limit,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.writer.write(move |unit| note_trouble(unit.connection(), channel, error, limit, now)).await
    }

    async fn spent(&self, channel: Channel, month: String) -> Result<u32, StoreError> {
        self.readers.read(|connection| spent(connection, channel, &month))
    }

    async fn spend(&self, channel: Channel, month: String, mills: u32, most: Option<u32>) -> Result<bool, StoreError> {
        self.writer.write(move |unit| spend(unit.connection(), channel, &month, mills, most)).await
    }
}

#[async_trait]
impl IntakeStore for SqliteStaff {
    async fn intake(&self, channel: Channel) -> Result<IntakeState, StoreError> {
        state(&self.connection(), channel)
    }

    async fn take_in(&self, channel: Channel, taking: Taking, now: Timestamp) -> Result<Taken, StoreError> {
        self.write(|connection| take_in(connection, channel, &taking, now))
    }

    async fn add_posts(&self, channel: Channel, posts: Vec<Post>, now: Timestamp) -> Result<Taken, StoreError> {
        self.write(|connection| add_all(connection, channel, &posts, now))
    }

    async fn note_trouble(
        &self,
        channel: Channel,
        error: &'static str,
        limit: Limit,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(|connection| note_trouble(connection, channel, error, limit, now))
    }

    async fn spent(&self, channel: Channel, month: String) -> Result<u32, StoreError> {
        spent(&self.connection(), channel, &month)
    }

    async fn spend(&self, channel: Channel, month: String, mills: u32, most: Option<u32>) -> Result<bool, StoreError> {
        self.write(|connection| spend(connection, channel, &month, mills, most))
    }
}

fn state(connection: &Connection, channel: Channel) -> Result<IntakeState, StoreError> {
    let mut select = connection.prepare_cached(
        "select place, last_success, last_post, last_post_at, error, error_since, errors, note, rests_until,
           limit_left, limit_reset, gap
         from intake
         where channel = ?1",
    )?;
    let found = select.query_row([channel.code()], |row| {
        let moment = |place: usize| row.get::<_, Option<i64>>(place).map(|at| at.map(Timestamp));
        Ok(IntakeState {
            place: row.get(0)?,
            last_success: moment(1)?,
            last_post: row.get(2)?,
            last_post_at: moment(3)?,
            error: row.get(4)?,
            error_since: moment(5)?,
            errors: row.get(6)?,
            note: row.get(7)?,
            rests_until: moment(8)?,
            limit: Limit { left: row.get(9)?, reset: moment(10)? },
            gap: moment(11)?,
            waiting: 0,
            oldest: None,
        })
    });
    let state = found.optional()?.unwrap_or_default();
    let mut waiting = connection.prepare_cached(
        "select count(*), min(posted_at)
         from message
         where state = 'waiting'
         and channel = ?1",
    )?;
    let (waiting, oldest) =
        waiting.query_row([channel.code()], |row| Ok((row.get(0)?, row.get::<_, Option<i64>>(1)?.map(Timestamp))))?;
    Ok(IntakeState { waiting, oldest, ..state })
}

fn take_in(connection: &Connection, channel: Channel, taking: &Taking, now: Timestamp) -> Result<Taken, StoreError> {
    let taken = add_all(connection, channel, &taking.posts, now)?;
    let mut upsert = connection.prepare_cached(
        "insert into intake
           (channel, place, last_success, last_post, last_post_at, errors, note, rests_until, limit_left,
            limit_reset, gap)
         values (?1, ?2, ?3, ?4, ?5, 0, ?6, ?7, ?8, ?9, ?10)
         on conflict (channel) do update
         set place = excluded.place,
             last_success = excluded.last_success,
             last_post = coalesce(excluded.last_post, last_post),
             last_post_at = coalesce(excluded.last_post_at, last_post_at),
             error = null,
             error_since = null,
             errors = 0,
             note = excluded.note,
             rests_until = excluded.rests_until,
             limit_left = coalesce(excluded.limit_left, limit_left),
             limit_reset = coalesce(excluded.limit_reset, limit_reset),
             gap = coalesce(excluded.gap, gap)",
    )?;
    let newest = taking.newest.as_ref();
    upsert.execute(params![
        channel.code(),
        taking.place,
        now.0,
        newest.map(|(post, _)| post),
        newest.map(|(_, at)| at.0),
        taking.note,
        taking.limit.rests_until().map(|at| at.0),
        taking.limit.left,
        taking.limit.reset.map(|at| at.0),
        taking.has_gap.then_some(now.0),
    ])?;
    spend(connection, channel, &now.day().month(), taking.mills, None)?;
    Ok(taken)
}

fn note_trouble(
    connection: &Connection,
    channel: Channel,
    error: &str,
    limit: Limit,
    now: Timestamp,
) -> Result<(), StoreError> {
    let mut upsert = connection.prepare_cached(
        "insert into intake (channel, error, error_since, errors, rests_until, limit_left, limit_reset)
         values (?1, ?2, ?3, 1, ?4, ?5, ?6)
         on conflict (channel) do update
         set error = excluded.error,
             error_since = coalesce(error_since, excluded.error_since),
             errors = errors + 1,
             rests_until = excluded.rests_until,
             limit_left = coalesce(excluded.limit_left, limit_left),
             limit_reset = coalesce(excluded.limit_reset, limit_reset)",
    )?;
    upsert.execute(params![
        channel.code(),
        error,
        now.0,
        limit.rests_until().map(|at| at.0),
        limit.left,
        limit.reset.map(|at| at.0)
    ])?;
    Ok(())
}

fn spent(connection: &Connection, channel: Channel, month: &str) -> Result<u32, StoreError> {
    let mut select = connection.prepare_cached(
        "select mills
         from spending
         where channel = ?1
         and month = ?2",
    )?;
    Ok(select.query_row(params![channel.code(), month], |row| row.get(0)).optional()?.unwrap_or(0))
}

fn spend(
    connection: &Connection,
    channel: Channel,
    month: &str,
    mills: u32,
    most: Option<u32>,
) -> Result<bool, StoreError> {
    let after = spent(connection, channel, month)?.saturating_add(mills);
    if most.is_some_and(|most| after > most) {
        return Ok(false);
    }
    let mut upsert = connection.prepare_cached(
        "insert into spending (channel, month, mills)
         values (?1, ?2, ?3)
         on conflict (channel, month) do update
         set mills = excluded.mills",
    )?;
    upsert.execute(params![channel.code(), month, after])?;
    Ok(true)
}

fn add_all(connection: &Connection, channel: Channel, posts: &[Post], now: Timestamp) -> Result<Taken, StoreError> {
    let mut taken = Taken::default();
    for post in posts {
        taken += add(connection, channel, post, now)?;
    }
    Ok(taken)
}

/// What is kept of a post that is known.
struct Kept {
    version: u32,
    edits: u32,
    is_waiting: bool,
    was_copied: bool,
    is_erased: bool,
}

fn add(connection: &Connection, channel: Channel, post: &Post, now: Timestamp) -> Result<Taken, StoreError> {
    let mut select = connection.prepare_cached(
        "select version, edits, state = 'waiting', substr(author, 1, 1) = '@', exists (
           select 1
           from complaint
           where complaint.ticket = message.ticket
           and complaint.erased_at is not null
         )
         from message
         where channel = ?1
         and post = ?2",
    )?;
    let kept = select
        .query_row(params![channel.code(), post.id], |row| {
            Ok(Kept {
                version: row.get(0)?,
                edits: row.get(1)?,
                is_waiting: row.get(2)?,
                was_copied: row.get(3)?,
                is_erased: row.get(4)?,
            })
        })
        .optional()?;
    let Some(kept) = kept else {
        insert(connection, channel, post, now)?;
        return Ok(Taken { added: 1, ..Taken::default() });
    };
    if kept.is_erased {
        return Ok(Taken { known: 1, ..Taken::default() });
    }
    if kept.was_copied {
        name_author(connection, channel, post)?;
    }
    let is_edited = post.version > kept.edits;
    if is_edited {
        note_edit(connection, channel, post)?;
    } else if post.version < kept.version && kept.is_waiting {
        put_first_words(connection, channel, post)?;
    }
    Ok(Taken { known: 1, edited: u32::from(is_edited), ..Taken::default() })
}

fn insert(connection: &Connection, channel: Channel, post: &Post, now: Timestamp) -> Result<(), StoreError> {
    // Whoever says the word wants nothing else.
    let proven = handoff::prove(connection, channel, post, now)?;
    let known = match proven {
        Some(number) => Some(Known { number, is_own: true, is_open: false }),
        None => complaint_of(connection, channel, post)?,
    };
    let belongs = known.as_ref().is_some_and(|known| known.is_own && known.is_open) && !seems_solved(&post.text);
    let state = if belongs || proven.is_some() { MessageState::Attached } else { MessageState::Waiting };
    let mut insert = connection.prepare_cached(
        "insert into message
           (channel, post, latest, version, edits, conversation, author, handle, name, text, mobile, language, link,
            photos, urgent, posted_at, posted_day, came_at, state, ticket, decided_at, settled)
         values (?1, ?2, ?3, ?4, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)",
    )?;
    insert.execute(params![
        channel.code(),
        post.id,
        post.latest,
        post.version,
        post.conversation,
        post.author,
        post.handle,
        post.name,
        post.text,
        post.mobile.as_ref().map(|mobile| mobile.as_str()),
        post.language.code(),
        post.link,
        post.photos.join("\n"),
        post.is_urgent,
        post.posted_at.0,
        post.posted_at.day().0,
        now.0,
        state.code(),
        known.map(|known| known.number),
        (belongs || proven.is_some()).then_some(now.0),
        !belongs,
    ])?;
    if post.is_urgent {
        let mut update = connection.prepare_cached(
            "update message
             set urgent = 1
             where channel = ?1
             and conversation = ?2
             and author = ?3
             and state = 'waiting'",
        )?;
        update.execute(params![channel.code(), post.conversation, post.author])?;
    }
    Ok(())
}

/// The complaint to which a post's thread belongs.
struct Known {
    number: i64,
    /// The same person began it.
    is_own: bool,
    is_open: bool,
}

/// What the same person has filed in this conversation; else the complaint that
/// began the conversation. Under a post of the office many begin complaints of
/// their own: these have nothing to do with each other.
fn complaint_of(connection: &Connection, channel: Channel, post: &Post) -> Result<Option<Known>, StoreError> {
    let mut select = connection.prepare_cached(
        "select m.ticket, m.author = ?3, c.state
         from message m
         join complaint c on c.ticket = m.ticket
         where m.channel = ?1
         and m.state = 'filed'
         and m.conversation = ?2
         and (m.author = ?3 or m.post = ?2)
         order by m.author = ?3 desc, m.posted_at desc
         limit 1",
    )?;
    let mut rows = select.query(params![channel.code(), post.conversation, post.author])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let state = code::required(row, 2, State::from_code)?;
    Ok(Some(Known { number: row.get(0)?, is_own: row.get(1)?, is_open: state.kind() == Kind::Open }))
}

fn note_edit(connection: &Connection, channel: Channel, post: &Post) -> Result<(), StoreError> {
    let mut update = connection.prepare_cached(
        "update message
         set latest = ?3, edits = ?4, edited_text = ?5
         where channel = ?1
         and post = ?2",
    )?;
    update.execute(params![channel.code(), post.id, post.latest, post.version, post.text])?;
    Ok(())
}

/// An earlier version came later: its words are kept, and those that stood there
/// become the edited ones.
fn put_first_words(connection: &Connection, channel: Channel, post: &Post) -> Result<(), StoreError> {
    let mut update = connection.prepare_cached(
        "update message
         set version = ?3, edited_text = coalesce(edited_text, text), text = ?4, mobile = coalesce(?5, mobile),
             urgent = max(urgent, ?6)
         where channel = ?1
         and post = ?2",
    )?;
    let mobile = post.mobile.as_ref().map(|mobile| mobile.as_str());
    update.execute(params![channel.code(), post.id, post.version, post.text, mobile, post.is_urgent])?;
    Ok(())
}

/// Whoever copied a post by hand did not know what the channel calls its author.
fn name_author(connection: &Connection, channel: Channel, post: &Post) -> Result<(), StoreError> {
    let mut update = connection.prepare_cached(
        "update message
         set author = ?3, handle = ?4, name = ?5, conversation = ?6
         where channel = ?1
         and post = ?2",
    )?;
    update.execute(params![channel.code(), post.id, post.author, post.handle, post.name, post.conversation])?;
    Ok(())
}
