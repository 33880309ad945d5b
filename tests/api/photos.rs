//! Photos of a complaint: added and seen by whoever holds the key, kept in the
//! database or in a folder.

use std::{fs, net::SocketAddr, thread, time::Duration};

use domain::{
    action::{Action, By},
    complaint::{Channel, check},
    ticket::Ticket,
};
use serde_json::{Value, json};
use server::{
    album::Folder,
    api::complaints::compose,
    check::Found,
    clock::Clock as _,
    config::PhotoPlace,
    failure::Failure,
    file_complaint::{Brought, file_complaint},
    open::album,
    photo::clean,
    store::{Slip, sqlite::SqliteReader},
};

use crate::{
    client::{Answer, Request, connect, key},
    noted::{PLACE, with_exif},
    office::{Filed, TestOffice, form, forward, resolve},
    photo::jpeg,
};

impl TestOffice {
    /// Adds a photo; `number` makes its Idempotency-Key.
    pub fn add_photo(&self, filed: &Filed, number: u32, picture: &[u8]) -> Answer {
        self.send(&adding(filed, number, picture))
    }

    pub fn photo(&self, filed: &Filed, id: &str) -> Answer {
        self.send(&Request::get(&format!("/api/v1/tickets/{}/photos/{id}", filed.ticket)).bearer(&filed.key))
    }

    /// Files a complaint with photos, as a page without scripts does.
    fn file_with(&self, photos: &[Vec<u8>]) -> Result<Slip, Failure> {
        let now = self.clock.now();
        let form = serde_json::from_value(form()).unwrap();
        let complaint = check(&form, now.day(), compose).unwrap();
        let photos = photos.iter().map(|sent| clean(sent).unwrap()).collect();
        let by = By::citizen();
        let brought = Brought { complaint: &complaint, photos, door: Channel::Portal.into(), by: &by, once: None };
        self.runtime.block_on(file_complaint(&self.office, brought, &*self.office.chance, now))
    }

    /// What `sunwai check` finds.
    pub fn differences(&self, folder: Option<&Folder>) -> Vec<String> {
        let reader = SqliteReader::open(&self.database()).unwrap();
        let mut found = Found::default();
        self.runtime.block_on(async {
            found.look_at(&reader, &self.office.secret).await.unwrap();
            found.look_at_photos(&reader, &self.office.secret, folder).await.unwrap();
        });
        found.differences
    }
}

fn adding(filed: &Filed, number: u32, picture: &[u8]) -> Request {
    Request::new("POST", &format!("/api/v1/tickets/{}/photos", filed.ticket))
        .bearer(&filed.key)
        .header("content-type", "image/jpeg")
        .header("idempotency-key", &key(number))
        .body(picture)
}

fn photos(details: &Answer) -> Vec<Value> {
    details.json()["photos"].as_array().unwrap().clone()
}

fn id(photo: &Value) -> &str {
    photo["id"].as_str().unwrap()
}

