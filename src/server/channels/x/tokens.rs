//! The tokens of the office's account: one that does not change, or a file with
//! one that lasts two hours and another that renews it.
//!
//! X gives out a new renewing token each time and takes the old one away, so the
//! file is proven writable before the old one is used up, and the new one is on
//! disk (0600, synced, renamed) before anything is done with it.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _},
    path::{Path, PathBuf},
    time::Duration,
};

use domain::time::Timestamp;
use http_body_util::Full;
use hyper::header::CONTENT_TYPE;
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;

use super::settings::TokenSource;
use crate::{
    channels::{
        Trouble,
        http::{Http, unsigned},
    },
    outbox::setup::Token,
};

/// A token is renewed so many seconds before it ends.
const BEFORE: i64 = 300;

/// Another program that renews the same file is waited for so often …
const WAITS: usize = 100;

/// … for so long.
const WAIT: Duration = Duration::from_millis(100);

/// Where tokens come from.
pub enum Tokens {
    /// It does not change.
    Fixed(Token),
    /// They are kept in a file.
    Kept(Box<KeptTokens>),
}

/// Tokens in a file.
pub struct KeptTokens {
    path: PathBuf,
    client: String,
    address: String,
    pair: Mutex<Pair>,
}

/// What the file holds; what X answers may be put there as it is.
#[derive(Clone, Serialize, Deserialize)]
struct Pair {
    access_token: String,
    #[serde(default)]
    refresh_token: Option<String>,
    #[serde(default)]
    expires_at: Option<Timestamp>,
}

/// X's answer when a token was renewed.
#[derive(Deserialize)]
struct Renewed {
    access_token: String,
    refresh_token: Option<String>,
    expires_in: Option<i64>,
}

impl Tokens {
    /// Reads the tokens.
    ///
    /// # Errors
    /// What is wrong, in a sentence.
    pub fn open(source: &TokenSource, base: &str) -> Result<Self, String> {
        match source {
            TokenSource::Fixed(token) => Ok(Self::Fixed(token.clone())),
            TokenSource::File { path, client } => {
                let pair =
                    read(path).map_err(|why| format!("The tokens in {} cannot be used: {why}", path.display()))?;
                keep_private(path).map_err(|why| format!("{} cannot be made private: {why}", path.display()))?;
                let address = format!("{base}/2/oauth2/token");
                let kept = KeptTokens { path: path.clone(), client: client.clone(), address, pair: Mutex::new(pair) };
                Ok(Self::Kept(Box::new(kept)))
            }
        }
    }

    /// A token that is good now.
    ///
    /// # Errors
    /// Why there is none.
    pub async fn current(&self, http: &Http, now: Timestamp) -> Result<Token, Trouble> {
        let kept = match self {
            Self::Fixed(token) => return Ok(token.clone()),
            Self::Kept(kept) => kept,
        };
        let mut pair = kept.pair.lock().await;
        let ends = pair.expires_at.is_some_and(|at| at.0 - BEFORE <= now.0);
        if ends && pair.refresh_token.is_some() {
            *pair = kept.renew(http, &pair, now).await?;
        }
        Ok(Token(pair.access_token.clone()))
    }

    /// Another token in the place of one that was refused; `None` where there is no
    /// way to another.
    ///
    /// # Errors
    /// Why there is none.
    pub async fn renewed(&self, http: &Http, refused: &Token, now: Timestamp) -> Result<Option<Token>, Trouble> {
        let Self::Kept(kept) = self else { return Ok(None) };
        let mut pair = kept.pair.lock().await;
        if pair.access_token == refused.0 {
            if pair.refresh_token.is_none() {
                return Ok(None);
            }
            *pair = kept.renew(http, &pair, now).await?;
        }
        Ok(Some(Token(pair.access_token.clone())))
    }
}

