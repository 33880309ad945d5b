//! What erasing does in every store.

use std::sync::Arc;

use domain::{
    action::{Action, Actor},
    complaint::Channel,
    handoff::HandoffWord,
    language::Language,
    letter::{Letter, Way, letters},
    mobile::Mobile,
    staff::Sight,
    ticket::Ticket,
    time::Timestamp,
};
use server::store::{
    FiledMessage, Filing, Stepped, Store, StoreError,
    desk::{Filter, Order, Wanted},
    erase::Kept,
    handoff::{Begun, NewHandoff},
    inbox::{Decided, Decision, Message, MessageId, MessageState},
    intake::{Post, Taken},
    outbox::{LetterState, Outgoing},
};

use crate::makers::{START, filing, forward, resolve, step};

type Any = Arc<dyn Store>;

/// A complaint with everything that a person may be known by.
fn personal(number: u64) -> Filing {
    let mut filing = filing(number);
    filing.particulars.name = Some("Suman".to_owned());
    filing.particulars.email = Some("suman@example.in".to_owned());
    filing
}

async fn file(store: &Any, filing: Filing) -> Ticket {
    let ticket = filing.standing.ticket;
    store.file(filing).await.unwrap();
    ticket
}

/// Takes a step, of which the citizen is told by these ways.
async fn take(store: &Any, ticket: Ticket, action: &Action, by: Actor, ways: &[Way]) {
    let read = store.open(ticket).await.unwrap().unwrap();
    let mut step = step(&read, action, by);
    step.letters = letters(&step.standing, &step.event.event, ways);
    assert_eq!(store.step(step).await, Ok(Stepped::Done), "{action:?}");
}

async fn close(store: &Any, ticket: Ticket, ways: &[Way]) {
    take(store, ticket, &forward(), Actor::Tracker, ways).await;
    take(store, ticket, &resolve(), Actor::Officer, ways).await;
    take(store, ticket, &Action::Confirm, Actor::Citizen, ways).await;
}

async fn erase(store: &Any, ticket: Ticket) {
    take(store, ticket, &Action::Erase, Actor::Citizen, &[]).await;
}

pub async fn erased_words_are_gone_and_what_was_counted_stays(store: &Any) {
    let (ticket, other) = (file(store, personal(1)).await, file(store, personal(2)).await);
    close(store, ticket, &[]).await;
    let (before, others) = (store.open(ticket).await.unwrap().unwrap(), store.open(other).await.unwrap());
    let version = store.figures().await.unwrap().version();

    erase(store, ticket).await;

    let after = store.open(ticket).await.unwrap().unwrap();
    let wrote = &after.particulars;
    assert_eq!((wrote.text.as_str(), wrote.has_person()), ("", false));
    assert_eq!((wrote.language, wrote.key_version), (Language::Hi, 1), "the key opens it as before");
    assert_eq!(after.standing.facet(), before.standing.facet());
    assert_eq!(after.standing.erased_at, Some(before.standing.updated_at.plus_days(1)));
    let (erased, kept) = after.history.split_last().unwrap();
    assert_eq!((erased.event.kind.code(), erased.event.by), ("erased", Actor::Citizen));
    assert!(before.history.iter().any(|sealed| sealed.event.text.is_some()), "there was something to erase");
    for (after, before) in kept.iter().zip(&before.history) {
        assert_eq!(after.event.text, None);
        assert_eq!((after.hash, after.text_digest), (before.hash, before.text_digest));
    }
    assert_eq!(store.open(other).await.unwrap(), others, "nothing else was touched");
    let recount = store.recount().await.unwrap();
    assert_eq!(recount.kept, recount.counted);
    assert_eq!(store.figures().await.unwrap().version(), version, "no figure moved");
}

async fn found(store: &Any, words: &[&str], last_four: Option<&str>) -> Vec<Ticket> {
    store.finish_search().await.unwrap();
    let wanted = Wanted {
        words: words.iter().map(|word| (*word).to_owned()).collect(),
        last_four: last_four.map(str::to_owned),
    };
    let (sight, filter) = (Sight::Everything, Filter::default());
    let page = store.search(&sight, &filter, &wanted, Order::Oldest, None, 10).await.unwrap();
    page.lines.iter().map(|line| line.standing.ticket).collect()
}

