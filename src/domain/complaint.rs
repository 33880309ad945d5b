//! A complaint as it is filed, and its check.
//!
//! The same check runs in the browser before anything is sent and on the server
//! before anything is stored. Composing characters (NFC) is passed in: the
//! browser has it built in, and its tables would weigh more than the form.

use crate::{
    language::Language,
    masking,
    mobile::Mobile,
    reference::{Category, District},
    time::Day,
    wire::{ComplaintForm, FieldProblem},
};

/// A text has at least so many characters after trimming.
pub const TEXT_MIN: usize = 10;
/// A text has at most so many characters.
pub const TEXT_MAX: usize = 4_000;
/// A place has at most so many characters.
pub const PLACE_MAX: usize = 120;
/// A name has at most so many characters.
pub const NAME_MAX: usize = 80;
/// An e-mail address has at most so many characters (RFC 5321).
pub const EMAIL_MAX: usize = 254;
/// The version of the privacy notice is at most so long.
pub const NOTICE_MAX: usize = 20;

/// Through which door a complaint came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// The citizens' app and its plain pages.
    Portal,
    /// An operator at a Seva Kendra.
    Kiosk,
    /// The widget on the state portal.
    Embed,
    /// A post on X.
    X,
    /// A post on Mastodon.
    Mastodon,
    /// Another city's tool, by the Open311 standard.
    Open311,
    /// On paper or by telephone, filed by the desk.
    Paper,
}

impl Channel {
    /// All channels.
    pub const ALL: [Self; 7] =
        [Self::Portal, Self::Kiosk, Self::Embed, Self::X, Self::Mastodon, Self::Open311, Self::Paper];

    /// The stable code, as in JSON and tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::Portal => "portal",
            Self::Kiosk => "kiosk",
            Self::Embed => "embed",
            Self::X => "x",
            Self::Mastodon => "mastodon",
            Self::Open311 => "open311",
            Self::Paper => "paper",
        }
    }

    /// The channel of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.code() == code)
    }
}

/// What a citizen filed, checked: every field is trimmed, composed and of its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// What it is about.
    pub category: Category,
    /// Where.
    pub district: District,
    /// Village, ward or depot; at most [`PLACE_MAX`] characters.
    pub place: Option<String>,
    /// What happened; [`TEXT_MIN`] to [`TEXT_MAX`] characters.
    pub text: String,
    /// The citizen's name, if they wish; at most [`NAME_MAX`] characters.
    pub name: Option<String>,
    /// The citizen's mobile number, if they wish.
    pub mobile: Option<Mobile>,
    /// Where answers may be sent as well; only the desk asks for it. At most
    /// [`EMAIL_MAX`] characters.
    pub email: Option<String>,
    /// The language in which they want to be answered.
    pub language: Language,
    /// The version of the privacy notice that was shown.
    pub notice: String,
}

/// Checks a form filed on `today`.
///
/// # Errors
/// Every problem at once, in the order of the form, each with the JSON pointer
/// of its field and the key of its sentence.
pub fn check(
    form: &ComplaintForm,
    today: Day,
    compose: impl Fn(&str) -> String,
) -> Result<Complaint, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let mut problem = |pointer, key| problems.push(FieldProblem::new(pointer, key));

    let category = Category::from_code(&form.category);
    if category.is_none() {
        problem("/category", if form.category.is_empty() { "category.missing" } else { "category.unknown" });
    }
    let district = District::from_code(&form.district).filter(|district| district.exists_on(today));
    if district.is_none() {
        problem("/district", if form.district.is_empty() { "district.missing" } else { "district.unknown" });
    }
    let place = line(form.place.as_deref(), PLACE_MAX, &compose).map_err(|key| problem("/place", key.of("place")));
    let text = check_text(&form.text, &compose).map_err(|key| problem("/text", key));
    let name = line(form.name.as_deref(), NAME_MAX, &compose).map_err(|key| problem("/name", key.of("name")));
    let typed_mobile = form.mobile.as_deref().map(str::trim).filter(|typed| !typed.is_empty());
    let mobile = typed_mobile.and_then(Mobile::parse);
    if typed_mobile.is_some() && mobile.is_none() {
        problem("/mobile", "mobile.invalid");
    }
    let language = Language::from_code(&form.language);
    if language.is_none() {
        problem("/language", "language.unknown");
    }
    if !is_version(&form.notice) {
        problem("/notice", "notice.invalid");
    }
    match (category, district, place, text, name, language) {
        (Some(category), Some(district), Ok(place), Ok(text), Ok(name), Some(language)) if problems.is_empty() => {
            let notice = form.notice.clone();
            Ok(Complaint { category, district, place, text, name, mobile, email: None, language, notice })
        }
        _ => Err(problems),
    }
}

