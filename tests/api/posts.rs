//! Posts on X become messages, once each, whatever goes wrong on the way.

use serde_json::json;
use server::{channels::x::settings::TokenSource, clock::Clock as _};

use crate::{
    posting::{Posting, act, ram, settings, sita},
    x::{Fault, tokens::CLIENT},
};

const WORDS: &str = "@cmohry दो महीने से राशन नहीं मिला, डिपो रोहतक, मेरा नंबर 98123 45678";

#[test]
fn a_post_is_in_the_inbox_masked_with_its_number_as_contact() {
    let posting = Posting::start();
    let id = posting.x.post(&ram(), WORDS);

    let round = posting.poll();

    assert_eq!((round.taken.added, round.trouble), (1, None));
    let tracker = posting.office.tracker();
    let items = posting.inbox(&tracker);
    let item = &items[0];
    assert_eq!(item["id"], format!("x-{id}"));
    assert_eq!(item["author"], "ram_rohtak");
    assert_eq!(item["mobile"], "XXXXXX5678");
    assert_eq!(item["link"], format!("https://x.com/ram_rohtak/status/{id}"));
    assert!(!item.to_string().contains("98123"), "{item}");
    let hinted = |kind: &str| {
        let hints = item["hints"].as_array().unwrap().iter();
        hints.filter(|hint| hint["kind"] == kind).map(|hint| hint["code"].as_str().unwrap()).next().map(str::to_owned)
    };
    assert_eq!(hinted("category").as_deref(), Some("PDS_NOT_RECEIVED"));
    assert_eq!(hinted("district").as_deref(), Some("rohtak"));
    assert_eq!(hinted("department").as_deref(), Some("FOOD"));
}

#[test]
fn nothing_is_missed_after_days_of_absence_and_nothing_is_there_twice() {
    let posting = Posting::start();
    posting.x.post(&ram(), "पहली");
    posting.poll();
    posting.office.pass_days(3);
    for number in 0..350 {
        posting.x.post(&sita(), &format!("शिकायत {number}"));
    }

    let round = posting.poll();
    let again = posting.poll();

    assert_eq!((round.pages, round.taken.added, round.has_gap), (4, 350, false));
    assert_eq!(again.taken.added, 0);
    assert_eq!(posting.health().waiting, 351);
}

#[test]
fn a_walk_that_is_broken_off_goes_on_where_it_was() {
    let posting = Posting::start();
    for number in 0..250 {
        posting.x.post(&sita(), &format!("शिकायत {number}"));
    }
    posting.x.inside().allowed.insert("mentions", 2);

    let first = posting.poll();
    let rests = posting.poll();
    // Newer ones come while it rests.
    posting.x.post(&ram(), WORDS);
    posting.office.clock.pass(15 * 60);
    posting.poll();
    posting.poll();

    assert_eq!((first.pages, first.taken.added), (2, 200));
    assert!(
        first.rests_until.is_some() && first.trouble.is_none(),
        "nothing was asked that would be refused: {first:?}"
    );
    assert_eq!((rests.pages, rests.rests_until), (0, first.rests_until));
    assert_eq!(posting.health().waiting, 251);
    assert_eq!(posting.x.calls("mentions"), 4, "each page once");
}

#[test]
fn more_than_can_be_reached_is_told_loudly() {
    let posting = Posting::start();
    posting.x.post(&ram(), "पहली");
    posting.poll();
    for number in 0..900 {
        posting.x.post(&sita(), &format!("शिकायत {number}"));
    }

    let round = posting.poll();

    assert!(round.has_gap);
    assert_eq!(round.taken.added, 800);
    let channels = posting.office.tracker().get("/api/desk/v1/channels").json();
    assert_eq!(channels["intake"][0]["gap"], "2026-11-24T10:00:00Z");
}

