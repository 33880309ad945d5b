//! The reader of posts is killed (SIGKILL) at random moments, and so is whoever
//! sends the replies, while posts, edits, retweets and faults come in random order:
//! every grievance is in the inbox once, and every filed one has one reply.
//!
//! `SUNWAI_FAULT_POSTS=10000` for more than fits into every run.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails where it stands")]

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
    thread,
    time::Duration,
};

use domain::{
    action::{Actor, By},
    complaint::{Channel as Kind, Complaint},
    language::Language,
    letter::Way,
    reference::{Category, District},
};
use server::{
    chance::SeededChance,
    channels::{
        Channels,
        x::{
            X as Account,
            settings::{TokenSource, XSettings},
        },
    },
    clock::{Clock as _, FixedClock, SystemClock},
    demo::draw::Draw,
    file_complaint::{Brought, Door, file_complaint},
    office::Office,
    outbox::lane::Lane,
    secret::load,
    store::{FiledMessage, inbox::Message, sqlite::SqliteStore},
};
use tokio::runtime::Runtime;

use x::{Author, Fault, OFFICE, X, tokens::LASTING};

#[path = "../load/sunwai.rs"]
#[expect(dead_code, reason = "only the address of the database is wanted here")]
mod sunwai;
#[expect(dead_code, reason = "the other tests use all of it")]
#[path = "../stand_in/x.rs"]
mod x;

type Answer<T> = Result<T, Box<dyn std::error::Error>>;

const BINARY: &str = env!("CARGO_BIN_EXE_sunwai");

/// So many posts in the default run.
const POSTS: usize = 1_000;

/// What goes wrong now and then. Not a limit that is reached: the clock on which it
/// ends stands still here.
const FAULTS: [Fault; 6] = [
    Fault::Status(500),
    Fault::CutOff,
    Fault::BrokenJson,
    Fault::WithoutData,
    Fault::ErrorsBeside,
    Fault::UnknownField,
];

/// What a citizen posted, as the test remembers it.
struct Posted {
    /// The name of the first version.
    first: String,
    /// And of the last.
    last: String,
    edits: usize,
}

#[test]
fn every_grievance_is_in_the_inbox_once_and_every_filed_one_has_one_reply() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("sunwai.db");
    let elsewhere = Runtime::new().unwrap();
    let clock = Arc::new(FixedClock::new(SystemClock.now()));
    let x = X::start(&elsewhere, clock.clone());
    x.inside().allowed.extend(["mentions", "own", "post"].map(|kind| (kind, 1_000_000)));
    let most = std::env::var("SUNWAI_FAULT_POSTS").ok().and_then(|count| count.parse().ok()).unwrap_or(POSTS);
    let mut draw = Draw::new(5, 0);

    let posted = post_and_read(&x, &clock, &database, most, &mut draw);
    let expected: BTreeSet<String> = posted.iter().map(|posted| posted.first.clone()).collect();

    let runtime = Runtime::new().unwrap();
    let office = open(&x, &clock, &database);
    let messages = runtime.block_on(inbox(&office));
    let found: Vec<String> = messages.iter().map(|message| message.id.post.clone()).collect();
    assert_eq!(found.len(), expected.len(), "none is there twice");
    assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), expected, "none is missing");
    for posted in posted.iter().filter(|posted| posted.edits > 0) {
        let message = messages.iter().find(|message| message.id.post == posted.first).unwrap();
        assert!(message.edits as usize >= 1, "an edit was noted");
    }

    let filed: BTreeSet<String> = runtime.block_on(file_some(&office, &messages, &mut draw));
    reply_and_be_killed(&runtime, &office, &x, &clock, &mut draw);

    let mut replies: BTreeMap<String, usize> = BTreeMap::new();
    for (to, _) in x.replies() {
        *replies.entry(to).or_default() += 1;
    }
    assert_eq!(replies.keys().cloned().collect::<BTreeSet<_>>(), filed, "each is answered, and nothing else");
    assert!(replies.values().all(|count| *count == 1), "and once");
}

/// Lets citizens post, edit and show each other's posts, and reads them with a
/// program that is killed at random moments.
fn post_and_read(x: &X, clock: &FixedClock, database: &Path, most: usize, draw: &mut Draw) -> Vec<Posted> {
    let (mut posted, mut killed): (Vec<Posted>, u32) = (Vec::new(), 0);
    while posted.len() < most {
        for _ in 0..draw.between(1..=120) {
            clock.pass(draw.between(0..=30));
            happen(x, clock, &mut posted, draw);
        }
        if draw.is_in(40) {
            x.next("mentions", *draw.pick(&FAULTS));
        }
        let life = (!draw.is_in(30)).then(|| Duration::from_millis(draw.between(5..=250) as u64));
        killed += u32::from(read(x, database, life).unwrap());
    }
    assert!(killed > 0, "whoever reads was killed");
    // What is left is read in peace, past faults that are still waiting.
    for _ in 0..12 + most / 100 {
        read(x, database, None).unwrap();
    }
    posted
}

