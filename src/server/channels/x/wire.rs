//! What a page of X says. Foreign shapes stop here: a field that is missing or of
//! another kind costs that field and never a post; fields that nobody knows are
//! passed by.

use domain::time::Timestamp;
use serde_json::Value;

use super::id;
use crate::{
    channels::post::{Foreign, moment},
    store::{intake::Post, outbox::PostAddress},
};

/// A page of mentions.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Those that concern the office.
    pub posts: Vec<Post>,
    /// So many were on it, of whatever kind.
    pub read: u32,
    /// The latest name on it.
    pub top: Option<String>,
    /// The newest post.
    pub newest: Option<(String, Timestamp)>,
    /// The next page.
    pub next: Option<String>,
    /// What was odd.
    pub note: Option<&'static str>,
}

/// Reads a page of mentions of `own`; `None` for what is none, or says that it has
/// more than it shows.
pub fn page(body: &[u8], own: &str, now: Timestamp) -> Option<Page> {
    let page = document(body)?;
    let mut read = Page { next: text(&page["meta"], "next_token"), ..Page::default() };
    read.top = text(&page["meta"], "newest_id").filter(|id| id::is_id(id));
    if page["errors"].as_array().is_some_and(|errors| !errors.is_empty()) {
        read.note = Some("partial");
    }
    for tweet in data(&page) {
        read.read += 1;
        let Some(name) = text(tweet, "id").filter(|id| id::is_id(id)) else {
            // Nothing by which it could be known: told, and passed by.
            read.note = Some("unreadable");
            continue;
        };
        let at = posted_at(tweet, &name).unwrap_or(now);
        if read.top.as_ref().is_none_or(|top| id::compare(top, &name).is_lt()) {
            read.top = Some(name.clone());
        }
        if read.newest.as_ref().is_none_or(|(newest, _)| id::compare(newest, &name).is_lt()) {
            read.newest = Some((name.clone(), at));
        }
        if concerns_us(tweet, own) {
            read.posts.push(post(tweet, &name, &page["includes"]).understood(at));
        }
    }
    Some(read)
}

/// The document, if it is a page. One without posts says that it has none.
fn document(body: &[u8]) -> Option<Value> {
    let page: Value = serde_json::from_slice(body).ok()?;
    let says_none = page["meta"]["result_count"].as_u64() == Some(0);
    match page.get("data") {
        Some(Value::Array(_)) => Some(page),
        None | Some(Value::Null) if says_none => Some(page),
        _ => None,
    }
}

/// The posts of a page.
fn data(page: &Value) -> &[Value] {
    page["data"].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// No retweet, and nothing of our own.
fn concerns_us(tweet: &Value, own: &str) -> bool {
    let is_retweet = referenced(tweet).any(|(kind, _)| kind == "retweeted");
    !is_retweet && tweet["author_id"].as_str() != Some(own)
}

/// What a post refers to: in which way, and to which post.
fn referenced(tweet: &Value) -> impl Iterator<Item = (&str, &str)> {
    let all = tweet["referenced_tweets"].as_array().map(Vec::as_slice).unwrap_or_default();
    all.iter().filter_map(|one| Some((one["type"].as_str()?, one["id"].as_str()?)))
}

fn post(tweet: &Value, name: &str, includes: &Value) -> Foreign {
    let history: Vec<&str> = tweet["edit_history_tweet_ids"]
        .as_array()
        .map(|ids| ids.iter().filter_map(Value::as_str).filter(|id| id::is_id(id)).collect())
        .unwrap_or_default();
    let first = history.first().copied().unwrap_or(name);
    let version = history.iter().position(|id| *id == name).unwrap_or_default();
    let author = text(tweet, "author_id").unwrap_or_default();
    let user = find(&includes["users"], "id", &author);
    let handle = user.and_then(|user| text(user, "username")).unwrap_or_default();
    let conversation = text(tweet, "conversation_id").unwrap_or_else(|| first.to_owned());
    let address = if handle.is_empty() { "i/web" } else { handle.as_str() };
    Foreign {
        id: first.to_owned(),
        latest: name.to_owned(),
        version: u32::try_from(version).unwrap_or_default(),
        // A conversation that an edited post began is called after one of its versions.
        conversation: if history.contains(&conversation.as_str()) { first.to_owned() } else { conversation },
        link: Some(format!("https://x.com/{address}/status/{first}")),
        name: user.and_then(|user| text(user, "name")),
        text: plain(&words(tweet)),
        language: text(tweet, "lang"),
        photos: photos(tweet, &includes["media"]),
        author,
        handle,
    }
}

/// Long posts have their whole text apart.
fn words(tweet: &Value) -> String {
    text(&tweet["note_tweet"], "text").or_else(|| text(tweet, "text")).unwrap_or_default()
}

/// X writes three characters as HTML does.
fn plain(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

fn photos(tweet: &Value, media: &Value) -> Vec<String> {
    let keys = tweet["attachments"]["media_keys"].as_array().map(Vec::as_slice).unwrap_or_default();
    let of_key = |key: &Value| find(media, "media_key", key.as_str()?);
    keys.iter().filter_map(of_key).filter_map(|one| text(one, "url")).collect()
}

fn find<'a>(list: &'a Value, field: &str, value: &str) -> Option<&'a Value> {
    list.as_array()?.iter().find(|one| one[field].as_str() == Some(value))
}

