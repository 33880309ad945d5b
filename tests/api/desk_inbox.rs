//! The team looks at messages: files, screens, attaches, and takes that back.

use serde_json::{Value, json};
use server::clock::Clock as _;

use crate::{
    client::Request,
    posting::{INBOX, Posting, act, on_complaint, ram, sita},
    x::Author,
};

const WORDS: &str = "@cmohry दो महीने से राशन नहीं मिला है";

/// A message of Ram, and its name.
fn one() -> (Posting, String) {
    let posting = Posting::start();
    let id = posting.x.post(&ram(), WORDS);
    posting.poll();
    (posting, format!("x-{id}"))
}

fn file(category: &str) -> Value {
    json!({"action": "file", "category": category, "district": "rohtak"})
}

#[test]
fn a_message_is_filed_through_the_same_door_as_every_complaint() {
    let (posting, id) = one();
    let tracker = posting.office.tracker();

    let answer = act(&tracker, &id, &file("PDS_NOT_RECEIVED"));

    let outcome = answer.json();
    assert_eq!((answer.status, &outcome["state"]), (200, &json!("filed")));
    assert_eq!(outcome["undo_until"], "2026-11-24T10:00:10Z");
    let ticket = outcome["ticket"].as_str().unwrap();
    let complaint = tracker.get(&format!("/api/desk/v1/complaints/{ticket}")).json();
    assert_eq!((&complaint["channel"], &complaint["text"]), (&json!("x"), &json!(WORDS)));
    assert_eq!((&complaint["language"], &complaint["posts"][0]["id"]), (&json!("hi"), &json!(id)));
    let figures = posting.office.get("/api/v1/statistics?channel=x").json();
    assert_eq!(figures["received"], 1);
    assert!(posting.inbox(&tracker).is_empty());
}

#[test]
fn a_message_becomes_one_complaint_however_often_it_is_filed() {
    let (posting, id) = one();
    let tracker = posting.office.tracker();
    let other = posting.office.supervisor();
    let first = act(&tracker, &id, &file("WATER")).json();

    let again = act(&tracker, &id, &file("WATER"));
    let otherwise = act(&other, &id, &file("PDS_NOT_RECEIVED"));

    assert_eq!((again.status, &again.json()["ticket"]), (200, &first["ticket"]));
    assert_eq!((otherwise.status, otherwise.problem().as_str()), (409, "message.decided"));
    assert_eq!(posting.office.stored(), 1);
}

#[test]
fn what_is_wrong_with_a_complaint_is_told_as_in_the_form_and_the_message_stays() {
    let (posting, id) = one();
    let tracker = posting.office.tracker();

    let answer = act(&tracker, &id, &json!({"action": "file", "category": "NOPE", "district": "", "text": "कम"}));

    assert_eq!((answer.status, answer.problem().as_str()), (422, "complaint.invalid"));
    let keys: Vec<_> = answer.fields().into_iter().map(|(_, key)| key).collect();
    assert_eq!(keys, ["category.unknown", "district.missing", "text.too_short"]);
    assert_eq!(posting.inbox(&tracker).len(), 1);
}

#[test]
fn a_filed_message_is_taken_back_within_ten_seconds_as_if_nothing_had_been() {
    let (posting, id) = one();
    let tracker = posting.office.tracker();
    let filed = act(&tracker, &id, &file("WATER")).json();
    posting.office.runtime.block_on(posting.office.office.store.finish_search()).unwrap();
    posting.office.clock.pass(10);

    let undone = act(&tracker, &id, &json!({"action": "undo"}));

    assert_eq!((undone.status, &undone.json()["state"]), (200, &json!("waiting")), "{}", undone.text());
    assert_eq!(posting.inbox(&tracker).len(), 1);
    let ticket = filed["ticket"].as_str().unwrap();
    assert_eq!(posting.office.get(&format!("/api/v1/tickets/{ticket}")).status, 404);
    assert_eq!((posting.office.stored(), &posting.office.get("/api/v1/statistics").json()["received"]), (0, &json!(0)));
    posting.office.clock.pass(100);
    assert_eq!((posting.turn(), posting.x.replies().len()), (0, 0), "nobody is told of it");

    // It can be filed once more, otherwise, and is found.
    let again = act(&tracker, &id, &file("PDS_NOT_RECEIVED")).json();
    assert_ne!(again["ticket"], filed["ticket"]);
    posting.office.runtime.block_on(posting.office.office.store.finish_search()).unwrap();
    let found = tracker.get("/api/desk/v1/complaints?q=%E0%A4%B0%E0%A4%BE%E0%A4%B6%E0%A4%A8").json();
    assert_eq!(found["items"][0]["ticket"], again["ticket"]);
}

