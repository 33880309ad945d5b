//! The public event file of a day, in CSV (RFC 4180, plain ASCII): what happened
//! to each complaint, without word or person.
//!
//! What a line says is decided in [`domain::ledger`]. Here it gets its hash: the
//! SHA-256, in hexadecimal digits, of the hash of the complaint's line before it
//! (nothing before the first), a comma, and the line. Whoever has all files can
//! follow each complaint through them, and whoever kept one sees if the past was
//! changed. The seal binds the line to the chain that is kept inside, and only
//! who has the secret can compare the two.

use domain::{
    ledger::{COLUMNS, Line},
    ticket::Ticket,
    time::Day,
};
use sha2::{Digest as _, Sha256};

use crate::{history::hex, secret::Secret, store::ledger::Trace};

/// The first line of every file.
pub fn heading() -> String {
    format!("{},hash\r\n", COLUMNS.join(","))
}

/// Puts complaints into an order that says nothing of their numbers: that of
/// their pseudonyms.
pub fn shuffle(secret: &Secret, tickets: &mut [Ticket]) {
    tickets.sort_by_cached_key(|ticket| secret.pseudonym(*ticket));
}

/// Writes the lines of what happened to a complaint on `day` behind `file`; the
/// trace ends with that day.
pub fn write(secret: &Secret, trace: &Trace, day: Day, file: &mut String) {
    let complaint = hex(&secret.pseudonym(trace.standing.ticket));
    let mut standing = trace.standing.at_the_beginning();
    let mut hash = String::new();
    for sealed in &trace.history {
        standing.follow(&sealed.event);
        let seal = hex(&secret.public_seal(&sealed.hash));
        let line = Line::new(&complaint, &standing, &sealed.event, &seal).to_string();
        hash = hex(&Sha256::digest([&hash, ",", &line].concat()));
        if sealed.event.at.day() == day {
            file.extend([&line, ",", &hash, "\r\n"]);
        }
    }
}
