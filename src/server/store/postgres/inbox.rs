//! Messages, and what was decided on them. Whoever decides locks the message, and
//! where threads change hands the channel ([`intake::hold`]).

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
use tokio_postgres::Row;

use super::{
    PostgresStore, code, complaint,
    fault::Fault,
    intake,
    link::{Link, Value},
    unit::Unit,
};
use crate::store::{
    FiledMessage, StoreError,
    inbox::{Decided, Decision, InboxPlace, InboxStore, Message, MessageId, MessageState},
    outbox::PostAddress,
};

#[async_trait]
impl InboxStore for PostgresStore {
    async fn inbox(&self, after: Option<InboxPlace>, most: u32) -> Result<Vec<Message>, StoreError> {
        self.desk.read(&(after, most), |link, (after, most)| Box::pin(list(link, after.as_ref(), *most))).await
    }

    async fn count_waiting(&self, hidden: &[Category]) -> Result<u32, StoreError> {
        self.desk.read(hidden, |link, hidden| Box::pin(count_waiting(link, hidden))).await
    }

    async fn message(&self, id: &MessageId) -> Result<Option<Message>, StoreError> {
        self.desk.read(id, |link, id| Box::pin(find(link, id))).await
    }

    async fn thread_of(&self, message: &Message) -> Result<Vec<Message>, StoreError> {
        self.desk.read(message, |link, message| Box::pin(thread_of(link, message))).await
    }

    async fn earlier_of(&self, message: &Message, most: u32) -> Result<Vec<Message>, StoreError> {
        let asked = (message.clone(), most);
        self.desk.read(&asked, |link, (message, most)| Box::pin(earlier_of(link, message, *most))).await
    }

    async fn posts_of(&self, ticket: Ticket) -> Result<Vec<Message>, StoreError> {
        self.desk.read(&ticket, |link, ticket| Box::pin(posts_of(link, *ticket))).await
    }

    async fn decide(
        &self,
        id: MessageId,
        decision: Decision,
        by: String,
        now: Timestamp,
    ) -> Result<Decided, StoreError> {
        let asked = (id, decision, by, now);
        self.links.write(&asked, |unit, (id, decision, by, now)| Box::pin(decide(unit, id, decision, by, *now))).await
    }

    async fn undo(&self, id: MessageId, by: String, now: Timestamp) -> Result<Decided, StoreError> {
        self.links.write(&(id, by, now), |unit, (id, by, now)| Box::pin(undo(unit, id, by, *now))).await
    }

    async fn unsettled(&self, until: Timestamp, most: u32) -> Result<Vec<Message>, StoreError> {
        self.desk.read(&(until, most), |link, (until, most)| Box::pin(unsettled(link, *until, *most))).await
    }

    async fn settle(&self, id: MessageId) -> Result<(), StoreError> {
        self.links.write(&id, |unit, id| Box::pin(settle(unit.link(), id))).await
    }

    async fn count_screened(
        &self,
        from: Option<Day>,
        to: Option<Day>,
        channel: Option<Channel>,
    ) -> Result<u32, StoreError> {
        let asked = (from, to, channel);
        self.links.read(&asked, |link, (from, to, channel)| Box::pin(count_screened(link, *from, *to, *channel))).await
    }
}

const COLUMNS: &str = "m.channel, m.post, m.edits, m.conversation, m.author, m.handle, m.name, m.text, m.edited_text, \
     m.mobile, m.language, m.link, m.photos, m.urgent, m.posted_at, m.state, m.ticket, m.reason, m.decided_by, \
     m.decided_at, c.state, c.category";

fn selecting(rest: &str) -> String {
    format!("select {COLUMNS} from message m left join complaint c on c.ticket = m.ticket {rest}")
}

