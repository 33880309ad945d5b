//! A burst of submissions, and what became of each.

use std::{cell::RefCell, collections::BTreeSet, rc::Rc, time::Duration};

use domain::time::Day;
use server::demo::{draw::Draw, numbers::Numbers, plan::Plan};
use tokio::task::{JoinSet, LocalSet};

use crate::{Answer, connection::Connection, sunwai::Sunwai};

/// So many at the same time: the writer's groups are full when it is killed.
const CONNECTIONS: usize = 32;

/// More than a burst of a second can send.
const COMPLAINTS: u32 = 20_000;

/// A complaint that was sent.
pub struct Sent {
    /// Its Idempotency-Key.
    key: String,
    /// What was sent.
    form: String,
    /// What happened, in the citizen's words.
    text: String,
    /// Ticket and key, once it was answered.
    pub receipt: Option<(String, String)>,
}

/// Complaints to be sent.
pub struct Burst {
    next: Box<dyn Iterator<Item = (String, String)>>,
    draw: Draw,
    sent: Vec<Sent>,
}

impl Burst {
    /// Other complaints for every seed.
    pub fn new(seed: u64) -> Self {
        let day = |text| Day::parse(text).expect("it is a day");
        let (from, to) = (day("2026-01-01"), day("2026-01-31"));
        let numbers = Numbers { received: COMPLAINTS, resolved: 0, not_tenable: 0, from, to, seed };
        let forms: Vec<_> = Plan::new(&numbers)
            .complaints()
            .map(|made_up| {
                let json = serde_json::to_string(&made_up.form).expect("a form is JSON");
                (json, made_up.form.text)
            })
            .collect();
        Self { next: Box::new(forms.into_iter()), draw: Draw::new(seed, u64::MAX), sent: Vec::new() }
    }

    /// Sends over many connections until the server is killed after `life`.
    pub fn send_until_killed(self, mut server: Sunwai, life: Duration) -> Answer<Vec<Sent>> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let burst = Rc::new(RefCell::new(self));
        let address = server.address;
        runtime.block_on(LocalSet::new().run_until(async {
            let mut sending = JoinSet::new();
            for _ in 0..CONNECTIONS {
                let burst = Rc::clone(&burst);
                sending.spawn_local(async move {
                    let Ok(mut connection) = Connection::open(address).await else { return };
                    while let Ok(()) = send_next(&burst, &mut connection).await {}
                });
            }
            tokio::time::sleep(life).await;
            // SIGKILL: nothing is finished, nothing is closed.
            server.process.kill()?;
            server.process.wait()?;
            sending.join_all().await;
            Answer::Ok(())
        }))?;
        Ok(std::mem::take(&mut burst.borrow_mut().sent))
    }

    fn prepare(&mut self) -> usize {
        let (form, text) = self.next.next().expect("there are more complaints than can be sent");
        let (high, low) = (self.draw.bits(), self.draw.bits());
        let key = format!("{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}", high >> 32, high & 0xffff, 1, 2, low >> 16);
        self.sent.push(Sent { key, form, text, receipt: None });
        self.sent.len() - 1
    }
}

async fn send_next(burst: &RefCell<Burst>, connection: &mut Connection) -> Answer<()> {
    let place = burst.borrow_mut().prepare();
    let request = request(&burst.borrow().sent[place]);
    let receipt = submit(connection, &request).await?;
    burst.borrow_mut().sent[place].receipt = Some(receipt);
    Ok(())
}

/// Sends again what was not answered, under the same key.
pub fn send_again(server: &Sunwai, sent: &mut [Sent]) -> Answer<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    runtime.block_on(async {
        let mut connection = Connection::open(server.address).await?;
        for unanswered in sent.iter_mut().filter(|sent| sent.receipt.is_none()) {
            let receipt = submit(&mut connection, &request(unanswered)).await?;
            unanswered.receipt = Some(receipt);
        }
        Ok(())
    })
}

fn request(sent: &Sent) -> String {
    format!(
        "POST /api/v1/complaints HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
         Idempotency-Key: {}\r\nContent-Length: {}\r\n\r\n{}",
        sent.key,
        sent.form.len(),
        sent.form
    )
}

async fn submit(connection: &mut Connection, request: &str) -> Answer<(String, String)> {
    let reply = connection.ask(request.as_bytes()).await?;
    if reply.status != 201 {
        return Err(format!("a submission was answered with {}", reply.status).into());
    }
    let receipt: serde_json::Value = serde_json::from_slice(reply.body)?;
    let word = |name| receipt[name].as_str().map(str::to_owned).ok_or(format!("the receipt has no {name}"));
    Ok((word("ticket")?, word("key")?))
}

/// Every receipt opens the words that were sent with it, and no two are the same.
pub fn assert_all_open_with_their_keys(server: &Sunwai, all: &[Sent]) -> Answer<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    let mut tickets = BTreeSet::new();
    runtime.block_on(async {
        let mut connection = Connection::open(server.address).await?;
        for sent in all {
            let (ticket, key) = sent.receipt.as_ref().ok_or("a complaint was never answered")?;
            let request = format!(
                "GET /api/v1/tickets/{ticket}/details HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\n\r\n"
            );
            let reply = connection.ask(request.as_bytes()).await?;
            assert_eq!(reply.status, 200, "{ticket}");
            let details: serde_json::Value = serde_json::from_slice(reply.body)?;
            assert_eq!(details["text"], sent.text, "{ticket}");
            assert!(tickets.insert(ticket.clone()), "{ticket} was given twice");
        }
        Ok(())
    })
}
