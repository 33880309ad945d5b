//! A stand-in for an SMS gateway: it answers as it is told, and keeps what it
//! was sent.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use serde_json::Value;
use server::{
    listen,
    outbox::{
        Outbox,
        setup::{SmsSettings, TemplateIds},
        sms::Sms,
    },
};
use tokio::{net::TcpListener, runtime::Runtime, task::JoinHandle};

/// How a gateway answers.
#[derive(Clone, Copy)]
pub struct Manner {
    pub status: u16,
    pub retry_after: Option<u32>,
    pub takes: Duration,
}

/// What a gateway was sent.
#[derive(Clone, Debug)]
pub struct Received {
    pub headers: HeaderMap,
    pub message: Value,
}

impl Received {
    pub fn text(&self) -> &str {
        self.message["text"].as_str().unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// A gateway on an address of its own.
pub struct Gateway {
    pub address: SocketAddr,
    desk: Arc<Desk>,
    served: Mutex<Option<JoinHandle<()>>>,
}

struct Desk {
    manner: Mutex<Manner>,
    received: Mutex<Vec<Received>>,
}

impl Manner {
    pub fn status(status: u16) -> Self {
        Self { status, retry_after: None, takes: Duration::ZERO }
    }
}

impl Gateway {
    /// A gateway that takes everything.
    pub fn start(runtime: &Runtime) -> Self {
        let desk = Arc::new(Desk { manner: Mutex::new(Manner::status(200)), received: Mutex::default() });
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let gateway = Self { address, desk, served: Mutex::default() };
        gateway.serve(runtime, listener);
        gateway
    }

    fn serve(&self, runtime: &Runtime, listener: TcpListener) {
        let router = Router::new().route("/send", post(take)).with_state(Arc::clone(&self.desk));
        let served = runtime.spawn(listen::serve(listener, router, std::sync::Arc::default(), std::future::pending()));
        *self.served.lock().unwrap() = Some(served);
    }

    /// Takes the gateway off the network.
    pub fn go_down(&self, runtime: &Runtime) {
        let served = self.served.lock().unwrap().take().unwrap();
        served.abort();
        let _aborted = runtime.block_on(served);
    }

    /// Brings it back on the same address.
    pub fn come_up(&self, runtime: &Runtime) {
        let listener = runtime.block_on(TcpListener::bind(self.address)).unwrap();
        self.serve(runtime, listener);
    }

    pub fn answer(&self, manner: Manner) {
        *self.desk.manner.lock().unwrap() = manner;
    }

    pub fn received(&self) -> Vec<Received> {
        self.desk.received.lock().unwrap().clone()
    }

    /// An outbox that sends here; some texts are registered.
    pub fn outbox(&self) -> Outbox {
        let templates = toml::from_str("filed = \"1107\"\nforwarded = { hi = \"1108\", en = \"1109\" }").unwrap();
        let sms = Sms::new(SmsSettings {
            url: format!("http://{}/send", self.address).parse().unwrap(),
            token: Some("a-token".parse().unwrap()),
            templates: TemplateIds::read(templates).unwrap(),
        });
        Outbox::new(Some(sms.unwrap()), None)
    }
}

async fn take(State(desk): State<Arc<Desk>>, headers: HeaderMap, body: Bytes) -> (StatusCode, HeaderMap) {
    let message = serde_json::from_slice(&body).unwrap();
    desk.received.lock().unwrap().push(Received { headers, message });
    let manner = *desk.manner.lock().unwrap();
    tokio::time::sleep(manner.takes).await;
    let mut sent = HeaderMap::new();
    sent.extend(manner.retry_after.map(|seconds| (axum::http::header::RETRY_AFTER, seconds.into())));
    (StatusCode::from_u16(manner.status).unwrap(), sent)
}
