//! The stand-in for X as a program of its own, for the journeys in a browser: it
//! prints its address, then reads an order a line and prints what came of it.
//!
//!     {"author": "ram_rohtak", "text": "…"}               a post that mentions the office
//!     {"author": "ram_rohtak", "text": "…", "to": "<id>"} an answer to one
//!     {}                                                  what the office has replied
//!
//! The first two print the post's name, the last all replies as [post, words].

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails where it stands")]

use std::{
    io::{BufRead as _, stdin},
    sync::Arc,
};

use serde_json::{Value, json};
use server::clock::{Clock as _, SystemClock};
use tokio::runtime::Runtime;

use x::{Author, X};

#[expect(dead_code, reason = "the other tests use all of it")]
#[path = "x.rs"]
mod x;

fn main() {
    let runtime = Runtime::new().unwrap();
    let x = X::start(&runtime, Arc::new(SystemClock));
    say(&json!(x.url()));
    for line in stdin().lock().lines() {
        let order: Value = serde_json::from_str(&line.unwrap()).unwrap();
        say(&carry_out(&x, &order));
    }
}

fn carry_out(x: &X, order: &Value) -> Value {
    let word = |name: &str| order[name].as_str();
    let Some((handle, text)) = word("author").zip(word("text")) else { return json!(x.replies()) };
    // A handle is one person's.
    let id: u32 = handle.bytes().fold(7, |id, byte| id.wrapping_mul(31).wrapping_add(u32::from(byte)));
    let author = Author::new(&id.to_string(), handle);
    let now = SystemClock.now();
    json!(match word("to") {
        None => x.post(&author, text),
        Some(to) => x.inside().posts.answer(&author, text, now, to),
    })
}

/// One line, at once: whoever asked waits for it.
fn say(answer: &Value) {
    println!("{answer}");
}
