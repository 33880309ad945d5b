//! Photos that come with a plain form (multipart/form-data).

use serde_json::Value;

use crate::{
    client::{Answer, Request, key},
    office::TestOffice,
    photo::jpeg,
};

const BOUNDARY: &str = "----citizen";

const ANSWERS: [(&str, &str); 5] = [
    ("step", "6"),
    ("group", "ration"),
    ("category", "PDS_NOT_RECEIVED"),
    ("district", "bhiwani"),
    ("text", "दो महीने से राशन नहीं मिला है\r\nडिपो बंद है"),
];

/// A form as a browser writes it: the words, then the files.
fn form(fields: &[(&str, &str)], files: &[Vec<u8>]) -> Vec<u8> {
    let mut body = Vec::new();
    let mut part = |head: String, content: &[u8]| {
        body.extend(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n").into_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    };
    for (name, value) in fields {
        part(format!("name=\"{name}\""), value.as_bytes());
    }
    for file in files {
        part("name=\"photo\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg".to_owned(), file);
    }
    body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    body
}

fn request(body: &[u8]) -> Request {
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    Request::new("POST", "/complain?lang=en").header("content-type", &kind).body(body)
}

impl TestOffice {
    fn send_form(&self, number: u32, files: &[Vec<u8>]) -> Answer {
        let key = key(number);
        let fields: Vec<_> = ANSWERS.into_iter().chain([("key", key.as_str())]).collect();
        self.send(&request(&form(&fields, files)))
    }

    fn filed(&self) -> u64 {
        self.get("/api/v1/statistics").json()["received"].as_u64().unwrap()
    }
}

/// The receipt from which the page was drawn.
fn receipt(page: &Answer) -> Value {
    let text = page.text();
    let given = text.split("id=\"given\">").nth(1).and_then(|rest| rest.split("</script>").next());
    serde_json::from_str(given.expect("the page is a receipt")).unwrap()
}

fn details(office: &TestOffice, receipt: &Value) -> Value {
    let path = format!("/api/v1/tickets/{}/details", receipt["ticket"].as_str().unwrap());
    office.send(&Request::get(&path).bearer(receipt["key"].as_str().unwrap())).json()
}

#[test]
fn a_form_with_photos_is_filed_with_them_once() {
    let office = TestOffice::start();
    let photos = [jpeg(640, 480), jpeg(300, 200), jpeg(200, 300)];

    let first = office.send_form(1, &photos);
    let again = office.send_form(1, &photos);
    let without = office.send_form(1, &[]);

    assert_eq!((first.status, again.status, without.status), (200, 200, 200));
    assert_eq!(receipt(&first), receipt(&again));
    assert_eq!(receipt(&first), receipt(&without), "whoever lost the answer may have no photo any more");
    assert_eq!(office.filed(), 1);
    let details = details(&office, &receipt(&first));
    assert_eq!(details["photos"].as_array().unwrap().len(), 3);
    assert_eq!(details["text"], "दो महीने से राशन नहीं मिला है\nडिपो बंद है", "line ends as everywhere");
}

#[test]
fn a_form_without_a_file_is_one_without_photos() {
    let office = TestOffice::start();

    let page = office.send_form(1, &[Vec::new()]);

    assert_eq!(details(&office, &receipt(&page))["photos"].as_array().unwrap().len(), 0);
}

#[test]
fn photos_that_cannot_be_taken_are_told_and_the_words_stay() {
    let office = TestOffice::start();
    let large = vec![0xff; 12 * 1024 * 1024 + 1];
    let cases = [
        (vec![b"%PDF-1.7".to_vec()], 415, "not a photo"),
        (vec![jpeg(64, 48)[..200].to_vec()], 422, "damaged"),
        (vec![jpeg(64, 48); 4], 409, "at most 3"),
        (vec![large.clone()], 413, "too large"),
        (vec![vec![0xff; 12 * 1024 * 1024]; 3], 413, "too large"),
    ];

    for (files, status, words) in cases {
        let page = office.send_form(1, &files);

        assert_eq!(page.status, status, "{words}");
        assert!(page.text().contains("href=\"#photo\""), "{words}: it leads to the field");
        assert!(page.text().contains(words), "{words}");
        assert!(page.text().contains("डिपो बंद है"), "{words}: nothing is lost");
    }
    assert_eq!(office.filed(), 0);
}

#[test]
fn a_form_that_is_none_is_refused() {
    let office = TestOffice::start();
    let no_boundary = Request::new("POST", "/complain").header("content-type", "multipart/form-data").body(b"x");
    let bytes = |text: &[u8]| {
        let mut body = form(&[("step", "4")], &[]);
        body.truncate(body.len() - BOUNDARY.len() - 6);
        body.extend(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n").into_bytes());
        body.extend_from_slice(text);
        body.extend(format!("\r\n--{BOUNDARY}--\r\n").into_bytes());
        request(&body)
    };
    let whole = form(&ANSWERS, &[jpeg(64, 48)]);

    assert_eq!(office.send(&no_boundary).status, 400);
    assert_eq!(office.send(&bytes(b"\xff\xfe")).status, 400, "no UTF-8");
    assert_eq!(office.send(&bytes(&[b'x'; 70_000])).status, 413, "words have their limit here too");
    assert_ne!(office.send(&request(&whole[..whole.len() - 40])).status, 200, "cut off");
    assert_eq!(office.filed(), 0);
}

#[test]
fn files_are_read_where_they_are_asked_for_and_words_have_their_limit() {
    let office = TestOffice::start();
    let multipart = |path: &str, body: &[u8]| {
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        office.send(&Request::new("POST", path).header("content-type", &kind).body(body))
    };

    let elsewhere = multipart("/status", &form(&[("ticket", "21482736900")], &[jpeg(64, 48)]));
    let long = multipart("/complain", &form(&[("step", "4"), ("text", &"x".repeat(11_000_000))], &[]));

    assert_eq!((elsewhere.status, long.status), (415, 413));
}

#[test]
fn other_buttons_of_the_page_work_with_whatever_photo_is_chosen() {
    let office = TestOffice::start();

    for photo in [jpeg(64, 48), vec![0xff; 12 * 1024 * 1024 + 1]] {
        let mut body = form(&ANSWERS, &[photo]);
        // The buttons stand below the photos.
        body.truncate(body.len() - BOUNDARY.len() - 6);
        body.extend(form(&[("go", "4")], &[]));

        let page = office.send(&request(&body));

        assert_eq!(page.status, 200);
        assert!(page.text().contains("<textarea"));
    }
    assert_eq!(office.filed(), 0);
}
