//! A second channel goes the same way as the first: Mastodon.

use std::{sync::Arc, time::Duration};

use domain::{complaint::Channel as Kind, letter::Way};
use serde_json::json;
use server::{
    channels::{
        Channels,
        mastodon::{Mastodon as Account, MastodonSettings},
        poll::{Round, round},
    },
    clock::FixedClock,
    outbox::{Outbox, lane::Lane},
};
use tokio::runtime::Runtime;

use crate::{
    mastodon::{Mastodon, TOKEN},
    office::{START, TestOffice},
    posting::{INBOX, act},
};

struct Tooting {
    office: TestOffice,
    there: Mastodon,
    _elsewhere: Runtime,
}

impl Tooting {
    fn start() -> Self {
        let elsewhere = Runtime::new().unwrap();
        let there = Mastodon::start(&elsewhere);
        let settings = MastodonSettings {
            base_url: format!("http://{}", there.address).parse().unwrap(),
            token: TOKEN.parse().unwrap(),
            every: Duration::from_secs(60),
        };
        let channels = Channels::new(vec![Arc::new(Account::new(settings).unwrap())]);
        let clock = Arc::new(FixedClock::new(domain::time::Timestamp::parse(START).unwrap()));
        let office =
            TestOffice::start_on(clock, |office| office.with_outbox(Outbox::default()).with_channels(channels));
        Self { office, there, _elsewhere: elsewhere }
    }

    fn poll(&self) -> Round {
        let office = &self.office.office;
        let channel = Arc::clone(office.channels.get(Kind::Mastodon).unwrap());
        self.office.runtime.block_on(round(&*office.store, &*channel, &*office.clock)).unwrap()
    }

    fn send(&self) {
        self.office.clock.pass(120);
        let mut lane = Lane::new(Way::Reply(Kind::Mastodon));
        self.office.runtime.block_on(lane.turn(&self.office.office)).unwrap();
    }

    /// A mention that was filed; its name and the outcome.
    fn filed(&self) -> (String, serde_json::Value) {
        let id = self.there.mention("ram@m.example", "@office दो महीने से राशन नहीं मिला, 9812345678", None);
        self.poll();
        let tracker = self.office.tracker();
        let file = json!({"action": "file", "category": "PDS_NOT_RECEIVED", "district": "rohtak"});
        let answer = act(&tracker, &format!("mastodon-{id}"), &file);
        assert_eq!(answer.status, 200, "{}", answer.text());
        (id, answer.json())
    }
}

#[test]
fn every_mention_is_read_once_oldest_first() {
    let tooting = Tooting::start();
    for number in 0..100 {
        tooting.there.mention("ram@m.example", &format!("@office पानी नहीं {number}"), None);
    }

    let (first, second) = (tooting.poll(), tooting.poll());

    assert_eq!((first.pages, first.taken.added, second.taken.added), (3, 100, 0));
    let items = tooting.office.tracker().get(&format!("{INBOX}?limit=100")).json();
    assert_eq!((&items["waiting"], &items["items"][0]["author"]), (&json!(100), &json!("ram@m.example")));
    assert_eq!(items["items"][0]["channel"], "mastodon");
}

#[test]
fn a_filed_mention_is_answered_in_private_once() {
    let tooting = Tooting::start();
    let (id, outcome) = tooting.filed();

    tooting.send();
    tooting.send();

    let [reply] = &tooting.there.replies()[..] else { panic!("one reply") };
    let words = reply["content"].as_str().unwrap();
    assert!(words.contains("@ram@m.example") && words.contains(outcome["display"].as_str().unwrap()), "{words}");
    assert_eq!((&reply["visibility"], &reply["in_reply_to_id"]), (&json!("direct"), &json!(id)));
    let figures = tooting.office.get("/api/v1/statistics?channel=mastodon").json();
    assert_eq!(figures["received"], 1);
}

#[test]
fn a_reply_whose_answer_was_lost_is_found_in_the_thread() {
    let tooting = Tooting::start();
    tooting.filed();
    tooting.there.inside().loses_answers = true;

    tooting.send();
    tooting.there.inside().loses_answers = false;
    tooting.there.inside().forgets_keys = true;
    tooting.send();

    assert_eq!(tooting.there.replies().len(), 1);
}

#[test]
fn an_answer_in_the_thread_belongs_to_the_complaint() {
    let tooting = Tooting::start();
    let (_, outcome) = tooting.filed();
    tooting.send();
    let reply = tooting.there.replies()[0]["id"].as_str().unwrap().to_owned();
    tooting.there.mention("ram@m.example", "@office राशन मिल गया", Some(&reply));

    tooting.poll();

    let items = tooting.office.another_seat("tracker").get(INBOX).json();
    assert_eq!((&items["items"][0]["ticket"], &items["items"][0]["suggests"]), (&outcome["ticket"], &json!("confirm")));
}

#[test]
fn a_token_that_is_refused_is_told() {
    let tooting = Tooting::start();
    let settings = MastodonSettings {
        base_url: format!("http://{}", tooting.there.address).parse().unwrap(),
        token: "another".parse().unwrap(),
        every: Duration::from_secs(60),
    };
    let office = &tooting.office.office;

    let done = tooting.office.runtime.block_on(round(&*office.store, &Account::new(settings).unwrap(), &*office.clock));

    assert_eq!(done.unwrap().trouble, Some("denied"));
    let told = tooting.office.admin().get("/api/desk/v1/channels").json();
    let intake = told["intake"].as_array().unwrap().iter().find(|intake| intake["channel"] == "mastodon").unwrap();
    assert_eq!(intake["error"], "denied");
}
