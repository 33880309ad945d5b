//! The settings: a flag, an environment variable and a line in a TOML file each;
//! the flag wins, then the environment, then the file.
//!
//! What may stand in one is a type beside this file, named after what it is:
//! `store.rs`, `slip.rs`, `address.rs`; what belongs to letters is in the outbox.

use std::{fmt, net::SocketAddr, path::PathBuf, str::FromStr};

use clap::Args;

use self::file::{SmsSection, SmtpSection, read};
pub use self::{
    address::{EmbedHosts, PublicUrl},
    keep::KeepYears,
    posts::Posts,
    slip::{Helpline, Prefix},
    store::{Database, PhotoPlace, Written},
    switch::Switch,
};
use crate::{
    channels::setup::ChannelSettings,
    limits::TrustedProxies,
    open311::Open311Settings,
    outbox::{
        email::{Sender, SmtpUrl},
        setup::{OutboxSettings, SmsSettings, SmtpSettings, TemplateIds, Token},
        sms::SmsUrl,
    },
};

mod address;
mod file;
mod keep;
mod open311;
mod posts;
mod slip;
mod store;
mod switch;

/// Settings that every command knows.
#[derive(Args, Clone, Debug, Default)]
pub struct Given {
    /// Where complaints are kept: `sqlite:` and a file, made at first start, or postgres://name:password@host/database [default: sqlite:sunwai.db]
    #[arg(long, global = true, env = "SUNWAI_DATABASE", value_name = "ADDRESS", hide_env_values = true)]
    pub database: Option<Written>,
    /// The file of the server secret, made at first start [default: beside the database, ending in .secret; sunwai.secret with PostgreSQL]
    #[arg(long, global = true, env = "SUNWAI_SECRET_FILE", value_name = "FILE")]
    pub secret_file: Option<PathBuf>,
    /// Where photos are kept: `database`, or a folder, made at first start [default: database]
    #[arg(long, global = true, env = "SUNWAI_PHOTOS", value_name = "PLACE")]
    pub photos: Option<PhotoPlace>,
    /// What stands before ticket numbers: two or three letters [default: HR]
    #[arg(long, global = true, env = "SUNWAI_TICKET_PREFIX", value_name = "LETTERS")]
    pub ticket_prefix: Option<Prefix>,
    /// A TOML file with the same settings in sections
    #[arg(long, global = true, env = "SUNWAI_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// Settings of `serve`.
#[derive(Args, Clone, Debug, Default)]
pub struct Serving {
    /// Address and port to listen on [default: 127.0.0.1:8080]
    #[arg(long, env = "SUNWAI_LISTEN", value_name = "ADDRESS:PORT")]
    pub listen: Option<SocketAddr>,
    /// Where Prometheus reads what is counted, on its own: address and port, reached by nobody else; nothing is shown without
    #[arg(long, env = "SUNWAI_METRICS_LISTEN", value_name = "ADDRESS:PORT")]
    pub metrics_listen: Option<SocketAddr>,
    /// The address under which citizens reach this; it stands in QR codes [default: http:// and the address it listens on]
    #[arg(long, env = "SUNWAI_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<PublicUrl>,
    /// The telephone number that stands on slips of kiosks; none does without
    #[arg(long, env = "SUNWAI_HELPLINE", value_name = "NUMBER")]
    pub helpline: Option<Helpline>,
    /// The sites that may show status, results and form in a frame: origins, separated by commas; none may without
    #[arg(long, env = "SUNWAI_EMBED_HOSTS", value_name = "ORIGINS")]
    pub embed_hosts: Option<EmbedHosts>,
    /// The proxies that are believed when they say for whom they ask: addresses and networks, separated by commas [default: those on this machine]
    #[arg(long, env = "SUNWAI_TRUSTED_PROXIES", value_name = "NETWORKS")]
    pub trusted_proxies: Option<TrustedProxies>,
    /// Whether one address may try only so often; `off` is for load tests, and refused unless only this machine can reach the server [default: on]
    #[arg(long, env = "SUNWAI_LIMITS", value_name = "ON|OFF")]
    pub limits: Option<Switch>,
    /// Where an SMS gateway takes messages as JSON by POST; none are sent without
    #[arg(long, env = "SUNWAI_SMS_URL", value_name = "URL", hide_env_values = true)]
    pub sms_url: Option<SmsUrl>,
    /// What the SMS gateway knows this office by, sent as a bearer token
    #[arg(long, env = "SUNWAI_SMS_TOKEN", value_name = "TOKEN", hide_env_values = true)]
    pub sms_token: Option<Token>,
    /// Where a mail server takes mails, such as smtps://name:password@host; none are sent without
    #[arg(long, env = "SUNWAI_SMTP_URL", value_name = "URL", hide_env_values = true)]
    pub smtp_url: Option<SmtpUrl>,
    /// As whom mails are sent, such as "Sunwai <sunwai@example.gov.in>"
    #[arg(long, env = "SUNWAI_SMTP_FROM", value_name = "ADDRESS")]
    pub smtp_from: Option<Sender>,
    /// For how many years after the last thing that happened to a closed complaint its words, contact and photos are kept: 1 to 99, or `for ever` [default: 3]
    #[arg(long, env = "SUNWAI_KEEP_YEARS", value_name = "YEARS")]
    pub keep_years: Option<KeepYears>,
    /// What tools that file by Open311 must send as api_key; nothing without
    #[arg(long, env = "SUNWAI_OPEN311_API_KEY", value_name = "KEY", hide_env_values = true)]
    pub open311_api_key: Option<Token>,
    /// The channels.
    #[command(flatten)]
    pub posts: Posts,
}

/// The settings after all three sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The database.
    pub database: Database,
    /// The secret's file.
    pub secret_file: PathBuf,
    /// Where photos are kept.
    pub photos: PhotoPlace,
    /// What stands before ticket numbers.
    pub prefix: String,
    /// Where to listen.
    pub listen: SocketAddr,
    /// Where what is counted is shown.
    pub metrics_listen: Option<SocketAddr>,
    /// The address under which citizens reach this.
    pub public_url: String,
    /// The telephone number that stands on slips.
    pub helpline: Option<String>,
    /// The sites that may show our pages in a frame.
    pub embed_hosts: Vec<String>,
    /// Behind which proxies tries are counted; none where they are not.
    pub limits: Option<TrustedProxies>,
    /// How long words are kept.
    pub keep_years: KeepYears,
    /// How letters go out.
    pub outbox: OutboxSettings,
    /// Where posts are read and answered.
    pub channels: ChannelSettings,
    /// Which neighbours' programs are known.
    pub open311: Open311Settings,
}