#[test]
fn every_fault_is_told_and_loses_no_post() {
    let faults = [
        (Fault::Status(401), "denied"),
        (Fault::Status(402), "credits"),
        (Fault::Status(403), "denied"),
        (Fault::Status(429), "busy"),
        (Fault::OldStatus(429), "busy"),
        (Fault::Status(500), "down"),
        (Fault::Status(503), "down"),
        (Fault::BrokenJson, "broken"),
        (Fault::WithoutData, "broken"),
        (Fault::CutOff, "cut_off"),
    ];
    for (fault, word) in faults {
        let posting = Posting::start();
        posting.x.post(&ram(), WORDS);
        posting.x.next("mentions", fault);

        let failed = posting.poll();
        let told = posting.health();
        posting.office.clock.pass(15 * 60);
        let next = posting.poll();

        assert_eq!((failed.trouble, failed.taken.added), (Some(word), 0), "{fault:?}");
        assert_eq!((told.error.as_deref(), told.errors), (Some(word), 1), "{fault:?}");
        assert_eq!((next.trouble, next.taken.added), (None, 1), "{fault:?}");
        assert_eq!(posting.health().error, None, "{fault:?}");
    }
}

#[test]
fn what_nobody_knows_and_errors_beside_posts_keep_nothing_away() {
    for (fault, note) in [(Fault::UnknownField, None), (Fault::ErrorsBeside, Some("partial"))] {
        let posting = Posting::start();
        posting.x.post(&ram(), WORDS);
        posting.x.next("mentions", fault);

        let round = posting.poll();

        assert_eq!((round.trouble, round.taken.added), (None, 1), "{fault:?}");
        assert_eq!(posting.health().note.as_deref(), note);
    }
}

#[test]
fn a_server_that_cannot_be_reached_is_told() {
    let posting = Posting::with(|settings| server::channels::x::settings::XSettings {
        base_url: "http://127.0.0.1:9".parse().unwrap(),
        ..settings
    });

    assert_eq!(posting.poll().trouble, Some("unreachable"));
    posting.poll();
    assert_eq!(posting.health().errors, 2);
}

#[test]
fn the_first_words_are_kept_and_an_edit_is_noted() {
    let posting = Posting::start();
    let id = posting.x.post(&ram(), "राशन नहीं मिला");
    posting.poll();
    let now = posting.office.clock.now();
    posting.x.inside().posts.edit(&id, "राशन मिल गया, फ़ोन 9812345678", now);

    let round = posting.poll();

    assert_eq!((round.taken.added, round.taken.edited), (0, 1));
    let items = posting.inbox(&posting.office.tracker());
    assert_eq!(items.len(), 1);
    assert_eq!((&items[0]["text"], &items[0]["edits"]), (&json!("राशन नहीं मिला"), &json!(1)));
    assert_eq!(items[0]["edited_text"], "राशन मिल गया, फ़ोन XXXXXXXXXX");
    assert_eq!(items[0]["id"], format!("x-{id}"));
}

#[test]
fn a_post_that_was_edited_before_it_was_read_is_known_by_its_first_name() {
    let posting = Posting::start();
    let id = posting.x.post(&ram(), "राशन नहीं मिला");
    let now = posting.office.clock.now();
    let second = posting.x.inside().posts.edit(&id, "राशन अब भी नहीं मिला", now);
    posting.poll();
    posting.x.inside().posts.edit(&second, "राशन फिर नहीं मिला", now);

    posting.poll();

    let items = posting.inbox(&posting.office.tracker());
    assert_eq!((items.len(), items[0]["id"].as_str()), (1, Some(&*format!("x-{id}"))));
    assert_eq!((&items[0]["text"], &items[0]["edits"]), (&json!("राशन अब भी नहीं मिला"), &json!(2)));
}

#[test]
fn retweets_and_own_posts_are_no_messages() {
    let posting = Posting::start();
    let id = posting.x.post(&ram(), WORDS);
    let now = posting.office.clock.now();
    posting.x.inside().posts.retweet(&sita(), &id, now);
    posting.x.inside().posts.own_mention("@cmohry आज छुट्टी है", now);

    let round = posting.poll();

    assert_eq!(round.taken.added, 1);
    assert_eq!(posting.health().last_post_at, Some(now), "they were seen all the same");
}

#[test]
fn photos_are_kept_as_links() {
    let posting = Posting::start();
    let now = posting.office.clock.now();
    posting.x.inside().posts.mention_with_photo(&ram(), WORDS, now, "https://pbs.example/1.jpg");

    posting.poll();

    let items = posting.inbox(&posting.office.tracker());
    assert_eq!(items[0]["photos"], json!(["https://pbs.example/1.jpg"]));
}

