//! What the desk does with a complaint. Which role may do what from which state
//! is proven in [`crate::desk_roles`].

use domain::action::Action;
use serde_json::{Value, json};

use crate::{
    client::{Answer, Request},
    office::{Filed, TestOffice, forward},
    seat::Seat,
};

fn path(filed: &Filed) -> String {
    format!("/api/desk/v1/complaints/{}/actions", filed.ticket)
}

fn act_on(seat: &Seat<'_>, filed: &Filed, version: u32, action: &Value) -> Answer {
    seat.send(Request::json("POST", &path(filed), action).header("if-match", &format!("\"{version}\"")))
}

/// The action on the version that is there.
fn act(office: &TestOffice, seat: &Seat<'_>, filed: &Filed, action: &Value) -> Answer {
    act_on(seat, filed, office.events(filed) as u32, action)
}

#[test]
fn the_article_is_played_from_filing_to_the_confirmation() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let (tracker, officer) = (office.tracker(), office.officer("FOOD"));

    act(&office, &tracker, &filed, &json!({"action": "take"}));
    let forwarded = act(&office, &tracker, &filed, &json!({"action": "forward", "department": "FOOD"}));
    act(&office, &officer, &filed, &json!({"action": "start"}));
    let resolved = act(&office, &officer, &filed, &json!({"action": "resolve", "text": "राशन दे दिया गया है।"}));
    let confirmed = office.act(&filed, 2, &json!({"action": "confirm"}));

    assert_eq!((forwarded.status, &forwarded.json()["status"]), (200, &json!("forwarded")));
    assert_eq!((resolved.status, &resolved.json()["status"]), (200, &json!("resolved")));
    assert_eq!(resolved.header("etag"), Some("\"5\""));
    assert_eq!(confirmed.json()["status"], "closed");
    let history = tracker.get(path(&filed).trim_end_matches("/actions")).json()["history"].clone();
    let staff: Vec<_> = history.as_array().unwrap().iter().map(|event| event["staff"].clone()).collect();
    let expected = [Value::Null, json!("tracker"), json!("tracker"), json!("officer.food"), json!("officer.food")];
    assert_eq!(staff[..5], expected);
    assert_eq!(office.get("/api/v1/statistics").json()["resolved"], 1);
}

#[test]
fn a_change_names_the_version_that_was_seen() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let seat = office.tracker();
    let take = json!({"action": "take"});
    let with = |tag: &str| seat.send(Request::json("POST", &path(&filed), &take).header("if-match", tag));

    let without = seat.post(&path(&filed), &take);
    assert_eq!((without.status, without.problem().as_str()), (428, "precondition.missing"));
    assert_eq!(with("*").status, 428, "any version is none");
    for wrong in ["\"2\"", "W/\"1\"", "1", "\"x\""] {
        assert_eq!((with(wrong).status, with(wrong).problem().as_str()), (412, "action.stale"), "{wrong}");
    }
    assert_eq!(office.events(&filed), 1);
    assert_eq!(with("\"7\", \"1\"").status, 200);
}

#[test]
fn of_two_desks_at_once_one_wins_and_the_other_is_told() {
    let office = TestOffice::start();
    let (first, second) = (office.tracker(), office.supervisor());
    for round in 0..20 {
        let filed = office.file(round);
        let note = |text: &str| json!({"action": "note", "text": text});

        let mut statuses = std::thread::scope(|scope| {
            let one = scope.spawn(|| act_on(&first, &filed, 1, &note("एक")).status);
            let other = scope.spawn(|| act_on(&second, &filed, 1, &note("दो")).status);
            [one.join().unwrap(), other.join().unwrap()]
        });

        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412]);
        assert_eq!(office.events(&filed), 2);
    }
}

