//! The figures over the socket: equal to a recount, adding up, exact at the
//! borders of days, the same in all three forms.

#[path = "../load/connection.rs"]
mod connection;

use std::{net::SocketAddr, sync::Arc};

use connection::Connection;
use domain::{
    language::Language,
    statistics::{Question, UNASSIGNED, WITHHELD},
    time::{Day, Timestamp},
    wire::{FieldProblem, Grouping, Hundredths, Problem, StatisticsAnswer},
};
use server::{
    chance::SeededChance,
    clock::FixedClock,
    demo::{fill::fill, numbers::Numbers, plan::Plan, progress::Progress},
    office::Office,
    routes::router,
    secret::Secret,
    store::sqlite::SqliteStore,
};
use tempfile::TempDir;
use tokio::net::TcpListener;

/// A running server on a clock that stands.
struct Running {
    office: Arc<Office>,
    clock: Arc<FixedClock>,
    address: SocketAddr,
    _folder: TempDir,
}

/// What came back.
struct Got {
    status: u16,
    etag: Option<String>,
    policy: Option<String>,
    caching: Option<String>,
    body: String,
}

impl Running {
    async fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("sunwai.db")).unwrap();
        let clock = Arc::new(FixedClock::new(Timestamp::parse("2026-11-24T06:00:00Z").unwrap()));
        let secret = Secret::from_chance(&SeededChance::new(1));
        let chance = Arc::new(SeededChance::new(2));
        let office = Office::new(Arc::new(store), clock.clone(), chance, secret, "HR", "http://localhost");
        let office = Arc::new(office);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let service = router(Arc::clone(&office));
        tokio::spawn(async move { axum::serve(listener, service).await });
        Self { office, clock, address, _folder: folder }
    }

    /// With whole lives of so many complaints, by chance from a seed.
    async fn with_histories(count: u32, seed: u64) -> Self {
        let running = Self::empty().await;
        let (from, to) = (day("2020-01-01"), day("2020-06-30"));
        let (resolved, not_tenable) = (count / 2, count / 4);
        let numbers = Numbers { received: count, resolved, not_tenable, from, to, seed };
        let progress = Arc::new(Progress::new(u64::from(count)));
        fill(&running.office, &Arc::new(Plan::new(&numbers)), &progress).await.unwrap();
        running
    }

    async fn get(&self, address: &str) -> Got {
        self.get_with(address, "").await
    }

    async fn get_with(&self, address: &str, header: &str) -> Got {
        self.ask(&format!("GET {address} HTTP/1.1\r\nHost: localhost\r\n{header}\r\n")).await
    }

    async fn ask(&self, request: &str) -> Got {
        let mut connection = Connection::open(self.address).await.unwrap();
        let reply = connection.ask(request.as_bytes()).await.unwrap();
        let header = |name| reply.header(name).map(str::to_owned);
        Got {
            status: reply.status,
            etag: header("etag"),
            policy: header("content-security-policy"),
            caching: header("cache-control"),
            body: String::from_utf8(reply.body.to_vec()).unwrap(),
        }
    }

    async fn figures(&self, query: &str) -> StatisticsAnswer {
        let got = self.get(&format!("/api/v1/statistics?{query}")).await;
        assert_eq!(got.status, 200, "{query}: {}", got.body);
        serde_json::from_str(&got.body).unwrap()
    }

    async fn refused(&self, query: &str) -> Problem {
        let got = self.get(&format!("/api/v1/statistics?{query}")).await;
        assert_eq!(got.status, 422, "{query}: {}", got.body);
        serde_json::from_str(&got.body).unwrap()
    }

    /// Files a complaint through the API at a moment.
    async fn file(&self, at: &str, category: &str) {
        let now = Timestamp::parse(at).unwrap();
        self.clock.set(now);
        let body = format!(
            r#"{{"category":"{category}","district":"bhiwani","text":"दो महीने से राशन नहीं मिला है","language":"hi","notice":"2026-11"}}"#
        );
        let key = format!("00000000-0000-4000-8000-{:012x}", now.0 * 100 + i64::from(category.as_bytes()[0]));
        let request = format!(
            "POST /api/v1/complaints HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
             Idempotency-Key: {key}\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let got = self.ask(&request).await;
        assert_eq!(got.status, 201, "{}", got.body);
    }
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

#[tokio::test]
async fn every_figure_equals_a_full_recount_after_random_histories() {
    for seed in 1..=3 {
        let running = Running::with_histories(400, seed).await;
        let counted = running.office.store.recount().await.unwrap().counted;

        for (query, question) in questions() {
            let answer = running.figures(query).await;

            let expected = StatisticsAnswer::new(&question, counted.tally(&question), 0, running.office.clock.now());
            assert_eq!(answer, expected, "seed {seed}: {query}");
        }
    }
}

#[tokio::test]
async fn the_groups_of_every_table_add_up_to_its_total() {
    let running = Running::with_histories(400, 4).await;

    for by in Grouping::ALL {
        let answer = running.figures(&format!("by={}", by.code())).await;

        let sum = |of: fn(&domain::wire::StatisticsGroup) -> u32| answer.groups.iter().map(of).sum::<u32>();
        assert_eq!(sum(|group| group.not_tenable), answer.not_tenable, "{by:?}");
        if by != Grouping::Reason {
            assert_eq!(sum(|group| group.received), answer.received, "{by:?}");
            assert_eq!(sum(|group| group.resolved), answer.resolved, "{by:?}");
            assert_eq!(sum(|group| group.pending), answer.pending, "{by:?}");
        }
    }
}

#[tokio::test]
async fn sensitive_complaints_stand_under_withheld_and_cannot_be_asked_for_by_name() {
    let running = Running::empty().await;
    running.file("2026-11-24T06:00:00Z", "POLICE").await;
    running.file("2026-11-24T06:00:00Z", "WATER").await;

    let answer = running.figures("by=category").await;
    let problem = running.refused("category=POLICE").await;

    let keys: Vec<_> = answer.groups.iter().map(|group| (group.key.as_str(), group.received)).collect();
    assert_eq!(keys, [("WATER", 1), (WITHHELD, 1)]);
    assert_eq!(running.figures("district=bhiwani").await.received, 1);
    assert_eq!(
        (problem.key.as_str(), &problem.errors),
        ("statistics.withheld", &vec![FieldProblem::new("?category", "statistics.withheld")])
    );
}

#[tokio::test]
async fn a_complaint_counts_on_its_indian_calendar_day() {
    let running = Running::empty().await;
    running.file("2020-02-29T18:29:59Z", "WATER").await;
    running.file("2020-02-29T18:30:00Z", "WATER").await;

    let received = async |query| running.figures(query).await.received;

    assert_eq!(received("from=2020-02-29&to=2020-02-29").await, 1);
    assert_eq!(received("from=2020-03-01&to=2020-03-01").await, 1);
    assert_eq!(received("to=2020-02-28").await, 0);
    assert_eq!(received("from=2020-02-29&to=2020-03-01").await, 2);
}

#[tokio::test]
async fn rates_of_nothing_are_null_and_the_articles_come_out_with_two_decimals() {
    let running = Running::empty().await;

    let nothing = running.get("/api/v1/statistics").await;
    running.file("2026-11-24T06:00:00Z", "WATER").await;
    let one = running.figures("").await;

    for null in ["resolved_of_disposed", "not_tenable_of_disposed", "pending_of_received", "median_days", "p90_days"] {
        assert!(nothing.body.contains(&format!("\"{null}\":null")), "{}", nothing.body);
    }
    assert_eq!((one.resolved_of_disposed, one.pending_of_received), (None, Some(Hundredths(10_000))));
    let articles = serde_json::to_string(&[Hundredths(8_387), Hundredths(1_613), Hundredths(436)]).unwrap();
    assert_eq!(articles, "[83.87,16.13,4.36]");
}

#[tokio::test]
async fn the_table_for_spreadsheets_says_the_same_in_the_language_asked_for() {
    let running = Running::with_histories(200, 5).await;
    let answer = running.figures("by=district").await;

    let table = running.get("/api/v1/statistics.csv?by=district&lang=en").await.body;
    let hindi = running.get("/api/v1/statistics.csv?by=district").await.body;
    let preferred = running.get_with("/api/v1/statistics.csv?by=district", "Accept-Language: pa\r\n").await.body;

    let lines: Vec<Vec<&str>> = table.strip_prefix('\u{feff}').unwrap().split("\r\n").map(cells).collect();
    assert_eq!(lines[0][..3], ["District", "Received", "Solved"]);
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

#[tokio::test]
async fn the_drawing_is_whole_xml_with_a_title_and_a_policy_of_its_own() {
    let running = Running::with_histories(100, 6).await;

    for language in Language::ALL {
        for by in Grouping::ALL {
            let address = format!("/api/v1/statistics.svg?by={}&lang={}", by.code(), language.code());
            let drawing = running.get(&address).await;

            assert_eq!(drawing.policy.as_deref(), Some("default-src 'none'; style-src 'unsafe-inline'"));
            assert!(drawing.body.starts_with("<svg ") && drawing.body.ends_with("</svg>"), "{address}");
            assert!(drawing.body.contains("<title id=\"title\">") && drawing.body.contains("<desc "), "{address}");
            assert!(!drawing.body.contains("<!"), "{address}: a marker that is no XML");
        }
    }
}

#[tokio::test]
async fn an_answer_is_kept_until_the_figures_change() {
    let running = Running::empty().await;
    running.file("2026-11-24T06:00:00Z", "WATER").await;
    let first = running.get("/api/v1/statistics?by=month").await;
    let tag = first.etag.unwrap();
    let unchanged = format!("If-None-Match: {tag}\r\n");

    let same = running.get_with("/api/v1/statistics?by=month", &unchanged).await;
    running.file("2026-11-24T06:01:00Z", "WATER").await;
    let changed = running.get_with("/api/v1/statistics?by=month", &unchanged).await;

    assert_eq!(first.caching.as_deref(), Some("public, max-age=60, stale-while-revalidate=300"));
    assert_eq!((same.status, same.body.as_str(), same.etag), (304, "", Some(tag.clone())));
    assert_eq!(changed.status, 200);
    assert_ne!(changed.etag, Some(tag));
}

#[tokio::test]
async fn parameters_that_are_wrong_are_named_all_at_once_in_every_form() {
    let running = Running::empty().await;
    let query = "from=2020-02-30&district=delhi&colour=red&by=month&by=reason";

    let problem = running.refused(query).await;

    let expected = [
        FieldProblem::new("?from", "day.invalid"),
        FieldProblem::new("?district", "district.unknown"),
        FieldProblem::new("?colour", "parameter.unknown"),
        FieldProblem::new("?by", "parameter.repeated"),
    ];
    assert_eq!((problem.key.as_str(), problem.errors.as_slice()), ("statistics.invalid", expected.as_slice()));
    for form in [".csv", ".svg"] {
        assert_eq!(running.get(&format!("/api/v1/statistics{form}?{query}")).await.status, 422);
    }
    assert_eq!(running.refused("from=2020-02-01&to=2020-01-31").await.errors[0].pointer, "?to");
}
