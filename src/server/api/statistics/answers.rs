//! Answers that were worked out, kept while the figures stay the same.
//!
//! There are nearly as many facets as complaints, so working out an answer takes
//! milliseconds while the writers wait. Requests for the same question that
//! arrive meanwhile get the answer that was begun after they arrived: it is
//! exact, however quickly the figures change.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};

use domain::{language::Language, statistics::Question, time::Timestamp, wire::StatisticsAnswer};
use tokio::{sync::Mutex as AsyncMutex, task};

use crate::store::{Store, StoreError};

/// So many questions are kept; periods are free to choose, memory is not.
const KEPT: usize = 128;

/// How an answer is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// For programs.
    Json,
    /// For spreadsheets, with names in a language.
    Csv(Language),
    /// As a drawing, in a language.
    Svg(Language),
}

/// An answer as it is sent.
#[derive(Debug, PartialEq, Eq)]
pub struct Document {
    /// The body.
    pub body: String,
    /// Changes whenever the body does.
    pub etag: String,
}

impl Document {
    fn new(body: String) -> Self {
        let mut hasher = DefaultHasher::new();
        body.hash(&mut hasher);
        Self { etag: format!("\"{:016x}\"", hasher.finish()), body }
    }
}

/// One question's answer, worked out by one request at a time.
type Place = Arc<AsyncMutex<Option<Worked>>>;

struct Worked {
    version: u64,
    begun: Instant,
    answer: Arc<StatisticsAnswer>,
    documents: HashMap<Form, Arc<Document>>,
}

/// All answers that are kept.
#[derive(Default)]
pub struct Answers(Mutex<HashMap<Question, Place>>);

impl Answers {
    /// The answer to `question`, exact as of a moment after this call, written
    /// down by `write` where it is not yet.
    ///
    /// # Errors
    /// The store's.
    pub async fn get(
        &self,
        store: &Arc<dyn Store>,
        now: Timestamp,
        question: Question,
        form: Form,
        write: impl FnOnce(&StatisticsAnswer) -> String,
    ) -> Result<Arc<Document>, StoreError> {
        self.with(store, now, question, |worked| {
            let answer = &worked.answer;
            let document = worked.documents.entry(form).or_insert_with(|| Arc::new(Document::new(write(answer))));
            Arc::clone(document)
        })
        .await
    }

    /// The answer itself, exact as of a moment after this call.
    ///
    /// # Errors
    /// The store's.
    pub async fn figures(
        &self,
        store: &Arc<dyn Store>,
        now: Timestamp,
        question: Question,
    ) -> Result<Arc<StatisticsAnswer>, StoreError> {
        self.with(store, now, question, |worked| Arc::clone(&worked.answer)).await
    }

    async fn with<T>(
        &self,
        store: &Arc<dyn Store>,
        now: Timestamp,
        question: Question,
        take: impl FnOnce(&mut Worked) -> T,
    ) -> Result<T, StoreError> {
        let arrived = Instant::now();
        let place = self.place(&question);
        let mut kept = place.lock().await;
        let version = store.figures().await?.version();
        let worked = match kept.take() {
            Some(worked) if worked.version == version || worked.begun >= arrived => worked,
            _ => work_out(Arc::clone(store), now, question).await?,
        };
        Ok(take(kept.insert(worked)))
    }

    fn place(&self, question: &Question) -> Place {
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if places.len() >= KEPT && !places.contains_key(question) {
            places.clear();
        }
        Arc::clone(places.entry(question.clone()).or_default())
    }
}

/// Messages that were screened are counted apart; they have neither category nor
/// place.
async fn screened(store: &dyn Store, question: &Question) -> Result<u32, StoreError> {
    let Question { from, to, channel, department, district, category, .. } = question;
    if department.is_some() || district.is_some() || category.is_some() {
        return Ok(0);
    }
    store.count_screened(*from, *to, *channel).await
}

/// Off the threads that serve, because it takes long.
async fn work_out(store: Arc<dyn Store>, now: Timestamp, question: Question) -> Result<Worked, StoreError> {
    let begun = Instant::now();
    let screened = screened(&*store, &question).await?;
    let kept = store.figures().await?;
    let work = move || {
        kept.read(|figures, version| {
            let answer = StatisticsAnswer::new(&question, figures.tally(&question), screened, now);
            (version, Arc::new(answer))
        })
    };
    let (version, answer) = task::spawn_blocking(work).await.expect("arithmetic does not panic");
    Ok(Worked { version, begun, answer, documents: HashMap::new() })
}
