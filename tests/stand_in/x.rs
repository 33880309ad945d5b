//! A stand-in for X: the calls that the office uses, with X's rules. It shows only
//! the fields that were asked for, counts as X counts, takes replies only to those
//! who mentioned the office, and gives out a new refresh token each time.
//!
//! [`posts`] is what was posted, [`tokens`] who may ask, [`faults`] what goes wrong
//! to order; [`weight`] counts characters, on its own and not as the office does.

use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard},
};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::{Path, RawQuery, State},
    http::{HeaderMap, Method, StatusCode, Uri, header},
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use serde_json::{Value, json};
use server::{clock::Clock, listen};
use tokio::{net::TcpListener, runtime::Runtime, task::JoinHandle};

#[path = "x/faults.rs"]
pub mod faults;
#[path = "x/posts.rs"]
pub mod posts;
#[path = "x/tokens.rs"]
pub mod tokens;
#[path = "x/weight.rs"]
pub mod weight;

pub use faults::Fault;
use faults::Faults;
pub use posts::Author;
use posts::Posts;
use tokens::Tokens;

/// The number of the office's account.
pub const OFFICE: &str = "42";

/// Calls may be made so often in a quarter of an hour.
const WINDOW: i64 = 15 * 60;

/// X on an address of its own.
pub struct X {
    pub address: SocketAddr,
    there: Arc<There>,
    served: Option<JoinHandle<()>>,
}

struct There {
    clock: Arc<dyn Clock>,
    inside: Mutex<Inside>,
}

/// Everything that X knows.
pub struct Inside {
    pub posts: Posts,
    pub tokens: Tokens,
    pub faults: Faults,
    /// Method and address of each call.
    pub calls: Vec<String>,
    /// Calls of a kind in a quarter of an hour: how many are allowed.
    pub allowed: HashMap<&'static str, i64>,
    used: HashMap<&'static str, (i64, i64)>,
}

impl X {
    /// X, on which nobody has posted anything.
    pub fn start(runtime: &Runtime, clock: Arc<dyn Clock>) -> Self {
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        Self::on(runtime, listener, clock)
    }

    pub fn on(runtime: &Runtime, listener: TcpListener, clock: Arc<dyn Clock>) -> Self {
        let inside = Inside {
            posts: Posts::default(),
            tokens: Tokens::default(),
            faults: Faults::default(),
            calls: Vec::new(),
            allowed: HashMap::from([("mentions", 300), ("own", 900), ("post", 100)]),
            used: HashMap::new(),
        };
        let there = Arc::new(There { clock, inside: Mutex::new(inside) });
        let address = listener.local_addr().unwrap();
        let router = Router::new()
            .route("/2/users/{id}/mentions", get(mentions))
            .route("/2/users/{id}/tweets", get(own_posts))
            .route("/2/tweets", post(reply))
            .route("/2/oauth2/token", post(renew))
            .with_state(Arc::clone(&there));
        let served = runtime.spawn(listen::serve(listener, router, std::sync::Arc::default(), std::future::pending()));
        Self { address, there, served: Some(served) }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What X knows, to be looked at and changed.
    pub fn inside(&self) -> MutexGuard<'_, Inside> {
        self.there.inside.lock().unwrap()
    }

    /// Someone posts and mentions the office; the post's name.
    pub fn post(&self, author: &Author, text: &str) -> String {
        let now = self.there.clock.now();
        self.inside().posts.mention(author, text, now)
    }

    /// What the office has posted: under which post, and the words.
    pub fn replies(&self) -> Vec<(String, String)> {
        self.inside().posts.replies()
    }

    /// What goes wrong with the next call of this kind.
    pub fn next(&self, kind: &'static str, fault: Fault) {
        self.inside().faults.order(kind, fault);
    }

    /// How often a kind of call was made.
    pub fn calls(&self, part: &str) -> usize {
        self.inside().calls.iter().filter(|call| call.contains(part)).count()
    }
}

impl Drop for X {
    fn drop(&mut self) {
        if let Some(served) = self.served.take() {
            served.abort();
        }
    }
}