fn posted_at(tweet: &Value, name: &str) -> Option<Timestamp> {
    tweet["created_at"].as_str().and_then(moment).or_else(|| id::posted_at(name))
}

fn text(value: &Value, field: &str) -> Option<String> {
    value[field].as_str().filter(|text| !text.is_empty()).map(str::to_owned)
}

/// A page of the office's own posts, newest first.
#[derive(Debug)]
pub struct OwnPage {
    /// Newest first.
    pub posts: Vec<OwnPost>,
    /// The next page.
    pub next: Option<String>,
}

/// A post of the office.
#[derive(Debug)]
pub struct OwnPost {
    words: String,
    answered: Vec<String>,
    /// When, where it is said.
    pub posted_at: Option<Timestamp>,
}

impl OwnPost {
    /// True if it says this. X puts the handles of those who are answered before it.
    pub fn says(&self, words: &str) -> bool {
        let own = self.words.split_whitespace().skip_while(|word| word.starts_with('@'));
        own.eq(words.split_whitespace())
    }

    /// True if it stands under this post.
    pub fn answers(&self, to: &PostAddress) -> bool {
        self.answered.iter().any(|post| *post == to.post || *post == to.latest)
    }
}

/// Reads a page of the own timeline; `None` for what is none.
pub fn own_page(body: &[u8]) -> Option<OwnPage> {
    let page = document(body)?;
    let own = |tweet: &Value| OwnPost {
        words: plain(&words(tweet)),
        answered: referenced(tweet).filter(|(kind, _)| *kind == "replied_to").map(|(_, id)| id.to_owned()).collect(),
        posted_at: posted_at(tweet, tweet["id"].as_str().unwrap_or_default()),
    };
    Some(OwnPage { posts: data(&page).iter().map(own).collect(), next: text(&page["meta"], "next_token") })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const NOW: Timestamp = Timestamp(1_800_000_000);

    fn read(page: &Value) -> Option<Page> {
        super::page(page.to_string().as_bytes(), "1", NOW)
    }

    fn one(tweet: Value) -> Page {
        read(&json!({"data": [tweet], "meta": {"result_count": 1}})).unwrap()
    }

    #[test]
    fn a_post_is_read_with_author_words_and_moment() {
        let page = read(&json!({
            "data": [{"id": "1301573587187331074", "text": "@cmohry ration &amp; pension nahi, 9812345678",
                "author_id": "1234567890", "conversation_id": "1301573587187331074",
                "created_at": "2026-11-01T10:30:00.000Z", "lang": "hi",
                "edit_history_tweet_ids": ["1301573587187331074"],
                "attachments": {"media_keys": ["3_1"]}, "a later field": {"x": 1}}],
            "includes": {"users": [{"id": "1234567890", "name": "Ram", "username": "ram_rohtak"}],
                "media": [{"media_key": "3_1", "type": "photo", "url": "https://pbs.example/1.jpg"}]},
            "meta": {"result_count": 1, "newest_id": "1301573587187331074", "next_token": "7140dibdnow9"},
        }));

        let page = page.unwrap();
        let post = &page.posts[0];
        assert_eq!((post.handle.as_str(), post.name.as_deref()), ("ram_rohtak", Some("Ram")));
        assert_eq!(post.text, "@cmohry ration & pension nahi, XXXXXXXXXX");
        assert_eq!(post.posted_at, Timestamp::parse("2026-11-01T10:30:00Z").unwrap());
        assert_eq!(post.photos, ["https://pbs.example/1.jpg"]);
        assert_eq!(post.link.as_deref(), Some("https://x.com/ram_rohtak/status/1301573587187331074"));
        assert_eq!(page.next.as_deref(), Some("7140dibdnow9"));
    }

    #[test]
    fn an_edited_post_is_known_by_its_first_name() {
        let page = one(
            json!({"id": "12", "text": "b", "conversation_id": "10", "edit_history_tweet_ids": ["10", "11", "12"]}),
        );

        let post = &page.posts[0];
        assert_eq!((post.id.as_str(), post.latest.as_str(), post.version), ("10", "12", 2));
        assert_eq!(post.conversation, "10");
    }

    #[test]
    fn retweets_and_own_posts_are_read_and_passed_by() {
        let retweet =
            json!({"id": "5", "text": "RT", "author_id": "2", "referenced_tweets": [{"type": "retweeted", "id": "3"}]});
        let own = json!({"id": "6", "text": "HR 214-8273-6900", "author_id": "1"});
        let page = read(&json!({"data": [own, retweet], "meta": {"result_count": 2}})).unwrap();

        assert!(page.posts.is_empty());
        assert_eq!((page.read, page.top.as_deref()), (2, Some("6")));
    }

    #[test]
    fn a_page_without_posts_must_say_so() {
        assert!(read(&json!({"meta": {"result_count": 0}})).is_some());
        for broken in [
            json!({}),
            json!({"meta": {"result_count": 3}}),
            json!({"errors": [{"title": "x"}]}),
            json!({"data": {"id": "1"}, "meta": {"result_count": 1}}),
        ] {
            assert!(read(&broken).is_none(), "{broken}");
        }
        assert!(super::page(b"{\"data\": [{\"id\"", "1", NOW).is_none());
    }

    #[test]
    fn what_is_missing_costs_its_field_and_never_the_post() {
        let page = one(json!({"id": "7"}));

        assert_eq!((page.posts[0].text.as_str(), page.posts[0].posted_at), ("", NOW));
        let page =
            read(&json!({"data": [{"id": "8"}, {"text": "no name"}], "errors": [{}], "meta": {"result_count": 2}}));
        let page = page.unwrap();
        assert_eq!((page.posts.len(), page.note), (1, Some("unreadable")));
    }

    #[test]
    fn an_own_reply_is_known_by_its_words_and_its_post() {
        let body = json!({"data": [{"id": "9", "text": "@ram_rohtak शिकायत HR 1 &amp; 2", "created_at": "2026-11-01T10:30:00.000Z",
            "referenced_tweets": [{"type": "replied_to", "id": "7"}]}], "meta": {"result_count": 1}});
        let own = own_page(body.to_string().as_bytes()).unwrap();
        let to =
            |post: &str| PostAddress { post: post.into(), latest: post.into(), author: "2".into(), handle: "a".into() };

        assert!(own.posts[0].says("शिकायत HR 1 & 2") && own.posts[0].answers(&to("7")));
        assert!(!own.posts[0].says("शिकायत HR 1") && !own.posts[0].answers(&to("8")));
    }
}
