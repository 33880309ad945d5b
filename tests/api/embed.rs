//! What other sites show of ours: pages for frames, and the script that makes one.

use domain::paths::embed;

use crate::{
    client::{Answer, Request},
    office::{HOST, TestOffice, form},
    plain::{carried, send},
};

const ANSWERS: [(&str, &str); 3] =
    [("category", "PDS_NOT_RECEIVED"), ("district", "bhiwani"), ("text", "दो महीने से राशन नहीं मिला है")];

fn ancestors(answer: &Answer) -> String {
    let policy = answer.header("content-security-policy").unwrap();
    policy.rsplit_once("frame-ancestors ").unwrap().1.to_owned()
}

#[test]
fn only_pages_below_embed_may_be_framed_and_only_by_the_hosts_of_the_settings() {
    let office = TestOffice::start();
    let ticket = office.file(1).ticket;

    for path in ["status", "results", "complain", "nothing", "", &format!("t/{ticket}")] {
        let page = office.get(&format!("{}{path}", embed::BELOW));

        assert_eq!(ancestors(&page), format!("'self' {HOST}"), "{path}");
        assert_eq!(page.header("x-frame-options"), None, "{path}: it would forbid what the list allows");
        assert_eq!(page.header("cross-origin-opener-policy"), None, "{path}");
    }
    for path in ["/", "/status", "/complain", "/results", "/desk", "/kiosk", "/embed", "/embedded", "/%65mbed/status"] {
        let page = office.get(path);

        assert_eq!(ancestors(&page), "'none'", "{path}");
        assert_eq!(page.header("x-frame-options"), Some("DENY"), "{path}");
    }
}

#[test]
fn nothing_else_is_found_below_embed() {
    let office = TestOffice::start();

    for path in ["/embed/desk", "/embed/../desk", "/embed//desk", "/embed/api/v1/reference", "/embed/privacy"] {
        let page = office.get(path);

        assert_eq!(page.status, 404, "{path}");
        assert!(page.text().contains("<main class=\"page\""), "{path}");
    }
}

#[test]
fn a_page_in_a_frame_is_whole_in_its_language_without_app_and_frame_of_ours() {
    let office = TestOffice::start();
    let ticket = format!("t/{}", office.file(1).ticket);

    for path in ["status", "results", "complain", &ticket] {
        for language in ["hi", "en", "pa"] {
            let address = format!("/embed/{path}?lang={language}");
            let page = office.get(&address);
            let html = page.text();

            assert_eq!(page.status, 200, "{address}");
            assert_eq!(page.header("set-cookie"), None, "{address}");
            assert_eq!(page.header("x-robots-tag"), Some("noindex"), "{address}");
            assert_eq!(html.matches("<h1").count(), 1, "{address}");
            assert!(html.contains(&format!("<html lang=\"{language}\">")), "{address}");
            for left_out in ["<header", "<footer", "wasm", "manifest", "/app-", "skip-link"] {
                assert!(!html.contains(left_out), "{address}: {left_out}");
            }
            let links = html.split(" href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
            for link in links.filter(|link| !link.starts_with('#') && !link.ends_with(".css")) {
                assert!(link.contains(&format!("lang={language}")), "{address}: {link} forgets the language");
            }
        }
    }
}

#[test]
fn a_language_that_is_none_is_hindi() {
    let office = TestOffice::start();

    let page = office.get("/embed/status?lang=%22%3E%3Cscript%3E");

    assert!(page.text().starts_with("<!doctype html><html lang=\"hi\">"));
    assert_eq!(page.text(), office.get("/embed/status").text());
}

#[test]
fn a_frame_has_no_app_so_its_form_begins_with_the_first_question() {
    let office = TestOffice::start();

    let page = office.get("/embed/complain?step=check");

    assert!(page.text().contains("name=\"step\" value=\"1\""), "{}", page.text());
}

#[test]
fn what_cannot_be_done_in_a_frame_is_said_in_it() {
    let office = TestOffice::start();

    let json = office.send(&Request::post("/embed/complain?lang=en", 1, &form()));
    let unknown = office.get("/embed/t/..%2F..%2Fdesk?lang=en");

    assert_eq!((json.status, unknown.status), (415, 404));
    for page in [json, unknown] {
        assert!(page.text().contains("<main class=\"page\"") && page.text().contains("/embed/"), "{}", page.text());
        assert!(ancestors(&page).contains(HOST));
    }
}

#[test]
fn a_complaint_from_a_frame_is_filed_by_that_channel_and_its_private_link_opens_beside() {
    let office = TestOffice::start();

    let check = send(&office, "/embed/complain?lang=en", &[&ANSWERS[..], &[("step", "5")]].concat());
    let along = carried(&check);
    let along: Vec<_> = along.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let receipt = send(&office, "/embed/complain?lang=en", &along);

    assert!(check.text().contains("action=\"/embed/complain?lang=en\""));
    assert_eq!((receipt.status, receipt.header("cache-control")), (200, Some("no-store")));
    let html = receipt.text();
    assert!(html.contains("receipt__pin"));
    let key = html.split("#k=").nth(1).expect("the link is on the receipt");
    assert!(key.split_once('>').unwrap().0.contains("target=\"_blank\" rel=\"noopener\""), "{key}");
    assert_eq!(html.matches("#k=").count(), 1);
    let by_channel = office.get("/api/v1/statistics?by=channel").json();
    let embed = by_channel["groups"].as_array().unwrap().iter().find(|group| group["key"] == "embed");
    assert_eq!(embed.unwrap()["received"], 1, "{by_channel}");
}

#[test]
fn a_status_is_looked_up_and_opened_inside_the_frame() {
    let office = TestOffice::start();
    let filed = office.file(1);
    let ticket = format!("/embed/t/{}?lang=pa", filed.ticket);

    let found = send(&office, "/embed/status?lang=pa", &[("ticket", &filed.ticket)]);
    let wrong = send(&office, "/embed/status?lang=pa", &[("ticket", "21482736901")]);
    let status = office.get(&ticket);
    let opened = send(&office, &ticket, &[("pin", &filed.pin)]);

    assert_eq!((found.status, found.header("location")), (303, Some(ticket.as_str())));
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains("action=\"/embed/status?lang=pa\""), "{}", wrong.text());
    assert!(status.text().contains(&format!("action=\"{ticket}\"")));
    assert_eq!((opened.status, opened.header("cache-control")), (200, Some("no-store")));
    assert!(opened.text().contains("दो महीने से राशन नहीं मिला है"));
    assert!(!opened.text().contains("id=\"given\""), "there is no app that would read it");
}