#[test]
fn an_answer_of_the_same_person_becomes_part_of_the_complaint() {
    let posting = Posting::start();
    let tracker = posting.office.tracker();
    let id = posting.x.post(&ram(), WORDS);
    posting.poll();
    let filed = posting.file(&tracker, &format!("x-{id}"));
    let now = posting.office.clock.now();
    posting.x.inside().posts.answer(&ram(), "@cmohry डिपो नंबर 12 है", now, &id);
    posting.x.inside().posts.answer(&sita(), "@cmohry मेरा भी यही हाल है", now, &id);
    posting.poll();

    posting.let_settle();

    let complaint = tracker.get(&format!("/api/desk/v1/complaints/{}", filed["ticket"].as_str().unwrap())).json();
    let added = complaint["history"].as_array().unwrap().last().unwrap();
    assert_eq!((&added["event"], &added["by"]), (&json!("details_added"), &json!("citizen")));
    assert_eq!(added["text"], "@cmohry डिपो नंबर 12 है");
    let states: Vec<_> = complaint["posts"].as_array().unwrap().iter().map(|post| &post["state"]).collect();
    assert_eq!(states, ["filed", "attached", "waiting"]);
    // Somebody else's words are looked at first.
    let items = posting.inbox(&tracker);
    assert_eq!((items.len(), &items[0]["ticket"]), (1, &filed["ticket"]));
}

#[test]
fn under_a_post_of_the_office_each_complains_for_themselves() {
    let posting = Posting::start();
    let now = posting.office.clock.now();
    let own = posting.x.inside().posts.own_mention("@cmohry जनता दरबार", now);
    let first = posting.x.inside().posts.answer(&ram(), "राशन नहीं मिला है", now, &own);
    posting.x.inside().posts.answer(&sita(), "पानी नहीं आता है", now, &own);
    posting.poll();
    let tracker = posting.office.tracker();
    assert_eq!(posting.inbox(&tracker).len(), 2);

    posting.file(&tracker, &format!("x-{first}"));

    let items = posting.inbox(&tracker);
    assert_eq!((items.len(), items[0]["ticket"].is_null()), (1, true));
}

#[test]
fn who_says_that_it_is_solved_is_shown_and_nothing_is_applied() {
    let posting = Posting::start();
    let tracker = posting.office.tracker();
    let id = posting.x.post(&ram(), WORDS);
    posting.poll();
    let filed = posting.file(&tracker, &format!("x-{id}"));
    let now = posting.office.clock.now();
    posting.x.inside().posts.answer(&ram(), "@cmohry राशन मिल गया, धन्यवाद", now, &id);

    posting.poll();
    posting.let_settle();

    let items = posting.inbox(&tracker);
    assert_eq!((&items[0]["suggests"], &items[0]["ticket"]), (&json!("confirm"), &filed["ticket"]));
    let complaint = tracker.get(&format!("/api/desk/v1/complaints/{}", filed["ticket"].as_str().unwrap())).json();
    assert_eq!((&complaint["status"], complaint["version"].as_u64()), (&json!("received"), Some(1)));
    assert_eq!(complaint["posts"][1]["suggests"], "confirm");

    // One key puts it into the complaint.
    let attached = act(&tracker, items[0]["id"].as_str().unwrap(), &json!({"action": "attach"}));
    assert_eq!((attached.status, &attached.json()["ticket"]), (200, &filed["ticket"]));
}

/// An office whose tokens are in a file, and the file.
fn with_tokens() -> (Posting, std::path::PathBuf, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tokens.json");
    let (kept, file) = (path.clone(), path.clone());
    std::fs::write(&path, r#"{"access_token": "none", "refresh_token": "none"}"#).unwrap();
    let posting = Posting::with(|settings| {
        let token = TokenSource::File { path: kept, client: CLIENT.to_owned() };
        server::channels::x::settings::XSettings { token, ..settings }
    });
    let pair = posting.x.inside().tokens.issue(posting.office.clock.now().0);
    std::fs::write(&file, pair.to_string()).unwrap();
    (posting, path, folder)
}

fn refresh_token(path: &std::path::Path) -> String {
    let kept: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    kept["refresh_token"].as_str().unwrap().to_owned()
}

#[test]
fn a_token_that_ends_is_renewed_and_the_new_one_is_on_disk_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let (posting, path, _folder) = with_tokens();
    posting.x.post(&ram(), WORDS);

    for (round, added) in [(1, 1), (2, 0), (3, 0)] {
        assert_eq!((posting.poll().trouble, posting.health().waiting), (None, 1), "round {round}: {added}");
        posting.office.clock.pass(3 * 3_600);
    }

    assert_eq!(refresh_token(&path), "refresh-3");
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(posting.x.calls("oauth2/token"), 2, "only when it is needed");
    assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 2, "the tokens and their lock");
}