/// The answer to a call that passed the gate, or why it is refused.
type Said = Result<(StatusCode, Value), (u16, &'static str)>;

impl There {
    /// Counts the call, looks at its token, lets it go wrong where that was ordered,
    /// and answers with the headers that X always sends.
    fn call(
        &self,
        kind: &'static str,
        what: (&Method, &Uri),
        headers: &HeaderMap,
        answer: impl FnOnce(&mut Inside) -> Said,
    ) -> Response {
        let mut inside = self.inside.lock().unwrap();
        let now = self.clock.now().0;
        inside.calls.push(format!("{} {}", what.0, what.1));
        let allowed = inside.allowed[kind];
        let (used, reset) =
            inside.used.get(kind).copied().filter(|(_, reset)| now < *reset).unwrap_or((0, now + WINDOW));
        inside.used.insert(kind, (used + 1, reset));
        let left = (allowed - used - 1).max(0);
        let limits = [
            ("x-rate-limit-limit", allowed.to_string()),
            ("x-rate-limit-remaining", left.to_string()),
            ("x-rate-limit-reset", reset.to_string()),
        ];
        let fault = inside.faults.take(kind);
        let mut response = match fault {
            _ if used >= allowed => problem(429, "Too Many Requests"),
            Some(Fault::Status(status)) => problem(status, "to order"),
            Some(Fault::OldStatus(status)) => old_problem(status),
            _ if !inside.tokens.knows(headers, now) => problem(401, "Unauthorized"),
            fault => match answer(&mut inside) {
                Err((status, why)) => problem(status, why),
                Ok((status, said)) => faults::spoil(fault, status, said),
            },
        };
        for (name, value) in limits {
            response.headers_mut().insert(name, value.parse().unwrap());
        }
        response
    }
}

/// An error as X words them now.
pub fn problem(status: u16, detail: &str) -> Response {
    let title = StatusCode::from_u16(status).unwrap().canonical_reason().unwrap_or("Error");
    let kind = "https://api.x.com/2/problems/to-order";
    let body = json!({"title": title, "detail": detail, "type": kind, "status": status});
    (StatusCode::from_u16(status).unwrap(), axum::Json(body)).into_response()
}

/// And as it did before.
fn old_problem(status: u16) -> Response {
    let body = json!({"errors": [{"code": 88, "message": "Rate limit exceeded"}]});
    (StatusCode::from_u16(status).unwrap(), axum::Json(body)).into_response()
}

fn parameters(query: Option<String>) -> HashMap<String, String> {
    form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned().collect()
}

async fn mentions(
    State(there): State<Arc<There>>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    there.call("mentions", (&Method::GET, &uri), &headers, |inside| {
        if id != OFFICE {
            return Err((403, "not your mentions"));
        }
        inside.posts.mentions(&parameters(query)).map(|page| (StatusCode::OK, page)).map_err(|why| (400, why))
    })
}

async fn own_posts(
    State(there): State<Arc<There>>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    there.call("own", (&Method::GET, &uri), &headers, |inside| {
        if id != OFFICE {
            return Err((403, "not your timeline"));
        }
        inside.posts.own(&parameters(query)).map(|page| (StatusCode::OK, page)).map_err(|why| (400, why))
    })
}

async fn reply(State(there): State<Arc<There>>, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    let now = there.clock.now();
    there.call("post", (&Method::POST, &uri), &headers, |inside| {
        let body: Value = serde_json::from_slice(&body).map_err(|_| (400, "no JSON"))?;
        let posted = inside.posts.reply(&body, now)?;
        Ok((StatusCode::CREATED, posted))
    })
}

async fn renew(State(there): State<Arc<There>>, headers: HeaderMap, body: Bytes) -> Response {
    let mut inside = there.inside.lock().unwrap();
    inside.calls.push("POST /2/oauth2/token".to_owned());
    let is_form = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "application/x-www-form-urlencoded");
    let sent: HashMap<String, String> = form_urlencoded::parse(&body).into_owned().collect();
    let now = there.clock.now().0;
    match inside.faults.take("token") {
        Some(Fault::Status(status)) => return problem(status, "to order"),
        // Renewed, and nobody hears of it.
        Some(Fault::CutOff) => {
            let _lost = inside.tokens.renew(&sent, now);
            return faults::cut_off();
        }
        _ => {}
    }
    match inside.tokens.renew(&sent, now).filter(|_| is_form) {
        Some(pair) => axum::Json(pair).into_response(),
        None => {
            let refused =
                json!({"error": "invalid_request", "error_description": "Value passed for the token was invalid."});
            (StatusCode::BAD_REQUEST, [(header::CACHE_CONTROL, "no-store")], Body::from(refused.to_string()))
                .into_response()
        }
    }
}
