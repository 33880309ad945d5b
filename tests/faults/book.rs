//! What was sent and what was answered: the complaints of a test, and what their
//! citizens and the desk did with them since.
//!
//! Nothing here speaks to a server; [`crate::burst`] does. What was not answered is
//! sent again as whoever sent it would: a citizen under the same Idempotency-Key, the
//! desk on the version that it saw. So every step is there once in the end, whether it
//! was done before the answer was lost or not.

use domain::{paths, reference::Category, time::Day};
use serde_json::{Value, json};
use server::demo::{draw::Draw, numbers::Numbers, plan::Plan};

use crate::connection::Reply;

/// So many complaints differ; then the same words are filed again.
const WORDS: u32 = 5_000;

/// Nobody does more with one complaint.
const STEPS: usize = 6;

/// And only something with those that they filed last.
const LAST: usize = 10;

/// Complaints and what became of them.
pub struct Book {
    plan: Plan,
    draw: Draw,
    desk: Option<String>,
    now: Box<dyn Fn() -> u64>,
    /// In the order in which they were sent first.
    pub complaints: Vec<Complaint>,
    /// How often the server said that it could not write.
    pub refused: usize,
    /// Answers that should not be.
    pub wrong: Vec<String>,
}

/// A complaint that was sent.
#[derive(Clone)]
pub struct Complaint {
    form: Value,
    is_senior_only: bool,
    receipt: Option<Receipt>,
    steps: Vec<Step>,
}

/// What opens it.
#[derive(Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The number.
    pub ticket: String,
    /// The key of the link.
    pub key: String,
}

/// Filing it, or something that was done with it since.
#[derive(Clone)]
struct Step {
    kind: Kind,
    /// The Idempotency-Key.
    key: String,
    words: String,
    tries: u32,
    /// When it was written down here, before it was sent.
    begun: u64,
    /// And when it was answered.
    answered: Option<u64>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    AddDetails,
    Forward,
    Note,
}

/// What came back.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// It is done.
    Done,
    /// Not now, as the server may say.
    Refused,
    /// Something else, which is in [`Book::wrong`].
    Wrong,
}

impl Book {
    /// Other complaints and other steps for every seed.
    pub fn new(seed: u64) -> Self {
        let day = |text| Day::parse(text).expect("it is a day");
        let (from, to) = (day("2026-01-01"), day("2026-01-31"));
        let plan = Plan::new(&Numbers { received: WORDS, resolved: 0, not_tenable: 0, from, to, seed });
        let draw = Draw::new(seed, u64::MAX);
        Self { plan, draw, desk: None, now: Box::new(|| 0), complaints: Vec::new(), refused: 0, wrong: Vec::new() }
    }

    /// From now on only citizens do something.
    pub fn close_desk(&mut self) {
        self.desk = None;
    }

    /// From now on it says of everything when that was, by this clock.
    pub fn keep_time(&mut self, now: impl Fn() -> u64 + 'static) {
        self.now = Box::new(now);
    }

    /// The book as it was at that moment: of what was sent and not answered nobody knew
    /// whether it was done.
    pub fn at(&self, moment: u64) -> Self {
        let begun = self.complaints.iter().filter(|complaint| complaint.steps[0].begun <= moment);
        let complaints = begun.map(|complaint| complaint.at(moment)).collect();
        Self { desk: self.desk.clone(), complaints, ..Self::new(0) }
    }

    /// From now on the desk works as well, under this cookie.
    pub fn open_desk(&mut self, cookie: String) {
        self.desk = Some(cookie);
    }

    /// The next thing to do, for someone who filed these: the place of its complaint.
    pub fn next(&mut self, own: &[usize]) -> usize {
        let last = own[own.len().saturating_sub(LAST)..].iter().copied();
        let open: Vec<usize> = last.filter(|&place| self.complaints[place].is_open()).collect();
        if open.is_empty() || self.draw.is_in(60) {
            return self.begin();
        }
        let place = *self.draw.pick(&open);
        let kind = match &self.desk {
            Some(_) if !self.complaints[place].is_senior_only && self.draw.is_in(50) => {
                if self.complaints[place].count(Kind::Forward) == 0 { Kind::Forward } else { Kind::Note }
            }
            _ => Kind::AddDetails,
        };
        let words = format!("और यह भी: {:016x}", self.draw.bits());
        let step = self.step(kind, words);
        self.complaints[place].steps.push(step);
        place
    }

    fn begin(&mut self) -> usize {
        let made_up = self.plan.complaint(self.complaints.len() % WORDS as usize).expect("there are so many");
        let is_senior_only = Category::from_code(&made_up.form.category).expect("a category").is_senior_only();
        let form = serde_json::to_value(&made_up.form).expect("a form is JSON");
        let step = self.step(Kind::File, made_up.form.text);
        self.complaints.push(Complaint { form, is_senior_only, receipt: None, steps: vec![step] });
        self.complaints.len() - 1
    }

    fn step(&mut self, kind: Kind, words: String) -> Step {
        let (high, low) = (self.draw.bits(), self.draw.bits());
        let key = format!("{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}", high >> 32, high & 0xffff, 1, 2, low >> 16);
        Step { kind, key, words, tries: 0, begun: (self.now)(), answered: None }
    }

