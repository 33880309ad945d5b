//! The figures over the socket: equal to a recount, adding up, exact at the
//! borders of days, the same in all three forms.

use std::sync::Arc;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::{
    language::Language,
    statistics::{Question, UNASSIGNED, WITHHELD},
    time::{Day, Timestamp},
    wire::{Grouping, Hundredths, StatisticsAnswer, StatisticsGroup},
};
use server::{
    clock::Clock as _,
    demo::{fill::fill, numbers::Numbers, plan::Plan},
    progress::Progress,
};
use sha2::{Digest as _, Sha256};

use crate::{
    client::{Answer, Request},
    office::{TestOffice, form_with},
};

/// With whole lives of so many complaints, by chance from a seed.
pub fn with_histories(count: u32, seed: u64) -> TestOffice {
    let office = TestOffice::start();
    let (from, to) = (day("2020-01-01"), day("2020-06-30"));
    let numbers = Numbers { received: count, resolved: count / 2, not_tenable: count / 4, from, to, seed };
    let (plan, progress) = (Arc::new(Plan::new(&numbers)), Arc::new(Progress::new("complaints", u64::from(count))));
    office.runtime.block_on(fill(&office.office, &plan, &progress)).unwrap();
    office
}

fn figures(office: &TestOffice, query: &str) -> StatisticsAnswer {
    let answer = office.get(&format!("/api/v1/statistics?{query}"));
    assert_eq!(answer.status, 200, "{query}: {}", answer.text());
    serde_json::from_slice(&answer.body).unwrap()
}

fn refused(office: &TestOffice, query: &str) -> Answer {
    let answer = office.get(&format!("/api/v1/statistics?{query}"));
    assert_eq!(answer.status, 422, "{query}: {}", answer.text());
    answer
}

/// Files a complaint of this category.
pub fn file(office: &TestOffice, number: u32, category: &str) {
    office.file_as(number, &form_with("category", category.into()));
}