#[test]
fn after_ten_seconds_or_by_somebody_else_nothing_is_taken_back() {
    let (posting, id) = one();
    let (tracker, other) = (posting.office.tracker(), posting.office.supervisor());
    act(&tracker, &id, &file("WATER"));

    let by_other = act(&other, &id, &json!({"action": "undo"}));
    posting.office.clock.pass(11);
    let too_late = act(&tracker, &id, &json!({"action": "undo"}));

    for answer in [by_other, too_late] {
        assert_eq!((answer.status, answer.problem().as_str()), (409, "undo.too_late"));
    }
    assert_eq!(posting.office.stored(), 1);
}

#[test]
fn a_complaint_to_which_something_happened_is_not_taken_back() {
    let (posting, id) = one();
    let tracker = posting.office.tracker();
    let filed = act(&tracker, &id, &file("WATER")).json();
    on_complaint(&tracker, &filed, 1, &json!({"action": "forward", "department": "PHED"}));

    let undone = act(&tracker, &id, &json!({"action": "undo"}));

    assert_eq!((undone.status, undone.problem().as_str()), (409, "undo.too_late"));
}

#[test]
fn a_message_is_screened_with_a_reason_and_counted_apart() {
    let (posting, id) = one();
    let tracker = posting.office.tracker();
    let screened = |query: &str| posting.office.get(&format!("/api/v1/statistics{query}")).json()["screened"].clone();
    assert_eq!(screened(""), 0);

    let without = act(&tracker, &id, &json!({"action": "screen"}));
    let unknown = act(&tracker, &id, &json!({"action": "screen", "reason": "boring"}));
    let done = act(&tracker, &id, &json!({"action": "screen", "reason": "thanks"}));

    assert_eq!(without.fields(), [("/reason".to_owned(), "screening.missing".to_owned())]);
    assert_eq!(unknown.fields(), [("/reason".to_owned(), "screening.unknown".to_owned())]);
    assert_eq!((done.status, &done.json()["state"]), (200, &json!("screened")));
    assert!(posting.inbox(&tracker).is_empty());
    assert_eq!((screened(""), screened("?channel=x"), screened("?channel=portal")), (json!(1), json!(1), json!(0)));
    assert_eq!((screened("?to=2026-11-23"), screened("?category=WATER")), (json!(0), json!(0)));

    act(&tracker, &id, &json!({"action": "undo"}));
    assert_eq!((screened(""), posting.inbox(&tracker).len()), (json!(0), 1));
}

#[test]
fn a_message_is_attached_to_a_known_complaint_and_stands_in_its_history_after_ten_seconds() {
    let (posting, id) = one();
    let tracker = posting.office.tracker();
    let known = posting.office.file(1);

    let attached = act(&tracker, &id, &json!({"action": "attach", "ticket": known.ticket}));
    assert_eq!((attached.status, posting.office.events(&known)), (200, 1));
    assert_eq!(posting.let_settle(), 1);
    posting.let_settle();

    let complaint = tracker.get(&format!("/api/desk/v1/complaints/{}", known.ticket)).json();
    let history = complaint["history"].as_array().unwrap();
    assert_eq!(
        (history.len(), &history[1]["event"], &history[1]["staff"]),
        (2, &json!("internal_note"), &json!("tracker"))
    );
    assert_eq!(history[1]["text"], format!("@ram_rohtak: {WORDS}"));
    assert_eq!(complaint["posts"][0]["state"], "attached");
}

#[test]
fn an_attached_message_is_taken_back_before_it_stands_anywhere() {
    let (posting, id) = one();
    let tracker = posting.office.tracker();
    let known = posting.office.file(1);
    act(&tracker, &id, &json!({"action": "attach", "ticket": known.ticket}));

    let undone = act(&tracker, &id, &json!({"action": "undo"}));
    posting.let_settle();

    assert_eq!(undone.status, 200);
    assert_eq!((posting.office.events(&known), posting.inbox(&tracker).len()), (1, 1));
}

