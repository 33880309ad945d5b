//! An office that reads and answers posts on a stand-in for X, and a tracker who
//! looks at them.

use std::sync::{Arc, Mutex};

use domain::{complaint::Channel as Kind, letter::Way};
use serde_json::{Value, json};
use server::{
    channels::{
        Channel, Channels,
        poll::{Round, round},
        settle::settle,
        x::{
            X as Account,
            settings::{TokenSource, XSettings},
        },
    },
    clock::{Clock as _, FixedClock},
    outbox::{Outbox, lane::Lane},
    store::intake::IntakeState,
};
use tokio::runtime::Runtime;

use crate::{
    client::{Answer, Request},
    office::{START, TestOffice},
    seat::Seat,
    x::{Author, OFFICE, X, tokens::LASTING},
};

pub const INBOX: &str = "/api/desk/v1/inbox";

/// An office with its account.
pub struct Posting {
    pub office: TestOffice,
    pub x: X,
    lane: Mutex<Lane>,
    // On which the other side lives; last, so that it ends last.
    _elsewhere: Runtime,
}

impl Posting {
    pub fn start() -> Self {
        Self::with(|settings| settings)
    }

    /// With other settings.
    pub fn with(change: impl FnOnce(XSettings) -> XSettings) -> Self {
        let elsewhere = Runtime::new().unwrap();
        let start = domain::time::Timestamp::parse(START).unwrap();
        let clock = Arc::new(FixedClock::new(start));
        let x = X::start(&elsewhere, clock.clone());
        let settings = change(settings(&x));
        let channels = Channels::new(vec![Arc::new(Account::new(settings).unwrap())]);
        let office =
            TestOffice::start_on(clock, |office| office.with_outbox(Outbox::default()).with_channels(channels));
        Self { office, x, lane: Mutex::new(Lane::new(Way::Reply(Kind::X))), _elsewhere: elsewhere }
    }

    fn channel(&self) -> Arc<dyn Channel> {
        Arc::clone(self.office.office.channels.get(Kind::X).unwrap())
    }

    /// Reads one round.
    pub fn poll(&self) -> Round {
        let office = &self.office.office;
        self.office.runtime.block_on(round(&*office.store, &*self.channel(), &*office.clock)).unwrap()
    }

    /// Sends what is due; how many letters that were.
    pub fn turn(&self) -> usize {
        let mut lane = self.lane.lock().unwrap();
        self.office.runtime.block_on(lane.turn(&self.office.office)).unwrap()
    }

    /// Lets the ten seconds pass in which something can be undone, and what follows.
    pub fn let_settle(&self) -> u64 {
        self.office.clock.pass(12);
        self.office.runtime.block_on(settle(&self.office.office, self.office.clock.now())).unwrap()
    }

    pub fn health(&self) -> IntakeState {
        self.office.runtime.block_on(self.office.office.store.intake(Kind::X)).unwrap()
    }

    /// What waits, as the team sees it.
    pub fn inbox(&self, seat: &Seat<'_>) -> Vec<Value> {
        let answer = seat.get(&format!("{INBOX}?limit=100"));
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()["items"].as_array().unwrap().clone()
    }

    /// Files a message about water in Rohtak; the outcome.
    pub fn file(&self, seat: &Seat<'_>, id: &str) -> Value {
        let answer = act(seat, id, &json!({"action": "file", "category": "WATER", "district": "rohtak"}));
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }
}

/// What someone does with a message.
pub fn act(seat: &Seat<'_>, id: &str, action: &Value) -> Answer {
    seat.post(&format!("{INBOX}/{id}/actions"), action)
}

/// What someone does with the complaint that a message became, seen in this version.
pub fn on_complaint(seat: &Seat<'_>, filed: &Value, version: u32, action: &Value) {
    let path = format!("/api/desk/v1/complaints/{}/actions", filed["ticket"].as_str().unwrap());
    let request = Request::json("POST", &path, action).header("if-match", &format!("\"{version}\""));
    let answer = seat.send(request);
    assert_eq!(answer.status, 200, "{}", answer.text());
}

/// The account on the stand-in.
pub fn settings(x: &X) -> XSettings {
    XSettings {
        base_url: x.url().parse().unwrap(),
        user_id: OFFICE.to_owned(),
        handle: Some("cmohry".to_owned()),
        token: TokenSource::Fixed(LASTING.parse().unwrap()),
        every: std::time::Duration::from_secs(60),
        budget: None,
    }
}

pub fn ram() -> Author {
    Author::new("1001", "ram_rohtak")
}

pub fn sita() -> Author {
    Author::new("1002", "sita")
}