fn happened(status: &Value) -> Vec<String> {
    let events = status["events"].as_array().unwrap();
    events.iter().map(|event| event["event"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_photo_is_shown_to_whoever_holds_the_key_without_what_the_telephone_noted() {
    let office = TestOffice::start();
    let filed = office.file(1);

    let added = office.add_photo(&filed, 2, &with_exif(&jpeg(64, 48), 6));

    assert_eq!(added.status, 201, "{}", added.text());
    let listed = photos(&added);
    assert_eq!((&listed[0]["width"], &listed[0]["height"]), (&json!(48), &json!(64)));
    assert_eq!(photos(&office.details(&filed)), listed);
    let shown = office.photo(&filed, id(&listed[0]));
    assert_eq!((shown.status, shown.body.len()), (200, listed[0]["size"].as_u64().unwrap() as usize));
    assert!(shown.body.starts_with(&[0xff, 0xd8, 0xff]));
    assert!(!shown.body.windows(PLACE.len()).any(|part| part == PLACE));
    assert_eq!(office.events(&filed), 2);
    assert_eq!(happened(&office.status(&filed)), ["received", "photo_added"]);
    assert!(!office.status(&filed).to_string().contains(id(&listed[0])), "whoever has only the number");
}

#[test]
fn a_photo_is_kept_by_no_cache_and_can_do_nothing_as_a_page() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let added = office.add_photo(&filed, 2, &jpeg(8, 8));

    let shown = office.photo(&filed, id(&photos(&added)[0]));

    let rows = [
        ("content-type", "image/jpeg"),
        ("cache-control", "private, no-store"),
        ("content-disposition", "inline"),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-resource-policy", "same-origin"),
        ("content-security-policy", "default-src 'none'; sandbox"),
    ];
    for (name, value) in rows {
        assert_eq!(shown.header(name), Some(value), "{name}");
    }
}

#[test]
fn nobody_sees_or_adds_a_photo_without_the_key_of_its_complaint() {
    let office = TestOffice::start();
    let (filed, other) = (office.file(1), office.file(2));
    let added = office.add_photo(&filed, 3, &jpeg(8, 8));
    let listed = photos(&added);
    let with = |key: &str| Filed { ticket: filed.ticket.clone(), pin: String::new(), key: key.to_owned() };

    let path = format!("/api/v1/tickets/{}/photos/{}", filed.ticket, id(&listed[0]));
    assert_eq!(office.get(&path).problem(), "key.missing");
    assert_eq!(office.photo(&with(&other.key), id(&listed[0])).problem(), "ticket.unknown_or_key");
    assert_eq!(office.photo(&other, id(&listed[0])).problem(), "photo.unknown", "another complaint's");
    for unknown in ["0".repeat(32), "..%2F..%2Fsunwai.db".to_owned(), "1".to_owned()] {
        let answer = office.photo(&filed, &unknown);
        assert_eq!((answer.status, answer.problem().as_str()), (404, "photo.unknown"), "{unknown}");
    }
    let refused = office.add_photo(&with(&other.key), 4, &jpeg(8, 8));
    assert_eq!((refused.status, refused.problem().as_str()), (404, "ticket.unknown_or_key"));
    let refused = office.send(&adding(&filed, 4, &jpeg(8, 8)).without("authorization"));
    assert_eq!((refused.status, refused.problem().as_str()), (401, "key.missing"));
    assert_eq!(office.events(&filed), 2);
}

#[test]
fn a_complaint_takes_three_photos_and_none_once_it_is_solved() {
    let office = TestOffice::start();
    let (filed, solved) = (office.file(1), office.file(2));
    office.desk(&solved, &forward("FOOD"));
    office.desk(&solved, &resolve());

    for number in 3..6 {
        assert_eq!(office.add_photo(&filed, number, &jpeg(8, number)).status, 201);
    }
    let fourth = office.add_photo(&filed, 6, &jpeg(8, 8));
    let late = office.add_photo(&solved, 7, &jpeg(8, 8));

    assert_eq!((fourth.status, fourth.problem().as_str()), (409, "photo.too_many"));
    assert_eq!((late.status, late.problem().as_str()), (409, "action.not_from_here"));
    let details = office.details(&filed);
    assert_eq!(photos(&details).iter().map(|photo| photo["height"].as_u64()).collect::<Vec<_>>(), [3, 4, 5].map(Some));
    assert!(!details.json()["actions"].as_array().unwrap().contains(&json!("add_photo")));
}

#[test]
fn a_photo_that_is_sent_again_is_added_once() {
    let office = TestOffice::start();
    let filed = office.file(1);

    let first = office.add_photo(&filed, 2, &jpeg(8, 8));
    let again = office.add_photo(&filed, 2, &jpeg(8, 8));
    let other = office.add_photo(&filed, 2, &jpeg(9, 9));

    assert_eq!((first.status, again.status), (201, 201));
    assert_eq!(first.json(), again.json());
    assert_eq!((other.status, other.problem().as_str()), (422, "idempotency.reused"));
    assert_eq!(office.events(&filed), 2);
}

#[test]
fn many_photos_at_the_same_moment_are_three_at_most() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let pictures: Vec<_> = (0..12).map(|number| jpeg(8, 8 + number)).collect();

    let answers: Vec<_> = thread::scope(|scope| {
        let sending = (10..).zip(&pictures).map(|(number, picture)| {
            let (office, filed) = (&office, &filed);
            // One at a time: the others are told to come again, and do.
            scope.spawn(move || {
                loop {
                    let answer = office.add_photo(filed, number, picture);
                    if answer.status != 409 || answer.problem() != "idempotency.in_flight" {
                        return answer;
                    }
                    thread::yield_now();
                }
            })
        });
        let sending: Vec<_> = sending.collect();
        sending.into_iter().map(|sent| sent.join().unwrap()).collect()
    });

    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 3);
    assert!(answers.iter().filter(|answer| answer.status != 201).all(|answer| answer.problem() == "photo.too_many"));
    assert_eq!((photos(&office.details(&filed)).len(), office.events(&filed)), (3, 4));
    assert_eq!(office.differences(None), Vec::<String>::new());
}

