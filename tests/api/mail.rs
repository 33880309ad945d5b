//! Letters on their way to a mail server.

use rusqlite::Connection;
use serde_json::json;
use server::store::outbox::LetterState;

use crate::{
    mailbox::Mailbox,
    office::{Filed, TestOffice, form_with, forward, resolve},
    sending::Sending,
};

/// Files a complaint whose citizen has an e-mail address.
fn file(office: &TestOffice, number: u32) -> Filed {
    let filed = office.file_as(number, &form_with("language", json!("en")));
    let database = Connection::open(office.database()).unwrap();
    let set = "update complaint set email = 'suman@village.example' where ticket = ?1";
    assert_eq!(database.execute(set, [filed.ticket.parse::<i64>().unwrap()]), Ok(1));
    filed
}

#[test]
fn a_mail_says_what_an_sms_says_and_comes_once() {
    let sending = Sending::<Mailbox>::start();
    let filed = file(&sending.office, 1);
    sending.office.desk(&filed, &forward("FOOD"));

    assert_eq!((sending.turn(), sending.turn()), (1, 0));

    let mails = sending.there.mails();
    assert_eq!(mails.len(), 1);
    let mail = &mails[0];
    assert_eq!(mail.to, "<suman@village.example>");
    assert!(mail.header("Subject").starts_with("Complaint HR "), "{}", mail.content);
    assert_eq!(mail.header("From"), "Sunwai <sunwai@sunwai.example>");
    assert_eq!(mail.header("Auto-Submitted"), "auto-generated");
    assert!(mail.header("Message-ID").ends_with("@sunwai.example>"), "{}", mail.content);
    assert!(mail.header("Content-Type").starts_with("text/plain"), "{}", mail.content);
    let words = mail.words();
    assert!(words.contains("Food, Civil Supplies"), "{words}");
    assert!(words.contains(&format!("https://sunwai.example/t/{}", filed.ticket)), "{words}");
    assert!(!words.contains(&filed.pin) && !words.contains(&filed.key), "{words}");
    assert_eq!(sending.letters(&filed)[0].state, LetterState::Sent);
}

#[test]
fn a_mail_in_another_script_arrives_whole() {
    let sending = Sending::<Mailbox>::start();
    let filed = file(&sending.office, 1);
    let database = Connection::open(sending.office.database()).unwrap();
    database.execute("update complaint set language = 'hi'", []).unwrap();
    sending.office.desk(&filed, &forward("FOOD"));

    sending.turn();

    let words = sending.there.mails()[0].words();
    assert!(words.contains("शिकायत HR ") && words.contains("ओटीपी"), "{words}");
}

#[test]
fn a_mailbox_that_does_not_exist_is_given_up_and_one_that_is_busy_is_tried_again() {
    let sending = Sending::<Mailbox>::start();
    let (gone, busy) = (file(&sending.office, 1), file(&sending.office, 2));

    sending.there.refuse(Some("550 5.1.1 no such mailbox"));
    sending.office.desk(&gone, &forward("FOOD"));
    sending.turn();
    sending.there.refuse(Some("450 4.2.1 later"));
    sending.office.desk(&busy, &forward("FOOD"));
    sending.turn();
    let meanwhile = sending.letters(&busy)[0].clone();
    sending.there.refuse(None);
    sending.office.clock.pass(60);
    sending.turn();

    let letter = &sending.letters(&gone)[0];
    assert_eq!((letter.state, letter.error.as_deref()), (LetterState::Failed, Some("refused")));
    assert_eq!((meanwhile.state, meanwhile.error.as_deref()), (LetterState::Waiting, Some("busy")));
    assert_eq!(sending.letters(&busy)[0].state, LetterState::Sent);
    assert_eq!(sending.there.mails().len(), 1);
}

#[test]
fn a_server_that_does_not_know_us_keeps_every_letter_waiting() {
    let sending = Sending::<Mailbox>::start();
    let filed = file(&sending.office, 1);
    sending.there.refuse(Some("530 5.7.0 who are you?"));
    sending.office.desk(&filed, &forward("FOOD"));

    sending.turn();

    let letter = &sending.letters(&filed)[0];
    assert_eq!((letter.state, letter.error.as_deref()), (LetterState::Waiting, Some("denied")));
}

#[test]
fn a_letter_whose_address_was_erased_meanwhile_is_given_up() {
    let sending = Sending::<Mailbox>::start();
    let filed = file(&sending.office, 1);
    sending.office.desk(&filed, &forward("FOOD"));
    let database = Connection::open(sending.office.database()).unwrap();
    database.execute("update complaint set email = null", []).unwrap();

    sending.turn();
    sending.office.desk(&filed, &resolve());

    let letters = sending.letters(&filed);
    assert_eq!(letters.len(), 1, "and nothing is written from then on");
    assert_eq!((letters[0].state, letters[0].error.as_deref()), (LetterState::Failed, Some("no_address")));
}
