//! The embedded store, and what is true only of a file.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::Arc,
};

use domain::{
    action::{Action, Actor},
    staff::Sight,
    ticket::Ticket,
};
use rusqlite::Connection;
use server::{
    chance::SeededChance,
    check::Found,
    demo::draw::Draw,
    history::{origin, seal},
    secret::Secret,
    store::{
        DeskStore as _, EraseStore as _, Filing, InspectStore as _, Stepped, Store, StoreError,
        desk::{Filter, Order, Wanted},
        erase::{Rewriting, Swept},
        inspect::Loose,
        sqlite::{SqliteReader, SqliteStaff, SqliteStore},
    },
};
use tempfile::TempDir;

use crate::{
    desk,
    makers::{filing, forward, step},
};

/// A store of its own.
pub struct Fresh {
    pub store: Arc<dyn Store>,
    path: PathBuf,
    // Erased at the end.
    _folder: TempDir,
}

impl Fresh {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sunwai.db");
        let store: Arc<dyn Store> = Arc::new(SqliteStore::open(&path).unwrap());
        Self { store, path, _folder: folder }
    }

    /// Three complaints, each forwarded, sealed with a real secret.
    async fn with_complaints(secret: &Secret) -> Self {
        let fresh = Self::new().await;
        for number in 0..3 {
            let mut filing = filing(number);
            let ticket = filing.standing.ticket;
            let words = secret.digest_words(ticket, &filing.particulars.text);
            filing.first = seal(&origin(&filing.standing), filing.first.event, Some(words));
            fresh.store.file(filing).await.unwrap();
            let read = fresh.store.open(ticket).await.unwrap().unwrap();
            let mut step = step(&read, &forward(), Actor::Tracker);
            let words = step.event.event.text.as_deref().map(|words| secret.digest_words(ticket, words));
            step.event = seal(&read.history[0].hash, step.event.event, words);
            fresh.store.step(step).await.unwrap();
        }
        fresh
    }

    /// What `sunwai check` finds after someone wrote into the file.
    async fn after(&self, statement: &str, secret: &Secret) -> Vec<String> {
        let changed = Connection::open(&self.path).unwrap().execute(statement, []).unwrap();
        assert_eq!(changed, 1, "{statement}");
        let reader = SqliteReader::open(&self.path).unwrap();
        let mut found = Found::default();
        found.look_at(&reader, secret).await.unwrap();
        found.differences
    }
}

fn secret() -> Secret {
    Secret::from_chance(&SeededChance::new(1))
}

#[tokio::test]
async fn what_was_answered_is_there_after_a_restart() {
    let Fresh { store, path, _folder } = Fresh::new().await;
    let filing = filing(7);
    store.file(filing.clone()).await.unwrap();
    let version = store.figures().await.unwrap().version();
    drop(store);

    let store = SqliteStore::open(&path).unwrap();

    assert_eq!(store.open(filing.standing.ticket).await.unwrap().unwrap().standing, filing.standing);
    assert_eq!(store.figures().await.unwrap().version(), version, "what caches keep stays right");
    assert!(store.figures().await.unwrap().read(|figures, _| figures.cells().eq([(filing.standing.facet(), 1)])));
}

#[tokio::test]
async fn a_database_belongs_to_one_server_at_a_time() {
    let fresh = Fresh::new().await;

    let second = SqliteStore::open(&fresh.path);

    assert!(matches!(second.err(), Some(StoreError::Unavailable(reason)) if reason.contains("another sunwai")));
}

#[tokio::test]
async fn a_database_of_a_newer_sunwai_is_left_alone() {
    let Fresh { store, path, _folder } = Fresh::new().await;
    drop(store);
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 999).unwrap();

    let opened = SqliteStore::open(&path);

    assert!(matches!(opened.err(), Some(StoreError::Unavailable(reason)) if reason.contains("newer")));
}

#[tokio::test]
async fn complaints_from_before_the_job_wake_at_their_moment() {
    let Fresh { store, path, _folder } = Fresh::new().await;
    desk::fill(&store, 400, &mut Draw::new(7, 1)).await;
    // Every state, at every level that it may have, with every number of requests.
    let levels = "update complaint set level = ticket / 10 % 4, asks = ticket / 40 % 4 where asks > 0 or level = 0";
    drop(store);
    Connection::open(&path).unwrap().execute_batch(levels).unwrap();
    let old = path.with_file_name("old.db");
    let connection = Connection::open(&old).unwrap();
    connection.execute_batch(include_str!("../../src/server/migrations/sqlite/0001_complaints.sql")).unwrap();
    connection.execute_batch(include_str!("../../src/server/migrations/sqlite/0002_staff.sql")).unwrap();
    connection.execute_batch(&format!("attach '{}' as new", path.display())).unwrap();
    let columns: String = connection
        .query_row("select group_concat(name, ', ') from pragma_table_info('complaint')", [], |row| row.get(0))
        .unwrap();
    connection
        .execute_batch(&format!("insert into main.complaint ({columns}) select {columns} from new.complaint"))
        .unwrap();
    connection.execute_batch("detach new; pragma user_version = 2").unwrap();
    drop(connection);

    drop(SqliteStore::open(&old).unwrap());

    let mut wrong = Vec::new();
    let mut alone = 0;
    let reader = SqliteReader::open(&old).unwrap();
    reader
        .inspect_ties(&mut |loose| match loose {
            Loose::Waking { number } => wrong.push(number),
            _ => alone += 1,
        })
        .await
        .unwrap();
    assert_eq!(wrong, Vec::<i64>::new());
    assert_eq!(alone, 400, "each was looked at: it came without its history");
}

