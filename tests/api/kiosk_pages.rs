//! The pages of the kiosk, and the worker that keeps them on a terminal.

use crate::{client::Request, office::TestOffice};

#[test]
fn every_address_below_the_kiosk_is_one_page_that_is_kept_and_found_nowhere() {
    let office = TestOffice::start();

    let pages = ["/kiosk", "/kiosk/", "/kiosk/today", "/kiosk/nowhere/at/all"].map(|path| office.get(path));

    for page in &pages {
        assert_eq!(page.status, 200);
        assert_eq!(page.header("cache-control"), Some("no-store"));
        assert_eq!(page.header("x-robots-tag"), Some("noindex, nofollow"));
        assert_eq!(page.text(), pages[0].text(), "the terminal keeps one for all");
    }
    assert_eq!(office.get("/kiosks").status, 404);
    assert_eq!(office.send(&Request::post("/kiosk", 1, &serde_json::json!({}))).status, 405);
}

#[test]
fn the_worker_keeps_what_its_page_links_to_and_is_asked_for_anew() {
    let office = TestOffice::start();

    let worker = office.get("/kiosk/sw.js");

    assert_eq!((worker.status, worker.header("service-worker-allowed")), (200, Some("/kiosk")));
    assert_eq!(worker.header("content-type"), Some("text/javascript; charset=utf-8"));
    assert_eq!(worker.header("cache-control"), Some("no-cache"));
    let (script, page) = (worker.text(), office.get("/kiosk").text());
    let links: Vec<_> = page.split('"').filter(|part| part.starts_with("/kiosk/") && part.contains('-')).collect();
    assert_eq!(links.len(), 3, "{links:?}");
    for link in links {
        assert!(script.contains(&format!("\"{link}\"")), "{link}: {script}");
        assert_eq!(office.get(link).header("cache-control"), Some("public, max-age=31536000, immutable"));
    }
}
