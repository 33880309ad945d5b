//! What comes in from channels, and the place up to which it was read.

use async_trait::async_trait;
use domain::{
    complaint::Channel,
    hints::phrases::seems_solved,
    life::{Kind, State},
    time::Timestamp,
};

use super::{PostgresStore, code, fault::Fault, handoff, link::Link};
use crate::store::{
    StoreError,
    inbox::MessageState,
    intake::{IntakeState, IntakeStore, Limit, Post, Taken, Taking},
};

#[async_trait]
impl IntakeStore for PostgresStore {
    async fn intake(&self, channel: Channel) -> Result<IntakeState, StoreError> {
        self.links.read(&channel, |link, channel| Box::pin(state(link, *channel))).await
    }

    async fn take_in(&self, channel: Channel, taking: Taking, now: Timestamp) -> Result<Taken, StoreError> {
        let asked = (channel, taking, now);
        self.links
            .write(&asked, |unit, (channel, taking, now)| Box::pin(take_in(unit.link(), *channel, taking, *now)))
            .await
    }

    async fn add_posts(&self, channel: Channel, posts: Vec<Post>, now: Timestamp) -> Result<Taken, StoreError> {
        let asked = (channel, posts, now);
        self.links
            .write(&asked, |unit, (channel, posts, now)| Box::pin(add_all(unit.link(), *channel, posts, *now)))
            .await
    }

    async fn note_trouble(
        &self,
        channel: Channel,
        error: &'static str,
        limit: Limit,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let asked = (channel, error, limit, now);
        self.links
            .write(&asked, |unit, (channel, error, limit, now)| {
                Box::pin(note_trouble(unit.link(), *channel, error, *limit, *now))
            })
            .await
    }

    async fn spent(&self, channel: Channel, month: String) -> Result<u32, StoreError> {
        self.links.read(&(channel, month), |link, (channel, month)| Box::pin(spent(link, *channel, month))).await
    }

    async fn spend(&self, channel: Channel, month: String, mills: u32, most: Option<u32>) -> Result<bool, StoreError> {
        let asked = (channel, month, mills, most);
        self.links
            .write(&asked, |unit, (channel, month, mills, most)| {
                Box::pin(spend(unit.link(), *channel, month, *mills, *most))
            })
            .await
    }
}

/// Lets nobody else change threads of this channel until the end of the transaction.
pub async fn hold(link: &Link, channel: Channel) -> Result<(), Fault> {
    // There first, so that there is something to lock.
    link.execute(
        "insert into intake (channel, errors)
         values ($1, 0)
         on conflict (channel) do nothing",
        &[&channel.code()],
    )
    .await?;
    link.query("select 1 from intake where channel = $1 for update", &[&channel.code()]).await?;
    Ok(())
}

async fn state(link: &Link, channel: Channel) -> Result<IntakeState, Fault> {
    let found = link
        .first(
            "select place, last_success, last_post, last_post_at, error, error_since, errors, note, rests_until,
               limit_left, limit_reset, gap
             from intake
             where channel = $1",
            &[&channel.code()],
        )
        .await?;
    let state = match &found {
        None => IntakeState::default(),
        Some(row) => IntakeState {
            place: row.try_get(0)?,
            last_success: code::moment_or_none(row, 1)?,
            last_post: row.try_get(2)?,
            last_post_at: code::moment_or_none(row, 3)?,
            error: row.try_get(4)?,
            error_since: code::moment_or_none(row, 5)?,
            errors: code::small(row, 6)?,
            note: row.try_get(7)?,
            rests_until: code::moment_or_none(row, 8)?,
            limit: Limit { left: code::small_or_none(row, 9)?, reset: code::moment_or_none(row, 10)? },
            gap: code::moment_or_none(row, 11)?,
            waiting: 0,
            oldest: None,
        },
    };
    let waiting = link
        .one(
            "select count(*), min(posted_at)
             from message
             where state = 'waiting'
             and channel = $1",
            &[&channel.code()],
        )
        .await?;
    Ok(IntakeState { waiting: code::small(&waiting, 0)?, oldest: code::moment_or_none(&waiting, 1)?, ..state })
}

