//! A small stand-in for a Mastodon server: notifications by `min_id`, threads, and
//! replies that an `Idempotency-Key` keeps from being posted twice.

use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard},
};

use axum::{
    Json, Router,
    extract::{Path, RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use serde_json::{Value, json};
use server::listen;
use tokio::{net::TcpListener, runtime::Runtime};

/// What the office is known by.
pub const TOKEN: &str = "a-mastodon-token";

/// The office's account.
const OFFICE: &str = "1";

#[derive(Default)]
pub struct Inside {
    statuses: Vec<Value>,
    notifications: Vec<Value>,
    keys: HashMap<String, Value>,
    /// Replies are posted, and the answer is a fault.
    pub loses_answers: bool,
    /// Keys are forgotten, as after an hour.
    pub forgets_keys: bool,
    /// How many pages of notifications were asked for.
    pub pages: usize,
}

/// A server on an address of its own.
pub struct Mastodon {
    pub address: SocketAddr,
    inside: Arc<Mutex<Inside>>,
}

impl Mastodon {
    pub fn start(runtime: &Runtime) -> Self {
        let inside = Arc::new(Mutex::new(Inside::default()));
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new()
            .route("/api/v1/notifications", get(notifications))
            .route("/api/v1/statuses", post(publish))
            .route("/api/v1/statuses/{id}/context", get(context))
            .route("/api/v1/accounts/verify_credentials", get(verify))
            .with_state(Arc::clone(&inside));
        runtime.spawn(listen::serve(listener, router, std::sync::Arc::default(), std::future::pending()));
        Self { address, inside }
    }

    pub fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap()
    }

    /// Someone mentions the office, perhaps in an answer.
    pub fn mention(&self, acct: &str, content: &str, answers: Option<&str>) -> String {
        let mut inside = self.inside();
        let account = json!({"id": format!("{}", 1_000 + acct.len()), "acct": acct, "display_name": acct});
        let status = inside.add(&account, content, answers, "public");
        let id = (inside.notifications.len() + 1).to_string();
        inside.notifications.push(json!({"id": id, "type": "mention", "status": status, "account": account}));
        status["id"].as_str().unwrap().to_owned()
    }

    /// What the office has posted.
    pub fn replies(&self) -> Vec<Value> {
        self.inside().statuses.iter().filter(|status| status["account"]["id"] == OFFICE).cloned().collect()
    }
}

impl Inside {
    fn add(&mut self, account: &Value, content: &str, answers: Option<&str>, visibility: &str) -> Value {
        let id = (11_000 + self.statuses.len()).to_string();
        let escaped = content.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let status = json!({"id": id, "created_at": "2026-11-24T09:00:00.000Z", "content": format!("<p>{escaped}</p>"),
            "in_reply_to_id": answers, "language": "hi", "url": format!("https://m.example/@{}/{id}", account["acct"].as_str().unwrap()),
            "visibility": visibility, "edited_at": null, "account": account, "media_attachments": []});
        self.statuses.push(status.clone());
        status
    }

    fn find(&self, id: &str) -> Option<&Value> {
        self.statuses.iter().find(|status| status["id"] == id)
    }

    /// Those that a status answers, the first of them first.
    fn ancestors(&self, id: &str) -> Vec<Value> {
        let (mut all, mut at) = (Vec::new(), self.find(id));
        while let Some(before) = at.and_then(|status| status["in_reply_to_id"].as_str()) {
            at = self.find(before);
            all.extend(at.cloned());
        }
        all.reverse();
        all
    }
}

fn refused(status: StatusCode) -> Response {
    (status, Json(json!({"error": "refused"}))).into_response()
}

fn is_known(headers: &HeaderMap) -> bool {
    headers.get("authorization").is_some_and(|sent| sent == &format!("Bearer {TOKEN}"))
}

async fn notifications(
    State(inside): State<Arc<Mutex<Inside>>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    if !is_known(&headers) {
        return refused(StatusCode::UNAUTHORIZED);
    }
    let asked: HashMap<String, String> =
        form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned().collect();
    let number = |name: &str| asked.get(name).and_then(|typed| typed.parse::<usize>().ok());
    let (after, most) = (number("min_id").unwrap_or(0), number("limit").unwrap_or(40).min(80));
    let mut inside = inside.lock().unwrap();
    inside.pages += 1;
    // The oldest after it, and of these the newest first.
    let mut page: Vec<Value> = inside.notifications.iter().skip(after).take(most).cloned().collect();
    page.reverse();
    let limits = [("x-ratelimit-remaining", "299"), ("x-ratelimit-reset", "2026-11-24T10:05:00.000000Z")];
    (limits, Json(page)).into_response()
}

async fn context(State(inside): State<Arc<Mutex<Inside>>>, Path(id): Path<String>, headers: HeaderMap) -> Response {
    if !is_known(&headers) {
        return refused(StatusCode::UNAUTHORIZED);
    }
    let inside = inside.lock().unwrap();
    if inside.find(&id).is_none() {
        return refused(StatusCode::NOT_FOUND);
    }
    let answers = |status: &&Value| inside.ancestors(status["id"].as_str().unwrap()).iter().any(|one| one["id"] == id);
    let descendants: Vec<&Value> = inside.statuses.iter().filter(answers).collect();
    Json(json!({"ancestors": inside.ancestors(&id), "descendants": descendants})).into_response()
}

async fn verify(headers: HeaderMap) -> Response {
    if is_known(&headers) { Json(json!({"id": OFFICE})).into_response() } else { refused(StatusCode::UNAUTHORIZED) }
}

async fn publish(State(inside): State<Arc<Mutex<Inside>>>, headers: HeaderMap, Json(body): Json<Value>) -> Response {
    if !is_known(&headers) {
        return refused(StatusCode::UNAUTHORIZED);
    }
    let mut inside = inside.lock().unwrap();
    let key = headers.get("idempotency-key").map(|key| key.to_str().unwrap().to_owned()).unwrap_or_default();
    let known = inside.keys.get(&key).filter(|_| !inside.forgets_keys).cloned();
    let status = match known {
        Some(known) => known,
        None => {
            let (text, to) = (body["status"].as_str().unwrap(), body["in_reply_to_id"].as_str().unwrap());
            if inside.find(to).is_none() {
                return refused(StatusCode::NOT_FOUND);
            }
            if text.chars().count() > 500 {
                return refused(StatusCode::UNPROCESSABLE_ENTITY);
            }
            let office = json!({"id": OFFICE, "acct": "office", "display_name": "Office"});
            let visibility = body["visibility"].as_str().unwrap_or("public").to_owned();
            inside.add(&office, text, Some(to), &visibility)
        }
    };
    inside.keys.insert(key, status.clone());
    if inside.loses_answers { refused(StatusCode::BAD_GATEWAY) } else { Json(status).into_response() }
}
