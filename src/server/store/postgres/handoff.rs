//! Words that prove whose handle it is.

use async_trait::async_trait;
use domain::{complaint::Channel, handoff::HandoffWord, ticket::Ticket, time::Timestamp};

use super::{PostgresStore, code, fault::Fault, link::Link};
use crate::{
    history::Digest,
    store::{
        ONCE_DAYS, StoreError,
        handoff::{Begun, Claimed, HandoffStore, NewHandoff},
        intake::Post,
    },
};

/// So many words wait for one complaint.
const WORDS: i64 = 20;

#[async_trait]
impl HandoffStore for PostgresStore {
    async fn begin_handoff(&self, handoff: NewHandoff, now: Timestamp) -> Result<Begun, StoreError> {
        let asked = (handoff, now);
        self.links.write(&asked, |unit, (handoff, now)| Box::pin(begin(unit.link(), handoff, *now))).await
    }

    async fn claimed(&self, ticket: Ticket, claim: Digest, now: Timestamp) -> Result<Claimed, StoreError> {
        let asked = (ticket, claim, now);
        self.links.read(&asked, |link, (ticket, claim, now)| Box::pin(claimed(link, *ticket, claim, *now))).await
    }
}

async fn begin(link: &Link, handoff: &NewHandoff, now: Timestamp) -> Result<Begun, Fault> {
    let number = code::number(handoff.ticket);
    // Locked, so that words of one complaint are counted one after the other.
    let posted = link
        .first(
            "select channel
             from message
             where ticket = $1
             and state = 'filed'
             and author <> ''
             for update",
            &[&number],
        )
        .await?;
    let Some(posted) = posted else { return Ok(Begun::NoPost) };
    let channel = code::required(&posted, 0, Channel::from_code)?;
    let waiting = link
        .one(
            "select count(*), min(good_until)
             from handoff
             where ticket = $1
             and good_until >= $2
             and proven_at is null",
            &[&number, &now.0],
        )
        .await?;
    let (count, first): (i64, Option<i64>) = (waiting.try_get(0)?, waiting.try_get(1)?);
    if let Some(first) = first.filter(|_| count >= WORDS) {
        return Ok(Begun::TooMany(Timestamp(first)));
    }
    link.execute(
        "insert into handoff (claim, ticket, word, created_at, good_until)
         values ($1, $2, $3, $4, $5)",
        &[&handoff.claim.as_slice(), &number, &handoff.word.as_str(), &now.0, &handoff.good_until.0],
    )
    .await?;
    Ok(Begun::Done(channel))
}

async fn claimed(link: &Link, ticket: Ticket, claim: &Digest, now: Timestamp) -> Result<Claimed, Fault> {
    let found = link
        .first(
            "select proven_at is not null
             from handoff
             where claim = $1
             and ticket = $2
             and good_until >= $3",
            &[&claim.as_slice(), &code::number(ticket), &now.0],
        )
        .await?;
    Ok(match found.map(|row| row.try_get(0)).transpose()? {
        None => Claimed::Unknown,
        Some(false) => Claimed::Waiting,
        Some(true) => Claimed::Proven,
    })
}

/// Notes it when a post says the word of a complaint that the same person posted;
/// the complaint's number as it is kept.
pub async fn prove(link: &Link, channel: Channel, post: &Post, now: Timestamp) -> Result<Option<i64>, Fault> {
    if post.author.is_empty() {
        return Ok(None);
    }
    let rows = link
        .query(
            "select h.claim, h.ticket, h.word
             from message m
             join handoff h on h.ticket = m.ticket
             where m.channel = $1
             and m.author = $2
             and m.state = 'filed'
             and h.proven_at is null
             and h.good_until >= $3",
            &[&channel.code(), &post.author, &now.0],
        )
        .await?;
    for row in &rows {
        let (claim, number, word): (&[u8], i64, &str) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        if HandoffWord::kept(word).is_said_in(&post.text) {
            link.execute("update handoff set proven_at = $2 where claim = $1", &[&claim, &now.0]).await?;
            return Ok(Some(number));
        }
    }
    Ok(None)
}

/// Forgets words that are long over.
pub async fn forget_old(link: &Link, now: Timestamp) -> Result<(), Fault> {
    link.execute("delete from handoff where good_until < $1", &[&now.plus_days(-ONCE_DAYS).0]).await?;
    Ok(())
}