#[test]
fn what_is_no_photo_is_told_why_and_changes_nothing() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let whole = jpeg(64, 48);
    let gif = b"GIF89a\x01\0\x01\0\0\0\0;";
    let svg = Request::new("POST", &format!("/api/v1/tickets/{}/photos", filed.ticket))
        .bearer(&filed.key)
        .header("content-type", "image/svg+xml")
        .header("idempotency-key", &key(9))
        .body(b"<svg/>");
    let rows = [
        (adding(&filed, 9, gif), 415, "photo.wrong_type"),
        (svg, 415, "photo.wrong_type"),
        (adding(&filed, 9, &whole).without("content-type"), 415, "photo.wrong_type"),
        (adding(&filed, 9, &whole[..whole.len() / 2]), 422, "photo.broken"),
        (adding(&filed, 9, b""), 422, "photo.broken"),
        (adding(&filed, 9, &vec![0xff; 1024 * 1024 + 1]), 413, "photo.too_large"),
        (adding(&filed, 9, &whole).without("idempotency-key"), 400, "idempotency.missing"),
    ];

    for (request, status, problem) in rows {
        let answer = office.send(&request);
        assert_eq!((answer.status, answer.problem().as_str()), (status, problem));
    }
    assert_eq!(office.events(&filed), 1);
    let told = office.send(&adding(&filed, 9, gif).header("accept-language", "en"));
    assert_eq!(told.json()["title"], "This is not a photo. Choose a JPEG, PNG or WebP photo.");
}

#[test]
fn whoever_still_sends_a_photo_reads_why_it_is_refused() {
    let office = TestOffice::start();
    let mut filed = office.file(1);
    filed.key = office.file(2).key;
    let request = adding(&filed, 3, &vec![7; 900 * 1024]).written();

    let answer = sent_slowly(office.address, &request);

    assert_eq!((answer.status, answer.problem().as_str()), (404, "ticket.unknown_or_key"));
}

fn sent_slowly(address: SocketAddr, request: &[u8]) -> Answer {
    use std::io::Write as _;
    let mut socket = connect(address);
    for part in request.chunks(256 * 1024) {
        socket.write_all(part).unwrap();
        thread::sleep(Duration::from_millis(30));
    }
    Answer::read(&mut socket)
}

#[test]
fn a_photo_that_was_asked_for_brings_the_complaint_back_under_review() {
    let office = TestOffice::start();
    let filed = office.file(1);
    office.desk(&filed, &Action::AskDetails { text: "बिल की फ़ोटो भेजिए।".to_owned() });

    let added = office.add_photo(&filed, 2, &jpeg(8, 8));

    assert_eq!((added.status, &added.json()["status"]), (201, &json!("under_review")));
}