async fn take_in(link: &Link, channel: Channel, taking: &Taking, now: Timestamp) -> Result<Taken, Fault> {
    let taken = add_all(link, channel, &taking.posts, now).await?;
    let newest = taking.newest.as_ref();
    link.execute(
        "update intake
         set place = $2,
             last_success = $3,
             last_post = coalesce($4, last_post),
             last_post_at = coalesce($5, last_post_at),
             error = null,
             error_since = null,
             errors = 0,
             note = $6,
             rests_until = $7,
             limit_left = coalesce($8, limit_left),
             limit_reset = coalesce($9, limit_reset),
             gap = coalesce($10, gap)
         where channel = $1",
        &[
            &channel.code(),
            &taking.place,
            &now.0,
            &newest.map(|(post, _)| post),
            &newest.map(|(_, at)| at.0),
            &taking.note,
            &taking.limit.rests_until().map(|at| at.0),
            &taking.limit.left.map(i64::from),
            &taking.limit.reset.map(|at| at.0),
            &taking.has_gap.then_some(now.0),
        ],
    )
    .await?;
    spend(link, channel, &now.day().month(), taking.mills, None).await?;
    Ok(taken)
}

async fn note_trouble(link: &Link, channel: Channel, error: &str, limit: Limit, now: Timestamp) -> Result<(), Fault> {
    hold(link, channel).await?;
    link.execute(
        "update intake
         set error = $2,
             error_since = coalesce(error_since, $3),
             errors = errors + 1,
             rests_until = $4,
             limit_left = coalesce($5, limit_left),
             limit_reset = coalesce($6, limit_reset)
         where channel = $1",
        &[
            &channel.code(),
            &error,
            &now.0,
            &limit.rests_until().map(|at| at.0),
            &limit.left.map(i64::from),
            &limit.reset.map(|at| at.0),
        ],
    )
    .await?;
    Ok(())
}

async fn spent(link: &Link, channel: Channel, month: &str) -> Result<u32, Fault> {
    let row = link
        .first(
            "select mills
             from spending
             where channel = $1
             and month = $2",
            &[&channel.code(), &month],
        )
        .await?;
    row.map_or(Ok(0), |row| code::small(&row, 0))
}

async fn spend(link: &Link, channel: Channel, month: &str, mills: u32, most: Option<u32>) -> Result<bool, Fault> {
    // There first, so that there is something to lock.
    link.execute(
        "insert into spending (channel, month, mills)
         values ($1, $2, 0)
         on conflict (channel, month) do nothing",
        &[&channel.code(), &month],
    )
    .await?;
    link.query("select 1 from spending where channel = $1 and month = $2 for update", &[&channel.code(), &month])
        .await?;
    let after = spent(link, channel, month).await?.saturating_add(mills);
    if most.is_some_and(|most| after > most) {
        return Ok(false);
    }
    link.execute(
        "update spending
         set mills = $3
         where channel = $1
         and month = $2",
        &[&channel.code(), &month, &i64::from(after)],
    )
    .await?;
    Ok(true)
}

async fn add_all(link: &Link, channel: Channel, posts: &[Post], now: Timestamp) -> Result<Taken, Fault> {
    hold(link, channel).await?;
    let mut taken = Taken::default();
    for post in posts {
        taken += add(link, channel, &kept(post), now).await?;
    }
    Ok(taken)
}

/// The post without the one character that PostgreSQL keeps in no text; with it no
/// post behind it would ever be taken in.
fn kept(post: &Post) -> Post {
    let clean = |text: &str| text.replace('\0', "");
    Post {
        conversation: clean(&post.conversation),
        author: clean(&post.author),
        handle: clean(&post.handle),
        name: post.name.as_deref().map(clean),
        text: clean(&post.text),
        link: post.link.as_deref().map(clean),
        photos: post.photos.iter().map(|photo| clean(photo)).collect(),
        ..post.clone()
    }
}

async fn add(link: &Link, channel: Channel, post: &Post, now: Timestamp) -> Result<Taken, Fault> {
    let kept = link
        .first(
            "select version, edits, state = 'waiting', substr(author, 1, 1) = '@', exists (
               select 1
               from complaint
               where complaint.ticket = message.ticket
               and complaint.erased_at is not null
             )
             from message
             where channel = $1
             and post = $2",
            &[&channel.code(), &post.id],
        )
        .await?;
    let Some(kept) = kept else {
        insert(link, channel, post, now).await?;
        return Ok(Taken { added: 1, ..Taken::default() });
    };
    let (version, edits): (u32, u32) = (code::small(&kept, 0)?, code::small(&kept, 1)?);
    let (is_waiting, was_copied): (bool, bool) = (kept.try_get(2)?, kept.try_get(3)?);
    if kept.try_get(4)? {
        return Ok(Taken { known: 1, ..Taken::default() });
    }
    if was_copied {
        name_author(link, channel, post).await?;
    }
    let is_edited = post.version > edits;
    if is_edited {
        note_edit(link, channel, post).await?;
    } else if post.version < version && is_waiting {
        put_first_words(link, channel, post).await?;
    }
    Ok(Taken { known: 1, edited: u32::from(is_edited), ..Taken::default() })
}