pub fn set_clock(office: &TestOffice, text: &str) {
    office.clock.set(Timestamp::parse(text).unwrap());
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// Queries with the questions that they are.
fn questions() -> Vec<(&'static str, Question)> {
    let all = Question::default();
    let code = |text: &str| Some(text.to_owned());
    vec![
        ("", all.clone()),
        ("by=month", Question { by: Some(Grouping::Month), ..all.clone() }),
        (
            "by=department&district=bhiwani",
            Question { by: Some(Grouping::Department), district: code("bhiwani"), ..all.clone() },
        ),
        (
            "by=category&from=2020-02-01&to=2020-03-31",
            Question {
                by: Some(Grouping::Category),
                from: Some(day("2020-02-01")),
                to: Some(day("2020-03-31")),
                ..all.clone()
            },
        ),
        (
            "by=district&department=unassigned",
            Question { by: Some(Grouping::District), department: code(UNASSIGNED), ..all.clone() },
        ),
        ("by=reason&category=WATER", Question { by: Some(Grouping::Reason), category: code("WATER"), ..all.clone() }),
        ("by=channel&district=withheld", Question { by: Some(Grouping::Channel), district: code(WITHHELD), ..all }),
    ]
}

#[test]
fn every_figure_equals_a_full_recount_after_random_histories() {
    for seed in 1..=3 {
        let office = with_histories(400, seed);
        let counted = office.runtime.block_on(office.office.store.recount()).unwrap().counted;

        for (query, question) in questions() {
            let answer = figures(&office, query);

            let expected = StatisticsAnswer::new(&question, counted.tally(&question), 0, office.clock.now());
            assert_eq!(answer, expected, "seed {seed}: {query}");
        }
    }
}

#[test]
fn the_groups_of_every_table_add_up_to_its_total() {
    let office = with_histories(400, 4);

    for by in Grouping::ALL {
        let answer = figures(&office, &format!("by={}", by.code()));

        let sum = |of: fn(&StatisticsGroup) -> u32| answer.groups.iter().map(of).sum::<u32>();
        assert_eq!(sum(|group| group.not_tenable), answer.not_tenable, "{by:?}");
        if by != Grouping::Reason {
            assert_eq!(sum(|group| group.received), answer.received, "{by:?}");
            assert_eq!(sum(|group| group.resolved), answer.resolved, "{by:?}");
            assert_eq!(sum(|group| group.pending), answer.pending, "{by:?}");
        }
    }
}

#[test]
fn sensitive_complaints_stand_under_withheld_and_cannot_be_asked_for_by_name() {
    let office = TestOffice::start();
    file(&office, 1, "POLICE");
    file(&office, 2, "WATER");

    let answer = figures(&office, "by=category");
    let problem = refused(&office, "category=POLICE");

    let keys: Vec<_> = answer.groups.iter().map(|group| (group.key.as_str(), group.received)).collect();
    assert_eq!(keys, [("WATER", 1), (WITHHELD, 1)]);
    assert_eq!(figures(&office, "district=bhiwani").received, 1);
    assert_eq!(problem.problem(), "statistics.withheld");
    assert_eq!(problem.fields(), [("?category".to_owned(), "statistics.withheld".to_owned())]);
}

#[test]
fn a_complaint_counts_on_its_indian_calendar_day() {
    let office = TestOffice::start();
    set_clock(&office, "2020-02-29T18:29:59Z");
    file(&office, 1, "WATER");
    set_clock(&office, "2020-02-29T18:30:00Z");
    file(&office, 2, "WATER");

    let received = |query| figures(&office, query).received;

    assert_eq!(received("from=2020-02-29&to=2020-02-29"), 1);
    assert_eq!(received("from=2020-03-01&to=2020-03-01"), 1);
    assert_eq!(received("to=2020-02-28"), 0);
    assert_eq!(received("from=2020-02-29&to=2020-03-01"), 2);
}

#[test]
fn rates_of_nothing_are_null_and_the_articles_come_out_with_two_decimals() {
    let office = TestOffice::start();

    let nothing = office.get("/api/v1/statistics");
    file(&office, 1, "WATER");
    let one = figures(&office, "");

    for null in ["resolved_of_disposed", "not_tenable_of_disposed", "pending_of_received", "median_days", "p90_days"] {
        assert!(nothing.text().contains(&format!("\"{null}\":null")), "{}", nothing.text());
    }
    assert_eq!((one.resolved_of_disposed, one.pending_of_received), (None, Some(Hundredths(10_000))));
    let articles = serde_json::to_string(&[Hundredths(8_387), Hundredths(1_613), Hundredths(436)]).unwrap();
    assert_eq!(articles, "[83.87,16.13,4.36]");
}

#[test]
fn the_table_for_spreadsheets_says_the_same_in_the_language_asked_for() {
    let office = with_histories(200, 5);
    let answer = figures(&office, "by=district");

    let table = office.get("/api/v1/statistics.csv?by=district&lang=en").text();
    let hindi = office.get("/api/v1/statistics.csv?by=district").text();
    let punjabi = Request::get("/api/v1/statistics.csv?by=district").header("accept-language", "pa");
    let preferred = office.send(&punjabi).text();

    let lines: Vec<Vec<&str>> = table.strip_prefix('\u{feff}').unwrap().split("\r\n").map(cells).collect();
    assert_eq!(lines[0][..3], ["District", "Received", "Resolved"]);
    assert_eq!(lines.len(), answer.groups.len() + 3, "heading, groups, total, and the end of the last line");
    for (line, group) in lines[1..].iter().zip(&answer.groups) {
        let numbers: Vec<u32> = line[1..].iter().map(|cell| cell.parse().unwrap()).collect();
        assert_eq!(numbers[..5], [group.received, group.resolved, group.not_tenable, group.disposed, group.pending]);
    }
    assert_eq!(lines[lines.len() - 2][..2], ["Total", &answer.received.to_string()]);
    assert!(hindi.starts_with("\u{feff}ज़िला,मिलीं,"), "{hindi}");
    assert!(preferred.starts_with("\u{feff}ਜ਼ਿਲ੍ਹਾ,"), "{preferred}");
}

/// The cells of a line; none of the districts has a comma in its name.
fn cells(line: &str) -> Vec<&str> {
    line.split(',').collect()
}

#[test]
fn the_drawing_is_whole_xml_with_a_title_and_a_policy_of_its_own() {
    let office = with_histories(100, 6);

    for language in Language::ALL {
        for by in Grouping::ALL {
            let address = format!("/api/v1/statistics.svg?by={}&lang={}", by.code(), language.code());
            let drawing = office.get(&address);

            let words = drawing.text();
            let style = words.split("<style>").nth(1).and_then(|rest| rest.split("</style>").next()).unwrap();
            let policy = format!("default-src 'none'; style-src 'sha256-{}'", STANDARD.encode(Sha256::digest(style)));
            assert_eq!(drawing.header("content-security-policy"), Some(policy.as_str()));
            assert!(words.starts_with("<svg ") && words.ends_with("</svg>"), "{address}");
            assert!(words.contains("<title id=\"title\">") && words.contains("<desc "), "{address}");
            assert!(!words.contains("<!"), "{address}: a marker that is no XML");
        }
    }
}

#[test]
fn an_answer_is_kept_until_the_figures_change() {
    let office = TestOffice::start();
    file(&office, 1, "WATER");
    let first = office.get("/api/v1/statistics?by=month");
    let tag = first.header("etag").unwrap();
    let again = Request::get("/api/v1/statistics?by=month").header("if-none-match", tag);

    let same = office.send(&again);
    file(&office, 2, "WATER");
    let changed = office.send(&again);

    assert_eq!(first.header("cache-control"), Some("public, max-age=60, stale-while-revalidate=300"));
    assert_eq!((same.status, same.text().as_str(), same.header("etag")), (304, "", Some(tag)));
    assert_eq!(changed.status, 200);
    assert_ne!(changed.header("etag"), Some(tag));
}

#[test]
fn parameters_that_are_wrong_are_named_all_at_once_in_every_form() {
    let office = TestOffice::start();
    let query = "from=2020-02-30&district=delhi&colour=red&by=month&by=reason";

    let problem = refused(&office, query);

    let expected = [
        ("?from", "day.invalid"),
        ("?district", "district.unknown"),
        ("?colour", "parameter.unknown"),
        ("?by", "parameter.repeated"),
    ];
    assert_eq!(problem.problem(), "statistics.invalid");
    assert_eq!(problem.fields(), expected.map(|(pointer, key)| (pointer.to_owned(), key.to_owned())));
    for form in [".csv", ".svg"] {
        assert_eq!(office.get(&format!("/api/v1/statistics{form}?{query}")).status, 422);
    }
    assert_eq!(refused(&office, "from=2020-02-01&to=2020-01-31").fields()[0].0, "?to");
}