#[test]
fn each_action_has_its_fields_and_says_what_is_wrong_with_them() {
    let office = TestOffice::start();
    let (filed, other) = (office.file(1), office.file(2));
    office.desk(&other, &Action::Withdraw);
    office.desk(&filed, &Action::Take);
    let seat = office.tracker();
    let text = "कृपया देखिए, धन्यवाद";
    let rows = [
        (json!({"action": "fly"}), vec![("/action", "action.unknown")]),
        (json!({"action": "confirm"}), vec![("/action", "action.unknown")]),
        (json!({"action": "start", "text": text}), vec![("/text", "field.not_wanted")]),
        (json!({"action": "ask_details"}), vec![("/text", "text.missing")]),
        (json!({"action": "resolve", "text": "ठीक"}), vec![("/text", "text.too_short")]),
        (json!({"action": "resolve", "text": "क".repeat(4_001)}), vec![("/text", "text.too_long")]),
        (json!({"action": "resolve", "text": "98123 45678 पर पूछिए"}), vec![("/text", "text.personal")]),
        (
            json!({"action": "interim_reply", "text": "a@b.in को लिखिए, कृपया", "due": "2026-12-01"}),
            vec![("/text", "text.personal")],
        ),
        (json!({"action": "interim_reply", "text": text}), vec![("/due", "due.missing")]),
        (json!({"action": "interim_reply", "text": text, "due": "2026-11-31"}), vec![("/due", "day.invalid")]),
        (json!({"action": "interim_reply", "text": text, "due": "2026-11-24T10:00:00Z"}), vec![("/due", "due.past")]),
        (json!({"action": "interim_reply", "text": text, "due": "2026-11-23"}), vec![("/due", "due.past")]),
        (json!({"action": "interim_reply", "text": text, "due": "2027-05-24"}), vec![("/due", "due.too_far")]),
        (
            json!({"action": "not_tenable", "text": "no"}),
            vec![("/reason", "reason.missing"), ("/text", "text.too_short")],
        ),
        (json!({"action": "not_tenable", "text": text, "reason": "mood"}), vec![("/reason", "reason.unknown")]),
        (json!({"action": "forward"}), vec![("/department", "department.missing")]),
        (
            json!({"action": "forward", "department": "NASA", "note": "क".repeat(2_001)}),
            vec![("/department", "department.unknown"), ("/note", "note.too_long")],
        ),
        (json!({"action": "send_back"}), vec![("/note", "text.missing")]),
        (json!({"action": "send_back", "note": "  "}), vec![("/note", "text.missing")]),
        (json!({"action": "note", "text": "क".repeat(2_001)}), vec![("/text", "note.too_long")]),
        (json!({"action": "reveal_contact"}), vec![("/text", "text.missing")]),
        (json!({"action": "duplicate"}), vec![("/of", "of.missing")]),
        (json!({"action": "duplicate", "of": "12"}), vec![("/of", "ticket.shape")]),
        (json!({"action": "duplicate", "of": "21482736901"}), vec![("/of", "ticket.check_digit")]),
        (json!({"action": "duplicate", "of": "21482736900"}), vec![("/of", "ticket.unknown")]),
        (json!({"action": "duplicate", "of": other.ticket}), vec![("/of", "of.not_for_itself")]),
        (json!({"action": "take", "colour": "red"}), vec![("/colour", "field.unknown")]),
    ];

    for (action, expected) in rows {
        let answer = act(&office, &seat, &filed, &action);

        assert_eq!((answer.status, answer.problem().as_str()), (422, "body.invalid"), "{action}");
        let expected: Vec<_> = expected.iter().map(|(at, key)| ((*at).to_owned(), (*key).to_owned())).collect();
        assert_eq!(answer.fields(), expected, "{action}");
    }
    assert_eq!(office.events(&filed), 2, "nothing was changed");
}

#[test]
fn an_interim_reply_promises_a_moment_or_the_end_of_a_day() {
    let office = TestOffice::start();
    let filed = office.file(1);
    office.desk(&filed, &forward("FOOD"));
    let seat = office.officer("FOOD");
    let reply = |due: &str| json!({"action": "interim_reply", "text": "दुकान बंद है, कृपया रुकिए", "due": due});

    for (due, promised) in [
        ("2026-12-01", "2026-12-01T18:29:59Z"),
        ("2026-12-01T06:00:00Z", "2026-12-01T06:00:00Z"),
        ("2026-11-24", "2026-11-24T18:29:59Z"),
    ] {
        let answer = act(&office, &seat, &filed, &reply(due));

        assert_eq!((answer.status, &answer.json()["promised_at"]), (200, &json!(promised)), "{due}");
    }
}

#[test]
fn the_contact_is_revealed_once_for_a_reason_that_stands_in_the_history() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let (tracker, supervisor) = (office.tracker(), office.supervisor());
    let why = json!({"action": "reveal_contact", "text": "डिपो का पता पूछना है"});

    let revealed = act(&office, &tracker, &filed, &why).json();
    let after = act(&office, &tracker, &filed, &json!({"action": "note", "text": "पूछ लिया"})).json();
    let senior = act(&office, &supervisor, &filed, &json!({"action": "reveal_contact"})).json();

    let contact = json!({"name": "Suman", "mobile": "9812345678", "email": null, "revealed": true});
    assert_eq!((&revealed["contact"], &senior["contact"]), (&contact, &contact));
    assert_eq!(after["contact"]["mobile"], "XXXXXX5678", "only in that answer");
    let event = &senior["history"][1];
    assert_eq!((&event["event"], &event["staff"]), (&json!("contact_revealed"), &json!("tracker")));
    assert_eq!(event["text"], "डिपो का पता पूछना है");
    assert_eq!(office.status(&filed)["events"].as_array().unwrap().len(), 1, "the public is not told");
}

#[test]
fn a_complaint_is_joined_with_one_that_is_seen_and_taken_apart_again() {
    let office = TestOffice::start();
    let (filed, other) = (office.file(1), office.file(2));
    let seat = office.tracker();
    let join = |of: &Filed| json!({"action": "duplicate", "of": format!("HR {}", of.ticket)});

    let itself = act(&office, &seat, &filed, &join(&filed));
    let joined = act(&office, &seat, &filed, &join(&other));
    let chain = act(&office, &seat, &other, &join(&filed));
    let apart = act(&office, &seat, &filed, &json!({"action": "unmerge"}));

    assert_eq!((itself.status, itself.problem().as_str()), (409, "action.same_ticket"));
    assert_eq!((joined.status, &joined.json()["merged_into"]), (200, &json!(other.ticket)));
    assert_eq!(chain.fields(), [("/of".to_owned(), "of.not_for_itself".to_owned())]);
    assert_eq!((apart.status, &apart.json()["merged_into"]), (200, &Value::Null));
}

