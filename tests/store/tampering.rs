//! Whatever someone changes in the file, `sunwai check` says where.

use std::path::PathBuf;

use domain::{
    action::{Action, Actor},
    letter::{Way, letters},
    reference::Reason,
    ticket::Ticket,
};
use rusqlite::{Connection, params_from_iter, types::Value};
use server::{
    chance::SeededChance,
    check::Found,
    history::{origin, seal},
    secret::Secret,
    store::{
        EraseStore as _, Filing, Stepped, Store as _,
        photo::KeptIn,
        sqlite::{SqliteReader, SqliteStore},
    },
};
use tempfile::TempDir;

use crate::{
    fixture::jpeg,
    makers::{START, filing, forward, photo, resolve, step},
};

/// A closed database with one complaint whose history fills every column of an
/// event at least once.
struct Ledger {
    folder: TempDir,
    secret: Secret,
    ticket: Ticket,
    events: u32,
}

/// The complaint with which it is joined for a while.
fn earlier() -> Ticket {
    Ticket::from_chance(3)
}

/// What happens to it.
fn life() -> Vec<(Action, Actor)> {
    let text = || "कुछ शब्द, जो साथ जाते हैं".to_owned();
    let reason = Reason::from_code("sub_judice").unwrap();
    vec![
        (Action::Take, Actor::Tracker),
        (Action::Duplicate { of: earlier() }, Actor::Tracker),
        (Action::Unmerge, Actor::Tracker),
        (Action::AskDetails { text: text() }, Actor::Tracker),
        (Action::AddDetails { text: text() }, Actor::Citizen),
        (Action::AddPhoto, Actor::Citizen),
        (forward(), Actor::Tracker),
        (Action::InterimReply { text: text(), due: START.plus_days(40) }, Actor::Officer),
        (resolve(), Actor::Officer),
        (Action::Reopen { text: text() }, Actor::Citizen),
        (Action::Note { text: text() }, Actor::Tracker),
        (Action::RevealContact { why: None }, Actor::Tracker),
        (Action::Remind, Actor::Citizen),
        (Action::Escalate { level: 1 }, Actor::Job),
        (Action::NotTenable { reason, text: text() }, Actor::Supervisor),
    ]
}

impl Ledger {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let secret = Secret::from_chance(&SeededChance::new(1));
        let store = SqliteStore::open(&folder.path().join("whole.db")).unwrap();
        store.file(sealed(filing(3), &secret)).await.unwrap();
        let mut first = sealed(filing(1), &secret);
        let ticket = first.standing.ticket;
        first.letters = letters(&first.standing, &first.first.event, &[Way::Sms]);
        store.file(first).await.unwrap();
        for (action, by) in life() {
            let read = store.open(ticket).await.unwrap().unwrap();
            let mut step = step(&read, &action, by);
            let mut sealed = step.event.event.text.as_deref().map(|words| secret.digest_words(ticket, words));
            if action == Action::AddPhoto {
                let mut photo = photo(7, KeptIn::Database);
                photo.picture = jpeg(photo.width, photo.height);
                sealed = Some(secret.digest_photo(ticket, photo.id, &photo.picture));
                step.photo = Some(photo);
            }
            step.event = seal(&read.history.last().unwrap().hash, step.event.event, sealed);
            step.letters = letters(&step.standing, &step.event.event, &[Way::Sms]);
            store.step(step).await.unwrap();
        }
        Self { folder, secret, ticket, events: u32::try_from(life().len() + 1).unwrap() }
    }

    /// Erases all words, as its citizen does.
    async fn erase(&self) {
        let store = SqliteStore::open(&self.folder.path().join("whole.db")).unwrap();
        let read = store.open(self.ticket).await.unwrap().unwrap();
        let step = step(&read, &Action::Erase, Actor::Citizen);
        assert_eq!(store.step(step).await, Ok(Stepped::Done));
    }

    /// What is found in a copy after a change.
    async fn after(&self, change: impl FnOnce(&Connection)) -> Vec<String> {
        let copy = self.copy();
        let connection = Connection::open(&copy).unwrap();
        change(&connection);
        drop(connection);
        let mut found = Found::default();
        let reader = SqliteReader::open(&copy).unwrap();
        found.look_at(&reader, &self.secret).await.unwrap();
        found.look_at_photos(&reader, &self.secret, None).await.unwrap();
        found.differences
    }

    fn copy(&self) -> PathBuf {
        let copy = self.folder.path().join("changed.db");
        std::fs::copy(self.folder.path().join("whole.db"), &copy).unwrap();
        copy
    }
}

/// The filing with the digest of its own words.
fn sealed(mut filing: Filing, secret: &Secret) -> Filing {
    let words = secret.digest_words(filing.standing.ticket, &filing.particulars.text);
    filing.first = seal(&origin(&filing.standing), filing.first.event, Some(words));
    filing
}