impl KeptTokens {
    /// Renews the pair, unless another program has done so meanwhile.
    async fn renew(&self, http: &Http, known: &Pair, now: Timestamp) -> Result<Pair, Trouble> {
        let _alone = self.alone().await?;
        let on_disk = read(&self.path).map_err(|_| "token_not_kept")?;
        if on_disk.access_token != known.access_token {
            return Ok(on_disk);
        }
        let refresh = on_disk.refresh_token.clone().ok_or("token_refused")?;
        let draft = Draft::begin(&self.path).map_err(|_| "token_not_kept")?;
        let renewed = self.ask(http, &refresh).await?;
        let pair = Pair {
            access_token: renewed.access_token,
            refresh_token: renewed.refresh_token.or(Some(refresh)),
            expires_at: renewed.expires_in.map(|seconds| Timestamp(now.0 + seconds)),
        };
        if draft.keep(&pair).is_err() {
            // The old one is used up, so the new one is used as long as the program lives.
            tracing::error!(file = %self.path.display(), "the renewed token was not kept: sign in again before the next start");
        }
        Ok(pair)
    }

    async fn ask(&self, http: &Http, refresh: &str) -> Result<Renewed, Trouble> {
        let form = form_urlencoded::Serializer::new(String::new())
            .append_pair("grant_type", "refresh_token")
            .append_pair("refresh_token", refresh)
            .append_pair("client_id", &self.client)
            .finish();
        let request = unsigned("POST", &self.address)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Full::from(form))
            .map_err(|_| "settings")?;
        let answer = http.call(request).await?;
        match answer.status.as_u16() {
            200 => serde_json::from_slice(&answer.body)
                .ok()
                .filter(|renewed: &Renewed| renewed.access_token.parse::<Token>().is_ok())
                .ok_or_else(|| "broken".into()),
            400 | 401 | 403 => Err("token_refused".into()),
            429 => Err("busy".into()),
            _ => Err("down".into()),
        }
    }

    /// Nobody else renews as long as this is held.
    async fn alone(&self) -> Result<File, Trouble> {
        let lock =
            OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(beside(&self.path, "lock"));
        let lock = lock.map_err(|_| "token_not_kept")?;
        for _ in 0..WAITS {
            match lock.try_lock() {
                Ok(()) => return Ok(lock),
                Err(fs::TryLockError::WouldBlock) => tokio::time::sleep(WAIT).await,
                Err(fs::TryLockError::Error(_)) => break,
            }
        }
        Err("token_not_kept".into())
    }
}

/// The file that will take the old one's place.
struct Draft {
    file: File,
    path: PathBuf,
    place: PathBuf,
}

impl Draft {
    fn begin(place: &Path) -> io::Result<Self> {
        let path = beside(place, "new");
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
        // As much as will stand there: a full disk shows now.
        file.write_all(&[b' '; 4_096])?;
        file.sync_all()?;
        Ok(Self { file, path, place: place.to_owned() })
    }

    fn keep(mut self, pair: &Pair) -> io::Result<()> {
        use std::io::Seek as _;
        let written = serde_json::to_vec_pretty(pair).expect("tokens can be written");
        self.file.rewind()?;
        self.file.write_all(&written)?;
        self.file.set_len(written.len() as u64)?;
        self.file.sync_all()?;
        fs::rename(&self.path, &self.place)?;
        let folder = self.place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder)?.sync_all()
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

/// A file with nothing but a token in it is read as well; it cannot be renewed.
fn read(path: &Path) -> Result<Pair, String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let text = text.trim();
    let pair = match serde_json::from_str::<Pair>(text) {
        Ok(pair) => pair,
        Err(_) => Pair { access_token: text.to_owned(), refresh_token: None, expires_at: None },
    };
    let fits = pair.access_token.parse::<Token>().is_ok();
    if fits { Ok(pair) } else { Err("it must hold access_token and refresh_token as JSON".to_owned()) }
}

/// Only its owner may read it.
fn keep_private(path: &Path) -> io::Result<()> {
    let mode = fs::metadata(path)?.permissions().mode();
    if mode & 0o077 == 0 {
        return Ok(());
    }
    tracing::warn!(file = %path.display(), "others could read the tokens; now only their owner can");
    fs::set_permissions(path, fs::Permissions::from_mode(0o600))
}