#[test]
fn a_token_that_was_taken_away_is_renewed_at_once() {
    let (posting, path, _folder) = with_tokens();
    posting.x.post(&ram(), WORDS);
    posting.poll();
    posting.x.inside().tokens.revoke();

    assert_eq!(posting.poll().trouble, None);
    assert_eq!(refresh_token(&path), "refresh-2");
}

#[test]
fn a_refusal_to_renew_is_told_and_leaves_the_file_as_it_was() {
    let (posting, path, _folder) = with_tokens();
    posting.x.inside().tokens.revoke();
    posting.x.next("token", Fault::Status(400));
    let before = std::fs::read(&path).unwrap();

    assert_eq!(posting.poll().trouble, Some("token_refused"));
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert_eq!(posting.poll().trouble, None, "and tried again");
}

#[test]
fn no_token_is_used_up_where_the_new_one_could_not_be_kept() {
    let (posting, path, folder) = with_tokens();
    posting.x.inside().tokens.revoke();
    // A folder in the way: root writes through every permission.
    std::fs::create_dir(folder.path().join("tokens.json.new")).unwrap();

    assert_eq!(posting.poll().trouble, Some("token_not_kept"));
    assert_eq!((posting.x.calls("oauth2/token"), refresh_token(&path)), (0, "refresh-1".to_owned()));
}

#[test]
fn no_token_is_printed() {
    let posting = Posting::start();

    let printed = format!("{:?}", settings(&posting.x));

    assert!(!printed.contains("a-lasting-token"), "{printed}");
}

#[test]
fn a_server_reads_by_itself_the_command_says_what_it_read_and_neither_prints_a_token() {
    use std::{path::Path, process::Command, sync::Arc, time::Duration};

    let elsewhere = tokio::runtime::Runtime::new().unwrap();
    let x = crate::x::X::start(&elsewhere, Arc::new(server::clock::SystemClock));
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("sunwai.db");
    let (binary, url) = (Path::new(env!("CARGO_BIN_EXE_sunwai")), x.url());
    let set = [
        ("SUNWAI_X_BASE_URL", url.as_str()),
        ("SUNWAI_X_USER_ID", crate::x::OFFICE),
        ("SUNWAI_X_TOKEN", crate::x::tokens::LASTING),
        ("SUNWAI_X_POLL_SECONDS", "1"),
    ];
    let once = || {
        let mut command = Command::new(binary);
        command.args(["x", "poll", "--once", "--database", &crate::sunwai::url(&database)]).envs(set);
        let output = command.env("SUNWAI_LOG", "trace").output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        let logged = String::from_utf8(output.stderr).unwrap();
        assert!(!said.contains(crate::x::tokens::LASTING) && !logged.contains(crate::x::tokens::LASTING), "{logged}");
        (output.status.success(), said, logged)
    };
    x.post(&ram(), WORDS);

    let (is_well, said, _) = once();
    assert!(is_well && said.contains("1 pages read: 1 new messages"), "{said}");

    let server = crate::sunwai::Sunwai::serve_with(binary, &database, &set).unwrap();
    x.post(&sita(), WORDS);
    let before = x.calls("mentions");
    for _ in 0..200 {
        if x.calls("mentions") > before + 2 {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    // Also while the server runs; it has read the second one by then.
    let (is_well, said, _) = once();
    assert!(is_well && said.contains("0 new messages"), "{said}");
    server.stop().unwrap();

    x.next("mentions", Fault::Status(402));
    let (is_well, said, why) = once();
    assert!(!is_well && said.contains("Then: credits") && why.contains("credits"), "{said} {why}");
}
