//! What X's refusals mean. Its errors are read for a few words only, and none of
//! them goes any further.

use domain::time::Timestamp;

use super::limit_of;
use crate::{
    channels::{Trouble, http::Answer},
    outbox::Unsent,
    store::intake::Limit,
};

/// How often more may be asked.
pub fn limit(answer: &Answer) -> Limit {
    limit_of(answer.number("x-rate-limit-remaining"), answer.number("x-rate-limit-reset"))
}

/// Why nothing was read.
pub fn trouble(answer: &Answer, now: Timestamp) -> Trouble {
    let limit = limit(answer);
    let word = word(answer.status.as_u16());
    if word == "busy" {
        // Whatever it says is left: nothing is, until then.
        let reset = limit.reset.filter(|reset| *reset > now);
        return Trouble { word, limit: Limit { left: reset.map(|_| 0), reset } };
    }
    Trouble { word, limit }
}

fn word(status: u16) -> &'static str {
    match status {
        400 => "refused",
        401 | 403 => "denied",
        402 => "credits",
        404 => "unknown_user",
        429 => "busy",
        500.. => "down",
        _ => "unexpected",
    }
}

/// The same for a letter.
pub fn unsent_by_trouble(trouble: Trouble) -> Unsent {
    Unsent::Down(trouble.word, None)
}

/// Refusals of one reply and not of us: X has no codes for them.
const NEVER: [&str; 4] = ["deleted", "not visible", "not been mentioned", "reply to this conversation is not allowed"];

/// What the answer to a reply means.
pub fn reply(answer: &Answer, now: Timestamp) -> Result<(), Unsent> {
    if answer.status.is_success() {
        return Ok(());
    }
    let wait = limit(answer).reset.map(|reset| (reset.0 - now.0).max(0));
    let said = String::from_utf8_lossy(&answer.body).to_lowercase();
    Err(match answer.status.as_u16() {
        // It stands there: the own timeline is read next time, and shows it.
        403 if said.contains("duplicate") => Unsent::Down("duplicate", None),
        400 | 403 | 404 if NEVER.iter().any(|words| said.contains(words)) => Unsent::Refused("not_summoned"),
        400 => Unsent::Refused("refused"),
        429 => Unsent::Down("busy", wait),
        status => Unsent::Down(word(status), None),
    })
}

#[cfg(test)]
mod tests {
    use hyper::{HeaderMap, StatusCode};

    use super::*;

    fn answer(status: u16, body: &str, headers: &[(&'static str, &str)]) -> Answer {
        let headers: HeaderMap = headers
            .iter()
            .map(|(name, value)| (hyper::header::HeaderName::from_static(name), value.parse().unwrap()))
            .collect();
        Answer { status: StatusCode::from_u16(status).unwrap(), headers, body: body.to_owned().into() }
    }

    #[test]
    fn a_limit_that_is_reached_gives_rest_until_it_is_renewed() {
        let now = Timestamp(1_000);
        let busy = answer(429, "", &[("x-rate-limit-reset", "1600"), ("x-rate-limit-remaining", "0")]);

        assert_eq!(trouble(&busy, now).limit.rests_until(), Some(Timestamp(1_600)));
        assert_eq!(reply(&busy, now), Err(Unsent::Down("busy", Some(600))));
        assert_eq!(trouble(&answer(429, "", &[]), now).limit.rests_until(), None);
    }

    #[test]
    fn a_reply_that_will_never_be_taken_is_given_up_and_nothing_else_is() {
        let now = Timestamp(0);
        let said = |status, detail: &str| reply(&answer(status, detail, &[]), now);

        let summoned = "Reply to this conversation is not allowed because you have not been mentioned";
        assert_eq!(said(403, summoned), Err(Unsent::Refused("not_summoned")));
        assert_eq!(
            said(403, "You are not allowed to create a Tweet with duplicate content."),
            Err(Unsent::Down("duplicate", None))
        );
        assert_eq!(said(403, "Your account is suspended"), Err(Unsent::Down("denied", None)));
        assert_eq!(said(402, ""), Err(Unsent::Down("credits", None)));
        assert_eq!(said(503, ""), Err(Unsent::Down("down", None)));
        assert_eq!(said(201, ""), Ok(()));
    }
}
