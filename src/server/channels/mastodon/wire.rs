//! What a page of notifications says. Foreign shapes stop here.

use domain::time::Timestamp;
use serde_json::Value;

use super::html;
use crate::channels::post::{Foreign, moment};

/// A page of notifications.
pub struct Page {
    /// The posts, each with the moment at which it was posted.
    pub posts: Vec<(Mention, Option<Timestamp>)>,
    /// So many notifications were on it.
    pub read: usize,
    /// The latest of them.
    pub place: String,
    /// What was odd.
    pub note: Option<&'static str>,
}

/// A post that mentions the office.
pub struct Mention {
    /// The post.
    pub post: Foreign,
    /// The post that it answers.
    pub answers: Option<String>,
}

/// Numbers, of any length.
pub fn is_id(text: &str) -> bool {
    (1..=40).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Reads a page after `place`; `None` for what is none.
pub fn page(body: &[u8], place: &str) -> Option<Page> {
    let Value::Array(all) = serde_json::from_slice(body).ok()? else { return None };
    let mut page = Page { posts: Vec::new(), read: all.len(), place: place.to_owned(), note: None };
    for notification in &all {
        let Some(id) = notification["id"].as_str().filter(|id| is_id(id)) else {
            page.note = Some("unreadable");
            continue;
        };
        if is_later(id, &page.place) {
            page.place = id.to_owned();
        }
        let status = &notification["status"];
        if notification["type"] != "mention" || status.is_null() {
            continue;
        }
        match mention(status) {
            Some(mention) => page.posts.push((mention, status["created_at"].as_str().and_then(moment))),
            None => page.note = Some("unreadable"),
        }
    }
    Some(page)
}

fn is_later(one: &str, other: &str) -> bool {
    (one.len(), one) > (other.len(), other)
}

fn mention(status: &Value) -> Option<Mention> {
    let text = |value: &Value, field: &str| value[field].as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    let id = text(status, "id").filter(|id| is_id(id))?;
    let account = &status["account"];
    let media = status["media_attachments"].as_array().map(Vec::as_slice).unwrap_or_default();
    let photos = media.iter().filter(|one| one["type"] == "image").filter_map(|one| text(one, "url")).collect();
    let post = Foreign {
        latest: id.clone(),
        // How often it was edited is not said, only that it was.
        version: u32::from(status["edited_at"].is_string()),
        conversation: id.clone(),
        author: text(account, "id").unwrap_or_default(),
        handle: text(account, "acct").unwrap_or_default(),
        name: text(account, "display_name"),
        text: html::plain(status["content"].as_str().unwrap_or_default()),
        language: text(status, "language"),
        link: text(status, "url"),
        photos,
        id,
    };
    Some(Mention { post, answers: text(status, "in_reply_to_id").filter(|id| is_id(id)) })
}

/// True if a status says this, behind the handles of those to whom it is said.
pub fn says(status: &Value, words: &str) -> bool {
    let plain = html::plain(status["content"].as_str().unwrap_or_default());
    plain.split_whitespace().skip_while(|word| word.starts_with('@')).eq(words.split_whitespace())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_mention_is_read_whatever_else_stands_beside_it() {
        let body = json!([
            {"id": "12", "type": "mention", "created_at": "2026-11-01T10:30:00.000Z", "status": {
                "id": "345", "created_at": "2026-11-01T10:30:00.000Z", "content": "<p>@office राशन नहीं</p>",
                "in_reply_to_id": "300", "language": "hi", "url": "https://m.example/@ram/345", "edited_at": null,
                "account": {"id": "7", "acct": "ram@m.example", "display_name": "Ram"},
                "media_attachments": [{"type": "image", "url": "https://m.example/1.jpg"}, {"type": "video", "url": "x"}]}},
            {"id": "13", "type": "favourite", "status": {"id": "1"}},
            {"id": "9", "type": "mention", "status": {"no": "id"}},
        ]);

        let page = page(body.to_string().as_bytes(), "5").unwrap();

        assert_eq!((page.place.as_str(), page.read, page.note), ("13", 3, Some("unreadable")));
        let (mention, at) = &page.posts[0];
        assert_eq!((mention.post.handle.as_str(), mention.answers.as_deref()), ("ram@m.example", Some("300")));
        assert_eq!((mention.post.photos.len(), *at), (1, Timestamp::parse("2026-11-01T10:30:00Z")));
        assert!(super::page(b"{\"error\": \"x\"}", "5").is_none());
    }
}
