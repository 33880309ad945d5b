//! What was posted, and what of it is shown.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::time::Timestamp;
use serde_json::{Map, Value, json};

use super::{OFFICE, weight};

/// So many of the newest mentions can be reached.
const REACHABLE: usize = 800;

/// And of one's own posts.
const REACHABLE_OWN: usize = 3_200;

/// The first moment that a post's name can hold, in milliseconds.
const EPOCH: i64 = 1_288_834_974_657;

/// Parameters that are known.
const KNOWN: [&str; 8] = [
    "max_results",
    "since_id",
    "until_id",
    "pagination_token",
    "tweet.fields",
    "expansions",
    "user.fields",
    "media.fields",
];

/// Someone who posts.
#[derive(Clone, Debug)]
pub struct Author {
    pub id: String,
    pub name: String,
    pub handle: String,
}

impl Author {
    pub fn new(id: &str, handle: &str) -> Self {
        Self { id: id.to_owned(), name: handle.to_uppercase(), handle: handle.to_owned() }
    }
}

#[derive(Clone, Debug)]
struct Tweet {
    id: u64,
    /// The names of its versions so far, this one last.
    history: Vec<u64>,
    conversation: u64,
    author: Author,
    text: String,
    at: Timestamp,
    language: String,
    referenced: Vec<(&'static str, u64)>,
    photo: Option<String>,
    mentions_us: bool,
}

/// All posts.
#[derive(Default)]
pub struct Posts {
    all: BTreeMap<u64, Tweet>,
    /// Those of the office; a search through all for each reply grew with its square.
    of_office: BTreeSet<u64>,
    last: u64,
    /// Reading costs too, and a reply with a link much more: thousandths of a dollar.
    pub cost: u32,
}

impl Posts {
    fn name(&mut self, at: Timestamp) -> u64 {
        let of_time = u64::try_from((at.0 * 1_000 - EPOCH).max(1)).unwrap() << 22;
        self.last = of_time.max(self.last + 1);
        self.last
    }

    fn add(&mut self, author: &Author, text: &str, at: Timestamp, change: impl FnOnce(&mut Tweet)) -> String {
        let id = self.name(at);
        let mut tweet = Tweet {
            id,
            history: vec![id],
            conversation: id,
            author: author.clone(),
            text: text.to_owned(),
            at,
            language: "hi".to_owned(),
            referenced: Vec::new(),
            photo: None,
            mentions_us: true,
        };
        change(&mut tweet);
        if author.id == OFFICE {
            self.of_office.insert(id);
        }
        self.all.insert(id, tweet);
        id.to_string()
    }

    /// A post that mentions the office.
    pub fn mention(&mut self, author: &Author, text: &str, at: Timestamp) -> String {
        self.add(author, text, at, |_| {})
    }

    /// The same, with a photo.
    pub fn mention_with_photo(&mut self, author: &Author, text: &str, at: Timestamp, photo: &str) -> String {
        self.add(author, text, at, |tweet| tweet.photo = Some(photo.to_owned()))
    }

    /// An answer to a post, which mentions the office.
    pub fn answer(&mut self, author: &Author, text: &str, at: Timestamp, to: &str) -> String {
        let to: u64 = to.parse().unwrap();
        let conversation = self.all[&to].conversation;
        self.add(author, text, at, |tweet| {
            tweet.conversation = conversation;
            tweet.referenced = vec![("replied_to", to)];
        })
    }

    /// Somebody shows a post to others.
    pub fn retweet(&mut self, author: &Author, of: &str, at: Timestamp) -> String {
        let of: u64 = of.parse().unwrap();
        let text = format!("RT @{}: {}", self.all[&of].author.handle, self.all[&of].text);
        self.add(author, &text, at, |tweet| tweet.referenced = vec![("retweeted", of)])
    }

    /// The author edits a post: it gets a new name, and the old one is not shown any
    /// more. At most five times, and within half an hour.
    pub fn edit(&mut self, name: &str, text: &str, at: Timestamp) -> String {
        let before = self.all[&name.parse::<u64>().unwrap()].clone();
        assert!(before.history.len() <= 5, "edited too often");
        self.all.get_mut(&before.id).unwrap().mentions_us = false;
        let author = before.author.clone();
        self.add(&author, text, at, |tweet| {
            tweet.history = before.history.iter().copied().chain([tweet.id]).collect();
            tweet.conversation = before.conversation;
            tweet.referenced = before.referenced;
            tweet.photo = before.photo;
        })
    }

