//! The citizens' pages without the app: forms in, whole pages out.

use form_urlencoded::Serializer;

use crate::{
    client::{Answer, Request},
    office::{Filed, TestOffice, form},
};

const ANSWERS: [(&str, &str); 5] = [
    ("group", "ration"),
    ("category", "PDS_NOT_RECEIVED"),
    ("district", "bhiwani"),
    ("text", "दो महीने से राशन नहीं मिला है"),
    ("mobile", "9812345678"),
];

/// Sends a form as a browser does.
pub fn send(office: &TestOffice, path: &str, fields: &[(&str, &str)]) -> Answer {
    let body = Serializer::new(String::new()).extend_pairs(fields).finish();
    let request = Request::new("POST", path).header("content-type", "application/x-www-form-urlencoded");
    office.send(&request.body(body.as_bytes()))
}

/// The fields that a page carries along in its last form.
pub fn carried(page: &Answer) -> Vec<(String, String)> {
    let text = page.text();
    let hidden = text.split("<input type=\"hidden\"").skip(1).filter_map(|input| {
        let value = |name: &str| Some(input.split_once(&format!(" {name}=\""))?.1.split('"').next()?.to_owned());
        Some((value("name")?, value("value")?))
    });
    hidden.collect()
}

fn one(fields: &[(String, String)], name: &str) -> String {
    fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()).unwrap_or_default()
}

fn open(office: &TestOffice, filed: &Filed) -> Answer {
    send(office, &format!("/t/{}", filed.ticket), &[("pin", &filed.pin)])
}

fn received(office: &TestOffice) -> u64 {
    office.get("/api/v1/statistics").json()["received"].as_u64().unwrap()
}

#[test]
fn every_page_is_whole_in_the_language_asked_for_and_small() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let ticket = format!("/t/{}", filed.ticket);

    for path in ["/", "/complain", "/status", &ticket, "/results", "/privacy", "/accessibility"] {
        for (language, words) in [("hi", "मुख्य"), ("en", "Skip"), ("pa", "ਮੁੱਖ")] {
            let address = format!("{path}?lang={language}");
            let page = office.send(&Request::get(&address).header("accept-encoding", "br"));
            let plain = office.get(&address).text();

            assert_eq!(page.status, 200, "{address}");
            assert!(page.body.len() <= 14_000, "{address}: {} bytes", page.body.len());
            assert_eq!(plain.matches("<h1").count(), 1, "{address}");
            assert!(plain.contains(&format!("<html lang=\"{language}\"")), "{address}");
            assert!(plain.contains(words), "{address} is in its language");
            // Whoever reads English goes on in English, without any script.
            assert!(!plain.contains("href=\"/complain\""), "{address}: a link forgets the language");
        }
    }
}

#[test]
fn the_form_is_filled_step_by_step_and_answered_by_a_receipt() {
    let office = TestOffice::start();
    let mut along = Vec::new();

    for step in ["1", "2", "3", "4", "5"] {
        let mut fields: Vec<(&str, &str)> =
            along.iter().map(|(name, value): &(String, String)| (name.as_str(), value.as_str())).collect();
        fields.retain(|(name, _)| *name != "step");
        fields.push(("step", step));
        let asked = match step {
            "1" => &["group"][..],
            "2" => &["category"],
            "3" => &["district"],
            "4" => &["text"],
            _ => &["mobile"],
        };
        fields.extend(ANSWERS.into_iter().filter(|(name, _)| asked.contains(name)));
        let page = send(&office, "/complain", &fields);
        assert_eq!(page.status, 200, "step {step}: {}", page.text());
        along = carried(&page);
    }
    assert_eq!(one(&along, "step"), "6");
    let fields: Vec<_> = along.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let receipt = send(&office, "/complain", &fields);
    let again = send(&office, "/complain", &fields);

    assert_eq!(receipt.status, 200);
    assert_eq!(receipt.header("cache-control"), Some("no-store"));
    assert!(receipt.text().contains("receipt__pin"));
    assert_eq!(receipt.text(), again.text(), "pressed twice, filed once");
    assert_eq!(received(&office), 1);
}

