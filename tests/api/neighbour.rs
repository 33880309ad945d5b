//! A neighbour's programs: a tool that speaks Open311 to us, and the system of a
//! department that takes what is forwarded, keeps what it was sent, and answers as
//! it is told.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, Uri, header},
    response::IntoResponse,
    routing,
};
use domain::{letter::Way, reference::Department, time::Timestamp};
use roxmltree::Document;
use server::{
    clock::FixedClock,
    listen,
    open311::{
        DepartmentSettings, Open311, Open311Settings,
        polling::{Polling, Trouble},
    },
    outbox::{Outbox, department::DepartmentSystem, lane::Lane},
};
use tokio::{net::TcpListener, runtime::Runtime};

use crate::{
    client::{Answer, Request},
    office::{START, TestOffice},
};

/// The key of tools.
pub const KEY: &str = "key-of-tools";

/// The key of the food department's system.
pub const FOOD_KEY: &str = "key-of-food";

pub const BASE: &str = "/open311/v2";

/// An office that knows a key for tools, and two departments, of which none has an
/// address.
pub fn office() -> TestOffice {
    start(Some(KEY), &[settings("FOOD", FOOD_KEY, None), settings("WCD", "key-of-wcd", None)], Outbox::default())
}

/// An office where anyone may file.
pub fn open_office() -> TestOffice {
    start(None, &[], Outbox::default())
}

fn start(key: Option<&str>, departments: &[DepartmentSettings], outbox: Outbox) -> TestOffice {
    let settings = Open311Settings { api_key: key.map(|key| key.parse().unwrap()), departments: departments.to_vec() };
    let clock = Arc::new(FixedClock::new(Timestamp::parse(START).unwrap()));
    TestOffice::start_on(clock, |office| office.with_open311(Open311::new(settings)).with_outbox(outbox))
}

fn settings(code: &str, key: &str, url: Option<String>) -> DepartmentSettings {
    DepartmentSettings {
        department: Department::from_code(code).unwrap(),
        url: url.map(|url| url.parse().unwrap()),
        api_key: key.parse().unwrap(),
        jurisdiction_id: Some("haryana.example".to_owned()),
        services: BTreeMap::from([(domain::reference::Category::from_code("PDS_SHORT").unwrap(), "F-17".to_owned())]),
        every: Some(std::time::Duration::from_secs(300)),
    }
}

/// A form as a tool posts it.
pub fn post(path: &str, fields: &[(&str, &str)]) -> Request {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    Request::new("POST", &format!("{BASE}/{path}"))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body.as_bytes())
}

/// The article's first complaint, as a tool sends it.
pub const REPORT: [(&str, &str); 6] = [
    ("service_code", "PDS_NOT_RECEIVED"),
    ("address_id", "LGD:59"),
    ("address_string", "Sirsa Ghoghra"),
    ("description", "दो महीने से राशन नहीं मिला है"),
    ("first_name", "Suman"),
    ("phone", "9812345678"),
];

/// The report with some of its fields changed, or others added.
pub fn report_with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = REPORT.into_iter().filter(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    kept.chain(changes.iter().copied()).collect()
}

impl TestOffice {
    /// A tool files with the key; the number.
    pub fn report(&self, changes: &[(&str, &str)]) -> String {
        let fields = [report_with(changes), vec![("api_key", KEY)]].concat();
        let answer = self.send(&post("requests.json", &fields));
        assert_eq!(answer.status, 201, "{}", answer.text());
        answer.json()[0]["service_request_id"].as_str().unwrap().to_owned()
    }

    pub fn read(&self, path: &str) -> Answer {
        self.get(&format!("{BASE}/{path}"))
    }

    /// Whoever has this key says something of a complaint.
    pub fn update(&self, key: &str, id: &str, status: &str, more: &[(&str, &str)]) -> Answer {
        let fields = [&[("api_key", key), ("service_request_id", id), ("status", status)], more].concat();
        self.send(&post("servicerequestupdates.json", &fields))
    }
}