    /// The office posts something by another program, and mentions itself.
    pub fn own_mention(&mut self, text: &str, at: Timestamp) -> String {
        self.add(&office(), text, at, |_| {})
    }

    /// Forgets a post.
    pub fn delete(&mut self, name: &str) {
        self.all.remove(&name.parse().unwrap());
    }

    /// The office's replies: under which post, and the words.
    pub fn replies(&self) -> Vec<(String, String)> {
        let reply = |tweet: &Tweet| {
            let to = tweet.referenced.iter().find(|(kind, _)| *kind == "replied_to")?.1;
            Some((to.to_string(), tweet.text.clone()))
        };
        self.by_office().filter_map(reply).collect()
    }

    /// A page of the mentions of the office.
    pub fn mentions(&mut self, asked: &HashMap<String, String>) -> Result<Value, &'static str> {
        let all: Vec<Tweet> =
            self.all.values().rev().filter(|tweet| tweet.mentions_us).take(REACHABLE).cloned().collect();
        self.page(all, asked)
    }

    /// A page of what the office has posted.
    pub fn own(&mut self, asked: &HashMap<String, String>) -> Result<Value, &'static str> {
        let all: Vec<Tweet> = self.by_office().rev().take(REACHABLE_OWN).cloned().collect();
        self.page(all, asked)
    }

    fn by_office(&self) -> impl DoubleEndedIterator<Item = &Tweet> {
        self.of_office.iter().filter_map(|id| self.all.get(id))
    }

    fn page(&mut self, all: Vec<Tweet>, asked: &HashMap<String, String>) -> Result<Value, &'static str> {
        if asked.keys().any(|name| !KNOWN.contains(&name.as_str())) {
            return Err("an unknown parameter");
        }
        let most: usize = asked.get("max_results").map_or(Ok(10), |most| most.parse()).map_err(|_| "max_results")?;
        if !(5..=100).contains(&most) {
            return Err("max_results must be 5 to 100");
        }
        let number = |name: &str| asked.get(name).map(|id| id.parse::<u64>().map_err(|_| "no id")).transpose();
        let since = number("since_id")?.unwrap_or(0);
        let until = number("until_id")?.unwrap_or(u64::MAX);
        let before = match asked.get("pagination_token") {
            None => u64::MAX,
            Some(token) => token
                .strip_prefix("7140")
                .and_then(|rest| u64::from_str_radix(rest, 36).ok())
                .ok_or("an invalid pagination_token")?,
        };
        let mut fitting = all.into_iter().filter(|tweet| tweet.id > since && tweet.id < until && tweet.id < before);
        let shown: Vec<Tweet> = fitting.by_ref().take(most).collect();
        let has_more = fitting.next().is_some();
        self.cost += u32::try_from(shown.len()).unwrap();
        Ok(document(&shown, has_more, asked))
    }

    /// The office says something under a post.
    pub fn reply(&mut self, body: &Value, now: Timestamp) -> Result<Value, (u16, &'static str)> {
        let text = body["text"].as_str().filter(|text| !text.is_empty()).ok_or((400, "no text"))?;
        if weight::length(text) > 280 {
            return Err((400, "Your Tweet text is too long."));
        }
        let to = body["reply"]["in_reply_to_tweet_id"].as_str().and_then(|id| id.parse::<u64>().ok());
        let to = to.ok_or((403, "only replies are allowed"))?;
        let Some(found) = self.all.get(&to).cloned() else {
            return Err((403, "You attempted to reply to a Tweet that is deleted or not visible to you."));
        };
        let has_summoned = self.all.values().rev().any(|tweet| tweet.mentions_us && tweet.author.id == found.author.id);
        if !has_summoned || found.author.id == OFFICE {
            return Err((
                403,
                "Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.",
            ));
        }
        let says = if body["reply"]["auto_populate_reply_metadata"] == true {
            format!("@{} {text}", found.author.handle)
        } else {
            text.to_owned()
        };
        let is_there = self
            .of_office
            .range(to..)
            .filter_map(|id| self.all.get(id))
            .any(|tweet| tweet.referenced.contains(&("replied_to", to)) && tweet.text == says);
        if is_there {
            return Err((403, "You are not allowed to create a Tweet with duplicate content."));
        }
        self.cost += if text.split_whitespace().any(weight::is_link) { 200 } else { 15 };
        let id = self.add(&office(), &says, now, |tweet| {
            tweet.conversation = found.conversation;
            tweet.referenced = vec![("replied_to", to)];
            tweet.mentions_us = false;
        });
        Ok(json!({"data": {"id": id, "text": text, "edit_history_tweet_ids": [id]}}))
    }
}