#[test]
fn a_form_that_is_sent_at_once_needs_no_steps() {
    let office = TestOffice::start();

    let receipt = send(&office, "/complain?lang=en", &ANSWERS[1..]);

    assert_eq!(receipt.status, 200);
    assert!(receipt.text().contains("HR "));
    assert_eq!(received(&office), 1);
}

#[test]
fn words_that_another_app_shares_stand_in_the_form_that_begins() {
    let office = TestOffice::start();

    let page = send(&office, "/complain", &[("text", "दो महीने से राशन नहीं मिला है")]);

    assert_eq!(page.status, 200);
    assert!(!page.text().contains("error-summary"));
    assert_eq!(one(&carried(&page), "step"), "1");
    assert_eq!(one(&carried(&page), "text"), "दो महीने से राशन नहीं मिला है");
}

#[test]
fn another_site_files_nothing_and_brings_no_key() {
    let office = TestOffice::start();
    let key = ("key", "11111111-1111-4111-8111-111111111111");
    let from_elsewhere = |path: &str, more: &[(&str, &str)]| {
        let fields: Vec<_> = ANSWERS.iter().chain([&key]).chain(more).copied().collect();
        let body = Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::new("POST", path).header("content-type", "application/x-www-form-urlencoded");
        office.send(&request.header("sec-fetch-site", "cross-site").body(body.as_bytes()))
    };

    let sent = from_elsewhere("/complain", &[("step", "6")]);
    let led = from_elsewhere("/complain", &[("step", "6"), ("go", "6")]);
    let framed = from_elsewhere("/embed/complain", &[("step", "6")]);

    assert_eq!((sent.status, led.status, framed.status), (200, 200, 200));
    for page in [sent, led] {
        assert_eq!(one(&carried(&page), "key"), "");
        assert_eq!(one(&carried(&page), "step"), "1");
    }
    assert_eq!(received(&office), 1, "a host may put our frame into a sandbox");
}

#[test]
fn a_wrong_answer_is_told_where_it_was_given_and_nothing_is_lost() {
    let office = TestOffice::start();

    let short = send(&office, "/complain?lang=en", &[("step", "4"), ("district", "bhiwani"), ("text", "<b>&\"")]);

    assert_eq!(short.status, 422);
    let page = short.text();
    assert!(page.contains("error-summary") && page.contains("href=\"#text\""));
    assert!(page.contains("&lt;b&gt;&amp;&quot;</textarea>"), "what was typed stands there still, as text");
    assert_eq!(one(&carried(&short), "district"), "bhiwani");
    assert_eq!(received(&office), 0);
}

