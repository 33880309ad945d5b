//! The store for several servers, and what is true only of it.

use std::{collections::BTreeSet, ffi::OsString, path::Path, sync::Arc};

use domain::{action::Actor, ticket::Ticket};
use server::{
    chance::{SeededChance, SystemChance},
    check::Found,
    history::{origin, seal},
    secret::Secret,
    store::{
        EraseStore as _, Filed, Stepped, Store, StoreError,
        copy::TABLES,
        postgres::{Address, PostgresStore},
    },
};

use crate::{
    cluster,
    makers::{filing, forward, step},
};

/// A store of its own.
pub struct Fresh {
    pub store: Arc<dyn Store>,
}

impl Fresh {
    pub async fn new() -> Self {
        Self { store: Arc::new(open(&cluster::database()).await.unwrap()) }
    }
}

/// What is kept for a database itself, or follows from other rows.
const NOT_COPIED: [&str; 7] = ["complaint_word", "figure", "figure_slot", "filing", "lease", "migration", "word"];

async fn open(database: &str) -> Result<PostgresStore, StoreError> {
    PostgresStore::open(&database.parse::<Address>().unwrap(), &SystemChance).await
}

/// The tables of a database.
fn tables(database: &str) -> BTreeSet<String> {
    let all = cluster::run(database, "select table_name from information_schema.tables where table_schema = 'public'");
    all.lines().map(str::to_owned).collect()
}

#[tokio::test]
async fn several_processes_may_start_at_the_same_moment_on_a_new_database() {
    let database = cluster::database();

    let starting: Vec<_> = (0..6)
        .map(|_| {
            let database = database.clone();
            tokio::spawn(async move { open(&database).await.map(|_| ()) })
        })
        .collect();

    for one in starting {
        assert_eq!(one.await.unwrap(), Ok(()));
    }
    let all = migrations("postgres").len();
    assert_eq!(cluster::run(&database, "select count(*), max(number) from migration"), format!("{all}|{all}"));
}

#[tokio::test]
async fn a_database_of_a_newer_sunwai_is_left_alone() {
    let database = cluster::database();
    drop(open(&database).await.unwrap());
    cluster::run(&database, "insert into migration (number) values (999)");

    let opened = open(&database).await;

    assert!(matches!(opened.err(), Some(StoreError::Unavailable(reason)) if reason.contains("newer")));
}

#[test]
fn both_kinds_of_store_have_the_same_migrations() {
    assert_eq!(migrations("sqlite"), migrations("postgres"));
}

/// The names of all migrations of a kind of store.
fn migrations(kind: &str) -> BTreeSet<OsString> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(kind);
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect()
}

#[tokio::test]
async fn every_table_is_copied_or_follows_from_others() {
    let database = cluster::database();
    drop(open(&database).await.unwrap());

    let known: BTreeSet<_> = TABLES.iter().chain(&NOT_COPIED).map(|name| (*name).to_owned()).collect();

    assert_eq!(tables(&database), known);
}

#[tokio::test]
async fn a_database_that_cannot_be_reached_is_told_without_its_password() {
    for address in ["postgres://asha:hidden@127.0.0.1:9/sunwai", "postgres://asha:hidden@127.0.0.1:9/x?sslmode=require"]
    {
        let told = open(address).await.err().unwrap().to_string();

        assert!(told.contains("cannot be reached") && !told.contains("hidden"), "{told}");
    }
}