fn happen(x: &X, clock: &FixedClock, posted: &mut Vec<Posted>, draw: &mut Draw) {
    let (now, author) = (clock.now(), Author::new(&format!("{}", 100 + draw.below(300)), "someone"));
    let before = posted.len().checked_sub(1 + draw.below(20) as usize);
    let mut inside = x.inside();
    match (draw.below(10), before) {
        (0 | 1, Some(before)) if posted[before].edits < 5 => {
            let last = posted[before].last.clone();
            posted[before].last = inside.posts.edit(&last, "@cmohry यह बदला हुआ संदेश है", now);
            posted[before].edits += 1;
        }
        (2, Some(before)) => {
            inside.posts.retweet(&author, &posted[before].last, now);
        }
        (3, _) => {
            inside.posts.own_mention("@cmohry आज छुट्टी है", now);
        }
        _ => {
            let first = inside.posts.mention(&author, &format!("@cmohry गाँव में पानी नहीं आता, {}", posted.len()), now);
            posted.push(Posted { last: first.clone(), first, edits: 0 });
        }
    }
}

/// `sunwai x poll --once`, killed after `life`; true if it was killed in the middle.
fn read(x: &X, database: &Path, life: Option<Duration>) -> Answer<bool> {
    let mut reading = Command::new(BINARY)
        .args(["x", "poll", "--once", "--database", &sunwai::url(database)])
        .envs([("SUNWAI_X_BASE_URL", x.url().as_str()), ("SUNWAI_X_USER_ID", OFFICE), ("SUNWAI_X_TOKEN", LASTING)])
        .env("SUNWAI_LOG", "off")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    if let Some(life) = life {
        thread::sleep(life);
        // It may have finished already.
        let _finished = reading.kill();
    }
    Ok(reading.wait()?.code().is_none())
}

fn open(x: &X, clock: &Arc<FixedClock>, database: &Path) -> Arc<Office> {
    let settings = XSettings {
        base_url: x.url().parse().unwrap(),
        user_id: OFFICE.to_owned(),
        handle: None,
        token: TokenSource::Fixed(LASTING.parse().unwrap()),
        every: Duration::from_secs(60),
        budget: None,
    };
    let channels = Channels::new(vec![Arc::new(Account::new(settings).unwrap())]);
    let store = Arc::new(SqliteStore::open(database).unwrap());
    let secret = load(&database.with_extension("secret")).unwrap();
    let office =
        Office::new(store, Arc::clone(clock) as _, Arc::new(SeededChance::new(3)), secret, "HR", "https://a.example");
    Arc::new(office.with_channels(channels))
}

/// Everything that waits.
async fn inbox(office: &Office) -> Vec<Message> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = office.store.inbox(after.clone(), 100).await.unwrap();
        let Some(last) = page.last() else { return all };
        after = Some(last.place());
        all.extend(page);
    }
}

/// Files most of them; the posts that were filed.
async fn file_some(office: &Office, messages: &[Message], draw: &mut Draw) -> BTreeSet<String> {
    let by = By { actor: Actor::Tracker, staff: Some("tracker".to_owned()) };
    let mut filed = BTreeSet::new();
    for message in messages.iter().filter(|_| draw.is_in(80)) {
        let complaint = Complaint {
            category: Category::from_code("WATER").unwrap(),
            district: District::from_code("rohtak").unwrap(),
            place: None,
            text: message.text.clone(),
            name: None,
            mobile: None,
            email: None,
            language: Language::Hi,
            notice: "post".to_owned(),
        };
        let door = Door::inbox(FiledMessage { id: message.id.clone(), by: "tracker".to_owned() });
        let brought = Brought::in_words(&complaint, door, &by, None);
        file_complaint(office, brought, &*office.chance, office.clock.now()).await.unwrap();
        filed.insert(message.id.post.clone());
    }
    assert!(filed.iter().all(|post| message_of(messages, post).id.channel == Kind::X));
    filed
}

fn message_of<'a>(messages: &'a [Message], post: &str) -> &'a Message {
    messages.iter().find(|message| message.id.post == post).unwrap()
}

/// Sends until nothing waits any more; whoever sends is killed again and again in
/// the middle, and the next one knows only what is on disk.
fn reply_and_be_killed(runtime: &Runtime, office: &Arc<Office>, x: &X, clock: &FixedClock, draw: &mut Draw) {
    let way = Way::Reply(Kind::X);
    let waiting = || runtime.block_on(office.store.health(way)).unwrap().waiting;
    let mut killed = 0;
    while waiting() > 0 {
        if draw.is_in(15) {
            x.next("post", *draw.pick(&[Fault::CutOff, Fault::Status(503), Fault::Status(429)]));
        }
        let life = if draw.is_in(30) { draw.between(0..=8) } else { 60_000 };
        let mut lane = Lane::new(way);
        let sent = runtime
            .block_on(async { tokio::time::timeout(Duration::from_millis(life as u64), lane.turn(office)).await });
        killed += u32::from(sent.is_err());
        // When nothing is due, on to the next of those that failed before.
        clock.pass(if matches!(sent, Ok(Ok(0))) { 3_600 } else { 13 });
    }
    assert!(killed > 0, "whoever sends was killed");
}