#[test]
fn a_form_in_a_frame_is_taken_with_what_browsers_say_of_it() {
    let office = TestOffice::start();
    let body = "ticket=21482736900";
    let form = Request::new("POST", "/embed/status").header("content-type", "application/x-www-form-urlencoded");
    let form = form.header("origin", "null").header("sec-fetch-site", "same-origin").header("sec-fetch-dest", "iframe");

    let found = office.send(&form.body(body.as_bytes()));

    assert_eq!(found.status, 303);
}

#[test]
fn the_widget_may_be_loaded_by_any_site_and_is_asked_for_again() {
    let office = TestOffice::start();

    let widget = office.get(embed::WIDGET);
    let packed = office.send(&Request::get(embed::WIDGET).header("accept-encoding", "br"));
    let tag = widget.header("etag").unwrap();
    let again = office.send(&Request::get(embed::WIDGET).header("if-none-match", tag));

    assert_eq!(widget.header("content-type"), Some("text/javascript; charset=utf-8"));
    assert_eq!(widget.header("cross-origin-resource-policy"), Some("cross-origin"));
    assert_eq!(widget.header("cross-origin-opener-policy"), None);
    assert_eq!(widget.header("cache-control"), Some("public, max-age=3600, stale-while-revalidate=86400"));
    assert!(widget.body.len() <= 3_000 && packed.body.len() < widget.body.len(), "{} bytes", widget.body.len());
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert_eq!(again.header("cross-origin-resource-policy"), Some("cross-origin"));
}

#[test]
fn what_a_framed_page_links_to_is_there_and_kept_for_ever() {
    let office = TestOffice::start();
    let page = office.get("/embed/status").text();

    let files: Vec<_> = page.split('"').filter(|part| part.ends_with(".css") || part.ends_with(".js")).collect();

    assert!(files.iter().filter(|file| file.starts_with(embed::BELOW)).count() == 2, "{files:?}");
    for file in files {
        let answer = office.get(file);
        assert_eq!(answer.status, 200, "{file}");
        assert_eq!(answer.header("cache-control"), Some("public, max-age=31536000, immutable"), "{file}");
    }
}

#[test]
fn the_drawing_of_the_figures_may_be_shown_by_any_site() {
    let office = TestOffice::start();

    let drawing = office.get("/api/v1/statistics.svg?lang=pa");

    assert_eq!(drawing.header("cross-origin-resource-policy"), Some("cross-origin"));
}