#[tokio::test]
async fn what_one_process_writes_is_in_the_figures_of_another_at_once() {
    let database = cluster::database();
    let (one, other) = (open(&database).await.unwrap(), open(&database).await.unwrap());

    for number in 0..40 {
        assert_eq!(one.file(filing(number)).await, Ok(Filed::New));
        let (here, there) = (one.figures().await.unwrap(), other.figures().await.unwrap());
        assert_eq!(here.version(), there.version());
        assert!(there.read(|figures, _| figures.cells().map(|(_, count)| u64::from(count)).sum::<u64>()) == number + 1);
        let read = other.open(filing(number).standing.ticket).await.unwrap().unwrap();
        assert_eq!(other.step(step(&read, &forward(), Actor::Tracker)).await, Ok(Stepped::Done));
    }

    let version = one.figures().await.unwrap().version();
    drop((one, other));
    let again = open(&database).await.unwrap();
    assert_eq!(again.figures().await.unwrap().version(), version, "what caches keep stays right");
    let recount = again.recount().await.unwrap();
    assert_eq!(recount.kept, recount.counted);
    assert!(again.figures().await.unwrap().read(|figures, _| *figures == recount.counted));
}

#[tokio::test]
async fn a_write_goes_on_when_the_database_drops_its_connections() {
    let database = cluster::database();
    let store = Arc::new(open(&database).await.unwrap());
    let others = "select count(pg_terminate_backend(pid)) from pg_stat_activity \
         where datname = current_database() and pid <> pg_backend_pid()";

    let filing_all = {
        let store = Arc::clone(&store);
        tokio::spawn(async move {
            let mut filed = Vec::new();
            for number in 0..200 {
                let done = store.file(filing(number)).await;
                // What was lost while it was committed is told so, and only that.
                assert!(
                    matches!(&done, Ok(Filed::New)) || matches!(&done, Err(StoreError::Unavailable(_))),
                    "{number}: {done:?}"
                );
                filed.push(done == Ok(Filed::New));
            }
            filed
        })
    };
    let dropping = tokio::task::spawn_blocking(move || {
        for _ in 0..10 {
            cluster::run(&database, others);
        }
    });
    let filed = filing_all.await.unwrap();
    dropping.await.unwrap();

    assert!(filed.iter().filter(|filed| **filed).count() > 150, "most were not even touched");
    for (number, was_filed) in (0..).zip(filed) {
        if was_filed {
            assert!(store.find(Ticket::from_chance(number)).await.unwrap().is_some(), "{number}");
        }
    }
    let recount = store.recount().await.unwrap();
    assert_eq!(recount.kept, recount.counted);
}

#[tokio::test]
async fn a_changed_byte_is_found_where_it_is() {
    let secret = Secret::from_chance(&SeededChance::new(1));
    let database = cluster::database();
    let store = open(&database).await.unwrap();
    let mut filing = filing(1);
    let ticket = filing.standing.ticket;
    let words = secret.digest_words(ticket, &filing.particulars.text);
    filing.first = seal(&origin(&filing.standing), filing.first.event, Some(words));
    store.file(filing).await.unwrap();
    let look = async || {
        let mut found = Found::default();
        found.look_at(&store, &secret).await.unwrap();
        found.look_at_photos(&store, &secret, None).await.unwrap();
        found.differences
    };
    assert_eq!(look().await, Vec::<String>::new());

    for (change, back, said) in [
        ("update event set at = at + 1", "update event set at = at - 1", "breaks at event 1"),
        ("update event set version = 9", "update event set version = 1", "breaks at event"),
        ("update complaint set text = text || '!'", "update complaint set text = rtrim(text, '!')", "words of event 1"),
        ("update complaint set state = 'closed'", "update complaint set state = 'received'", "does not stand"),
        ("update complaint set state = 'x'", "update complaint set state = 'received'", "unknown code"),
        ("update complaint set wakes_at = 1", "update complaint set wakes_at = due_at", "at a wrong moment"),
        ("update figure set count = 5", "update figure set count = 1", "5 kept, 1 counted"),
    ] {
        cluster::run(&database, change);
        let differences = look().await;
        assert!(differences.iter().any(|told| told.contains(said)), "{change}: {differences:?}");
        cluster::run(&database, back);
        assert_eq!(look().await, Vec::<String>::new(), "{back}");
    }
}
