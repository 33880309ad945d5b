//! The embedded store, and what is true only of a file.

use std::{path::PathBuf, sync::Arc};

use domain::{action::Actor, staff::Sight};
use rusqlite::Connection;
use server::{
    chance::SeededChance,
    check::Found,
    demo::draw::Draw,
    history::{origin, seal},
    secret::Secret,
    store::{
        DeskStore as _, InspectStore as _, Store, StoreError,
        desk::{Filter, Order, Wanted},
        inspect::Loose,
        sqlite::{SqliteReader, SqliteStore},
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
async fn erased_words_leave_the_chain_whole() {
    let secret = secret();
    let fresh = Fresh::with_complaints(&secret).await;
    let ticket = filing(1).standing.ticket;

    let differences =
        fresh.after(&format!("update event set text = null where version = 2 and ticket = {ticket}"), &secret).await;

    assert_eq!(differences, Vec::<String>::new());
}