#[test]
fn another_language_keeps_the_step_and_all_that_was_typed() {
    let office = TestOffice::start();
    let begun = send(&office, "/complain", &[("step", "4"), ("category", "PDS_NOT_RECEIVED"), ("text", "short")]);
    assert!(begun.text().contains(r#"form="form""#), "the switch sends the form");
    assert!(!begun.text().contains(r#"href="/complain?lang=en""#), "no link loses it");

    let mut fields = carried(&begun);
    fields.extend([("text", "short"), ("go", "4")].map(|(name, value)| (name.to_owned(), value.to_owned())));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let english = send(&office, "/complain?lang=en", &fields);

    assert_eq!(english.status, 200);
    assert!(english.text().contains("What happened?"), "the same step in English");
    assert!(english.text().contains("short</textarea>"), "with what was typed");
    assert_eq!(one(&carried(&english), "key"), one(&carried(&begun), "key"));
    assert_eq!(received(&office), 0);
}

#[test]
fn a_receipt_without_the_app_is_not_lost_by_a_link_to_another_language() {
    let office = TestOffice::start();

    let receipt = send(&office, "/complain", &ANSWERS);

    assert!(receipt.text().contains("receipt__pin"));
    assert!(!receipt.text().contains("language-switch"), "{}", receipt.text());
}

#[test]
fn one_can_go_back_with_all_that_was_typed() {
    let office = TestOffice::start();
    let mut fields = ANSWERS.to_vec();
    fields.extend([("step", "6"), ("go", "4")]);

    let page = send(&office, "/complain", &fields);

    assert_eq!(page.status, 200);
    assert!(page.text().contains("दो महीने से राशन नहीं मिला है</textarea>"));
    assert_eq!(one(&carried(&page), "mobile"), "9812345678");
}

#[test]
fn personal_numbers_are_pointed_out_before_sending_and_masked_with_one_press() {
    let office = TestOffice::start();
    let words = "राशन नहीं मिला, नंबर 9876543210 है";
    let mut fields = ANSWERS.to_vec();
    fields.retain(|(name, _)| *name != "text");
    fields.extend([("text", words), ("step", "5")]);

    let check = send(&office, "/complain", &fields);
    fields.retain(|(name, _)| *name != "step");
    fields.extend([("step", "6"), ("mask", "text")]);
    let masked = send(&office, "/complain", &fields);

    assert!(check.text().contains("name=\"mask\""));
    assert!(!masked.text().contains("9876543210"));
    assert_eq!(received(&office), 0);
}

#[test]
fn another_complaint_with_the_key_of_one_that_was_sent_is_told_and_may_be_sent_anew() {
    let office = TestOffice::start();
    let key = ("key", "0190d3c8-8f5c-7abc-9def-0123456789ab");
    let mut fields = ANSWERS.to_vec();
    fields.push(key);
    send(&office, "/complain", &fields);
    fields.retain(|(name, _)| *name != "text");
    fields.push(("text", "बिजली का बिल बहुत ज़्यादा आया है"));

    let told = send(&office, "/complain", &fields);
    let along = carried(&told);
    let anew: Vec<_> = along.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let receipt = send(&office, "/complain", &anew);

    assert_eq!((told.status, receipt.status), (422, 200));
    assert_eq!(received(&office), 2);
}

#[test]
fn a_number_leads_to_its_status_and_a_mistyped_one_is_told() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let typed = format!("hr {} {} {}", &filed.ticket[..3], &filed.ticket[3..7], &filed.ticket[7..]);

    let found = send(&office, "/status?lang=pa", &[("ticket", &typed)]);
    let wrong = send(&office, "/status", &[("ticket", "21482736901")]);
    let unknown = office.send(&Request::get("/t/21482736900").header("accept", "text/html"));

    assert_eq!((found.status, found.header("location")), (303, Some(format!("/t/{}?lang=pa", filed.ticket).as_str())));
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains("value=\"21482736901\""));
    assert_eq!(unknown.status, 404);
    assert!(unknown.text().contains("id=\"ticket\""), "the number can be put right at once");
}

#[test]
fn the_public_page_of_a_ticket_says_nothing_private() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let written = form();

    let page = office.get(&format!("/t/{}", filed.ticket)).text();

    for field in ["text", "place", "name", "mobile"] {
        let words = written[field].as_str().unwrap();
        assert!(!page.contains(words), "{field}");
    }
    assert!(!page.contains(&filed.key) && !page.contains(&filed.pin));
}

#[test]
fn the_pin_opens_the_private_part_and_the_citizen_acts_in_it_once() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let path = format!("/t/{}", filed.ticket);

    let opened = open(&office, &filed);
    let along = carried(&opened);
    let (key, once) = (one(&along, "key"), one(&along, "once"));
    let chosen = send(&office, &path, &[("key", &key), ("choose", "add_details")]);
    let words = [("key", &*key), ("once", &once), ("action", "add_details"), ("text", "डिपो तीन दिन से बंद है")];
    let done = send(&office, &path, &words);
    let again = send(&office, &path, &words);

    assert_eq!((opened.status, opened.header("cache-control")), (200, Some("no-store")));
    assert!(opened.text().contains("दो महीने से राशन नहीं मिला है"));
    assert!(chosen.text().contains("<textarea"));
    assert_eq!((done.status, again.status), (200, 200));
    let details = office.details(&filed).json();
    let added = details["events"].as_array().unwrap().iter().filter(|event| event["event"] == "details_added");
    assert_eq!(added.count(), 1, "{details}");
}

