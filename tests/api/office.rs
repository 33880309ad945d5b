//! A server of its own for each test: a new database, a clock that stands, and
//! the desk's hand on the complaints.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
};

use domain::{
    action::{Action, Actor, By},
    reference::{Department, Reason},
    ticket::Ticket,
    time::{DAY, Timestamp},
};
use serde_json::{Value, json};
use server::{
    album::{Album, Folder},
    chance::SeededChance,
    clock::{Clock as _, FixedClock},
    crowd::Crowd,
    limits::Limits,
    listen,
    office::Office,
    outbox::Outbox,
    routes::router,
    secret::Secret,
    store::{
        Store,
        postgres::{Address, PostgresStore},
        sqlite::SqliteStore,
    },
    take_step::take_step,
};
use tempfile::TempDir;
use tokio::{net::TcpListener, runtime::Runtime, sync::oneshot};

use crate::{
    client::{Answer, Request},
    postgres,
};

/// A Tuesday at half past three in the afternoon in India.
pub const START: &str = "2026-11-24T10:00:00Z";

/// Where everybody reaches it.
pub const ORIGIN: &str = "https://sunwai.example";

/// A site that may show our pages in a frame.
pub const HOST: &str = "https://portal.example";

/// With this variable every office here keeps its complaints in PostgreSQL; what looks
/// into its file by itself then fails.
const ON_POSTGRES: &str = "SUNWAI_TEST_ON_POSTGRES";

/// A running server.
pub struct TestOffice {
    pub address: SocketAddr,
    pub clock: Arc<FixedClock>,
    pub office: Arc<Office>,
    pub runtime: Runtime,
    stop: Option<oneshot::Sender<()>>,
    served: Option<tokio::task::JoinHandle<()>>,
    // Erased at the end.
    folder: TempDir,
}

/// A complaint that was filed, as its receipt says.
pub struct Filed {
    pub ticket: String,
    pub pin: String,
    pub key: String,
}

impl TestOffice {
    /// An office from which no letter goes out.
    pub fn start() -> Self {
        Self::start_at(ORIGIN)
    }

    /// As [`TestOffice::start`], reached under another address.
    pub fn start_at(public_url: &str) -> Self {
        Self::begin(public_url, |office, _| office)
    }

    /// As [`TestOffice::start`], from which letters go out so.
    pub fn start_with(outbox: Outbox) -> Self {
        Self::begin(ORIGIN, |office, _| office.with_outbox(outbox))
    }

    /// As [`TestOffice::start`], which keeps photos in a folder.
    pub fn start_with_folder() -> Self {
        Self::begin(ORIGIN, |office, folder| {
            let photos = Folder::open(&folder.join("photos"), &office.secret.mark()).unwrap();
            office.with_album(Album::Folder(photos))
        })
    }

    /// As [`TestOffice::start`], which counts tries so.
    pub fn start_within(limits: Limits) -> Self {
        Self::begin(ORIGIN, |office, _| office.with_limits(limits))
    }

    /// As [`TestOffice::start`], which serves no more than these at a time.
    pub fn start_for(crowd: Crowd) -> Self {
        Self::begin(ORIGIN, |office, _| office.with_crowd(crowd))
    }

    /// An office on this clock, completed so.
    pub fn start_on(clock: Arc<FixedClock>, complete: impl FnOnce(Office) -> Office) -> Self {
        Self::begin_on(clock, ORIGIN, |office, _| complete(office))
    }

    fn begin(public_url: &str, with: impl FnOnce(Office, &Path) -> Office) -> Self {
        Self::begin_on(Arc::new(FixedClock::new(Timestamp::parse(START).unwrap())), public_url, with)
    }

    fn begin_on(clock: Arc<FixedClock>, public_url: &str, with: impl FnOnce(Office, &Path) -> Office) -> Self {
        let (runtime, folder) = (Runtime::new().unwrap(), tempfile::tempdir().unwrap());
        let store: Arc<dyn Store> = if std::env::var_os(ON_POSTGRES).is_some() {
            let address = postgres::database().parse().unwrap();
            Arc::new(runtime.block_on(PostgresStore::open(&address, &SeededChance::new(3))).unwrap())
        } else {
            Arc::new(SqliteStore::open(&folder.path().join("sunwai.db")).unwrap())
        };
        Self::begin_in(runtime, store, folder, clock, 2, public_url, with)
    }

    /// The `number`-th server on a PostgreSQL database, completed so. All have the same
    /// secret.
    pub fn start_beside(
        address: &Address,
        number: u64,
        clock: Arc<FixedClock>,
        complete: impl FnOnce(Office) -> Office,
    ) -> Self {
        let (runtime, chance) = (Runtime::new().unwrap(), SeededChance::new(100 + number));
        let store = Arc::new(runtime.block_on(PostgresStore::open(address, &chance)).unwrap());
        let folder = tempfile::tempdir().unwrap();
        Self::begin_in(runtime, store, folder, clock, 200 + number, ORIGIN, |office, _| complete(office))
    }