/// Checks a text that a citizen writes: a complaint, or an addition to one.
/// Line ends become `\n`, the ends are trimmed, characters are composed.
///
/// # Errors
/// The key of the sentence that says what is wrong.
pub fn check_text(typed: &str, compose: impl Fn(&str) -> String) -> Result<String, &'static str> {
    let text = composed(typed, compose)?;
    match text.chars().count() {
        ..TEXT_MIN => Err("text.too_short"),
        TEXT_MIN..=TEXT_MAX => Ok(text),
        _ => Err("text.too_long"),
    }
}

fn composed(typed: &str, compose: impl Fn(&str) -> String) -> Result<String, &'static str> {
    let text = compose(typed.replace("\r\n", "\n").replace('\r', "\n").trim());
    let is_control = |character: char| character.is_control() && character != '\n';
    if text.chars().any(is_control) { Err("text.control") } else { Ok(text) }
}

/// A note has at most so many characters.
pub const NOTE_MAX: usize = 2_000;

/// Checks a note of the desk, which no citizen reads: 1 to [`NOTE_MAX`]
/// characters, treated as [`check_text`] treats a text.
///
/// # Errors
/// The key of the sentence that says what is wrong.
pub fn check_note(typed: &str, compose: impl Fn(&str) -> String) -> Result<String, &'static str> {
    let note = composed(typed, compose)?;
    match note.chars().count() {
        0 => Err("text.missing"),
        1..=NOTE_MAX => Ok(note),
        _ => Err("note.too_long"),
    }
}

/// Checks what the desk writes to a citizen: as [`check_text`], and no personal
/// number in it, because it goes out by other ways than the page that the key
/// opens.
///
/// # Errors
/// The key of the sentence that says what is wrong.
pub fn check_reply(typed: &str, compose: impl Fn(&str) -> String) -> Result<String, &'static str> {
    let text = check_text(typed, compose)?;
    if masking::find(&text).is_empty() { Ok(text) } else { Err("text.personal") }
}

/// Checks an e-mail address; empty is none.
///
/// # Errors
/// The key of the sentence that says what is wrong.
pub fn check_email(typed: &str) -> Result<Option<String>, &'static str> {
    let typed = typed.trim();
    let is_plain = typed.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"'(),:;<>[\\]".contains(&byte));
    match typed {
        "" => Ok(None),
        _ if typed.len() <= EMAIL_MAX && is_plain && masking::is_email(typed) => Ok(Some(typed.to_owned())),
        _ => Err("email.invalid"),
    }
}

enum LineProblem {
    TooLong,
    Control,
}

impl LineProblem {
    fn of(self, field: &str) -> &'static str {
        match (self, field) {
            (Self::TooLong, "place") => "place.too_long",
            (Self::Control, "place") => "place.control",
            (Self::TooLong, _) => "name.too_long",
            (Self::Control, _) => "name.control",
        }
    }
}

/// An optional single line; empty is the same as left out.
fn line(typed: Option<&str>, longest: usize, compose: impl Fn(&str) -> String) -> Result<Option<String>, LineProblem> {
    let line = compose(typed.unwrap_or_default().trim());
    if line.chars().any(char::is_control) {
        return Err(LineProblem::Control);
    }
    if line.chars().count() > longest {
        return Err(LineProblem::TooLong);
    }
    Ok((!line.is_empty()).then_some(line))
}