fn office() -> Author {
    Author::new(OFFICE, "cmohry")
}

/// A page, newest first, with the fields that were asked for.
fn document(shown: &[Tweet], has_more: bool, asked: &HashMap<String, String>) -> Value {
    let list = |name: &str| asked.get(name).map(|names| names.split(',').collect::<Vec<_>>()).unwrap_or_default();
    let (fields, expansions) = (list("tweet.fields"), list("expansions"));
    let mut meta = json!({"result_count": shown.len()});
    let (Some(newest), Some(oldest)) = (shown.first(), shown.last()) else { return json!({"meta": meta}) };
    meta["newest_id"] = json!(newest.id.to_string());
    meta["oldest_id"] = json!(oldest.id.to_string());
    if has_more {
        meta["next_token"] = json!(format!("7140{}", base36(oldest.id)));
    }
    let mut page = json!({"data": shown.iter().map(|tweet| written(tweet, &fields)).collect::<Vec<_>>(), "meta": meta});
    let mut includes = Map::new();
    if expansions.contains(&"author_id") {
        let authors: BTreeMap<&str, &Author> =
            shown.iter().map(|tweet| (tweet.author.id.as_str(), &tweet.author)).collect();
        let user = |author: &&Author| json!({"id": author.id, "name": author.name, "username": author.handle});
        includes.insert("users".to_owned(), authors.values().map(user).collect());
    }
    if expansions.contains(&"attachments.media_keys") {
        let photo = |tweet: &Tweet| {
            tweet.photo.as_ref().map(|url| json!({"media_key": media_key(tweet), "type": "photo", "url": url}))
        };
        let photos: Vec<Value> = shown.iter().filter_map(photo).collect();
        if !photos.is_empty() {
            includes.insert("media".to_owned(), Value::Array(photos));
        }
    }
    if !includes.is_empty() {
        page["includes"] = Value::Object(includes);
    }
    page
}

fn written(tweet: &Tweet, fields: &[&str]) -> Value {
    let names: Vec<String> = tweet.history.iter().map(u64::to_string).collect();
    // The three characters that X writes as HTML does.
    let text = tweet.text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let mut shown = json!({"id": tweet.id.to_string(), "text": text, "edit_history_tweet_ids": names});
    let mut show = |name: &str, value: Value| {
        if fields.contains(&name) && !value.is_null() {
            shown[name] = value;
        }
    };
    show("author_id", json!(tweet.author.id));
    show("conversation_id", json!(tweet.conversation.to_string()));
    show("created_at", json!(tweet.at.to_string().replace('Z', ".000Z")));
    show("lang", json!(tweet.language));
    let referenced: Vec<Value> =
        tweet.referenced.iter().map(|(kind, id)| json!({"type": kind, "id": id.to_string()})).collect();
    show("referenced_tweets", if referenced.is_empty() { Value::Null } else { Value::Array(referenced) });
    show("attachments", tweet.photo.as_ref().map_or(Value::Null, |_| json!({"media_keys": [media_key(tweet)]})));
    shown
}

fn media_key(tweet: &Tweet) -> String {
    format!("3_{}", tweet.history[0])
}

fn base36(mut number: u64) -> String {
    let mut digits = Vec::new();
    while number > 0 {
        digits.push(char::from_digit((number % 36) as u32, 36).unwrap());
        number /= 36;
    }
    digits.iter().rev().collect()
}