/// A setting that stops the program, in words that name it.
#[derive(Debug, PartialEq, Eq)]
pub struct WrongSetting(String);

impl fmt::Display for WrongSetting {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for WrongSetting {}

/// Puts flags and environment (already merged by the command line) over the file.
///
/// # Errors
/// Names the setting that is wrong, and where it stands.
pub fn settings(given: &Given, serving: &Serving) -> Result<Settings, WrongSetting> {
    let file = given.config.as_deref().map(read).transpose()?.unwrap_or_default();
    let database = match (&given.database, file.store.database) {
        (Some(given), _) => given
            .database()
            .map_err(|wrong| WrongSetting(format!("setting store.database (SUNWAI_DATABASE): {wrong}")))?,
        (None, Some(text)) => text.parse().map_err(|wrong| from_file("store.database", wrong))?,
        (None, None) => Database::default(),
    };
    let photos = pick(given.photos.clone(), file.store.photos).map_err(|wrong| from_file("store.photos", wrong))?;
    let prefix =
        pick(given.ticket_prefix.clone(), file.ticket.prefix).map_err(|wrong| from_file("ticket.prefix", wrong))?;
    let listen = socket(serving.listen, file.server.listen).map_err(|wrong| from_file("server.listen", wrong))?;
    let metrics_listen = socket(serving.metrics_listen, file.server.metrics_listen)
        .map_err(|wrong| from_file("server.metrics_listen", wrong))?;
    let listen = listen.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080)));
    let public_url = pick(serving.public_url.clone(), file.server.public_url)
        .map_err(|wrong| from_file("server.public_url", wrong))?;
    let helpline =
        pick(serving.helpline.clone(), file.server.helpline).map_err(|wrong| from_file("server.helpline", wrong))?;
    let embed_hosts = pick(serving.embed_hosts.clone(), file.server.embed_hosts)
        .map_err(|wrong| from_file("server.embed_hosts", wrong))?;
    let keep_years =
        pick(serving.keep_years, file.privacy.keep_years).map_err(|wrong| from_file("privacy.keep_years", wrong))?;
    let trusted = pick(serving.trusted_proxies.clone(), file.server.trusted_proxies)
        .map_err(|wrong| from_file("server.trusted_proxies", wrong))?;
    let limits = pick(serving.limits, file.server.limits).map_err(|wrong| from_file("server.limits", wrong))?;
    let limits = limits_of(limits, trusted, listen)?;
    let outbox = outbox(serving, file.sms, file.smtp)?;
    let channels = posts::channels(&serving.posts, file.x, file.mastodon)?;
    let open311 = open311::open311(serving.open311_api_key.clone(), file.open311)?;
    Ok(Settings {
        outbox,
        channels,
        open311,
        secret_file: given.secret_file.clone().or(file.store.secret_file).unwrap_or_else(|| database.secret_file()),
        database,
        photos: photos.unwrap_or_default(),
        prefix: prefix.map_or_else(|| "HR".to_owned(), |prefix| prefix.0),
        listen,
        metrics_listen,
        limits,
        keep_years: keep_years.unwrap_or_default(),
        helpline: helpline.map(|helpline| helpline.0),
        embed_hosts: embed_hosts.unwrap_or_default().0,
        public_url: public_url.map_or_else(|| format!("http://{listen}"), |url| url.0),
    })
}

