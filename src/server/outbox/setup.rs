//! Which ways are set up. One without its settings is off, and says so once.

use std::{collections::BTreeMap, fmt, str::FromStr};

use domain::{
    language::Language,
    letter::{Template, Way},
};
use serde::Deserialize;

use crate::open311::DepartmentSettings;

use super::{
    Outbox,
    department::DepartmentSystem,
    email::{Email, Sender, SmtpUrl},
    sms::{Sms, SmsUrl},
};

/// Settings of the outbox.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutboxSettings {
    /// The SMS gateway.
    pub sms: Option<SmsSettings>,
    /// The mail server.
    pub smtp: Option<SmtpSettings>,
}

/// Settings of an SMS gateway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmsSettings {
    /// Where it is.
    pub url: SmsUrl,
    /// What it knows us by.
    pub token: Option<Token>,
    /// The ids under which the texts were registered.
    pub templates: TemplateIds,
}

/// Settings of a mail server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmtpSettings {
    /// Where it is.
    pub url: SmtpUrl,
    /// As whom mails are sent.
    pub from: Sender,
}

/// A bearer token.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(pub String);

impl FromStr for Token {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let fits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        if fits { Ok(Self(text.to_owned())) } else { Err("it must be a token without spaces".to_owned()) }
    }
}

/// Never prints the token, so that no log can.
impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Token(…)")
    }
}

/// The ids under which the texts are registered with the operators (TRAI's DLT):
/// one for each text in each language. In the settings file
/// `forwarded = "1107…"` for all languages, or
/// `forwarded = { hi = "1107…", en = "1107…", pa = "1107…" }`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TemplateIds(BTreeMap<(Template, Language), String>);

/// A template's ids as the file has them.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum Ids {
    /// One for all languages.
    One(String),
    /// One for each language.
    Each(BTreeMap<String, String>),
}

impl TemplateIds {
    /// Reads the section of the settings file.
    ///
    /// # Errors
    /// The name of the first setting that is wrong.
    pub fn read(section: BTreeMap<String, Ids>) -> Result<Self, String> {
        let mut all = BTreeMap::new();
        for (name, ids) in section {
            let template = Template::from_code(&name).ok_or_else(|| name.clone())?;
            match ids {
                Ids::One(id) => all.extend(Language::ALL.map(|language| ((template, language), id.clone()))),
                Ids::Each(each) => {
                    for (code, id) in each {
                        let language = Language::from_code(&code).ok_or_else(|| format!("{name}.{code}"))?;
                        all.insert((template, language), id);
                    }
                }
            }
        }
        Ok(Self(all))
    }

    /// The id of a text.
    pub fn id(&self, template: Template, language: Language) -> Option<&str> {
        self.0.get(&(template, language)).map(String::as_str)
    }

    fn missing(&self) -> usize {
        Template::ALL.len() * Language::ALL.len() - self.0.len()
    }
}

/// Sets up the ways that have their settings, and says which are off.
///
/// # Errors
/// When a way cannot be set up, in a sentence.
pub fn set_up(settings: &OutboxSettings) -> Result<Outbox, String> {
    let sms = settings.sms.clone().map(Sms::new).transpose()?;
    let email = settings.smtp.clone().map(Email::new).transpose()?;
    tell(settings);
    Ok(Outbox::new(sms, email))
}

/// Sets up the systems of departments that take what is forwarded.
///
/// # Errors
/// When one cannot be set up, in a sentence.
pub fn set_up_departments(settings: &[DepartmentSettings]) -> Result<Vec<DepartmentSystem>, String> {
    let systems = settings.iter().cloned().map(DepartmentSystem::new).collect::<Result<Vec<_>, _>>()?;
    let systems: Vec<_> = systems.into_iter().flatten().collect();
    for system in &systems {
        tracing::info!(way = system.department().code(), "on");
        if !system.is_private() {
            tracing::warn!(way = system.department().code(), "what is sent can be read on its way; use TLS");
        }
    }
    Ok(systems)
}

fn tell(settings: &OutboxSettings) {
    let off = |way: Way, name| tracing::info!(way = way.code(), "off: no setting {name}; nothing is written for it");
    let open = |way: Way| tracing::warn!(way = way.code(), "what is sent can be read on its way; use TLS");
    match &settings.sms {
        None => off(Way::Sms, "sms.url"),
        Some(sms) => {
            tracing::info!(way = Way::Sms.code(), "on");
            if !sms.url.is_private() {
                open(Way::Sms);
            }
            let missing = sms.templates.missing();
            if missing > 0 {
                tracing::warn!(missing, "some texts have no id in sms.templates; gateways in India refuse them");
            }
        }
    }
    match &settings.smtp {
        None => off(Way::Email, "smtp.url"),
        Some(smtp) => {
            tracing::info!(way = Way::Email.code(), "on");
            if !smtp.url.is_private() {
                open(Way::Email);
            }
        }
    }
}

/// True if the host is this machine itself.
pub(super) fn is_this_machine(host: &str) -> bool {
    matches!(host, "localhost" | "[::1]" | "::1") || host.starts_with("127.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<TemplateIds, String> {
        TemplateIds::read(toml::from_str(text).unwrap())
    }

    #[test]
    fn a_text_has_an_id_for_all_languages_or_one_for_each() {
        let ids = read("filed = \"1\"\nforwarded = { hi = \"2\", en = \"3\" }").unwrap();

        assert_eq!(ids.id(Template::Filed, Language::Pa), Some("1"));
        assert_eq!(ids.id(Template::Forwarded, Language::En), Some("3"));
        assert_eq!(ids.id(Template::Forwarded, Language::Pa), None);
    }

    #[test]
    fn an_id_for_a_text_or_a_language_that_is_none_is_named() {
        assert_eq!(read("forwarde = \"1\""), Err("forwarde".to_owned()));
        assert_eq!(read("filed = { fr = \"1\" }"), Err("filed.fr".to_owned()));
    }

    #[test]
    fn no_setting_prints_a_secret() {
        let settings = OutboxSettings {
            sms: Some(SmsSettings {
                url: "https://gateway.example/?key=hidden".parse().unwrap(),
                token: Some("hidden".parse().unwrap()),
                templates: TemplateIds::default(),
            }),
            smtp: Some(SmtpSettings {
                url: "smtps://sunwai:hidden@mail.example".parse().unwrap(),
                from: "sunwai@example.org".parse().unwrap(),
            }),
        };

        let printed = format!("{settings:?}");

        assert!(!printed.contains("hidden"), "{printed}");
    }

    #[test]
    fn only_tls_and_this_machine_are_private() {
        let sms = |url: &str| url.parse::<SmsUrl>().unwrap().is_private();
        let smtp = |url: &str| url.parse::<SmtpUrl>().unwrap().is_private();

        assert!(sms("https://gateway.example/send") && sms("http://127.0.0.1:9/") && !sms("http://gateway.example/"));
        assert!(smtp("smtps://a:b@mail.example") && smtp("smtp://mail.example?tls=required"));
        assert!(smtp("smtp://localhost:25") && !smtp("smtp://a:b@mail.example:25"));
    }

    #[test]
    fn a_wrong_address_is_refused() {
        for wrong in ["", "gateway.example", "ftp://gateway.example", "https://"] {
            assert!(wrong.parse::<SmsUrl>().is_err(), "{wrong}");
        }
        for wrong in ["", "mail.example", "https://mail.example", "smtp://mail.example?tls=perhaps"] {
            assert!(wrong.parse::<SmtpUrl>().is_err(), "{wrong}");
        }
    }
}
