//! Asks the systems of departments for their updates, where they do not post them:
//! `GET servicerequestupdates.xml` with the dates between which.
//!
//! What was read up to where is kept after it was taken, and each time an hour more
//! is asked for: an update is known by its number, so it is taken once.

use std::{sync::Arc, time::Duration};

use domain::{
    reference::Department,
    time::{DAY, Timestamp},
};
use form_urlencoded::Serializer;
use http_body_util::Full;
use hyper::body::Bytes;
use tokio::{task::JoinHandle, time};

use crate::{
    api::open311::{
        moment::DAYS,
        update::{Said, take_said},
    },
    channels::http::{Answer, Http, unsigned},
    office::Office,
    open311::DepartmentSettings,
    store::StoreError,
};

/// So many seconds are asked for once more.
const OVERLAP: i64 = 3_600;

/// At the first time, updates of so many seconds are asked for.
const FIRST: i64 = DAY;

/// Why a round ended before everything was taken.
#[derive(Debug)]
pub enum Trouble {
    /// The system did not answer as it should; a short word.
    There(&'static str),
    /// The store cannot be used.
    Here(StoreError),
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Here(error)
    }
}

/// A system that is asked.
pub struct Polling {
    settings: DepartmentSettings,
    address: String,
    every: Duration,
    // Under which setting it is kept up to where was read.
    place: &'static str,
    http: Http,
}

impl Polling {
    /// By the settings of the department; `None` where it is not asked.
    ///
    /// # Errors
    /// When the machine has no certificates that it trusts; in a sentence.
    pub fn new(settings: DepartmentSettings) -> Result<Option<Self>, String> {
        let (Some(url), Some(every)) = (&settings.url, settings.every) else { return Ok(None) };
        let address = format!("{}/servicerequestupdates.xml", url.0);
        // One for each department of the settings, as long as the program runs.
        let place = format!("open311_read_{}", settings.department.code()).leak();
        Ok(Some(Self { address, every, place, http: Http::new()?, settings }))
    }

    /// Asks once; how many updates were new.
    ///
    /// # Errors
    /// Why not everything was taken; it is asked for again.
    pub async fn round(&self, office: &Office) -> Result<u32, Trouble> {
        let now = office.clock.now();
        let kept = office.store.setting(self.place).await?.and_then(|kept| Timestamp::parse(&kept));
        let from = kept.map_or(now.0 - FIRST, |kept| kept.0 - OVERLAP).max(now.plus_days(-DAYS).0);
        let answer = self.ask(Timestamp(from), now).await.map_err(Trouble::There)?;
        let mut new = 0;
        for said in read(&answer)? {
            new += u32::from(self.take(office, &said).await?);
        }
        office.store.keep_setting(self.place, now.to_string()).await?;
        Ok(new)
    }

    async fn ask(&self, from: Timestamp, to: Timestamp) -> Result<Answer, &'static str> {
        let request = unsigned("GET", &self.question(from, to)).body(Full::<Bytes>::default());
        self.http.call(request.map_err(|_| "settings")?).await
    }

    fn question(&self, from: Timestamp, to: Timestamp) -> String {
        let mut query = Serializer::new(String::new());
        query.append_pair("start_date", &from.to_string()).append_pair("end_date", &to.to_string());
        if let Some(jurisdiction) = &self.settings.jurisdiction_id {
            query.append_pair("jurisdiction_id", jurisdiction);
        }
        // As FixMyStreet does it; a system that lets everybody read looks at no key.
        query.append_pair("api_key", &self.settings.api_key.0);
        format!("{}?{}", self.address, query.finish())
    }

    /// An update that cannot be taken is told to the log by its number and left alone.
    async fn take(&self, office: &Office, said: &Said) -> Result<bool, Trouble> {
        let department = self.settings.department;
        match take_said(office, department, said).await {
            Ok(is_new) => Ok(is_new),
            Err(told) => {
                let why = told.senders_fault()?;
                tracing::info!(way = department.code(), why, "an update was not taken");
                Ok(false)
            }
        }
    }
}

/// What an answer says, in its order.
fn read(answer: &Answer) -> Result<Vec<Said>, Trouble> {
    if !answer.status.is_success() {
        return Err(Trouble::There(if answer.status.is_server_error() { "broken" } else { "unexpected" }));
    }
    let text = std::str::from_utf8(&answer.body).map_err(|_| Trouble::There("unexpected"))?;
    let read = roxmltree::Document::parse(text).map_err(|_| Trouble::There("unexpected"))?;
    let updates = read.descendants().filter(|node| node.has_tag_name("request_update"));
    let said = updates.map(|update| {
        let part = |name| {
            let found = update.children().find(|node| node.has_tag_name(name))?.text()?.trim();
            (!found.is_empty()).then(|| found.to_owned())
        };
        Said {
            id: part("update_id"),
            foreign_id: part("service_request_id").unwrap_or_default(),
            status: part("status").unwrap_or_default(),
            at: part("updated_datetime"),
            words: part("description"),
        }
    });
    Ok(said.collect())
}

/// Asks all systems again and again until the handles are aborted: what was read and
/// not taken is read again.
///
/// # Errors
/// When one cannot be set up, in a sentence.
pub fn run(office: &Arc<Office>, settings: &[DepartmentSettings]) -> Result<Vec<JoinHandle<()>>, String> {
    let systems = settings.iter().cloned().map(Polling::new).collect::<Result<Vec<_>, _>>()?;
    let running = systems.into_iter().flatten().map(|system| tokio::spawn(ask_regularly(Arc::clone(office), system)));
    Ok(running.collect())
}

async fn ask_regularly(office: Arc<Office>, system: Polling) {
    let way = Department::code(system.settings.department);
    loop {
        match system.round(&office).await {
            Ok(0) => {}
            Ok(new) => tracing::info!(way, new, "updates of a department were taken"),
            Err(Trouble::There(error)) => tracing::warn!(way, error, "a department's updates were not read"),
            Err(Trouble::Here(error)) => tracing::warn!(way, %error, "a department's updates were not taken"),
        }
        time::sleep(system.every).await;
    }
}