pub async fn no_search_finds_what_was_erased(store: &Any) {
    let saying = |number, text: &str| {
        let mut filing = personal(number);
        filing.particulars.text = text.to_owned();
        filing
    };
    let ticket = file(store, saying(1, "ration zzyzx missing")).await;
    let other = file(store, saying(2, "ration again missing")).await;
    close(store, ticket, &[]).await;
    assert_eq!(found(store, &["ration"], None).await, [ticket, other]);
    assert_eq!(found(store, &["zzyzx"], None).await, [ticket]);
    assert_eq!(found(store, &[], Some("5678")).await, [ticket, other]);

    erase(store, ticket).await;

    assert_eq!(found(store, &["ration"], None).await, [other]);
    for word in ["zzyzx", "zzy"] {
        assert_eq!(found(store, &[word], None).await, []);
    }
    assert_eq!(found(store, &[], Some("5678")).await, [other]);
    let early = file(store, saying(3, "ration qqxqq missing")).await;
    take(store, early, &Action::Withdraw, Actor::Citizen, &[]).await;
    erase(store, early).await;
    assert_eq!(found(store, &["qqxqq"], None).await, [], "also when it was erased before it was searchable");
}

pub async fn nobody_is_told_of_what_was_erased(store: &Any) {
    let ways = [Way::Sms, Way::Email];
    let mut filing = personal(1);
    filing.letters = vec![Letter { way: Way::Sms, template: domain::letter::Template::Filed }];
    let ticket = file(store, filing).await;
    close(store, ticket, &ways).await;
    let waiting = |letters: Vec<Outgoing>| letters.iter().filter(|one| one.state == LetterState::Waiting).count();
    assert!(waiting(store.letters_of(ticket).await.unwrap()) > 2);

    erase(store, ticket).await;

    let letters = store.letters_of(ticket).await.unwrap();
    assert_eq!(waiting(letters.clone()), 0);
    assert!(letters.iter().all(|letter| letter.error.as_deref() == Some("no_address")));
    let late = START.plus_days(30);
    assert!(store.try_again(Way::Sms, START, late).await.unwrap() > 0);
    let due = store.take_due(Way::Sms, 10, late).await.unwrap();
    assert!(!due.is_empty() && due.iter().all(|letter| letter.address.is_none()), "whoever tries again has no address");
}

fn post(id: &str, conversation: &str, version: u32, text: &str) -> Post {
    Post {
        id: id.to_owned(),
        latest: format!("{id}{version}"),
        version,
        conversation: conversation.to_owned(),
        author: "4711".to_owned(),
        handle: "ram_rohtak".to_owned(),
        name: Some("Ram".to_owned()),
        text: text.to_owned(),
        mobile: Mobile::parse("9812345678"),
        language: Language::Hi,
        link: Some("https://x.example/ram_rohtak/status/1".to_owned()),
        photos: vec!["https://x.example/photo.jpg".to_owned()],
        is_urgent: false,
        posted_at: START,
    }
}

fn id(post: &str) -> MessageId {
    MessageId { channel: Channel::X, post: post.to_owned() }
}

fn is_blank(message: &Message) -> bool {
    let words = [&message.conversation, &message.author, &message.handle, &message.text];
    let others = [&message.name, &message.edited_text, &message.link];
    words.into_iter().all(String::is_empty)
        && others.into_iter().all(Option::is_none)
        && message.mobile.is_none()
        && message.photos.is_empty()
}

