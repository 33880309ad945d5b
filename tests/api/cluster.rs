//! Two servers on one PostgreSQL: whatever is done at one is there at the other, and
//! what both do at the same moment is done once.

use std::{collections::BTreeSet, sync::Arc, thread};

use domain::{letter::Way, staff::Role, ticket::Ticket, time::Timestamp};
use serde_json::{Value, json};
use server::{
    clock::{Clock as _, FixedClock},
    jobs::wake,
    outbox::lane::Lane,
    store::{inbox::MessageState, lease::Task},
};
use tokio::runtime::Runtime;

use crate::{
    client::Request,
    gateway::Gateway,
    office::{START, TestOffice, form, forward, resolve},
    postgres,
};

/// Two servers with the same secret and the same clock.
struct Cluster {
    one: TestOffice,
    other: TestOffice,
}

impl Cluster {
    fn start() -> Self {
        let (clock, address) = (clock(), postgres::database().parse().unwrap());
        let [one, other] =
            [1, 2].map(|number| TestOffice::start_beside(&address, number, Arc::clone(&clock), |office| office));
        Self { one, other }
    }

    /// Two servers that send to the same gateway.
    fn start_with(gateway: &Gateway) -> Self {
        let (clock, address) = (clock(), postgres::database().parse().unwrap());
        let [one, other] = [1, 2].map(|number| {
            TestOffice::start_beside(&address, number, Arc::clone(&clock), |office| {
                office.with_outbox(gateway.outbox())
            })
        });
        Self { one, other }
    }

    fn both(&self) -> [&TestOffice; 2] {
        [&self.one, &self.other]
    }
}

fn clock() -> Arc<FixedClock> {
    Arc::new(FixedClock::new(Timestamp::parse(START).unwrap()))
}

fn figures(office: &TestOffice) -> Value {
    office.get("/api/v1/statistics").json()
}

#[test]
fn a_complaint_that_was_filed_at_one_is_there_at_the_other_at_once() {
    let Cluster { one, other } = Cluster::start();

    for number in 1..=20 {
        let filed = one.file(number);

        assert_eq!(other.status(&filed)["status"], "received");
        assert_eq!(other.details(&filed).status, 200, "its key opens it there as well");
        assert_eq!(figures(&other)["received"], number, "and it is in the figures there");
        other.desk(&filed, &forward("FOOD"));
        assert_eq!(one.status(&filed)["department"], "FOOD");
    }
}

#[test]
fn the_same_request_to_both_at_the_same_moment_files_one_complaint() {
    let cluster = Cluster::start();
    for number in 1..=20 {
        let request = Request::post("/api/v1/complaints", number, &form());

        let answers: Vec<_> = thread::scope(|scope| {
            let taps: Vec<_> = (0..6)
                .map(|tap| {
                    scope.spawn({
                        let (cluster, request) = (&cluster, &request);
                        move || cluster.both()[tap % 2].send(request)
                    })
                })
                .collect();
            taps.into_iter().map(|tap| tap.join().unwrap()).collect()
        });

        let (filed, told_to_wait): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 201);
        assert!(!filed.is_empty());
        assert!(filed.iter().all(|answer| answer.body == filed[0].body), "the same receipt");
        assert!(
            told_to_wait.iter().all(|answer| answer.status == 409),
            "{:?}",
            told_to_wait.iter().map(|a| a.text()).collect::<Vec<_>>()
        );
        assert_eq!(cluster.other.stored(), number as usize);
    }
}

#[test]
fn figures_agree_with_each_other_and_with_a_recount_while_both_write() {
    let cluster = Cluster::start();

    thread::scope(|scope| {
        for (place, office) in cluster.both().into_iter().enumerate() {
            for hand in 0..2 {
                scope.spawn(move || {
                    for number in 0..15 {
                        let filed = office.file((place * 1_000 + hand * 100 + number) as u32 + 1);
                        if number % 2 == 0 {
                            office.desk(&filed, &forward("FOOD"));
                        }
                        if number % 4 == 0 {
                            office.desk(&filed, &resolve());
                        }
                    }
                });
            }
        }
    });

    let (one, other) = (figures(&cluster.one), figures(&cluster.other));
    assert_eq!(one, other);
    assert_eq!((&one["received"], &one["resolved"]), (&json!(60), &json!(16)));
    let recount = cluster.one.runtime.block_on(cluster.one.office.store.recount()).unwrap();
    assert_eq!(recount.kept, recount.counted);
    let etag = |office: &TestOffice| office.get("/api/v1/statistics").header("etag").unwrap().to_owned();
    assert_eq!(etag(&cluster.one), etag(&cluster.other), "a cache in front may ask either");
}