#[test]
fn photos_that_come_with_a_complaint_are_filed_with_it() {
    let office = TestOffice::start();

    let slip = office.file_with(&[jpeg(8, 8), jpeg(9, 9), jpeg(10, 10)]).unwrap();

    let key = office.office.secret.credentials(slip.ticket, slip.key_version).key;
    let filed = Filed { ticket: slip.ticket.to_string(), pin: String::new(), key };
    let listed = photos(&office.details(&filed));
    assert_eq!(listed.iter().map(|photo| photo["width"].as_u64().unwrap()).collect::<Vec<_>>(), [8, 9, 10]);
    assert!(listed.iter().all(|photo| office.photo(&filed, id(photo)).status == 200));
    assert_eq!(office.events(&filed), 4);
    assert_eq!(happened(&office.status(&filed)), ["received", "photo_added"], "told together");
    assert_eq!(office.differences(None), Vec::<String>::new());
    assert!(matches!(office.file_with(&vec![jpeg(8, 8); 4]), Err(Failure::Refused(_))));
    assert_eq!(office.stored(), 1);
}

#[test]
fn in_a_folder_each_photo_is_a_file_that_no_other_database_may_touch() {
    let office = TestOffice::start_with_folder();
    let filed = office.file(1);
    let added = office.add_photo(&filed, 2, &jpeg(64, 48));
    let slip = office.file_with(&[jpeg(8, 8)]).unwrap();
    let listed = photos(&added);
    let file = office.photos().join(format!("{}.jpg", id(&listed[0])));

    assert_eq!(office.photo(&filed, id(&listed[0])).body, fs::read(&file).unwrap());
    let folder = Folder::to_read(&office.photos());
    assert_eq!(office.differences(Some(&folder)), Vec::<String>::new());
    assert_eq!(office.differences(None).len(), 2, "without the folder");
    let before = fs::read(&file).unwrap();
    fs::write(&file, jpeg(64, 48)).unwrap();
    assert_eq!(
        office.differences(Some(&folder)),
        [format!("ticket {}: the photo of event 2 is not the one that was sealed", filed.ticket)]
    );
    fs::write(&file, before).unwrap();
    fs::remove_file(office.photos().join(format!("{}.jpg", in_folder(&office, slip.ticket)))).unwrap();
    let missing = office.differences(Some(&folder));
    assert!(missing[0].starts_with(&format!("ticket {}: the photo of event 2 is not in the folder", slip.ticket)));
}

/// What the photo of a complaint is called.
fn in_folder(office: &TestOffice, ticket: Ticket) -> String {
    office.runtime.block_on(office.office.store.open(ticket)).unwrap().unwrap().photos[0].id.to_string()
}

#[test]
fn files_of_photos_that_were_refused_or_never_written_down_are_removed() {
    let office = TestOffice::start_with_folder();
    let filed = office.file(1);
    for number in 2..6 {
        office.add_photo(&filed, number, &jpeg(8, 8));
    }
    let count = || fs::read_dir(office.photos()).unwrap().count() - 1;
    assert_eq!(count(), 3, "beside the mark");
    fs::write(office.photos().join(format!("{}.jpg", "a".repeat(32))), b"left by a crash").unwrap();

    let open =
        |place| office.runtime.block_on(async { album(&place, &*office.office.store, &office.office.secret).await });
    open(PhotoPlace::Folder(office.photos())).unwrap();

    assert_eq!(count(), 3);
    assert_eq!(office.differences(Some(&Folder::to_read(&office.photos()))), Vec::<String>::new());
    assert!(open(PhotoPlace::Database).unwrap_err().contains("SUNWAI_PHOTOS"));
}

#[test]
fn erased_photos_leave_a_whole_history_and_no_picture() {
    for office in [TestOffice::start(), TestOffice::start_with_folder()] {
        let filed = office.file(1);
        let added = office.add_photo(&filed, 2, &jpeg(8, 8));

        for (number, action) in [(3, "withdraw"), (4, "erase")] {
            assert_eq!(office.act(&filed, number, &json!({"action": action})).status, 200);
        }

        assert_eq!(office.photo(&filed, id(&photos(&added)[0])).problem(), "photo.unknown");
        assert_eq!(photos(&office.details(&filed)), Vec::<Value>::new());
        assert_eq!(office.differences(None), Vec::<String>::new());
        if office.photos().exists() {
            assert_eq!(fs::read_dir(office.photos()).unwrap().count(), 1, "the mark");
        }
    }
}
