//! How what is counted is written, as Prometheus reads it (text format 0.0.4).

use std::{fmt::Write as _, fs};

use domain::{
    letter::Way,
    time::{DAY, Timestamp},
};

use super::traffic::BUCKETS;
use crate::{office::Office, store::StoreError};

/// Everything that is counted, of this moment.
pub async fn write(office: &Office) -> String {
    let mut page = Page::default();
    page.begin("sunwai_build_info", "gauge", "Which Sunwai this is.");
    page.line("sunwai_build_info", &[("version", env!("CARGO_PKG_VERSION"))], 1);
    traffic(&mut page, office);
    crowd(&mut page, office);
    writer(&mut page, office);
    memory(&mut page);
    let is_up = queues(&mut page, office).await.is_ok();
    page.begin("sunwai_store_up", "gauge", "Whether the store can be read.");
    page.line("sunwai_store_up", &[], u64::from(is_up));
    page.0
}

fn traffic(page: &mut Page, office: &Office) {
    const REQUESTS: &str = "sunwai_requests_total";
    page.begin(REQUESTS, "counter", "Answers, by the template of the route and status.");
    office.traffic.visit(|method, route, answered| {
        for (status, count) in &answered.statuses {
            page.line(REQUESTS, &[("method", method), ("route", route), ("status", &status.to_string())], *count);
        }
    });
    page.begin("sunwai_request_seconds", "histogram", "How long answers took, to their first byte.");
    office.traffic.visit(|method, route, answered| {
        let of = [("method", method), ("route", route)];
        let mut within = 0;
        for (end, count) in BUCKETS.iter().zip(answered.within) {
            within += count;
            page.line("sunwai_request_seconds_bucket", &[of[0], of[1], ("le", &end.to_string())], within);
        }
        page.line("sunwai_request_seconds_bucket", &[of[0], of[1], ("le", "+Inf")], answered.count());
        page.line("sunwai_request_seconds_sum", &of, answered.together.as_secs_f64());
        page.line("sunwai_request_seconds_count", &of, answered.count());
    });
}

fn crowd(page: &mut Page, office: &Office) {
    page.begin("sunwai_connections_open", "gauge", "Connections that are open.");
    page.line("sunwai_connections_open", &[], office.crowd.open());
    page.begin("sunwai_changes_in_flight", "gauge", "Requests that are changing something.");
    page.line("sunwai_changes_in_flight", &[], office.crowd.changing());
    page.begin("sunwai_turned_away_total", "counter", "Connections and changes that there was no room for.");
    page.line("sunwai_turned_away_total", &[], office.crowd.turned_away());
}

fn writer(page: &mut Page, office: &Office) {
    let (commits, written) = office.writer.commits();
    page.begin("sunwai_writer_waiting", "gauge", "Writes that wait for the next commit.");
    page.line("sunwai_writer_waiting", &[], office.writer.waiting());
    page.begin("sunwai_writer_commits_total", "counter", "Commits; the writes of a group share one.");
    page.line("sunwai_writer_commits_total", &[], commits);
    page.begin("sunwai_writer_writes_total", "counter", "Writes that were committed.");
    page.line("sunwai_writer_writes_total", &[], written);
    page.begin("sunwai_writer_failed_total", "counter", "Commits that failed.");
    page.line("sunwai_writer_failed_total", &[], office.writer.failed());
}

/// Linux tells it in pages of 4 KiB; where nobody does, it is left out.
fn memory(page: &mut Page) {
    let told = fs::read_to_string("/proc/self/statm").ok();
    let pages = told.and_then(|told| told.split(' ').nth(1)?.parse::<u64>().ok());
    if let Some(pages) = pages {
        page.begin("process_resident_memory_bytes", "gauge", "Memory that this process has.");
        page.line("process_resident_memory_bytes", &[], pages * 4_096);
    }
}

/// What waits to go out, and posts that nobody has looked at.
async fn queues(page: &mut Page, office: &Office) -> Result<(), StoreError> {
    let now = office.clock.now();
    let (mut letters, mut posts) = (Vec::new(), Vec::new());
    for way in Way::ALL {
        letters.push((way.code(), office.store.health(way).await?));
    }
    for kind in Way::ALL.into_iter().filter_map(Way::channel) {
        posts.push((kind.code(), office.store.intake(kind).await?));
    }
    page.begin("sunwai_outbox_waiting", "gauge", "Letters that wait, by their way.");
    for (way, health) in &letters {
        page.line("sunwai_outbox_waiting", &[("way", way)], health.waiting);
    }
    page.begin("sunwai_outbox_oldest_seconds", "gauge", "How long the oldest of them waits.");
    for (way, health) in &letters {
        page.line("sunwai_outbox_oldest_seconds", &[("way", way)], age(health.oldest, now));
    }
    page.begin("sunwai_outbox_failed", "gauge", "Letters that were given up.");
    for (way, health) in &letters {
        page.line("sunwai_outbox_failed", &[("way", way)], health.failed);
    }
    page.begin("sunwai_inbox_waiting", "gauge", "Posts that nobody has decided on, by their channel.");
    for (channel, state) in &posts {
        page.line("sunwai_inbox_waiting", &[("channel", channel)], state.waiting);
    }
    page.begin("sunwai_inbox_oldest_seconds", "gauge", "How long the oldest of them waits.");
    for (channel, state) in &posts {
        page.line("sunwai_inbox_oldest_seconds", &[("channel", channel)], age(state.oldest, now));
    }
    Ok(())
}

fn age(oldest: Option<Timestamp>, now: Timestamp) -> i64 {
    // A clock that is wrong by years is no queue of years.
    oldest.map_or(0, |oldest| (now.0 - oldest.0).clamp(0, 3_650 * DAY))
}

#[derive(Default)]
struct Page(String);

impl Page {
    fn begin(&mut self, name: &str, kind: &str, help: &str) {
        let _never_fails = write!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}\n");
    }

    /// Labels are ours, so that nothing in them has to be escaped.
    fn line(&mut self, name: &str, labels: &[(&str, &str)], value: impl std::fmt::Display) {
        self.0.push_str(name);
        for (place, (label, said)) in labels.iter().enumerate() {
            let _never_fails = write!(self.0, "{}{label}=\"{said}\"", if place == 0 { '{' } else { ',' });
        }
        let _never_fails = writeln!(self.0, "{} {value}", if labels.is_empty() { "" } else { "}" });
    }
}