#[test]
fn two_that_are_joined_with_each_other_at_once_end_as_one_duplicate() {
    let office = TestOffice::start();
    let (first, second) = (office.tracker(), office.supervisor());
    for round in 0..30 {
        let (one, other) = (office.file(2 * round), office.file(2 * round + 1));
        let join = |of: &Filed| json!({"action": "duplicate", "of": of.ticket});

        let answers = std::thread::scope(|scope| {
            let there = scope.spawn(|| act_on(&first, &one, 1, &join(&other)));
            let back = scope.spawn(|| act_on(&second, &other, 1, &join(&one)));
            [there.join().unwrap(), back.join().unwrap()]
        });

        let (done, refused): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 200);
        assert_eq!((done.len(), refused.len()), (1, 1), "{} {}", answers[0].text(), answers[1].text());
        assert_eq!(refused[0].status, 422);
        assert_eq!(refused[0].fields(), [("/of".to_owned(), "of.not_for_itself".to_owned())]);
        assert_eq!(office.events(&one) + office.events(&other), 3);
    }
}

#[test]
fn joined_with_one_that_is_joined_later_it_leads_to_the_last() {
    let office = TestOffice::start();
    let (one, middle, last) = (office.file(1), office.file(2), office.file(3));
    let seat = office.tracker();
    let join = |of: &Filed| json!({"action": "duplicate", "of": of.ticket});
    act(&office, &seat, &one, &join(&middle));

    let joined = act(&office, &seat, &middle, &join(&last));
    let back = act(&office, &seat, &last, &join(&one));
    let into = seat.get(path(&one).trim_end_matches("/actions")).json();
    let of_last = seat.get(path(&last).trim_end_matches("/actions")).json();
    act(&office, &seat, &middle, &json!({"action": "unmerge"}));
    let again = seat.get(path(&one).trim_end_matches("/actions")).json();

    assert_eq!(joined.status, 200);
    assert_eq!(back.fields(), [("/of".to_owned(), "of.not_for_itself".to_owned())]);
    assert_eq!(into["merged_into"], last.ticket, "it leads to the one that stands for itself");
    assert_eq!(into["history"][1]["merged_into"], middle.ticket, "as it was done");
    assert_eq!(of_last["duplicates"], json!([middle.ticket]));
    assert_eq!(again["merged_into"], middle.ticket);
    assert_eq!(again["status"], "duplicate", "what was joined with it stays so");
}

#[test]
fn the_number_it_was_joined_with_is_shown_to_those_who_see_that_one() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let bribe = office.file_as(2, &crate::office::form_with("category", json!("CORRUPTION")));
    let (tracker, supervisor) = (office.tracker(), office.supervisor());
    let join = json!({"action": "duplicate", "of": bribe.ticket});

    let unseen = act(&office, &tracker, &filed, &join);
    let joined = act(&office, &supervisor, &filed, &join);
    let shown = tracker.get(path(&filed).trim_end_matches("/actions"));

    assert_eq!(unseen.fields(), [("/of".to_owned(), "ticket.unknown".to_owned())], "as if it were not there");
    assert_eq!(joined.json()["merged_into"], bribe.ticket);
    assert_eq!(shown.json()["merged_into"], Value::Null);
    assert!(!shown.text().contains(&bribe.ticket));
}

#[test]
fn an_officer_who_sends_back_sees_the_new_state_and_then_no_more() {
    let office = TestOffice::start();
    let filed = office.file(1);
    office.desk(&filed, &forward("FOOD"));
    let seat = office.officer("FOOD");

    let back = act(&office, &seat, &filed, &json!({"action": "send_back", "note": "यह हमारा विषय नहीं है"}));
    let again = act(&office, &seat, &filed, &json!({"action": "note", "text": "फिर भी"}));

    assert_eq!((back.status, &back.json()["status"]), (200, &json!("under_review")));
    assert_eq!((again.status, again.problem().as_str()), (404, "ticket.unknown"));
}

#[test]
fn what_the_desk_writes_for_itself_never_reaches_the_citizen() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let seat = office.tracker();

    act(&office, &seat, &filed, &json!({"action": "note", "text": "गुप्त टिप्पणी"}));
    act(&office, &seat, &filed, &json!({"action": "reveal_contact", "text": "गुप्त कारण"}));
    act(&office, &seat, &filed, &json!({"action": "forward", "department": "FOOD", "note": "गुप्त संदेश"}));
    act(&office, &office.officer("FOOD"), &filed, &json!({"action": "send_back", "note": "गुप्त जवाब"}));

    let details = office.details(&filed);
    assert_eq!(details.status, 200);
    assert!(!details.text().contains("गुप्त") && !details.text().contains("officer.food"));
}
