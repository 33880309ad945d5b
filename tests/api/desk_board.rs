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

/// A session is over after half an hour.
fn seat_again(office: &TestOffice) -> crate::seat::Seat<'_> {
    office.another_seat("tracker")
}
