//! Messages, and what was decided on them.

use std::sync::LazyLock;

use async_trait::async_trait;
use domain::{
    complaint::Channel,
    language::Language,
    life::State,
    mobile::Mobile,
    reference::Category,
    screening::Screening,
    ticket::Ticket,
    time::{Day, Timestamp},
};
use rusqlite::{Connection, Row, ToSql, params};

use super::{SqliteStore, code, complaint, writer::Unit};
use crate::store::{
    FiledMessage, StoreError,
    inbox::{Decided, Decision, InboxPlace, InboxStore, Message, MessageId, MessageState},
    outbox::PostAddress,
};

#[async_trait]
impl InboxStore for SqliteStore {
    async fn inbox(&self, after: Option<InboxPlace>, most: u32) -> Result<Vec<Message>, StoreError> {
        self.desk.read(|connection| list(connection, after.as_ref(), most))
    }

    async fn count_waiting(&self, hidden: &[Category]) -> Result<u32, StoreError> {
        let all = self.desk.read(|connection| {
            let mut count = connection.prepare_cached("select count(*) from message where state = 'waiting'")?;
            Ok(count.query_row([], |row| row.get::<_, u32>(0))?)
        })?;
        // One of them each: a statement with a list would be another for each length.
        hidden.iter().try_fold(all, |count, category| Ok(count.saturating_sub(self.count_waiting_about(*category)?)))
    }

    async fn message(&self, id: &MessageId) -> Result<Option<Message>, StoreError> {
        self.desk.read(|connection| find(connection, id))
    }

    async fn thread_of(&self, message: &Message) -> Result<Vec<Message>, StoreError> {
        self.desk.read(|connection| thread_of(connection, message))
    }

    async fn earlier_of(&self, message: &Message, most: u32) -> Result<Vec<Message>, StoreError> {
        self.desk.read(|connection| earlier_of(connection, message, most))
    }

    async fn posts_of(&self, ticket: Ticket) -> Result<Vec<Message>, StoreError> {
        self.desk.read(|connection| select(connection, &OF_TICKET, &[&code::number(ticket)]))
    }

    async fn decide(
        &self,
        id: MessageId,
        decision: Decision,
        by: String,
        now: Timestamp,
    ) -> Result<Decided, StoreError> {
        self.writer.write(move |unit| decide(unit, &id, &decision, &by, now)).await
    }

    async fn undo(&self, id: MessageId, by: String, now: Timestamp) -> Result<Decided, StoreError> {
        self.writer.write(move |unit| undo(unit, &id, &by, now)).await
    }

    async fn unsettled(&self, until: Timestamp, most: u32) -> Result<Vec<Message>, StoreError> {
        self.desk.read(|connection| select(connection, &UNSETTLED, &[&until.0, &most]))
    }

    async fn settle(&self, id: MessageId) -> Result<(), StoreError> {
        self.writer
            .write(move |unit| {
                let mut update = unit
                    .connection()
                    .prepare_cached("update message set settled = 1 where channel = ?1 and post = ?2")?;
                update.execute(params![id.channel.code(), id.post])?;
                Ok(())
            })
            .await
    }

    async fn count_screened(
        &self,
        from: Option<Day>,
        to: Option<Day>,
        channel: Option<Channel>,
    ) -> Result<u32, StoreError> {
        self.readers.read(|connection| {
            let mut count = connection.prepare_cached(
                "select count(*)
                 from message
                 where state = 'screened'
                 and posted_day between ?1 and ?2
                 and (?3 is null or channel = ?3)",
            )?;
            let (from, to) = (from.map_or(i32::MIN, |day| day.0), to.map_or(i32::MAX, |day| day.0));
            Ok(count.query_row(params![from, to, channel.map(Channel::code)], |row| row.get(0))?)
        })
    }
}

impl SqliteStore {
    /// How many messages wait that belong to a complaint of this category.
    fn count_waiting_about(&self, category: Category) -> Result<u32, StoreError> {
        self.desk.read(|connection| {
            let mut count = connection.prepare_cached(
                "select count(*)
                 from message m
                 join complaint c on c.ticket = m.ticket
                 where m.state = 'waiting'
                 and c.category = ?1",
            )?;
            Ok(count.query_row([category.code()], |row| row.get(0))?)
        })
    }
}

const COLUMNS: &str = "m.channel, m.post, m.edits, m.conversation, m.author, m.handle, m.name, m.text, m.edited_text, \
     m.mobile, m.language, m.link, m.photos, m.urgent, m.posted_at, m.state, m.ticket, m.reason, m.decided_by, \
     m.decided_at, c.state, c.category";

fn selecting(rest: &str) -> String {
    format!("select {COLUMNS} from message m left join complaint c on c.ticket = m.ticket {rest}")
}

fn select(connection: &Connection, statement: &str, values: &[&dyn ToSql]) -> Result<Vec<Message>, StoreError> {
    let mut select = connection.prepare_cached(statement)?;
    let mut rows = select.query(values)?;
    let mut messages = Vec::new();
    while let Some(row) = rows.next()? {
        messages.push(read(row)?);
    }
    Ok(messages)
}