async fn select(link: &Link, statement: &str, values: &[Value<'_>]) -> Result<Vec<Message>, Fault> {
    link.query(statement, values).await?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Message, Fault> {
    let state = code::optional(row, 20, State::from_code)?;
    let category = code::optional(row, 21, Category::from_code)?;
    let photos: &str = row.try_get(12)?;
    Ok(Message {
        id: MessageId { channel: code::required(row, 0, Channel::from_code)?, post: row.try_get(1)? },
        edits: code::small(row, 2)?,
        conversation: row.try_get(3)?,
        author: row.try_get(4)?,
        handle: row.try_get(5)?,
        name: row.try_get(6)?,
        text: row.try_get(7)?,
        edited_text: row.try_get(8)?,
        mobile: code::optional(row, 9, Mobile::parse)?,
        language: code::required(row, 10, Language::from_code)?,
        link: row.try_get(11)?,
        photos: photos.lines().map(str::to_owned).collect(),
        is_urgent: row.try_get(13)?,
        posted_at: code::moment(row, 14)?,
        state: code::required(row, 15, MessageState::from_code)?,
        ticket: code::ticket_or_none(row, 16)?,
        reason: code::optional(row, 17, Screening::from_code)?,
        decided_by: row.try_get(18)?,
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
    selecting(&format!("where {HEADS} order by m.urgent desc, m.posted_at desc, m.post desc limit $1"))
});

static NEXT: LazyLock<String> = LazyLock::new(|| {
    selecting(&format!(
        "where {HEADS}
         and (m.urgent, m.posted_at, m.post) < ($2, $3, $4)
         order by m.urgent desc, m.posted_at desc, m.post desc
         limit $1"
    ))
});

async fn list(link: &Link, after: Option<&InboxPlace>, most: u32) -> Result<Vec<Message>, Fault> {
    let most = i64::from(most);
    match after {
        None => select(link, &FIRST, &[&most]).await,
        Some(InboxPlace { is_urgent, posted_at, post }) => {
            select(link, &NEXT, &[&most, is_urgent, &posted_at.0, post]).await
        }
    }
}

async fn count_waiting(link: &Link, hidden: &[Category]) -> Result<u32, Fault> {
    let hidden: Vec<_> = hidden.iter().map(|category| category.code()).collect();
    let counted = link
        .one(
            "select count(*)
             from message m
             left join complaint c on c.ticket = m.ticket
             where m.state = 'waiting'
             and (c.category is null or c.category <> all($1))",
            &[&hidden],
        )
        .await?;
    code::small(&counted, 0)
}

static ONE: LazyLock<String> = LazyLock::new(|| selecting("where m.channel = $1 and m.post = $2"));

async fn find(link: &Link, id: &MessageId) -> Result<Option<Message>, Fault> {
    Ok(select(link, &ONE, &[&id.channel.code(), &id.post]).await?.pop())
}

/// A message that nobody else decides on until the end of the transaction.
async fn lock(link: &Link, id: &MessageId) -> Result<Option<Message>, Fault> {
    intake::hold(link, id.channel).await?;
    link.query("select 1 from message where channel = $1 and post = $2 for update", &[&id.channel.code(), &id.post])
        .await?;
    find(link, id).await
}

static THREAD: LazyLock<String> = LazyLock::new(|| {
    selecting(
        "where m.channel = $1
         and m.conversation = $2
         and m.author = $3
         and m.post <> $4
         and m.state = 'waiting'
         order by m.posted_at, m.post",
    )
});

async fn thread_of(link: &Link, message: &Message) -> Result<Vec<Message>, Fault> {
    let Message { id, conversation, author, .. } = message;
    select(link, &THREAD, &[&id.channel.code(), conversation, author, &id.post]).await
}

static EARLIER: LazyLock<String> = LazyLock::new(|| {
    selecting(
        "where m.channel = $1
         and m.author = $2
         and m.post <> $3
         and m.posted_at <= $4
         and not (m.conversation = $5 and m.state = 'waiting')
         order by m.posted_at desc, m.post desc
         limit $6",
    )
});

async fn earlier_of(link: &Link, message: &Message, most: u32) -> Result<Vec<Message>, Fault> {
    let Message { id, conversation, author, posted_at, .. } = message;
    if author.is_empty() {
        return Ok(Vec::new());
    }
    let most = i64::from(most);
    select(link, &EARLIER, &[&id.channel.code(), author, &id.post, &posted_at.0, conversation, &most]).await
}

static OF_TICKET: LazyLock<String> = LazyLock::new(|| selecting("where m.ticket = $1 order by m.posted_at, m.post"));

async fn posts_of(link: &Link, ticket: Ticket) -> Result<Vec<Message>, Fault> {
    select(link, &OF_TICKET, &[&code::number(ticket)]).await
}

/// Those that someone decided on may still be undone; those that belong by
/// themselves need not wait.
static UNSETTLED: LazyLock<String> = LazyLock::new(|| {
    selecting(
        "where not m.settled
         and (m.decided_at <= $1 or m.decided_by is null)
         order by m.decided_at
         limit $2",
    )
});

async fn unsettled(link: &Link, until: Timestamp, most: u32) -> Result<Vec<Message>, Fault> {
    select(link, &UNSETTLED, &[&until.0, &i64::from(most)]).await
}

async fn settle(link: &Link, id: &MessageId) -> Result<(), Fault> {
    link.execute("update message set settled = true where channel = $1 and post = $2", &[&id.channel.code(), &id.post])
        .await?;
    Ok(())
}

async fn count_screened(
    link: &Link,
    from: Option<Day>,
    to: Option<Day>,
    channel: Option<Channel>,
) -> Result<u32, Fault> {
    let (from, to) = (from.map_or(i32::MIN, |day| day.0), to.map_or(i32::MAX, |day| day.0));
    let row = link
        .one(
            "select count(*)
             from message
             where state = 'screened'
             and posted_day between $1 and $2
             and (cast($3 as text) is null or channel = $3)",
            &[&i64::from(from), &i64::from(to), &channel.map(Channel::code)],
        )
        .await?;
    code::small(&row, 0)
}

async fn decide(
    unit: &mut Unit,
    id: &MessageId,
    decision: &Decision,
    by: &str,
    now: Timestamp,
) -> Result<Decided, Fault> {
    match lock(unit.link(), id).await?.map(|message| message.state) {
        None => return Ok(Decided::Unknown),
        Some(MessageState::Waiting) => {}
        Some(_) => return Ok(Decided::Already),
    }
    let (state, reason, ticket) = match decision {
        Decision::Screen(reason) => (MessageState::Screened, Some(reason.code()), None),
        Decision::Attach(ticket) => (MessageState::Attached, None, Some(code::number(*ticket))),
    };
    let is_settled = state != MessageState::Attached;
    unit.link()
        .execute(
            "update message
             set state = $3, reason = $4, ticket = coalesce($5, ticket), decided_by = $6, decided_at = $7,
                 settled = $8
             where channel = $1
             and post = $2",
            &[&id.channel.code(), &id.post, &state.code(), &reason, &ticket, &by, &now.0, &is_settled],
        )
        .await?;
    if state == MessageState::Screened {
        unit.change_public();
    }
    Ok(Decided::Done)
}

/// True if the message still waits to be decided on, and goes on doing so until the
/// end of the transaction.
pub async fn is_waiting(link: &Link, id: &MessageId) -> Result<bool, Fault> {
    Ok(lock(link, id).await?.is_some_and(|message| message.state == MessageState::Waiting))
}

/// Notes which complaint a message became. What else waits in its thread belongs
/// to that complaint from now on.
pub async fn mark_filed(link: &Link, filed: &FiledMessage, ticket: Ticket, now: Timestamp) -> Result<(), Fault> {
    let FiledMessage { id, by } = filed;
    let (channel, number) = (id.channel.code(), code::number(ticket));
    let thread = link
        .one(
            "update message
             set state = 'filed', ticket = $3, decided_by = $4, decided_at = $5
             where channel = $1
             and post = $2
             returning conversation, author",
            &[&channel, &id.post, &number, by, &now.0],
        )
        .await?;
    let (conversation, author): (&str, &str) = (thread.try_get(0)?, thread.try_get(1)?);
    link.execute(
        "update message
         set ticket = $5
         where channel = $1
         and conversation = $2
         and (author = $3 or cast($2 as text) = cast($4 as text))
         and state = 'waiting'
         and ticket is null",
        &[&channel, &conversation, &author, &id.post, &number],
    )
    .await?;
    Ok(())
}

/// The post under which a complaint is answered.
pub async fn address(link: &Link, channel: Channel, ticket: Ticket) -> Result<Option<PostAddress>, Fault> {
    let row = link
        .first(
            "select post, latest, author, handle
             from message
             where ticket = $1
             and channel = $2
             and state = 'filed'
             and handle <> ''",
            &[&code::number(ticket), &channel.code()],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(PostAddress {
        post: row.try_get(0)?,
        latest: row.try_get(1)?,
        author: row.try_get(2)?,
        handle: row.try_get(3)?,
    }))
}

async fn undo(unit: &mut Unit, id: &MessageId, by: &str, now: Timestamp) -> Result<Decided, Fault> {
    let Some(message) = lock(unit.link(), id).await? else { return Ok(Decided::Unknown) };
    let is_theirs = message.decided_by.as_deref() == Some(by);
    if !is_theirs || message.undo_until().is_none_or(|until| now > until) {
        return Ok(Decided::TooLate);
    }
    let is_undone = match (message.state, message.ticket) {
        (MessageState::Waiting, _) => false,
        (MessageState::Screened, _) => true,
        (MessageState::Attached, _) => !is_settled(unit.link(), id).await?,
        (MessageState::Filed, Some(ticket)) => unfile(unit, ticket, now).await?,
        (MessageState::Filed, None) => false,
    };
    if !is_undone {
        return Ok(Decided::TooLate);
    }
    unit.link()
        .execute(
            "update message
             set state = 'waiting',
                 reason = null,
                 decided_by = null,
                 decided_at = null,
                 settled = true,
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
             where channel = $1
             and post = $2",
            &[&id.channel.code(), &id.post],
        )
        .await?;
    unit.change_public();
    Ok(Decided::Done)
}

async fn is_settled(link: &Link, id: &MessageId) -> Result<bool, Fault> {
    let statement = "select settled from message where channel = $1 and post = $2";
    Ok(link.one(statement, &[&id.channel.code(), &id.post]).await?.try_get(0)?)
}

/// Takes a complaint back of which nobody was told, with what was to follow it.
async fn unfile(unit: &mut Unit, ticket: Ticket, now: Timestamp) -> Result<bool, Fault> {
    if !complaint::unfile(unit, ticket, now).await? {
        return Ok(false);
    }
    unit.link()
        .execute(
            "update message
             set ticket = null, state = 'waiting', decided_by = null, decided_at = null, settled = true
             where ticket = $1",
            &[&code::number(ticket)],
        )
        .await?;
    Ok(true)
}