/// The texts of all elements of this name, in an answer that must be XML.
pub fn elements(answer: &Answer, name: &str) -> Vec<String> {
    assert_eq!(answer.header("content-type"), Some("text/xml; charset=utf-8"), "{}", answer.text());
    let text = answer.text();
    assert!(text.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>"), "{text}");
    let read = Document::parse(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let found = read.descendants().filter(|node| node.has_tag_name(name));
    found.map(|node| node.text().unwrap_or_default().to_owned()).collect()
}

/// Code and description of the one error that an answer is, in either format.
pub fn error(answer: &Answer) -> (u16, String) {
    let is_xml = answer.header("content-type").is_some_and(|kind| kind.starts_with("text/xml"));
    let (code, words) = if is_xml {
        (elements(answer, "code").remove(0).parse().unwrap(), elements(answer, "description").remove(0))
    } else {
        assert_eq!(answer.header("content-type"), Some("application/json; charset=utf-8"));
        let error = &answer.json()[0];
        (error["code"].as_u64().unwrap() as u16, error["description"].as_str().unwrap().to_owned())
    };
    assert_eq!(code, answer.status, "{words}");
    assert!(!words.is_empty());
    (code, words)
}

/// The system of the food department, and an office that forwards to it.
pub struct Forwarding {
    pub office: TestOffice,
    pub there: Arc<There>,
    lane: Mutex<Lane>,
    polling: Polling,
    _elsewhere: Runtime,
}

/// Headers and fields of a request.
pub type Received = (HeaderMap, Vec<(String, String)>);

/// What the system was sent, and how it answers.
pub struct There {
    pub status: Mutex<u16>,
    pub body: Mutex<String>,
    /// What it says when it is asked for updates.
    pub updates: Mutex<String>,
    /// The addresses by which it was asked.
    pub asked: Mutex<Vec<String>>,
    received: Mutex<Vec<Received>>,
}

impl There {
    pub fn answer(&self, status: u16, body: &str) {
        *self.status.lock().unwrap() = status;
        *self.body.lock().unwrap() = body.to_owned();
    }

    /// Says this when it is asked for updates: number, status and words of each.
    pub fn say(&self, updates: &[(&str, &str, &str)]) {
        let written = updates.iter().map(|(id, status, words)| {
            format!(
                "<request_update><update_id>{id}</update_id><service_request_id>FCS/2026/17</service_request_id>\
                 <status>{status}</status><description>{words}</description></request_update>"
            )
        });
        let written: String = written.collect();
        *self.updates.lock().unwrap() = format!("<service_request_updates>{written}</service_request_updates>");
    }

    pub fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }
}

/// What stands in a field.
pub fn field<'a>(fields: &'a [(String, String)], name: &str) -> &'a str {
    fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
}

const TAKEN: &str = "<?xml version=\"1.0\"?><service_requests><request><service_request_id>FCS/2026/17\
                     </service_request_id></request></service_requests>";

impl Forwarding {
    pub fn start() -> Self {
        let elsewhere = Runtime::new().unwrap();
        let there = Arc::new(There {
            status: Mutex::new(200),
            body: Mutex::new(TAKEN.to_owned()),
            updates: Mutex::default(),
            asked: Mutex::default(),
            received: Mutex::default(),
        });
        let listener = elsewhere.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new()
            .route("/api/requests.xml", routing::post(take))
            .route("/api/servicerequestupdates.xml", routing::get(tell))
            .with_state(Arc::clone(&there));
        elsewhere.spawn(listen::serve(listener, router, Arc::default(), std::future::pending()));
        let food = settings("FOOD", FOOD_KEY, Some(format!("http://{address}/api")));
        let polling = Polling::new(food.clone()).unwrap().unwrap();
        let system = DepartmentSystem::new(food.clone()).unwrap().unwrap();
        let outbox = Outbox::default().with_departments(vec![system]);
        let office = start(Some(KEY), &[food, settings("WCD", "key-of-wcd", None)], outbox);
        let lane = Mutex::new(Lane::new(Way::Department(Department::from_code("FOOD").unwrap())));
        Self { office, there, lane, polling, _elsewhere: elsewhere }
    }

    /// Asks the system for its updates; how many were new.
    pub fn ask(&self) -> Result<u32, Trouble> {
        self.office.runtime.block_on(self.polling.round(&self.office.office))
    }

    /// Sends what is due; how many that were.
    pub fn turn(&self) -> usize {
        let mut lane = self.lane.lock().unwrap();
        self.office.runtime.block_on(lane.turn(&self.office.office)).unwrap()
    }
}

async fn take(State(there): State<Arc<There>>, headers: HeaderMap, body: Bytes) -> impl IntoResponse {
    let fields = form_urlencoded::parse(&body).into_owned().collect();
    there.received.lock().unwrap().push((headers, fields));
    let status = StatusCode::from_u16(*there.status.lock().unwrap()).unwrap();
    (status, [(header::CONTENT_TYPE, "text/xml")], there.body.lock().unwrap().clone())
}

async fn tell(State(there): State<Arc<There>>, uri: Uri) -> impl IntoResponse {
    there.asked.lock().unwrap().push(uri.to_string());
    let status = StatusCode::from_u16(*there.status.lock().unwrap()).unwrap();
    (status, [(header::CONTENT_TYPE, "text/xml")], there.updates.lock().unwrap().clone())
}