#[tokio::test]
async fn what_was_filed_before_a_stop_is_searchable_after_it_and_after_a_vacuum() {
    let Fresh { store, path, _folder } = Fresh::new().await;
    store.file(filing(1)).await.unwrap();
    store.finish_search().await.unwrap();
    for number in 2..600 {
        store.file(filing(number)).await.unwrap();
    }
    drop(store);
    // Words are kept by row numbers, which a vacuum may change in a table without
    // a number of its own; with an index it does not.
    Connection::open(&path).unwrap().execute_batch("vacuum").unwrap();

    let store = SqliteStore::open(&path).unwrap();

    store.finish_search().await.unwrap();
    let wanted = Wanted { words: vec!["राशन".to_owned()], last_four: None };
    let (filter, order) = (Filter::default(), Order::Oldest);
    let page = store.search(&Sight::Everything, &filter, &wanted, order, None, 1_000).await.unwrap();
    let found: Vec<_> = page.lines.iter().map(|line| line.standing.ticket).collect();
    assert_eq!(found, (1..600).map(|number| filing(number).standing.ticket).collect::<Vec<_>>());
}

/// The words of [`words_of`] that stand anywhere in the files of a database.
fn words_in_files(path: &Path) -> BTreeSet<String> {
    let files = std::fs::read_dir(path.parent().unwrap()).unwrap();
    let bytes: Vec<u8> = files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect();
    let ends = bytes.windows(3).enumerate().filter(|(_, window)| *window == b"xqz");
    ends.map(|(end, _)| String::from_utf8_lossy(&bytes[end - 7..end + 3]).into_owned()).collect()
}

/// Words of a complaint that stand nowhere else.
fn words_of(number: u64) -> [String; 6] {
    ["tex", "pla", "nam", "mai", "not", "ans"].map(|what| format!("{what}{number:04}xqz"))
}

/// A complaint with a number that is not the next one, as numbers are.
fn scattered(number: u64) -> Filing {
    filing(number.wrapping_mul(2_654_435_761))
}

/// A complaint that says its words in every place.
fn saying_its_words(number: u64) -> Filing {
    let [text, place, name, mail, ..] = words_of(number);
    let mut filing = scattered(number);
    filing.particulars.text = format!("{text} {}", "राशन नहीं ".repeat(number as usize % 60));
    filing.particulars.place = Some(place);
    filing.particulars.name = Some(name);
    filing.particulars.email = Some(format!("{mail}@example.in"));
    filing
}

async fn take(store: &Arc<dyn Store>, ticket: Ticket, action: &Action, by: Actor) {
    let read = store.open(ticket).await.unwrap().unwrap();
    assert_eq!(store.step(step(&read, action, by)).await, Ok(Stepped::Done));
}