async fn insert(link: &Link, channel: Channel, post: &Post, now: Timestamp) -> Result<(), Fault> {
    // Whoever says the word wants nothing else.
    let proven = handoff::prove(link, channel, post, now).await?;
    let known = match proven {
        Some(number) => Some(Known { number, is_own: true, is_open: false }),
        None => complaint_of(link, channel, post).await?,
    };
    let belongs = known.as_ref().is_some_and(|known| known.is_own && known.is_open) && !seems_solved(&post.text);
    let state = if belongs || proven.is_some() { MessageState::Attached } else { MessageState::Waiting };
    link.execute(
        "insert into message
           (channel, post, latest, version, edits, conversation, author, handle, name, text, mobile, language, link,
            photos, urgent, posted_at, posted_day, came_at, state, ticket, decided_at, settled)
         values ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)",
        &[
            &channel.code(),
            &post.id,
            &post.latest,
            &i64::from(post.version),
            &post.conversation,
            &post.author,
            &post.handle,
            &post.name,
            &post.text,
            &post.mobile.as_ref().map(|mobile| mobile.as_str()),
            &post.language.code(),
            &post.link,
            &post.photos.join("\n"),
            &post.is_urgent,
            &post.posted_at.0,
            &i64::from(post.posted_at.day().0),
            &now.0,
            &state.code(),
            &known.map(|known| known.number),
            &(belongs || proven.is_some()).then_some(now.0),
            &!belongs,
        ],
    )
    .await?;
    if post.is_urgent {
        link.execute(
            "update message
             set urgent = true
             where channel = $1
             and conversation = $2
             and author = $3
             and state = 'waiting'",
            &[&channel.code(), &post.conversation, &post.author],
        )
        .await?;
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
async fn complaint_of(link: &Link, channel: Channel, post: &Post) -> Result<Option<Known>, Fault> {
    let row = link
        .first(
            "select m.ticket, m.author = $3, c.state
             from message m
             join complaint c on c.ticket = m.ticket
             where m.channel = $1
             and m.state = 'filed'
             and m.conversation = $2
             and (m.author = $3 or m.post = $2)
             order by m.author = $3 desc, m.posted_at desc
             limit 1",
            &[&channel.code(), &post.conversation, &post.author],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let state = code::required(&row, 2, State::from_code)?;
    Ok(Some(Known { number: row.try_get(0)?, is_own: row.try_get(1)?, is_open: state.kind() == Kind::Open }))
}

async fn note_edit(link: &Link, channel: Channel, post: &Post) -> Result<(), Fault> {
    link.execute(
        "update message
         set latest = $3, edits = $4, edited_text = $5
         where channel = $1
         and post = $2",
        &[&channel.code(), &post.id, &post.latest, &i64::from(post.version), &post.text],
    )
    .await?;
    Ok(())
}

/// An earlier version came later: its words are kept, and those that stood there
/// become the edited ones.
async fn put_first_words(link: &Link, channel: Channel, post: &Post) -> Result<(), Fault> {
    let mobile = post.mobile.as_ref().map(|mobile| mobile.as_str());
    link.execute(
        "update message
         set version = $3, edited_text = coalesce(edited_text, text), text = $4, mobile = coalesce($5, mobile),
             urgent = urgent or $6
         where channel = $1
         and post = $2",
        &[&channel.code(), &post.id, &i64::from(post.version), &post.text, &mobile, &post.is_urgent],
    )
    .await?;
    Ok(())
}

/// Whoever copied a post by hand did not know what the channel calls its author.
async fn name_author(link: &Link, channel: Channel, post: &Post) -> Result<(), Fault> {
    link.execute(
        "update message
         set author = $3, handle = $4, name = $5, conversation = $6
         where channel = $1
         and post = $2",
        &[&channel.code(), &post.id, &post.author, &post.handle, &post.name, &post.conversation],
    )
    .await?;
    Ok(())
}