fn read(row: &Row<'_>) -> Result<Message, StoreError> {
    let state = code::optional(row, 20, State::from_code)?;
    let category = code::optional(row, 21, Category::from_code)?;
    let photos: String = row.get(12)?;
    Ok(Message {
        id: MessageId { channel: code::required(row, 0, Channel::from_code)?, post: row.get(1)? },
        edits: row.get(2)?,
        conversation: row.get(3)?,
        author: row.get(4)?,
        handle: row.get(5)?,
        name: row.get(6)?,
        text: row.get(7)?,
        edited_text: row.get(8)?,
        mobile: code::optional(row, 9, Mobile::parse)?,
        language: code::required(row, 10, Language::from_code)?,
        link: row.get(11)?,
        photos: photos.lines().map(str::to_owned).collect(),
        is_urgent: row.get(13)?,
        posted_at: code::moment(row, 14)?,
        state: code::required(row, 15, MessageState::from_code)?,
        ticket: code::ticket_or_none(row, 16)?,
        reason: code::optional(row, 17, Screening::from_code)?,
        decided_by: row.get(18)?,
        decided_at: code::moment_or_none(row, 19)?,
        about: state.zip(category),
    })
}

/// The oldest that waits of each thread of an author stands for all of them.
const HEADS: &str = "m.state = 'waiting'
     and not exists (
       select 1
       from message o
       where o.channel = m.channel
       and o.conversation = m.conversation
       and o.author = m.author
       and o.state = 'waiting'
       and (o.posted_at, o.post) < (m.posted_at, m.post)
     )";

static FIRST: LazyLock<String> = LazyLock::new(|| {
    selecting(&format!("where {HEADS} order by m.urgent desc, m.posted_at desc, m.post desc limit ?1"))
});

static NEXT: LazyLock<String> = LazyLock::new(|| {
    selecting(&format!(
        "where {HEADS}
         and (m.urgent, m.posted_at, m.post) < (?2, ?3, ?4)
         order by m.urgent desc, m.posted_at desc, m.post desc
         limit ?1"
    ))
});

fn list(connection: &Connection, after: Option<&InboxPlace>, most: u32) -> Result<Vec<Message>, StoreError> {
    match after {
        None => select(connection, &FIRST, &[&most]),
        Some(InboxPlace { is_urgent, posted_at, post }) => {
            select(connection, &NEXT, &[&most, is_urgent, &posted_at.0, post])
        }
    }
}

static ONE: LazyLock<String> = LazyLock::new(|| selecting("where m.channel = ?1 and m.post = ?2"));

fn find(connection: &Connection, id: &MessageId) -> Result<Option<Message>, StoreError> {
    Ok(select(connection, &ONE, &[&id.channel.code(), &id.post])?.pop())
}

static THREAD: LazyLock<String> = LazyLock::new(|| {
    selecting(
        "where m.channel = ?1
         and m.conversation = ?2
         and m.author = ?3
         and m.post <> ?4
         and m.state = 'waiting'
         order by m.posted_at, m.post",
    )
});

fn thread_of(connection: &Connection, message: &Message) -> Result<Vec<Message>, StoreError> {
    let Message { id, conversation, author, .. } = message;
    select(connection, &THREAD, &[&id.channel.code(), conversation, author, &id.post])
}

static EARLIER: LazyLock<String> = LazyLock::new(|| {
    selecting(
        "where m.channel = ?1
         and m.author = ?2
         and m.post <> ?3
         and m.posted_at <= ?4
         and not (m.conversation = ?5 and m.state = 'waiting')
         order by m.posted_at desc, m.post desc
         limit ?6",
    )
});

fn earlier_of(connection: &Connection, message: &Message, most: u32) -> Result<Vec<Message>, StoreError> {
    let Message { id, conversation, author, posted_at, .. } = message;
    if author.is_empty() {
        return Ok(Vec::new());
    }
    select(connection, &EARLIER, &[&id.channel.code(), author, &id.post, &posted_at.0, conversation, &most])
}

static OF_TICKET: LazyLock<String> = LazyLock::new(|| selecting("where m.ticket = ?1 order by m.posted_at, m.post"));

/// Those that someone decided on may still be undone; those that belong by
/// themselves need not wait.
static UNSETTLED: LazyLock<String> = LazyLock::new(|| {
    selecting(
        "where m.settled = 0
         and (m.decided_at <= ?1 or m.decided_by is null)
         order by m.decided_at
         limit ?2",
    )
});