pub async fn posts_of_an_erased_complaint_are_gone_and_do_not_come_back(store: &Any) {
    let first = post("1", "1", 0, "राशन नहीं मिला");
    store.add_posts(Channel::X, vec![first.clone()], START).await.unwrap();
    let mut filing = personal(1);
    filing.message = Some(FiledMessage { id: id("1"), by: "asha".to_owned() });
    let ticket = file(store, filing).await;
    let attached = post("2", "2", 0, "वही बात");
    let waiting = Post { author: "4712".to_owned(), ..post("3", "1", 0, "मेरा भी") };
    store.add_posts(Channel::X, vec![attached, waiting], START).await.unwrap();
    let decided = store.decide(id("2"), Decision::Attach(ticket), "asha".to_owned(), START).await;
    assert_eq!(decided, Ok(Decided::Done));
    assert_eq!(store.message(&id("3")).await.unwrap().unwrap().ticket, Some(ticket), "it answers the post");
    let word = HandoffWord::kept("KXMTQRDP");
    let handoff = NewHandoff { claim: [7; 32], ticket, word, good_until: START.plus_days(1) };
    assert_eq!(store.begin_handoff(handoff.clone(), START).await, Ok(Begun::Done(Channel::X)));
    take(store, ticket, &Action::Withdraw, Actor::Citizen, &[]).await;

    erase(store, ticket).await;

    let mut posts = store.posts_of(ticket).await.unwrap();
    posts.sort_by_key(|post| post.id.post.clone());
    let states: Vec<_> = posts.iter().map(|post| post.state).collect();
    assert_eq!(states, [MessageState::Filed, MessageState::Attached]);
    assert!(posts.iter().all(is_blank), "{posts:?}");
    let left = store.message(&id("3")).await.unwrap().unwrap();
    assert_eq!((left.state, left.ticket), (MessageState::Waiting, None), "nobody has looked at it yet");
    assert_eq!(store.unsettled(START.plus_days(9), 10).await, Ok(Vec::new()), "none is written into the history");
    assert_eq!(store.begin_handoff(handoff, START).await, Ok(Begun::NoPost));
    let edited = post("1", "1", 1, "राशन नहीं मिला, दो महीने से");
    let known = Ok(Taken { known: 2, ..Taken::default() });
    assert_eq!(store.add_posts(Channel::X, vec![first, edited], START).await, known);
    assert!(store.posts_of(ticket).await.unwrap().iter().all(is_blank), "the same posts read once more");
}

pub async fn only_what_erases_is_written_beside_a_server(store: &Any) {
    let ticket = file(store, personal(1)).await;
    let read = store.open(ticket).await.unwrap().unwrap();

    let other = store.erase(step(&read, &forward(), Actor::Tracker)).await;

    assert!(matches!(other, Err(StoreError::Corrupt(_))));
    take(store, ticket, &Action::Withdraw, Actor::Citizen, &[]).await;
    let read = store.open(ticket).await.unwrap().unwrap();
    let erasing = step(&read, &Action::Erase, Actor::Citizen);
    assert_eq!(store.erase(erasing.clone()).await, Ok(Stepped::Done));
    assert_eq!(store.erase(erasing).await, Ok(Stepped::Overtaken));
    assert_eq!(store.open(ticket).await.unwrap().unwrap().particulars.text, "");
}

pub async fn what_is_closed_and_has_words_is_listed_those_first_that_have_them_longest(store: &Any) {
    let mut expected = Vec::new();
    for number in 0..40 {
        let ticket = file(store, personal(number)).await;
        match number % 4 {
            0 => close(store, ticket, &[]).await,
            1 => take(store, ticket, &Action::Withdraw, Actor::Citizen, &[]).await,
            2 => take(store, ticket, &forward(), Actor::Tracker, &[]).await,
            _ => {
                take(store, ticket, &Action::Withdraw, Actor::Citizen, &[]).await;
                erase(store, ticket).await;
            }
        }
        if number % 4 < 2 {
            let since = store.open(ticket).await.unwrap().unwrap().standing.updated_at;
            expected.push(Kept { since, ticket });
        }
    }
    expected.sort();
    let all = async |until: Timestamp| {
        let (mut listed, mut after) = (Vec::new(), None);
        loop {
            let handful = store.with_words(until, after, 7).await.unwrap();
            assert!(handful.len() <= 7);
            after = handful.last().copied();
            if after.is_none() {
                return listed;
            }
            listed.extend(handful);
        }
    };

    assert_eq!(all(START.plus_days(900)).await, expected);
    let early: Vec<Kept> = expected.iter().copied().filter(|kept| kept.since <= START.plus_days(1)).collect();
    assert_eq!(early.len(), 10);
    assert_eq!(all(START.plus_days(1)).await, early);
}
