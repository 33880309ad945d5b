//! Letters that wait, and what became of them.

use std::sync::LazyLock;

use async_trait::async_trait;
use domain::{
    event::Event,
    language::Language,
    letter::{Letter, Template, Way},
    mobile::Mobile,
    ticket::Ticket,
    time::Timestamp,
};
use tokio_postgres::Row;

use super::{PostgresStore, code, event, fault::Fault, inbox, link::Link, standing};
use crate::store::{
    StoreError,
    outbox::{
        Address, Due, Health, INTERRUPTED, LEASE, LetterId, LetterState, OutboxStore, Outgoing, PATIENCE, TOO_OLD,
        Tried, UNANSWERED_MAX, UNANSWERED_REPLIES_MAX, give_up_at,
    },
};

#[async_trait]
impl OutboxStore for PostgresStore {
    async fn take_due(&self, way: Way, most: u32, now: Timestamp) -> Result<Vec<Due>, StoreError> {
        if !self.links.read(&(way, now), |link, (way, now)| Box::pin(is_due(link, *way, *now))).await? {
            return Ok(Vec::new());
        }
        let asked = (way, most, now);
        self.links.write(&asked, |unit, (way, most, now)| Box::pin(take_due(unit.link(), *way, *most, *now))).await
    }

    async fn mark(&self, id: LetterId, tried: Tried, now: Timestamp) -> Result<(), StoreError> {
        let asked = (id, tried, now);
        self.links.write(&asked, |unit, (id, tried, now)| Box::pin(mark(unit.link(), *id, *tried, *now))).await
    }

    async fn health(&self, way: Way) -> Result<Health, StoreError> {
        self.links.read(&way, |link, way| Box::pin(health(link, *way))).await
    }

    async fn given_up(&self, way: Way, most: u32) -> Result<Vec<Outgoing>, StoreError> {
        self.links.read(&(way, most), |link, (way, most)| Box::pin(given_up(link, *way, *most))).await
    }

    async fn letters_of(&self, ticket: Ticket) -> Result<Vec<Outgoing>, StoreError> {
        self.links.read(&ticket, |link, ticket| Box::pin(of_ticket(link, *ticket))).await
    }

    async fn try_again(&self, way: Way, since: Timestamp, now: Timestamp) -> Result<u32, StoreError> {
        let asked = (way, since, now);
        self.links.write(&asked, |unit, (way, since, now)| Box::pin(try_again(unit.link(), *way, *since, *now))).await
    }
}

/// Writes the letters of an event down, where the complaint has the address; none
/// goes out before that moment.
pub async fn write(
    link: &Link,
    ticket: Ticket,
    event: &Event,
    letters: &[Letter],
    not_before: Timestamp,
) -> Result<(), Fault> {
    for letter in letters {
        let has_address = match letter.way {
            Way::Sms => "mobile is not null",
            Way::Email => "email is not null",
            Way::Department(_) => "true",
            Way::Reply(_) => {
                "exists (
                   select 1
                   from message
                   where message.ticket = complaint.ticket
                   and message.channel = cast($3 as text)
                   and message.state = 'filed'
                 )"
            }
        };
        let statement = format!(
            "insert into outbox
               (ticket, version, way, template, state, tries, unanswered, created_at, next_at, give_up_at)
             select ticket, cast($2 as bigint), cast($3 as text), cast($4 as text), 'waiting', 0, 0,
               cast($5 as bigint), cast($6 as bigint), cast($7 as bigint)
             from complaint
             where ticket = $1
             and {has_address}"
        );
        link.execute(
            &statement,
            &[
                &code::number(ticket),
                &i64::from(event.version),
                &letter.way.code(),
                &letter.template.code(),
                &event.at.0,
                &not_before.0,
                &give_up_at(event.at).0,
            ],
        )
        .await?;
    }
    Ok(())
}

/// True if something is due. Asked before anything is locked, every second.
async fn is_due(link: &Link, way: Way, now: Timestamp) -> Result<bool, Fault> {
    let row = link
        .one(
            "select min(next_at)
             from outbox
             where state = 'waiting'
             and way = $1",
            &[&way.code()],
        )
        .await?;
    let next: Option<i64> = row.try_get(0)?;
    Ok(next.is_some_and(|next| next <= now.0))
}