#[test]
fn a_letter_is_sent_once_with_both_running() {
    let elsewhere = Runtime::new().unwrap();
    let gateway = Gateway::start(&elsewhere);
    let cluster = Cluster::start_with(&gateway);
    for number in 1..=40 {
        cluster.both()[number as usize % 2].file(number);
    }

    thread::scope(|scope| {
        for office in cluster.both() {
            scope.spawn(|| {
                let mut lane = Lane::new(Way::Sms);
                for _ in 0..30 {
                    office.runtime.block_on(lane.turn(&office.office)).unwrap();
                }
            });
        }
    });

    let received = gateway.received();
    let references: BTreeSet<_> = received.iter().map(|received| received.header("idempotency-key")).collect();
    assert_eq!((received.len(), references.len()), (40, 40));
}

#[test]
fn what_is_due_by_itself_happens_once_with_both_running() {
    let cluster = Cluster::start();
    let filed: Vec<_> = (1..=20).map(|number| cluster.one.file(number)).collect();
    cluster.one.pass_days(30);

    thread::scope(|scope| {
        for office in cluster.both() {
            scope.spawn(|| office.runtime.block_on(wake(&office.office, office.clock.now())).unwrap());
        }
    });

    for complaint in &filed {
        let status = cluster.other.status(complaint);
        let escalated = status["events"].as_array().unwrap().iter().filter(|line| line["event"] == "escalated").count();
        assert_eq!(escalated, 3);
    }
}

#[test]
fn one_of_both_does_what_is_done_by_itself_until_it_is_gone() {
    let Cluster { one, other } = Cluster::start();
    let ask = |office: &TestOffice, task: Task, seconds: i64| {
        let now = office.clock.now();
        office.runtime.block_on(office.office.store.take_lease(task, now, Timestamp(now.0 + seconds))).unwrap()
    };

    assert!(ask(&one, Task::Jobs, 20));
    assert!(!ask(&other, Task::Jobs, 20));
    assert!(ask(&other, Task::Read(domain::complaint::Channel::X), 20), "something else");
    one.pass(19);
    assert!(ask(&one, Task::Jobs, 20), "it goes on");
    one.pass(19);
    assert!(!ask(&other, Task::Jobs, 20));
    one.pass(1);
    assert!(ask(&other, Task::Jobs, 20), "it is gone");
    assert!(!ask(&one, Task::Jobs, 20), "and comes back to find that another one does it");
}

#[test]
fn a_lease_that_was_taken_while_the_clock_was_ahead_does_not_last_until_then() {
    let Cluster { one, other } = Cluster::start();
    let ask = |office: &TestOffice| {
        let now = office.clock.now();
        office.runtime.block_on(office.office.store.take_lease(Task::Jobs, now, Timestamp(now.0 + 20))).unwrap()
    };

    one.pass_days(1);
    assert!(ask(&one));
    one.pass_days(-1);

    assert!(ask(&other), "whoever had it may be gone");
    assert!(!ask(&one), "and another one has it now");
}

#[test]
fn whoever_signs_in_at_one_is_in_at_the_other_and_out_of_both() {
    let Cluster { one, other } = Cluster::start();
    let seat = one.seat("seema", Role::Supervisor, &[], None);
    let me = |office: &TestOffice| office.send(&seat.own(Request::get("/api/desk/v1/me"))).status;

    assert_eq!((me(&one), me(&other)), (200, 200));
    let out = other.send(&seat.own(Request::new("DELETE", "/api/desk/v1/session")));

    assert_eq!(out.status, 204);
    assert_eq!((me(&one), me(&other)), (401, 401));
}