    fn begin_in(
        runtime: Runtime,
        store: Arc<dyn Store>,
        folder: TempDir,
        clock: Arc<FixedClock>,
        seed: u64,
        public_url: &str,
        with: impl FnOnce(Office, &Path) -> Office,
    ) -> Self {
        let secret = Secret::from_chance(&SeededChance::new(1));
        let chance = Arc::new(SeededChance::new(seed));
        let office = Office::new(store, clock.clone(), chance, secret, "HR", public_url);
        let office = office.with_embed_hosts(vec![HOST.to_owned()]);
        let office = Arc::new(with(office, folder.path()));

        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let told = async move {
            let _dropped = stopped.await;
        };
        let crowd = Arc::clone(&office.crowd);
        let served = runtime.spawn(listen::serve(listener, router(Arc::clone(&office)), crowd, told));
        Self { address, clock, office, runtime, stop: Some(stop), served: Some(served), folder }
    }

    /// The database's file.
    pub fn database(&self) -> PathBuf {
        self.folder.path().join("sunwai.db")
    }

    /// The folder of photos.
    pub fn photos(&self) -> PathBuf {
        self.folder.path().join("photos")
    }

    /// Tells the server to stop.
    pub fn stop(&mut self) {
        drop(self.stop.take());
    }

    /// Waits until the server has stopped.
    pub fn wait_until_stopped(&mut self) {
        self.runtime.block_on(self.served.take().unwrap()).unwrap();
    }

    /// Lets so many seconds pass.
    pub fn pass(&self, seconds: i64) {
        self.clock.pass(seconds);
    }

    pub fn pass_days(&self, days: i64) {
        self.clock.pass(days * DAY);
    }

    pub fn send(&self, request: &Request) -> Answer {
        request.send(self.address)
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send(&Request::get(path))
    }

    /// Files a complaint; `number` makes its Idempotency-Key.
    pub fn file(&self, number: u32) -> Filed {
        self.file_as(number, &form())
    }

    pub fn file_as(&self, number: u32, form: &Value) -> Filed {
        let answer = self.send(&Request::post("/api/v1/complaints", number, form));
        assert_eq!(answer.status, 201, "{}", answer.text());
        let receipt = answer.json();
        let text = |name: &str| receipt[name].as_str().unwrap().to_owned();
        Filed { ticket: text("ticket"), pin: text("pin"), key: text("key") }
    }

    pub fn status(&self, filed: &Filed) -> Value {
        self.get(&format!("/api/v1/tickets/{}", filed.ticket)).json()
    }

    pub fn details(&self, filed: &Filed) -> Answer {
        self.send(&Request::get(&format!("/api/v1/tickets/{}/details", filed.ticket)).bearer(&filed.key))
    }

    pub fn act(&self, filed: &Filed, number: u32, action: &Value) -> Answer {
        let path = format!("/api/v1/tickets/{}/actions", filed.ticket);
        self.send(&Request::post(&path, number, action).bearer(&filed.key))
    }

    /// A step is taken past the API, by a supervisor, or by the citizen where it
    /// is theirs.
    pub fn desk(&self, filed: &Filed, action: &Action) {
        let ticket = Ticket::parse(&filed.ticket, "HR").unwrap();
        self.runtime.block_on(async {
            let found = self.office.store.open(ticket).await.unwrap().unwrap();
            let head = found.history.last().unwrap().hash;
            let now = self.clock.now();
            let is_desks = Actor::Supervisor.may(action.verb());
            let by = By::unnamed(if is_desks { Actor::Supervisor } else { Actor::Citizen });
            let taken = take_step(&self.office, &found.standing, &head, action, &by, None, now).await;
            taken.unwrap_or_else(|failure| panic!("{failure:?}"));
        });
    }

    /// How many complaints are stored.
    pub fn stored(&self) -> usize {
        let mut count = 0;
        self.runtime.block_on(self.office.store.visit_all(&mut |_| count += 1)).unwrap();
        count
    }

    /// How many events the complaint's history has.
    pub fn events(&self, filed: &Filed) -> usize {
        let ticket = Ticket::parse(&filed.ticket, "HR").unwrap();
        self.runtime.block_on(self.office.store.open(ticket)).unwrap().unwrap().history.len()
    }
}

/// The article's first complaint.
pub fn form() -> Value {
    json!({
        "category": "PDS_NOT_RECEIVED",
        "district": "bhiwani",
        "place": "Sirsa Ghoghra",
        "text": "दो महीने से राशन नहीं मिला है",
        "name": "Suman",
        "mobile": "9812345678",
        "language": "hi",
        "notice": "2026-11"
    })
}

/// The form with one field changed.
pub fn form_with(field: &str, value: Value) -> Value {
    let mut form = form();
    form[field] = value;
    form
}

pub fn forward(department: &str) -> Action {
    Action::Forward {
        department: Department::from_code(department).unwrap(), note: Some("कृपया देखें".to_owned())
    }
}

pub fn resolve() -> Action {
    Action::Resolve { text: "राशन दे दिया गया है।".to_owned() }
}

pub fn not_tenable() -> Action {
    Action::NotTenable {
        reason: Reason::from_code("sub_judice").unwrap(), text: "मामला अदालत में है।".to_owned()
    }
}