    /// What is sent for the last step of a complaint.
    pub fn request(&mut self, place: usize) -> String {
        let desk = self.desk.as_deref().unwrap_or_default();
        let complaint = &mut self.complaints[place];
        // Every step before it was done and raised the version by one.
        let version = complaint.steps.len() - 1;
        let step = complaint.steps.last_mut().expect("it was filed");
        step.tries += 1;
        let once = format!("Idempotency-Key: {}\r\n", step.key);
        let seen = format!("Cookie: {desk}\r\nIf-Match: \"{version}\"\r\n");
        let (ticket, key) = complaint.receipt.as_ref().map_or(("", ""), |receipt| (&receipt.ticket, &receipt.key));
        let (of_citizen, of_desk) =
            (format!("{}/{ticket}/actions", paths::TICKETS), format!("{}/{ticket}/actions", paths::desk::COMPLAINTS));
        let words = &step.words;
        let (path, headers, body) = match step.kind {
            Kind::File => (paths::COMPLAINTS.to_owned(), once, complaint.form.clone()),
            Kind::AddDetails => (
                of_citizen,
                format!("{once}Authorization: Bearer {key}\r\n"),
                json!({"action": "add_details", "text": words}),
            ),
            Kind::Forward => (of_desk, seen, json!({"action": "forward", "department": "FOOD", "note": words})),
            Kind::Note => (of_desk, seen, json!({"action": "note", "text": words})),
        };
        let body = body.to_string();
        format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{headers}\
             Content-Length: {}\r\n\r\n{body}",
            body.len()
        )
    }

    /// Takes the answer to the last step of a complaint.
    pub fn hear(&mut self, place: usize, reply: &Reply<'_>) -> Heard {
        let complaint = &mut self.complaints[place];
        let step = complaint.steps.last_mut().expect("it was filed");
        // Someone was faster: the desk itself, whose answer was lost.
        let was_done = reply.status == 412 && step.tries > 1;
        match (step.kind, reply.status) {
            (Kind::File, 201) => {
                let told = receipt(reply.body);
                if complaint.receipt.as_ref().is_some_and(|before| *before != told) {
                    self.wrong.push(format!("{} has two receipts", told.ticket));
                    return Heard::Wrong;
                }
                complaint.receipt = Some(told);
            }
            (Kind::AddDetails | Kind::Forward | Kind::Note, 200) => {}
            (Kind::Forward | Kind::Note, _) if was_done => {}
            (_, 503) if reply.header("retry-after").is_some_and(|seconds| seconds.parse::<u32>().is_ok()) => {
                self.refused += 1;
                return Heard::Refused;
            }
            (_, status) => {
                self.wrong.push(format!("{status}: {}", String::from_utf8_lossy(reply.body)));
                return Heard::Wrong;
            }
        }
        step.answered = Some((self.now)());
        Heard::Done
    }

    /// The places of those of which something was not answered.
    pub fn unanswered(&self) -> Vec<usize> {
        (0..self.complaints.len()).filter(|&place| !self.complaints[place].is_answered()).collect()
    }

    /// How many were answered with a receipt.
    pub fn receipts(&self) -> usize {
        self.complaints.iter().filter(|complaint| complaint.receipt.is_some()).count()
    }

    /// How many things were done, filing included.
    pub fn done(&self) -> usize {
        self.done_since(0)
    }

    /// How many of them were answered at that moment or later.
    pub fn done_since(&self, moment: u64) -> usize {
        let answered = self.complaints.iter().flat_map(|complaint| &complaint.steps).filter_map(|step| step.answered);
        answered.filter(|answered| *answered >= moment).count()
    }
}

impl Complaint {
    /// What opens it, once it was answered.
    pub fn receipt(&self) -> Option<&Receipt> {
        self.receipt.as_ref()
    }

    /// Fails unless this is what its citizen is shown: their words, what they added, once
    /// each and in order, and to whom it was forwarded.
    pub fn assert_shown(&self, details: &Value, tag: &str) {
        let words = |kind| self.steps.iter().filter(move |step| step.kind == kind).map(|step| step.words.as_str());
        let ticket = &details["ticket"];
        assert!(words(Kind::File).eq(details["text"].as_str()), "{ticket}: its words");
        let replies = details["replies"].as_array().expect("replies");
        let own = replies.iter().filter(|reply| reply["own"] == true).map(|reply| reply["text"].as_str().unwrap());
        assert_eq!(own.collect::<Vec<_>>(), words(Kind::AddDetails).collect::<Vec<_>>(), "{ticket}: what was added");
        let events = details["events"].as_array().expect("events");
        let forwarded = events.iter().filter(|event| event["event"] == "forwarded").count();
        assert_eq!(forwarded, self.count(Kind::Forward), "{ticket}: forwarded");
        assert_eq!(tag, format!("\"{}\"", self.steps.len()), "{ticket}: every step once");
    }

    fn at(&self, moment: u64) -> Self {
        let mut then = self.clone();
        then.steps.retain(|step| step.begun <= moment);
        for step in &mut then.steps {
            step.answered.take_if(|answered| *answered > moment);
        }
        then.receipt.take_if(|_| then.steps[0].answered.is_none());
        then
    }

    /// True if something more may be done with it.
    fn is_open(&self) -> bool {
        self.steps.len() < STEPS && self.is_answered()
    }

    fn is_answered(&self) -> bool {
        self.steps.iter().all(|step| step.answered.is_some())
    }

    fn count(&self, kind: Kind) -> usize {
        self.steps.iter().filter(|step| step.kind == kind).count()
    }
}

fn receipt(body: &[u8]) -> Receipt {
    let receipt: Value = serde_json::from_slice(body).expect("a receipt is JSON");
    let word = |name: &str| receipt[name].as_str().expect("a word of the receipt").to_owned();
    Receipt { ticket: word("ticket"), key: word("key") }
}
