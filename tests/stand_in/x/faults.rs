//! What goes wrong to order.

use std::collections::{HashMap, VecDeque};

use axum::{
    body::Body,
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use http_body_util::channel::Channel;
use serde_json::{Value, json};

/// Something that goes wrong with one call.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// Refused with this number, before it was looked at.
    Status(u16),
    /// The same, in the older words.
    OldStatus(u16),
    /// Carried out, and the connection is cut in the middle of the answer: for a
    /// reply, what a time-out after having posted is.
    CutOff,
    /// Half of the answer.
    BrokenJson,
    /// An answer without posts that does not say that it has none.
    WithoutData,
    /// A field that nobody knows.
    UnknownField,
    /// Posts, and an error beside them.
    ErrorsBeside,
}

/// What was ordered, by kind of call.
#[derive(Default)]
pub struct Faults(HashMap<&'static str, VecDeque<Fault>>);

impl Faults {
    pub fn order(&mut self, kind: &'static str, fault: Fault) {
        self.0.entry(kind).or_default().push_back(fault);
    }

    pub fn take(&mut self, kind: &'static str) -> Option<Fault> {
        self.0.get_mut(kind)?.pop_front()
    }
}

/// The answer as it arrives.
pub fn spoil(fault: Option<Fault>, status: StatusCode, mut said: Value) -> Response {
    match fault {
        Some(Fault::CutOff) => return cut_off(),
        Some(Fault::BrokenJson) => {
            let whole = said.to_string();
            let half: String = whole.chars().take(whole.chars().count() / 2).collect();
            return (status, [(header::CONTENT_TYPE, "application/json")], half).into_response();
        }
        Some(Fault::WithoutData) => said = json!({"errors": [{"title": "Service Unavailable"}]}),
        Some(Fault::UnknownField) => {
            said["weather"] = json!({"of": ["tomorrow"]});
            if let Some(first) = said["data"].get_mut(0) {
                first["mood"] = json!("good");
            }
        }
        Some(Fault::ErrorsBeside) => {
            said["errors"] = json!([{"title": "Not Found Error", "resource_type": "user", "value": "7"}]);
        }
        _ => {}
    }
    (status, axum::Json(said)).into_response()
}

/// An answer that begins and never ends.
pub fn cut_off() -> Response {
    let (mut sender, body) = Channel::<axum::body::Bytes, std::io::Error>::new(2);
    tokio::spawn(async move {
        let _gone = sender.send_data(axum::body::Bytes::from_static(b"{\"data\":[{\"id\":\"13")).await;
        sender.abort(std::io::Error::other("cut"));
    });
    ([(header::CONTENT_TYPE, "application/json")], Body::new(body)).into_response()
}