/// Switched off only where nobody else reaches the server.
fn limits_of(
    limits: Option<Switch>,
    trusted: Option<TrustedProxies>,
    listen: SocketAddr,
) -> Result<Option<TrustedProxies>, WrongSetting> {
    match limits {
        Some(Switch::Off) if listen.ip().is_loopback() => Ok(None),
        Some(Switch::Off) => Err(WrongSetting(format!(
            "setting server.limits (SUNWAI_LIMITS): off is for a server that listens on this machine only, not on {listen}"
        ))),
        _ => Ok(Some(trusted.unwrap_or_default())),
    }
}

fn from_file(name: &str, wrong: String) -> WrongSetting {
    WrongSetting(format!("setting {name} in the file: {wrong}"))
}

fn outbox(serving: &Serving, sms: SmsSection, smtp: SmtpSection) -> Result<OutboxSettings, WrongSetting> {
    let url = pick(serving.sms_url.clone(), sms.url).map_err(|wrong| from_file("sms.url", wrong))?;
    let token = pick(serving.sms_token.clone(), sms.token).map_err(|wrong| from_file("sms.token", wrong))?;
    let templates = TemplateIds::read(sms.templates).map_err(|name| {
        from_file(&format!("sms.templates.{name}"), "there is no such text or no such language".to_owned())
    })?;
    let server = pick(serving.smtp_url.clone(), smtp.url).map_err(|wrong| from_file("smtp.url", wrong))?;
    let from = pick(serving.smtp_from.clone(), smtp.from).map_err(|wrong| from_file("smtp.from", wrong))?;
    let smtp = match (server, from) {
        (Some(url), Some(from)) => Some(SmtpSettings { url, from }),
        (Some(_), None) => {
            return Err(WrongSetting(
                "setting smtp.from (SUNWAI_SMTP_FROM): it must say as whom mails are sent".into(),
            ));
        }
        (None, _) => None,
    };
    Ok(OutboxSettings { sms: url.map(|url| SmsSettings { url, token, templates }), smtp })
}

fn socket(given: Option<SocketAddr>, from_file: Option<String>) -> Result<Option<SocketAddr>, String> {
    match (given, from_file) {
        (None, Some(text)) => {
            text.parse().map(Some).map_err(|_| "it must be an address and a port, such as 127.0.0.1:8080".to_owned())
        }
        (given, _) => Ok(given),
    }
}