#[test]
fn a_wrong_pin_is_told_and_a_wrong_key_opens_nothing() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let path = format!("/t/{}", filed.ticket);
    let wrong = if filed.pin == "000000" { "000001" } else { "000000" };

    let pin = send(&office, &path, &[("pin", wrong)]);
    let letters = send(&office, &path, &[("pin", "abc")]);
    let key = send(&office, &path, &[("key", "AAAAAAAAAAAAAAAAAAAAAA"), ("action", "withdraw")]);

    assert_eq!((pin.status, letters.status, key.status), (404, 422, 404));
    for page in [pin, letters, key] {
        assert!(page.text().contains("id=\"pin\""));
        assert!(!page.text().contains("दो महीने से राशन"));
    }
    assert_eq!(office.details(&filed).json()["status"], "received");
}

#[test]
fn what_the_life_of_a_complaint_forbids_is_said_in_words() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let path = format!("/t/{}?lang=en", filed.ticket);

    let refused = send(&office, &path, &[("key", &filed.key), ("action", "confirm")]);
    let short = send(&office, &path, &[("key", &filed.key), ("action", "add_details"), ("text", "no")]);

    assert_eq!((refused.status, short.status), (409, 422));
    assert!(short.text().contains(">no</textarea>"), "what was typed stands there still");
}

#[test]
fn the_figures_stand_on_the_page_and_a_period_that_is_none_is_told() {
    let office = TestOffice::start();
    office.file(1);

    let page = office.get("/results?lang=en&by=district");
    let backwards = office.get("/results?from=2026-02-01&to=2026-01-01");

    assert!(page.text().contains("<table"));
    assert!(page.text().contains("Bhiwani"));
    assert_eq!(backwards.status, 422);
    assert!(backwards.text().contains("error-summary"));
}

#[test]
fn a_column_sorts_the_table_by_its_address() {
    let office = TestOffice::start();
    let mut other = form();
    other["district"] = "ambala".into();
    office.file(1);
    office.file(2);
    office.send(&Request::post("/api/v1/complaints", 3, &other));
    let order = |address: &str| {
        let page = office.get(address);
        let (ambala, bhiwani) = (page.text().find("scope=\"row\">Ambala"), page.text().find("scope=\"row\">Bhiwani"));
        ambala.unwrap() < bhiwani.unwrap()
    };

    let first = office.get("/results?lang=en&by=district");

    assert!(
        first.text().contains("href=\"/results?by=district&amp;sort=received&amp;lang=en\""),
        "the other way round"
    );
    assert!(!order("/results?lang=en&by=district"), "the most first");
    assert!(order("/results?lang=en&by=district&sort=received"));
    assert!(!order("/results?lang=en&by=district&sort=-name"));
}

#[test]
fn what_is_no_form_is_refused_with_a_page() {
    let office = TestOffice::start();

    let json = office.send(&Request::post("/complain", 1, &form()));
    let large = send(&office, "/complain", &[("text", &"x".repeat(70_000))]);
    let method = office.send(&Request::new("PUT", "/complain"));

    assert_eq!((json.status, large.status, method.status), (415, 413, 405));
    for page in [json, large] {
        assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    }
    assert_eq!(received(&office), 0);
}

#[test]
fn a_locked_pin_is_told_alike_for_a_ticket_that_is_there_and_one_that_is_not() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let wrong = if filed.pin == "000000" { "000001" } else { "000000" };

    let statuses = [&*filed.ticket, "21482736900"].map(|ticket| {
        let path = format!("/t/{ticket}");
        (0..6).map(|_| send(&office, &path, &[("pin", wrong)]).status).collect::<Vec<_>>()
    });

    assert_eq!(statuses[0], [404, 404, 404, 404, 404, 429]);
    assert_eq!(statuses[0], statuses[1]);
}

#[test]
fn what_is_no_utf_8_is_refused_and_a_replacement_character_is_taken() {
    let office = TestOffice::start();
    let request = Request::new("POST", "/complain").header("content-type", "application/x-www-form-urlencoded");

    let broken = office.send(&request.body(b"step=4&text=%FF%FE+no+ration+for+two+months"));
    let meant = send(&office, "/complain", &[("step", "4"), ("text", "no ration \u{fffd} for two months")]);

    assert_eq!((broken.status, meant.status), (400, 200));
}