/// Name and type of each column of a table.
fn columns(connection: &Connection, table: &str) -> Vec<(String, String)> {
    let mut select = connection.prepare("select name, type from pragma_table_info(?1)").unwrap();
    let rows = select.query_map([table], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

/// The value with one byte changed; of an absent one, something.
fn flipped(value: Value, column: &str, kind: &str) -> Value {
    match value {
        // Beside what is there, because it is part of the key.
        Value::Integer(number) if column == "version" => Value::Integer(number + 100),
        Value::Integer(number) => Value::Integer(number ^ 1),
        Value::Text(text) => {
            let (first, rest) = text.split_at(text.chars().next().map_or(0, char::len_utf8));
            Value::Text(format!("{}{rest}", if first == "z" { "y" } else { "z" }))
        }
        Value::Blob(mut bytes) => {
            bytes[0] ^= 1;
            Value::Blob(bytes)
        }
        Value::Null if kind == "INTEGER" => Value::Integer(1),
        Value::Null if kind == "BLOB" => Value::Blob(vec![0; 32]),
        Value::Null => Value::Text("z".to_owned()),
        Value::Real(_) => panic!("{column}: no column holds fractions"),
    }
}

/// Flips a column of one row, which a condition with its values names.
fn flip(connection: &Connection, table: &str, column: &(String, String), condition: &str, values: &[i64]) -> bool {
    let (name, kind) = column;
    let select = format!("select {name} from {table} where {condition}");
    let before: Value = connection.query_row(&select, params_from_iter(values), |row| row.get(0)).unwrap();
    let is_there = before != Value::Null;
    let mut all: Vec<Value> = values.iter().map(|value| Value::Integer(*value)).collect();
    all.push(flipped(before, name, kind));
    let update = format!("update {table} set {name} = ?{} where {condition}", all.len());
    assert_eq!(connection.execute(&update, params_from_iter(all)).unwrap(), 1, "{update}");
    is_there
}

#[tokio::test]
async fn a_whole_file_is_found_whole() {
    let ledger = Ledger::new().await;

    assert_eq!(ledger.after(|_| ()).await, Vec::<String>::new());
}

#[tokio::test]
async fn one_byte_of_any_column_of_any_event_is_found_where_it_is() {
    let ledger = Ledger::new().await;
    let number = i64::try_from(ledger.ticket.number()).unwrap();
    let columns = columns(&Connection::open(ledger.copy()).unwrap(), "event");

    for column in &columns {
        let mut ever_there = false;
        for version in 1..=ledger.events {
            let differences = ledger
                .after(|connection| {
                    let values = [number, i64::from(version)];
                    ever_there |= flip(connection, "event", column, "ticket = ?1 and version = ?2", &values);
                })
                .await;

            let place = format!("event {version}");
            let names = |told: &String| {
                let rest = told.split_once(&place).map(|(_, rest)| rest);
                told.contains(&format!("ticket {}:", ledger.ticket))
                    && rest.is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_digit()))
            };
            assert!(differences.iter().any(names), "{} of event {version}: {differences:?}", column.0);
        }
        assert!(ever_there, "{} is empty in every event of this life", column.0);
    }
}

#[tokio::test]
async fn what_a_complaint_stands_at_is_compared_with_its_history() {
    let ledger = Ledger::new().await;
    let number = i64::try_from(ledger.ticket.number()).unwrap();
    let rows = columns(&Connection::open(ledger.copy()).unwrap(), "complaint");
    // What the citizen may have corrected or erased, and who took it, is in no event.
    let free = ["place", "name", "mobile", "email", "language", "notice", "key_version", "handler"];

    for column in rows.iter().filter(|(name, _)| !free.contains(&name.as_str())) {
        let differences = ledger
            .after(|connection| {
                flip(connection, "complaint", column, "ticket = ?1", &[number]);
            })
            .await;

        let told = differences.iter().any(|told| told.contains(&ledger.ticket.to_string()));
        assert!(told, "{}: {differences:?}", column.0);
    }
}

#[tokio::test]
async fn joined_with_another_than_its_history_says_is_found() {
    let ledger = Ledger::new().await;
    let number = i64::try_from(ledger.ticket.number()).unwrap();
    let other = i64::try_from(Ticket::from_chance(4).number()).unwrap();
    let unmerge = "delete from event where ticket = ?1 and version > 3";
    let stands = "update complaint set version = 3, state = 'duplicate', merged_into = ?2, asks = 0, asked_at = null, \
         department = null, transfers = 0, forwarded = 0, promised_at = null, reopened = 0, reminded_at = null, \
         level = 0, photos = 0, closed_at = null, reason = null, wakes_at = null, \
         updated_at = (select at from event where ticket = ?1 and version = 3) where ticket = ?1";
    let joined_with = async |into: i64| {
        ledger
            .after(|connection| {
                connection.execute(unmerge, [number]).unwrap();
                connection.execute("delete from outbox where ticket = ?1 and version > 3", [number]).unwrap();
                connection.execute("delete from photo", []).unwrap();
                connection.execute(stands, [number, into]).unwrap();
                // The figures are not what this is about.
                connection.execute("delete from figure", []).unwrap();
            })
            .await
    };
    let of_ticket = |differences: Vec<String>| -> Vec<String> {
        differences.into_iter().filter(|told| told.contains("ticket")).collect()
    };

    let right = of_ticket(joined_with(i64::try_from(earlier().number()).unwrap()).await);
    let wrong = of_ticket(joined_with(other).await);

    assert_eq!(right, Vec::<String>::new());
    let said = ["it does not stand where its history ends", "it is joined with a complaint that is not there"];
    assert_eq!(wrong, said.map(|said| format!("ticket {}: {said}", ledger.ticket)));
}