#[test]
fn two_at_two_servers_cannot_overwrite_each_other() {
    let cluster = Cluster::start();
    let seat = cluster.one.supervisor();
    for number in 1..=10 {
        let filed = cluster.one.file(number);
        let path = format!("/api/desk/v1/complaints/{}/actions", filed.ticket);
        let request = seat.own(Request::json("POST", &path, &json!({"action": "take"})).header("if-match", "\"1\""));

        let mut statuses: Vec<_> = thread::scope(|scope| {
            let sent = cluster.both().map(|office| scope.spawn(|| office.send(&request).status));
            sent.into_iter().map(|sent| sent.join().unwrap()).collect()
        });

        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412]);
        assert_eq!(cluster.other.events(&filed), 2);
    }
}

#[test]
fn a_post_that_both_take_in_is_one_message_and_becomes_one_complaint() {
    let cluster = Cluster::start();
    let seat = cluster.one.supervisor();
    for number in 0..10 {
        let link = format!("https://x.com/ram_rohtak/status/13015735871873310{number:02}");
        let post = json!({"link": link, "text": "राशन नहीं मिला, रोहतक"});
        let copied = seat.own(Request::json("POST", "/api/desk/v1/inbox", &post));
        thread::scope(|scope| {
            for office in cluster.both() {
                scope.spawn(|| assert!(office.send(&copied).status < 300));
            }
        });
    }
    let waiting = cluster.other.runtime.block_on(cluster.other.office.store.inbox(None, 100)).unwrap();
    assert_eq!(waiting.len(), 10);

    for message in waiting {
        let path = format!("/api/desk/v1/inbox/{}/actions", message.id);
        let file =
            json!({"action": "file", "category": "PDS_NOT_RECEIVED", "district": "rohtak", "text": "राशन नहीं मिला"});
        let request = seat.own(Request::json("POST", &path, &file));
        let answers: Vec<_> = thread::scope(|scope| {
            let sent = cluster.both().map(|office| scope.spawn(|| office.send(&request)));
            sent.into_iter().map(|sent| sent.join().unwrap()).collect()
        });

        // Whoever comes second is told what the first one did, or that it is done.
        let filed: BTreeSet<_> = answers
            .iter()
            .filter(|answer| answer.status == 200)
            .map(|answer| answer.json()["ticket"].to_string())
            .collect();
        assert_eq!(filed.len(), 1, "{filed:?}");
        assert!(answers.iter().all(|answer| [200, 409].contains(&answer.status)));
        let kept = cluster.one.runtime.block_on(cluster.one.office.store.message(&message.id)).unwrap().unwrap();
        assert_eq!(kept.state, MessageState::Filed);
    }
    assert_eq!(cluster.one.stored(), 10);
}

#[test]
fn a_citizen_who_withdraws_at_one_while_it_is_joined_at_the_other_is_heard() {
    let cluster = Cluster::start();
    for number in 1..=10 {
        let (first, second) = (cluster.one.file(number * 2), cluster.one.file(number * 2 + 1));
        let into = Ticket::parse(&first.ticket, "HR").unwrap();
        let store = &cluster.other.office.store;

        thread::scope(|scope| {
            scope.spawn(|| cluster.one.act(&first, number * 2, &json!({"action": "withdraw"})));
            scope.spawn(|| {
                let seat_less = domain::action::Action::Duplicate { of: into };
                cluster.other.runtime.block_on(async {
                    let ticket = Ticket::parse(&second.ticket, "HR").unwrap();
                    let found = store.open(ticket).await.unwrap().unwrap();
                    let by = domain::action::By::unnamed(domain::action::Actor::Supervisor);
                    let now = cluster.other.clock.now();
                    let head = found.head();
                    // Either way is well; both at once are not.
                    let _either = server::take_step::take_step(
                        &cluster.other.office,
                        &found.standing,
                        &head,
                        &seat_less,
                        &by,
                        None,
                        now,
                    )
                    .await;
                });
            });
        });

        assert_eq!(cluster.one.status(&first)["status"], "withdrawn");
    }
    let recount = cluster.one.runtime.block_on(cluster.one.office.store.recount()).unwrap();
    assert_eq!(recount.kept, recount.counted);
}
