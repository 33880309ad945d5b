//! The board of the desk.

use serde_json::json;

use crate::office::{TestOffice, form_with, forward, resolve};

#[test]
fn what_is_open_is_counted_by_who_has_it_and_where_and_how_old_it_is() {
    let office = TestOffice::start();
    let (late, solved) = (office.file(1), office.file(2));
    office.desk(&late, &forward("FOOD"));
    office.desk(&solved, &forward("FOOD"));
    office.desk(&solved, &resolve());
    office.pass_days(20);
    office.file_as(3, &form_with("district", json!("sonipat")));

    let board = office.supervisor().get("/api/desk/v1/board").json();

    let row = |key: &str, late: u32| {
        json!({
            "key": key, "open": 1, "overdue": late, "owes_reply": late,
            "days_7": 1 - late, "days_30": late, "days_90": 0, "older": 0
        })
    };
    assert_eq!(board["departments"], json!([row("FOOD", 1), row("unassigned", 0)]), "most overdue first");
    assert_eq!(board["districts"], json!([row("bhiwani", 1), row("sonipat", 0)]));
    assert_eq!(board["clusters"], json!([]));
}

#[test]
fn thirty_one_at_one_depot_in_three_days_are_told_in_one_line() {
    let office = TestOffice::start();
    let seat = office.tracker();
    for number in 0..31 {
        if number == 15 {
            office.pass_days(1);
        }
        office.file(number);
    }

    let clusters = seat_again(&office).get("/api/desk/v1/board").json()["clusters"].clone();

    let cluster = json!({
        "category": "PDS_NOT_RECEIVED", "district": "bhiwani", "place": "Sirsa Ghoghra", "count": 31,
        "since": "2026-11-24T10:00:00Z"
    });
    assert_eq!(clusters, json!([cluster]));
    drop(seat);
    office.pass_days(4);
    assert_eq!(seat_again(&office).get("/api/desk/v1/board").json()["clusters"], json!([]), "days ago");
}

#[test]
fn what_is_counted_as_alike_is_listed_and_nothing_else() {
    let office = TestOffice::start();
    let at = |number: u32, place: &str, text: &str| {
        let mut form = form_with("place", json!(place));
        form["text"] = json!(text);
        office.file_as(number, &form)
    };
    at(100, "Sirsa Ghoghra", "दो महीने से राशन नहीं मिला है");
    office.pass_days(4);
    let alike: Vec<_> = (0..6)
        .map(|number| at(number, ["Sirsa Ghoghra", "sirsa-ghoghra."][number as usize % 2], "राशन नहीं मिला"))
        .collect();
    at(200, "Sirsa Ghoghra East", "राशन नहीं मिला");
    at(201, "Mohana", "Sirsa Ghoghra के डिपो से राशन नहीं मिला");
    office.file_as(202, &form_with("district", json!("sonipat")));
    let solved = at(203, "Sirsa Ghoghra", "राशन नहीं मिला");
    office.desk(&solved, &forward("FOOD"));
    office.desk(&solved, &resolve());
    office.runtime.block_on(office.office.store.finish_search()).unwrap();
    let seat = office.tracker();
    let listed = |query: &str| {
        let answer = seat.get(&format!("/api/desk/v1/complaints?{query}"));
        assert_eq!(answer.status, 200, "{}", answer.text());
        let items = answer.json()["items"].as_array().unwrap().clone();
        items.iter().map(|item| item["ticket"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };

    let cluster = seat.get("/api/desk/v1/board").json()["clusters"][0].clone();
    let of_cluster = listed(&format!(
        "status=open&category=PDS_NOT_RECEIVED&district=bhiwani&place=Sirsa%20Ghoghra&from={}&order=oldest",
        cluster["since"].as_str().unwrap()
    ));
    let like = seat.get(&format!("/api/desk/v1/complaints/{}", solved.ticket)).json()["like"].clone();
    let of_complaint = listed(
        "category=PDS_NOT_RECEIVED&district=bhiwani&place=Sirsa%20Ghoghra\
         &from=2026-11-25T10:00:00Z&to=2026-12-01T10:00:00Z&order=oldest",
    );

    let mut expected: Vec<_> = alike.iter().map(|filed| filed.ticket.clone()).collect();
    assert_eq!((&cluster["count"], &of_cluster), (&json!(6), &expected));
    expected.push(solved.ticket);
    assert_eq!((&like, &of_complaint), (&json!(7), &expected));
}

/// A session is over after half an hour.
fn seat_again(office: &TestOffice) -> crate::seat::Seat<'_> {
    office.another_seat("tracker")
}