#[tokio::test]
async fn one_byte_of_any_column_of_any_photo_is_found() {
    let ledger = Ledger::new().await;
    let number = i64::try_from(ledger.ticket.number()).unwrap();
    let columns = columns(&Connection::open(ledger.copy()).unwrap(), "photo");

    for column in &columns {
        let differences = ledger
            .after(|connection| {
                assert!(flip(connection, "photo", column, "ticket = ?1", &[number]), "{}", column.0);
            })
            .await;

        assert!(differences.iter().any(|told| told.contains("the photo of event ")), "{}: {differences:?}", column.0);
    }
    let lost = ledger
        .after(|connection| {
            assert_eq!(connection.execute("delete from photo", []).unwrap(), 1);
        })
        .await;
    assert_eq!(lost, [format!("ticket {}: it has not as many photos as it should have", ledger.ticket)]);
}

#[tokio::test]
async fn an_erased_complaint_is_whole_and_nothing_comes_back_into_it_unseen() {
    let ledger = Ledger::new().await;
    ledger.erase().await;
    let ticket = ledger.ticket;
    let (first, photo) =
        ("update complaint set text = 'x'", "insert into photo values (?1, 7, zeroblob(16), 1, 1, 1, null)");
    let changes = [
        (first, "event 1 has words that were erased"),
        ("update event set text = 'x' where version = 5", "event 5 has words that were erased"),
        ("update complaint set mobile = '9812345678'", "it has a place or a contact that was erased"),
        ("update complaint set place = 'Mohana'", "it has a place or a contact that was erased"),
        ("update complaint set erased_at = null", "the words of event 1 are missing"),
        ("update event set text_digest = zeroblob(32) where version = 5", "the history breaks at event 5"),
        ("delete from event where kind = 'erased'", "event 17 is missing"),
    ];

    assert_eq!(ledger.after(|_| ()).await, Vec::<String>::new());
    for (change, said) in changes {
        let change =
            if change.contains("event") { change.to_owned() } else { format!("{change} where ticket = {ticket}") };
        let differences = ledger
            .after(|connection| {
                assert_eq!(connection.execute(&change, []).unwrap(), 1, "{change}");
            })
            .await;

        assert!(differences.contains(&format!("ticket {ticket}: {said}")), "{change}: {differences:?}");
    }
    let shown_again = ledger
        .after(|connection| {
            connection.execute(photo, [i64::try_from(ticket.number()).unwrap()]).unwrap();
        })
        .await;
    let said = format!("ticket {ticket}: it has not as many photos as it should have");
    assert!(shown_again.contains(&said), "{shown_again:?}");
}

#[tokio::test]
async fn what_lacks_the_other_half_is_found() {
    let ledger = Ledger::new().await;
    let ticket = ledger.ticket;
    let other = Ticket::from_chance(2);
    let changes = [
        ("delete from event where version = 3", "event 3".to_owned()),
        ("delete from event where version = 16", "event 16 is missing".to_owned()),
        ("delete from event", "event 1 is missing".to_owned()),
        ("delete from complaint", "event 16 belongs to no complaint".to_owned()),
        ("update complaint set wakes_at = 1", "at a wrong moment".to_owned()),
        ("update outbox set template = 'closed' where version = 1", "sms letter of event 1 ".to_owned()),
        ("update outbox set version = 2 where version = 1", "sms letter of event 2 ".to_owned()),
        ("update outbox set version = 99 where version = 1", "sms letter of event 99 ".to_owned()),
        ("update outbox set way = 'dove' where version = 1", "dove letter of event 1 ".to_owned()),
    ];

    for (change, said) in changes {
        let differences = ledger
            .after(|connection| {
                assert!(connection.execute(change, []).unwrap() > 0, "{change}");
            })
            .await;

        let told = differences.iter().any(|told| told.contains(&format!("ticket {ticket}:")) && told.contains(&said));
        assert!(told, "{change}: {differences:?}");
    }
    let moved = ledger
        .after(|connection| {
            let change = "update outbox set ticket = ?1 where version = 1";
            connection.execute(change, [i64::try_from(other.number()).unwrap()]).unwrap();
        })
        .await;
    assert!(
        moved.iter().any(|told| told.contains(&format!("ticket {other}: the sms letter of event 1 "))),
        "{moved:?}"
    );
}