fn pick<T: FromStr<Err = String>>(given: Option<T>, from_file: Option<String>) -> Result<Option<T>, String> {
    match (given, from_file) {
        (Some(given), _) => Ok(Some(given)),
        (None, Some(text)) => text.parse().map(Some),
        (None, None) => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_file(text: &str, given: Given, serving: Serving) -> Result<Settings, WrongSetting> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sunwai.toml");
        std::fs::write(&path, text).unwrap();
        settings(&Given { config: Some(path), ..given }, &serving)
    }

    #[test]
    fn the_flag_wins_over_the_file_and_the_file_over_the_default() {
        let text = "[server]\nlisten = \"127.0.0.1:9000\"\n[store]\ndatabase = \"sqlite:here.db\"\n";
        let serving = Serving { listen: Some("127.0.0.1:9001".parse().unwrap()), ..Serving::default() };

        let settings = with_file(text, Given::default(), serving).unwrap();

        assert_eq!(settings.listen.port(), 9001);
        assert_eq!(settings.database, Database::File(PathBuf::from("here.db")));
        assert_eq!(settings.secret_file, PathBuf::from("here.secret"));
        assert_eq!(settings.photos, PhotoPlace::Database);
        assert_eq!((settings.prefix.as_str(), settings.public_url.as_str()), ("HR", "http://127.0.0.1:9001"));
    }

    #[test]
    fn a_wrong_address_is_told_without_the_password_in_it() {
        for address in ["postgres://asha:hidden@db.example/x?sslmode=prefer", "mysql://asha:hidden@db.example/x"] {
            let given = Given { database: Some(address.parse().unwrap()), ..Given::default() };

            let told = format!("{given:?} {}", with_file("", given.clone(), Serving::default()).unwrap_err());

            assert!(told.contains("SUNWAI_DATABASE") && !told.contains("hidden"), "{told}");
        }
    }

    #[test]
    fn photos_are_kept_in_the_database_or_in_a_folder() {
        let in_folder = Given { photos: Some("photos".parse().unwrap()), ..Given::default() };
        let by_file = "[store]\nphotos = \"/srv/photos\"\n";

        let folder = |path: &str| PhotoPlace::Folder(PathBuf::from(path));
        let place = |text, given| with_file(text, given, Serving::default()).unwrap().photos;
        assert_eq!(place(by_file, Given::default()), folder("/srv/photos"));
        assert_eq!(place(by_file, in_folder), folder("photos"));
        assert_eq!(place("[store]\nphotos = \"database\"\n", Given::default()), PhotoPlace::Database);
    }

    #[test]
    fn a_wrong_setting_is_named() {
        let wrong = |text| with_file(text, Given::default(), Serving::default()).unwrap_err().to_string();

        assert!(wrong("[store]\ndatabase = \"mysql:x\"\n").contains("store.database"));
        assert!(wrong("[store]\nphotos = \"\"\n").contains("store.photos"));
        assert!(wrong("[server]\nlisten = \"here\"\n").contains("server.listen"));
        assert!(wrong("[server]\nmetrics_listen = \"9100\"\n").contains("server.metrics_listen"));
        assert!(wrong("[ticket]\nprefix = \"haryana\"\n").contains("ticket.prefix"));
        assert!(wrong("[server]\nhelpline = \"call us\"\n").contains("server.helpline"));
        assert!(wrong("[server]\nembed_hosts = \"//portal.example\"\n").contains("server.embed_hosts"));
        assert!(wrong("[server]\ntrusted_proxies = \"proxy\"\n").contains("server.trusted_proxies"));
        assert!(wrong("[privacy]\nkeep_years = \"0\"\n").contains("privacy.keep_years"));
        assert!(wrong("[server]\nlimits = \"some\"\n").contains("server.limits"));
        assert!(wrong("[server]\nlimits = \"off\"\nlisten = \"0.0.0.0:80\"\n").contains("server.limits"));
        assert!(wrong("[server]\nlistn = \"x\"\n").contains("listn"));
        assert!(wrong("[sms]\nurl = \"gateway\"\n").contains("sms.url"));
        assert!(wrong("[sms.templates]\nfilled = \"1\"\n").contains("sms.templates.filled"));
        assert!(wrong("[smtp]\nurl = \"smtps://mail.example\"\n").contains("smtp.from"));
    }
}
