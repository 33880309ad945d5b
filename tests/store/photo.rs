//! The sentences about photos that are true of every store.

use std::sync::Arc;

use domain::{
    action::{Action, Actor, By},
    ticket::Ticket,
};
use server::{
    history::seal,
    store::{
        Filed, Filing, Stepped, Store,
        photo::{KeptIn, PhotoEvent, PhotoId, PhotoLine, Picture},
    },
};

use crate::makers::{START, filing, once, photo, step};

type Any = Arc<dyn Store>;

/// A complaint that comes with the photos of two numbers.
fn with_photos(number: u64, photos: [(u8, KeptIn); 2]) -> Filing {
    let mut filing = filing(number);
    let mut head = filing.first.hash;
    for (number, kept_in) in photos {
        let (after, event) = filing.standing.apply(&Action::AddPhoto, &By::citizen(), START).unwrap();
        let event = seal(&head, event, Some([number; 32]));
        (filing.standing, head) = (after, event.hash);
        filing.photos.push(PhotoEvent { event, photo: photo(number, kept_in) });
    }
    filing
}

async fn names(store: &Any, ticket: Ticket) -> Vec<PhotoId> {
    store.open(ticket).await.unwrap().unwrap().photos.iter().map(|photo| photo.id).collect()
}

pub async fn photos_are_written_with_the_complaint_that_they_come_with(store: &Any) {
    let filing = with_photos(7, [(1, KeptIn::Database), (2, KeptIn::Folder)]);
    let ticket = filing.standing.ticket;

    assert_eq!(store.file(filing.clone()).await, Ok(Filed::New));

    let opened = store.open(ticket).await.unwrap().unwrap();
    assert_eq!((opened.standing, opened.history.len()), (filing.standing, 3));
    let line = |number, version| PhotoLine { id: PhotoId([number; 16]), version, size: 1_000, width: 640, height: 480 };
    assert_eq!(opened.photos, [line(1, 2), line(2, 3)]);
    assert_eq!(store.picture(ticket, PhotoId([1; 16])).await, Ok(Some(Picture::Here(vec![1; 1_000]))));
    assert_eq!(store.picture(ticket, PhotoId([2; 16])).await, Ok(Some(Picture::InFolder)));
    assert_eq!(store.photos_in_folder().await, Ok(vec![PhotoId([2; 16])]));
}

pub async fn a_photo_is_shown_with_its_own_complaint_only(store: &Any) {
    let (mine, other) = (with_photos(7, [(1, KeptIn::Database), (2, KeptIn::Database)]), filing(8));
    let others = other.standing.ticket;
    store.file(mine).await.unwrap();
    store.file(other).await.unwrap();

    assert_eq!(store.picture(others, PhotoId([1; 16])).await, Ok(None));
    assert_eq!(names(store, others).await, []);
}

pub async fn a_complaint_that_is_not_filed_leaves_no_photo(store: &Any) {
    store.file(filing(7)).await.unwrap();
    let taken = with_photos(7, [(1, KeptIn::Folder), (2, KeptIn::Folder)]);
    let mut again = with_photos(8, [(3, KeptIn::Folder), (4, KeptIn::Folder)]);
    again.once = Some(once(1, 1, START));
    let mut first = filing(9);
    first.once = Some(once(1, 1, START));
    store.file(first).await.unwrap();

    assert_eq!(store.file(taken).await, Ok(Filed::TicketTaken));
    assert!(matches!(store.file(again).await, Ok(Filed::Repeated(_))));

    assert_eq!(store.photos_in_folder().await, Ok(Vec::new()));
}

pub async fn a_photo_that_comes_later_is_written_with_its_step_or_not_at_all(store: &Any) {
    let filing = filing(7);
    let ticket = filing.standing.ticket;
    store.file(filing).await.unwrap();
    let read = store.open(ticket).await.unwrap().unwrap();
    let mut adding = step(&read, &Action::AddPhoto, Actor::Citizen);
    adding.photo = Some(photo(1, KeptIn::Database));
    let mut slower = adding.clone();
    slower.photo = Some(photo(2, KeptIn::Database));

    assert_eq!(store.step(adding).await, Ok(Stepped::Done));
    assert_eq!(store.step(slower).await, Ok(Stepped::Overtaken));

    assert_eq!(names(store, ticket).await, [PhotoId([1; 16])]);
    assert_eq!(store.find(ticket).await.unwrap().unwrap().standing.photos, 1);
}

pub async fn erased_photos_are_gone_and_the_history_stays(store: &Any) {
    let filing = with_photos(7, [(1, KeptIn::Database), (2, KeptIn::Folder)]);
    let other = with_photos(8, [(3, KeptIn::Database), (4, KeptIn::Folder)]);
    let (ticket, others) = (filing.standing.ticket, other.standing.ticket);
    store.file(filing).await.unwrap();
    store.file(other).await.unwrap();

    assert_eq!(store.pictures_in_folder(ticket).await, Ok(vec![PhotoId([2; 16])]));
    for action in [Action::Withdraw, Action::Erase] {
        let read = store.open(ticket).await.unwrap().unwrap();
        store.step(step(&read, &action, Actor::Citizen)).await.unwrap();
    }

    assert_eq!(names(store, ticket).await, []);
    assert_eq!(store.picture(ticket, PhotoId([1; 16])).await, Ok(None));
    let opened = store.open(ticket).await.unwrap().unwrap();
    assert_eq!((opened.history.len(), opened.standing.photos), (5, 2));
    assert_eq!(names(store, others).await.len(), 2);
    assert_eq!(store.pictures_in_folder(ticket).await, Ok(Vec::new()));
    assert_eq!(store.photos_in_folder().await, Ok(vec![PhotoId([4; 16])]));
}