#[tokio::test]
async fn no_byte_of_what_was_erased_is_left_in_the_files() {
    let Fresh { store, path, _folder } = Fresh::new().await;
    let ticket = |number: u64| scattered(number).standing.ticket;
    for number in 0..600 {
        store.file(saying_its_words(number)).await.unwrap();
    }
    // Round by round, so that rows come between those that are there and pages are split.
    for number in 0..600 {
        let [.., note, _] = words_of(number);
        take(&store, ticket(number), &Action::Note { text: note }, Actor::Tracker).await;
    }
    for number in 0..600 {
        take(&store, ticket(number), &forward(), Actor::Tracker).await;
        let [.., answer] = words_of(number);
        let text = format!("{answer} {}", "ठीक है ".repeat(number as usize % 40));
        take(&store, ticket(number), &Action::Resolve { text }, Actor::Officer).await;
    }
    for number in 0..600 {
        take(&store, ticket(number), &Action::Confirm, Actor::Citizen).await;
    }
    store.finish_search().await.unwrap();
    let is_erased = |number: &u64| number.is_multiple_of(3);
    let all: BTreeSet<_> = (0..600).flat_map(words_of).collect();
    assert!(words_in_files(&path).is_superset(&all));

    for number in (0..600).filter(is_erased) {
        take(&store, ticket(number), &Action::Erase, Actor::Citizen).await;
    }
    assert_eq!(store.sweep(Rewriting::IfSmall).await, Ok(Swept::Done));

    let left = words_in_files(&path);
    let (erased, kept): (Vec<_>, Vec<_>) = (0..600).partition(is_erased);
    let some_left: Vec<_> = erased.into_iter().flat_map(words_of).filter(|word| left.contains(word)).collect();
    assert_eq!(some_left, Vec::<String>::new());
    assert!(kept.into_iter().flat_map(words_of).all(|word| left.contains(&word)), "nothing else is lost");
    let index = Connection::open(&path).unwrap();
    index.execute_batch("create virtual table temp.term using fts5vocab('main', 'complaint_words', 'row')").unwrap();
    let in_index = |word: &str| -> bool {
        index.query_row("select exists (select 1 from temp.term where term = ?1)", [word], |row| row.get(0)).unwrap()
    };
    let [erased, kept] = [0, 1].map(|number| words_of(number)[0].clone());
    assert_eq!((in_index(&erased), in_index(&kept)), (false, true), "the index is packed: its bytes alone say nothing");
    assert_eq!(store.sweep(Rewriting::IfSmall).await, Ok(Swept::Clean), "nothing was erased since");
    let wanted = Wanted { words: vec![kept], last_four: None };
    let (filter, order) = (Filter::default(), Order::Oldest);
    let page = store.search(&Sight::Everything, &filter, &wanted, order, None, 10).await.unwrap();
    let found: Vec<_> = page.lines.iter().map(|line| line.standing.ticket).collect();
    assert_eq!(found, [ticket(1)], "the others are found as before");
}

#[tokio::test]
async fn a_command_erases_beside_a_server_and_the_server_knows() {
    let Fresh { store, path, _folder } = Fresh::new().await;
    store.file(saying_its_words(1)).await.unwrap();
    let ticket = scattered(1).standing.ticket;
    take(&store, ticket, &Action::Withdraw, Actor::Citizen).await;
    let beside = SqliteStaff::open(&path).unwrap();
    let read = beside.open(ticket).await.unwrap().unwrap();

    assert_eq!(beside.erase(step(&read, &Action::Erase, Actor::Citizen)).await, Ok(Stepped::Done));
    assert_eq!(beside.sweep(Rewriting::IfSmall).await, Ok(Swept::Done));

    assert_eq!(store.open(ticket).await.unwrap().unwrap().particulars.text, "");
    store.file(filing(2)).await.unwrap();
    let recount = store.recount().await.unwrap();
    assert_eq!(recount.kept, recount.counted);
    assert!(store.figures().await.unwrap().read(|figures, _| *figures == recount.counted));
}

#[tokio::test]
async fn a_changed_byte_is_found_where_it_is() {
    let secret = secret();
    let changes = [
        ("update event set at = at + 1 where version = 2 and ticket = {}", "breaks at event 2"),
        ("update event set actor = 'officer' where version = 2 and ticket = {}", "breaks at event 2"),
        ("update event set staff = 'asha' where version = 2 and ticket = {}", "breaks at event 2"),
        ("update event set text = 'another note' where version = 2 and ticket = {}", "words of event 2"),
        ("update complaint set text = 'another text' where ticket = {}", "words of event 1"),
        ("update complaint set state = 'closed' where ticket = {}", "does not stand where its history ends"),
        ("update complaint set district = 'sirsa' where ticket = {}", "breaks at event 1"),
        ("delete from event where version = 2 and ticket = {}", "does not stand where its history ends"),
    ];

    for (change, said) in changes {
        let fresh = Fresh::with_complaints(&secret).await;
        let ticket = filing(1).standing.ticket.to_string();

        let differences = fresh.after(&change.replace("{}", &ticket), &secret).await;

        let told = differences.iter().any(|told| told.contains(&ticket) && told.contains(said));
        assert!(told, "{change}: {differences:?}");
    }
}

#[tokio::test]
async fn a_changed_figure_is_found() {
    let secret = secret();
    let fresh = Fresh::with_complaints(&secret).await;

    let category = filing(1).standing.category.code();
    let differences = fresh.after(&format!("update figure set count = 5 where category = '{category}'"), &secret).await;

    assert_eq!(differences.len(), 1, "{differences:?}");
    assert!(differences[0].contains("5 kept, 1 counted"), "{differences:?}");
}

#[tokio::test]
async fn words_that_are_missing_and_were_not_erased_are_told() {
    let secret = secret();
    let fresh = Fresh::with_complaints(&secret).await;
    let ticket = filing(1).standing.ticket;

    let differences =
        fresh.after(&format!("update event set text = null where version = 2 and ticket = {ticket}"), &secret).await;

    assert_eq!(differences, [format!("ticket {ticket}: the words of event 2 are missing")]);
}
