//! What is fuzzed, and what must hold for every input: the same functions are fed by
//! cargo-fuzz and, with a few thousand spoiled seeds, by the API's tests. `None` is for
//! what was refused.

use std::sync::{Arc, LazyLock};

use axum::{
    body::Body,
    extract::{FromRequest as _, Request},
};
use domain::{
    complaint::{self, TEXT_MAX},
    masking,
    ticket::Ticket,
    time::Timestamp,
    wire::ComplaintForm,
};
use server::{
    api::{
        complaints::compose,
        open311::{fields::Fields, report},
    },
    chance::SeededChance,
    channels::x::wire,
    clock::SystemClock,
    form::FormBody,
    office::Office,
    photo::{self, BYTES, SIDE},
    secret::Secret,
    store::sqlite::SqliteStore,
};
use tokio::runtime::Runtime;

/// The boundary between the parts of [`photo_form`].
pub const BOUNDARY: &str = "seam";

/// What is a ticket is the same one however it is written.
pub fn ticket(bytes: &[u8]) -> Option<()> {
    let ticket = Ticket::parse(str::from_utf8(bytes).ok()?, "HR").ok()?;
    for written in [ticket.display("HR"), ticket.to_string()] {
        assert_eq!(Ticket::parse(&written, "HR"), Ok(ticket));
    }
    Some(())
}

/// What the phone writes of a form the server reads as the same, and what is accepted
/// is within its limits.
pub fn complaint(bytes: &[u8]) -> Option<()> {
    let form: ComplaintForm = serde_json::from_slice(bytes).ok()?;
    assert_eq!(serde_json::from_str::<ComplaintForm>(&json::write(&form)).ok(), Some(form.clone()));
    let complaint = complaint::check(&form, today().day(), compose).ok()?;
    assert_fitting(&complaint.text);
    Some(())
}

/// No page makes the reader stumble, and no number that it knows stays in the words.
pub fn x_page(bytes: &[u8]) -> Option<()> {
    wire::own_page(bytes);
    for post in wire::page(bytes, "42", today())?.posts {
        assert_eq!(masking::mask(&post.text), post.text, "masked on arrival");
    }
    Some(())
}

/// Whatever is accepted is a complaint that a citizen could have filed, masked.
pub fn open311_form(bytes: &[u8]) -> Option<()> {
    let request = Request::post("/open311/v2/requests.json")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(bytes.to_vec()))
        .expect("the head is ours");
    let fields = run(Fields::from_request(request, &OFFICE)).ok()?;
    assert_fitting(&report::read(&fields, None, today()).ok()?.text);
    Some(())
}

/// Whatever is taken for a photo comes out as a small one that can be read again.
pub fn photo_form(bytes: &[u8]) -> Option<()> {
    let request = Request::post("/complain")
        .header("content-type", format!("multipart/form-data; boundary={BOUNDARY}"))
        .body(Body::from(bytes.to_vec()))
        .expect("the head is ours");
    let form = run(FormBody::from_request(request, &OFFICE)).ok()?;
    let photos = form.photos().ok()?.iter().map(|sent| photo::clean(sent)).collect::<Result<Vec<_>, _>>().ok()?;
    for photo in photos {
        assert!(photo.bytes().len() <= BYTES && photo.width().max(photo.height()) <= SIDE);
        let again = photo::clean(photo.bytes()).expect("what this server wrote is a photo");
        assert_eq!((again.width(), again.height()), (photo.width(), photo.height()));
    }
    Some(())
}

fn assert_fitting(text: &str) {
    assert!((1..=TEXT_MAX).contains(&text.chars().count()));
    assert!(!text.chars().any(|character| character.is_control() && character != '\n'));
}

fn today() -> Timestamp {
    Timestamp::parse("2026-11-28T10:00:00Z").expect("a moment of ours")
}

fn run<T>(work: impl Future<Output = T>) -> T {
    static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("threads can be had"));
    RUNTIME.block_on(work)
}

/// Only asked what it takes: nothing is filed.
static OFFICE: LazyLock<Arc<Office>> = LazyLock::new(|| {
    // Its name goes at once, so that none is left behind.
    let folder = tempfile::tempdir().expect("a folder can be had");
    let store = SqliteStore::open(&folder.path().join("sunwai.db")).expect("a store can be opened");
    let (chance, secret) = (SeededChance::new(2), Secret::from_chance(&SeededChance::new(1)));
    let origin = "http://sunwai.test";
    Arc::new(Office::new(Arc::new(store), Arc::new(SystemClock), Arc::new(chance), secret, "HR", origin))
});
