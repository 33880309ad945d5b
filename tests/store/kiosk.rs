//! Kiosks: the sentences that are true of every store.

use std::sync::Arc;

use domain::{reference::District, time::Timestamp};
use server::store::{
    KioskRegister, Store,
    kiosk::{Addition, Enrolling, Enrolment, Tally},
};

use crate::makers::{START, filing};

type Any = Arc<dyn Store>;

fn addition(name: &str, code: u8) -> Addition {
    Addition {
        name: name.to_owned(),
        district: District::from_code("sonipat").unwrap(),
        code: [code; 32],
        code_expires_at: START.plus_days(3),
    }
}

fn enrolling(code: u8, token: u8) -> Enrolling {
    Enrolling { code: [code; 32], counted_as: "kiosk KWRT".to_owned(), token: [token; 32] }
}

/// True of the kiosks behind any door, also of the command line's.
pub async fn a_kiosk_is_kept_whole_and_its_number_is_never_given_again(store: &dyn KioskRegister) {
    assert_eq!(store.add_kiosk(addition("Mohana", 1), START).await, Ok(1));
    assert_eq!(store.add_kiosk(addition("Gohana", 2), START).await, Ok(2));

    let disabled = store.disable_kiosk(2, START.plus_days(1)).await.unwrap().unwrap();
    assert_eq!((disabled.name.as_str(), disabled.disabled_at), ("Gohana", Some(START.plus_days(1))));
    let again = store.disable_kiosk(2, START.plus_days(2)).await.unwrap().unwrap();
    assert_eq!(again.disabled_at, Some(START.plus_days(1)), "the first moment stays");
    assert_eq!(store.disable_kiosk(9, START).await, Ok(None));
    assert_eq!(store.add_kiosk(addition("Gohana", 3), START).await, Ok(3));

    let kiosks = store.kiosks().await.unwrap();
    let seen: Vec<_> = kiosks.iter().map(|kiosk| (kiosk.id, kiosk.name.as_str(), kiosk.code_expires_at)).collect();
    let until = START.plus_days(3);
    assert_eq!(seen, [(1, "Mohana", until), (2, "Gohana", until), (3, "Gohana", until)]);
}

pub async fn kiosks_are_kept(store: &Any) {
    a_kiosk_is_kept_whole_and_its_number_is_never_given_again(store.as_ref()).await;
}

pub async fn a_code_enrols_one_terminal(store: &Any) {
    store.add_kiosk(addition("Mohana", 1), START).await.unwrap();

    assert_eq!(store.enrol_kiosk(enrolling(9, 1), START).await, Ok(Enrolment::Wrong));
    assert_eq!(store.enrol_kiosk(enrolling(1, 1), START).await, Ok(Enrolment::Done(1)));
    assert_eq!(store.enrol_kiosk(enrolling(1, 2), START).await, Ok(Enrolment::Wrong), "it is used up");

    let kiosk = store.kiosk_of(&[1; 32]).await.unwrap().unwrap();
    assert_eq!((kiosk.id, kiosk.enrolled_at, kiosk.seen_at), (1, Some(START), Some(START)));
    assert_eq!(store.kiosk_of(&[2; 32]).await, Ok(None));
    store.touch_kiosk(1, START.plus_days(1)).await.unwrap();
    assert_eq!(store.kiosk_of(&[1; 32]).await.unwrap().unwrap().seen_at, Some(START.plus_days(1)));
}

pub async fn what_was_filed_at_a_kiosk_is_found_there_newest_first(store: &Any) {
    store.add_kiosk(addition("Mohana", 1), START).await.unwrap();
    let filed = [1, 2, 3].map(|number| {
        let mut filing = filing(number);
        filing.standing.received_at = Timestamp(START.0 + number as i64);
        filing.kiosk = (number != 3).then_some(1);
        filing
    });
    let tickets = filed.each_ref().map(|filing| filing.standing.ticket);
    for filing in filed {
        store.file(filing).await.unwrap();
    }

    let here = |since: i64, most| store.filed_here(1, Timestamp(START.0 + since), most);
    let numbers: Vec<_> = here(0, 9).await.unwrap().iter().map(|filed| filed.ticket).collect();
    assert_eq!(numbers, [tickets[1], tickets[0]]);
    assert_eq!(here(2, 9).await.unwrap().len(), 1);
    assert_eq!(here(0, 1).await.unwrap()[0].ticket, tickets[1]);
    let last_at = Some(Timestamp(START.0 + 2));
    assert_eq!(store.tally(1, Timestamp(START.0 + 2)).await, Ok(Tally { since: 1, last_at }));
    assert_eq!(store.tally(2, START).await, Ok(Tally::default()));
    assert_eq!(store.centre_of(tickets[0]).await, Ok(Some("Mohana".to_owned())));
    assert_eq!(store.centre_of(tickets[2]).await, Ok(None));
}