fn decide(
    unit: &mut Unit<'_>,
    id: &MessageId,
    decision: &Decision,
    by: &str,
    now: Timestamp,
) -> Result<Decided, StoreError> {
    let connection = unit.connection();
    match find(connection, id)?.map(|message| message.state) {
        None => return Ok(Decided::Unknown),
        Some(MessageState::Waiting) => {}
        Some(_) => return Ok(Decided::Already),
    }
    let (state, reason, ticket) = match decision {
        Decision::Screen(reason) => (MessageState::Screened, Some(reason.code()), None),
        Decision::Attach(ticket) => (MessageState::Attached, None, Some(code::number(*ticket))),
    };
    let mut update = connection.prepare_cached(
        "update message
         set state = ?3, reason = ?4, ticket = coalesce(?5, ticket), decided_by = ?6, decided_at = ?7, settled = ?8
         where channel = ?1
         and post = ?2",
    )?;
    let is_settled = state != MessageState::Attached;
    update.execute(params![id.channel.code(), id.post, state.code(), reason, ticket, by, now.0, is_settled])?;
    if state == MessageState::Screened {
        unit.change_public();
    }
    Ok(Decided::Done)
}

/// True if the message still waits to be decided on.
pub fn is_waiting(connection: &Connection, id: &MessageId) -> Result<bool, StoreError> {
    Ok(find(connection, id)?.is_some_and(|message| message.state == MessageState::Waiting))
}

/// Notes which complaint a message became. What else waits in its thread belongs
/// to that complaint from now on.
pub fn mark_filed(
    connection: &Connection,
    filed: &FiledMessage,
    ticket: Ticket,
    now: Timestamp,
) -> Result<(), StoreError> {
    let FiledMessage { id, by } = filed;
    let (channel, number) = (id.channel.code(), code::number(ticket));
    let mut update = connection.prepare_cached(
        "update message
         set state = 'filed', ticket = ?3, decided_by = ?4, decided_at = ?5
         where channel = ?1
         and post = ?2
         returning conversation, author",
    )?;
    let (conversation, author): (String, String) =
        update.query_row(params![channel, id.post, number, by, now.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut follow = connection.prepare_cached(
        "update message
         set ticket = ?5
         where channel = ?1
         and conversation = ?2
         and (author = ?3 or ?2 = ?4)
         and state = 'waiting'
         and ticket is null",
    )?;
    follow.execute(params![channel, conversation, author, id.post, number])?;
    Ok(())
}

/// The post under which a complaint is answered.
pub fn address(connection: &Connection, channel: Channel, ticket: Ticket) -> Result<Option<PostAddress>, StoreError> {
    let mut select = connection.prepare_cached(
        "select post, latest, author, handle
         from message
         where ticket = ?1
         and channel = ?2
         and state = 'filed'
         and handle <> ''",
    )?;
    let mut rows = select.query(params![code::number(ticket), channel.code()])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some(PostAddress { post: row.get(0)?, latest: row.get(1)?, author: row.get(2)?, handle: row.get(3)? }))
}

fn undo(unit: &mut Unit<'_>, id: &MessageId, by: &str, now: Timestamp) -> Result<Decided, StoreError> {
    let Some(message) = find(unit.connection(), id)? else { return Ok(Decided::Unknown) };
    let is_theirs = message.decided_by.as_deref() == Some(by);
    if !is_theirs || message.undo_until().is_none_or(|until| now > until) {
        return Ok(Decided::TooLate);
    }
    let is_undone = match (message.state, message.ticket) {
        (MessageState::Waiting, _) => false,
        (MessageState::Screened, _) => true,
        (MessageState::Attached, _) => !is_settled(unit.connection(), id)?,
        (MessageState::Filed, Some(ticket)) => unfile(unit, ticket, now)?,
        (MessageState::Filed, None) => false,
    };
    if !is_undone {
        return Ok(Decided::TooLate);
    }
    let mut update = unit.connection().prepare_cached(
        "update message
         set state = 'waiting',
             reason = null,
             decided_by = null,
             decided_at = null,
             settled = 1,
             ticket = (
               select o.ticket
               from message o
               where o.channel = message.channel
               and o.state = 'filed'
               and o.conversation = message.conversation
               and (o.author = message.author or o.post = message.conversation)
               order by o.author = message.author desc, o.posted_at desc
               limit 1
             )
         where channel = ?1
         and post = ?2",
    )?;
    update.execute(params![id.channel.code(), id.post])?;
    unit.change_public();
    Ok(Decided::Done)
}

fn is_settled(connection: &Connection, id: &MessageId) -> Result<bool, StoreError> {
    let mut select = connection.prepare_cached("select settled from message where channel = ?1 and post = ?2")?;
    Ok(select.query_row(params![id.channel.code(), id.post], |row| row.get(0))?)
}

/// Takes a complaint back of which nobody was told, with what was to follow it.
fn unfile(unit: &mut Unit<'_>, ticket: Ticket, now: Timestamp) -> Result<bool, StoreError> {
    if !complaint::unfile(unit, ticket, now)? {
        return Ok(false);
    }
    let mut update = unit.connection().prepare_cached(
        "update message
         set ticket = null, state = 'waiting', decided_by = null, decided_at = null, settled = 1
         where ticket = ?1",
    )?;
    update.execute([code::number(ticket)])?;
    Ok(true)
}