/// Rows that another server takes out at this moment are passed by.
static DUE: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select {}, {}, o.template, o.tries, o.unanswered, o.give_up_at, c.language, c.mobile, c.email,
           o.tried_at is not null, o.created_at, o.error
         from outbox o
         join complaint c on c.ticket = o.ticket
         join event e on e.ticket = o.ticket and e.version = o.version
         where o.state = 'waiting'
         and o.way = $1
         and o.next_at <= $2
         and not exists (
           select 1
           from outbox older
           where older.ticket = o.ticket
           and older.way = o.way
           and older.version < o.version
           and older.state = 'waiting'
           and older.tries < $3
         )
         order by o.next_at
         limit $4
         for update of o skip locked",
        standing::COLUMNS,
        event::COLUMNS
    )
});

/// Takes letters out: they are due again when the lease is over.
async fn take_due(link: &Link, way: Way, most: u32, now: Timestamp) -> Result<Vec<Due>, Fault> {
    let rows = link.query(&DUE, &[&way.code(), &now.0, &i64::from(PATIENCE), &i64::from(most)]).await?;
    let unanswered_max = if way.channel().is_some() { UNANSWERED_REPLIES_MAX } else { UNANSWERED_MAX };
    let mut taken = Vec::new();
    for row in &rows {
        let (letter, unanswered) = due(link, row, way).await?;
        if unanswered >= unanswered_max {
            mark(link, letter.id, Tried::GivenUp(INTERRUPTED), now).await?;
        } else if letter.give_up_at < now {
            mark(link, letter.id, Tried::GivenUp(TOO_OLD), now).await?;
        } else {
            lease(link, letter.id, now).await?;
            taken.push(letter);
        }
    }
    Ok(taken)
}

async fn lease(link: &Link, id: LetterId, now: Timestamp) -> Result<(), Fault> {
    link.execute(
        "update outbox
         set tries = tries + 1, unanswered = unanswered + 1, tried_at = $4, next_at = $5
         where ticket = $1
         and version = $2
         and way = $3",
        &[&code::number(id.ticket), &i64::from(id.version), &id.way.code(), &now.0, &(now.0 + LEASE)],
    )
    .await?;
    Ok(())
}

/// A letter with how often it was taken out without an answer.
async fn due(link: &Link, row: &Row, way: Way) -> Result<(Due, u32), Fault> {
    let standing = standing::read(row)?;
    let event = event::read(row, standing::COUNT)?;
    let first = standing::COUNT + event::COUNT;
    let address = match way {
        Way::Sms => code::optional(row, first + 5, Mobile::parse)?.map(Address::Mobile),
        Way::Email => row.try_get::<_, Option<String>>(first + 6)?.map(Address::Email),
        Way::Reply(channel) => inbox::address(link, channel, standing.ticket).await?.map(Address::Post),
        // Its system is told the words.
        Way::Department(_) => standing.erased_at.is_none().then_some(Address::System),
    };
    let letter = Due {
        id: LetterId { ticket: standing.ticket, version: event.version, way },
        template: code::required(row, first, Template::from_code)?,
        tries: code::small::<u32>(row, first + 1)? + 1,
        was_tried: row.try_get(first + 7)?,
        created_at: code::moment(row, first + 8)?,
        error: row.try_get(first + 9)?,
        give_up_at: code::moment(row, first + 3)?,
        address,
        language: code::required(row, first + 4, Language::from_code)?,
        standing,
        event,
    };
    Ok((letter, code::small(row, first + 2)?))
}