fn is_version(notice: &str) -> bool {
    !notice.is_empty()
        && notice.len() <= NOTICE_MAX
        && notice.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> ComplaintForm {
        ComplaintForm {
            category: "PDS_NOT_RECEIVED".into(),
            district: "bhiwani".into(),
            place: Some(" Sirsa Ghoghra ".into()),
            text: "दो महीने से राशन नहीं मिला है".into(),
            name: Some("Suman".into()),
            mobile: Some("+91 98123 45678".into()),
            language: "hi".into(),
            notice: "2026-11".into(),
        }
    }

    fn today() -> Day {
        Day::parse("2026-11-24").unwrap()
    }

    fn problems(change: impl Fn(&mut ComplaintForm)) -> Vec<(String, String)> {
        let mut form = form();
        change(&mut form);
        let refused = check(&form, today(), str::to_owned).unwrap_err();
        refused.into_iter().map(|problem| (problem.pointer, problem.key)).collect()
    }

    #[test]
    fn a_whole_complaint_passes_trimmed() {
        let complaint = check(&form(), today(), str::to_owned).unwrap();

        assert_eq!(complaint.place.as_deref(), Some("Sirsa Ghoghra"));
        assert_eq!(complaint.mobile.unwrap().as_str(), "9812345678");
    }

    #[test]
    fn what_is_optional_may_be_empty_or_left_out() {
        let mut form = form();
        form.place = Some("  ".into());
        form.name = None;
        form.mobile = Some(String::new());

        let complaint = check(&form, today(), str::to_owned).unwrap();

        assert_eq!((complaint.place, complaint.name, complaint.mobile), (None, None, None));
    }

    #[test]
    fn every_problem_is_told_at_once_in_the_order_of_the_form() {
        let found = problems(|form| {
            form.category = "NOPE".into();
            form.district = String::new();
            form.text = "कम".into();
            form.mobile = Some("12345".into());
            form.language = "fr".into();
        });

        let keys: Vec<_> = found.iter().map(|(_, key)| key.as_str()).collect();
        assert_eq!(
            keys,
            ["category.unknown", "district.missing", "text.too_short", "mobile.invalid", "language.unknown"]
        );
    }

    #[test]
    fn lengths_are_counted_in_characters_after_trimming() {
        let count = |count| problems(move |form| form.text = format!(" {} ", "क".repeat(count)));

        assert_eq!(count(9)[0].1, "text.too_short");
        assert_eq!(count(4_001)[0].1, "text.too_long");
        let mut longest = form();
        longest.text = "क".repeat(4_000);
        assert!(check(&longest, today(), str::to_owned).is_ok());
    }

    #[test]
    fn control_characters_are_refused_but_line_breaks_are_kept() {
        assert_eq!(problems(|form| form.text.push('\u{0}'))[0], ("/text".into(), "text.control".into()));
        assert_eq!(problems(|form| form.name = Some("a\nb".into()))[0], ("/name".into(), "name.control".into()));
        let mut broken = form();
        broken.text = "एक पंक्ति\r\nदूसरी पंक्ति".into();
        assert_eq!(check(&broken, today(), str::to_owned).unwrap().text, "एक पंक्ति\nदूसरी पंक्ति");
    }

    #[test]
    fn a_reply_holds_no_personal_number_and_a_note_may() {
        let reply = |text| check_reply(text, str::to_owned);

        assert_eq!(reply("राशन दे दिया गया है।").as_deref(), Ok("राशन दे दिया गया है।"));
        assert_eq!(reply("98123 45678 पर फ़ोन कीजिए"), Err("text.personal"));
        assert_eq!(reply("a@b.in को लिखिए, धन्यवाद"), Err("text.personal"));
        assert_eq!(reply("ठीक"), Err("text.too_short"));
        assert_eq!(check_note(" ठीक ", str::to_owned).as_deref(), Ok("ठीक"));
        assert_eq!(check_note(" \n ", str::to_owned), Err("text.missing"));
        assert_eq!(check_note(&"क".repeat(2_001), str::to_owned), Err("note.too_long"));
    }

    #[test]
    fn an_email_address_has_a_name_and_a_host() {
        assert_eq!(check_email(" suman.devi+1@example.co.in "), Ok(Some("suman.devi+1@example.co.in".to_owned())));
        assert_eq!(check_email("  "), Ok(None));
        for typed in ["suman", "@b.in", "a@b", "a@@b.in", "a b@c.in", "a@b.in,c@d.in", "सुमन@b.in", "a\r\nb@c.in"]
        {
            assert_eq!(check_email(typed), Err("email.invalid"), "{typed}");
        }
    }

    #[test]
    fn a_district_is_unknown_before_its_first_day() {
        let mut form = form();
        form.district = "hansi".into();

        assert!(check(&form, Day::parse("2025-12-21").unwrap(), str::to_owned).is_err());
        assert!(check(&form, Day::parse("2025-12-22").unwrap(), str::to_owned).is_ok());
    }
}