#[test]
fn a_message_is_attached_only_to_what_they_see() {
    let (posting, id) = one();
    let tracker = posting.office.tracker();
    let senior = posting.office.file_as(1, &crate::office::form_with("category", json!("CORRUPTION")));

    for (typed, key) in
        [(&*senior.ticket, "ticket.unknown"), ("10000000008", "ticket.unknown"), ("21482736901", "ticket.check_digit")]
    {
        let answer = act(&tracker, &id, &json!({"action": "attach", "ticket": typed}));
        assert_eq!(answer.fields(), [("/ticket".to_owned(), key.to_owned())], "{typed}");
    }
    let answer = act(&tracker, &id, &json!({"action": "attach"}));
    assert_eq!(answer.fields(), [("/ticket".to_owned(), "ticket.missing".to_owned())]);
    assert_eq!(
        act(&posting.office.supervisor(), &id, &json!({"action": "attach", "ticket": senior.ticket})).status,
        200
    );
}

#[test]
fn what_belongs_to_a_complaint_that_they_do_not_see_does_not_exist_for_them() {
    let (posting, id) = one();
    let (tracker, supervisor) = (posting.office.tracker(), posting.office.supervisor());
    let post = id.strip_prefix("x-").unwrap();
    act(&tracker, &id, &file("CORRUPTION"));
    let now = posting.office.clock.now();
    posting.x.inside().posts.answer(&sita(), "@cmohry उन्होंने मुझसे भी पैसे लिए", now, post);
    let later = posting.x.post(&ram(), "@cmohry अब पानी भी नहीं आता है");
    posting.poll();

    let seen =
        |items: &[Value]| items.iter().map(|item| item["author"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(seen(&posting.inbox(&tracker)), ["ram_rohtak"]);
    assert_eq!(posting.inbox(&tracker)[0]["earlier"], json!([]));
    let waiting = |seat: &crate::seat::Seat<'_>| seat.get(INBOX).json()["waiting"].clone();
    assert_eq!((waiting(&tracker), waiting(&supervisor)), (json!(1), json!(2)), "a number tells of it too");
    let all = posting.inbox(&supervisor);
    assert_eq!(all.len(), 2);
    let of_ram = all.iter().find(|item| item["id"] == format!("x-{later}")).unwrap();
    assert_eq!(
        (&of_ram["earlier"][0]["state"], &of_ram["earlier"][0]["ticket_status"]),
        (&json!("filed"), &json!("received"))
    );
    let hidden = all.iter().find(|item| item["author"] == "sita").unwrap()["id"].as_str().unwrap();
    let answer = act(&tracker, hidden, &json!({"action": "screen", "reason": "spam"}));
    assert_eq!((answer.status, answer.problem().as_str()), (404, "message.unknown"));
    // Whoever filed it there by mistake gets it back all the same.
    assert_eq!(act(&tracker, &id, &json!({"action": "undo"})).status, 200);
    assert_eq!(posting.inbox(&tracker).len(), 3);
}

#[test]
fn the_urgent_come_first_then_the_newest_and_a_thread_is_one() {
    let posting = Posting::start();
    let say = |author: &Author, text: &str| {
        posting.office.clock.pass(60);
        posting.x.post(author, text)
    };
    let fire = say(&Author::new("1", "a"), "@cmohry गाँव में आग लग गई है");
    let first = say(&ram(), "@cmohry राशन नहीं मिला");
    let last = say(&sita(), "@cmohry पानी नहीं आया");
    let now = posting.office.clock.now();
    posting.x.inside().posts.answer(&ram(), "डिपो 12", now, &first);
    posting.poll();
    let tracker = posting.office.tracker();

    let items = posting.inbox(&tracker);

    let ids: Vec<_> = items.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids, [&fire, &last, &first].map(|id| format!("x-{id}")));
    assert_eq!(items[0]["urgent"], json!(["आग लग"]));
    assert_eq!(items[2]["thread"][0]["text"], "डिपो 12");
    let page = tracker.get(&format!("{INBOX}?limit=2")).json();
    let next = page["next"].as_str().unwrap();
    let rest = tracker.get(&format!("{INBOX}?limit=2&cursor={next}")).json();
    assert_eq!((&rest["items"][0]["id"], &rest["next"], &rest["waiting"]), (&json!(ids[2]), &Value::Null, &json!(4)));
    assert_eq!(tracker.get(&format!("{INBOX}?limit=0&x=1&cursor=abc")).fields().len(), 3);
}

#[test]
fn a_pasted_post_is_the_same_as_the_one_that_comes_by_itself_later() {
    let posting = Posting::start();
    let tracker = posting.office.tracker();
    let id = posting.x.post(&ram(), WORDS);
    let link = format!("https://twitter.com/Ram_Rohtak/status/{id}?s=20");

    let pasted = tracker.post(INBOX, &json!({"link": link, "text": "राशन नहीं मिला, 9812345678"}));
    let again = tracker.post(INBOX, &json!({"link": link, "text": "राशन नहीं मिला"}));
    let round = posting.poll();

    assert_eq!((pasted.status, &pasted.json()["id"]), (200, &json!(format!("x-{id}"))));
    assert_eq!((again.status, round.taken.added, round.taken.known), (200, 0, 1));
    let items = posting.inbox(&tracker);
    assert_eq!((items.len(), &items[0]["text"]), (1, &json!("राशन नहीं मिला, XXXXXXXXXX")));
    assert_eq!(items[0]["posted_at"], "2026-11-24T10:00:00Z", "as its name says");
    // The person is known by now, so what they say next belongs to the same thread.
    let now = posting.office.clock.now();
    posting.x.inside().posts.answer(&ram(), "डिपो 12", now, &id);
    posting.poll();
    assert_eq!(posting.inbox(&tracker)[0]["thread"][0]["text"], "डिपो 12");
}

#[test]
fn what_is_no_post_is_not_taken_in() {
    let posting = Posting::start();
    let tracker = posting.office.tracker();

    let answer = tracker.post(INBOX, &json!({"link": "https://x.com/ram", "text": " ", "posted_at": "yesterday"}));

    let keys: Vec<_> = answer.fields().into_iter().map(|(_, key)| key).collect();
    assert_eq!(
        (answer.status, keys),
        (422, ["link.unknown", "text.missing", "time.invalid"].map(str::to_owned).to_vec())
    );
}

#[test]
fn a_table_of_posts_is_imported_and_wrong_lines_are_told() {
    let posting = Posting::start();
    let tracker = posting.office.tracker();
    let known = posting.x.post(&ram(), WORDS);
    posting.poll();
    let table = format!(
        "link,text,author,posted_at\n\
         https://x.com/ram_rohtak/status/{known},राशन,,\n\
         https://x.com/i/web/status/77,\"पानी, सड़क\",@Sita,2026-11-20T10:00:00Z\n\
         nowhere,x,,\n"
    );
    let send = |kind: &str, body: &str| {
        let request =
            Request::new("POST", &format!("{INBOX}/import")).header("content-type", kind).body(body.as_bytes());
        tracker.send(request)
    };

    let answer = send("text/csv; charset=utf-8", &table);

    let imported = answer.json();
    assert_eq!((&imported["added"], &imported["known"]), (&json!(1), &json!(1)), "{imported}");
    assert_eq!(imported["problems"], json!([{"line": 4, "column": "link", "key": "link.unknown"}]));
    let items = posting.inbox(&tracker);
    let new = items.iter().find(|item| item["id"] == "x-77").unwrap();
    assert_eq!((&new["author"], &new["posted_at"]), (&json!("Sita"), &json!("2026-11-20T10:00:00Z")));
    assert_eq!(send("text/csv", &table).json()["added"], 0);
    assert_eq!(send("text/csv", "a,b\n").fields()[0].1, "table.columns");
    assert_eq!(send("application/json", &table).problem(), "table.not_csv");
}

#[test]
fn each_action_has_its_fields_and_no_others() {
    let (posting, id) = one();
    let tracker = posting.office.tracker();

    let wrong = [
        (json!({"action": "eat"}), "/action"),
        (json!({"action": "undo", "text": "x"}), "/text"),
        (json!({"action": "screen", "reason": "spam", "ticket": "1"}), "/ticket"),
    ];
    for (action, pointer) in wrong {
        let answer = act(&tracker, &id, &action);
        assert_eq!((answer.status, answer.fields()[0].0.as_str()), (422, pointer), "{action}");
    }
    for unknown in ["x-1", "x-", "fax-1", "nothing"] {
        let answer = act(&tracker, unknown, &json!({"action": "undo"}));
        assert_eq!((answer.status, answer.problem().as_str()), (404, "message.unknown"), "{unknown}");
    }
    assert_eq!(posting.inbox(&tracker).len(), 1);
}