/// Writes down what became of a letter.
async fn mark(link: &Link, id: LetterId, tried: Tried, now: Timestamp) -> Result<(), Fault> {
    let (state, next_at, done_at, error) = match tried {
        Tried::Sent => (LetterState::Sent, None, Some(now.0), None),
        Tried::Later(error, next) => (LetterState::Waiting, Some(next.0), None, Some(error)),
        Tried::GivenUp(error) => (LetterState::Failed, None, Some(now.0), Some(error)),
    };
    // Whoever was told too late that it had lost its lease changes nothing that
    // is settled.
    link.execute(
        "update outbox
         set state = $4, next_at = coalesce($5, next_at), done_at = $6, error = $7, unanswered = 0
         where ticket = $1
         and version = $2
         and way = $3
         and state = 'waiting'",
        &[&code::number(id.ticket), &i64::from(id.version), &id.way.code(), &state.code(), &next_at, &done_at, &error],
    )
    .await?;
    Ok(())
}

/// How a way is doing.
async fn health(link: &Link, way: Way) -> Result<Health, Fault> {
    let waiting = link
        .one(
            "select count(*), min(created_at)
             from outbox
             where state = 'waiting'
             and way = $1",
            &[&way.code()],
        )
        .await?;
    let failed = link
        .one(
            "select count(*)
             from outbox
             where state = 'failed'
             and way = $1",
            &[&way.code()],
        )
        .await?;
    let sent = link
        .one(
            "select max(done_at)
             from outbox
             where state = 'sent'
             and way = $1",
            &[&way.code()],
        )
        .await?;
    let last_sent = code::moment_or_none(&sent, 0)?;
    Ok(Health {
        waiting: code::small(&waiting, 0)?,
        oldest: code::moment_or_none(&waiting, 1)?,
        failed: code::small(&failed, 0)?,
        last_sent,
        error: last_error(link, way, last_sent).await?,
    })
}

/// Why the letter that was tried last still waits, unless one went out since.
async fn last_error(link: &Link, way: Way, last_sent: Option<Timestamp>) -> Result<Option<String>, Fault> {
    let row = link
        .first(
            "select error
             from outbox
             where state = 'waiting'
             and way = $1
             and error is not null
             and tried_at >= $2
             order by tried_at desc
             limit 1",
            &[&way.code(), &last_sent.map_or(i64::MIN, |at| at.0)],
        )
        .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

const OUTGOING: &str = "ticket, version, way, template, state, tries, created_at, next_at, done_at, error";

static GIVEN_UP: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select {OUTGOING}
         from outbox
         where state = 'failed'
         and way = $1
         order by done_at desc
         limit $2"
    )
});

/// The letters of a way that were given up last, newest first.
async fn given_up(link: &Link, way: Way, most: u32) -> Result<Vec<Outgoing>, Fault> {
    link.query(&GIVEN_UP, &[&way.code(), &i64::from(most)]).await?.iter().map(outgoing).collect()
}

static OF_TICKET: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select {OUTGOING}
         from outbox
         where ticket = $1
         order by version desc, way"
    )
});

/// The letters of a complaint, newest first.
async fn of_ticket(link: &Link, ticket: Ticket) -> Result<Vec<Outgoing>, Fault> {
    link.query(&OF_TICKET, &[&code::number(ticket)]).await?.iter().map(outgoing).collect()
}

fn outgoing(row: &Row) -> Result<Outgoing, Fault> {
    let id = LetterId {
        ticket: code::ticket_of(row, 0)?,
        version: code::small(row, 1)?,
        way: code::required(row, 2, Way::from_code)?,
    };
    Ok(Outgoing {
        id,
        template: code::required(row, 3, Template::from_code)?,
        state: code::required(row, 4, LetterState::from_code)?,
        tries: code::small(row, 5)?,
        created_at: code::moment(row, 6)?,
        at: code::moment_or_none(row, 8)?.map_or_else(|| code::moment(row, 7), Ok)?,
        error: row.try_get(9)?,
    })
}

/// Lets letters that were given up be tried again, from the beginning.
async fn try_again(link: &Link, way: Way, since: Timestamp, now: Timestamp) -> Result<u32, Fault> {
    let changed = link
        .execute(
            "update outbox
             set state = 'waiting', tries = 0, unanswered = 0, next_at = $3, give_up_at = $4, done_at = null
             where state = 'failed'
             and way = $1
             and done_at >= $2",
            &[&way.code(), &since.0, &now.0, &give_up_at(now).0],
        )
        .await?;
    Ok(u32::try_from(changed).unwrap_or(u32::MAX))
}
