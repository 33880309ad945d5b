//! What a letter says: one sentence or two, with the complaint's number and the
//! address of its status; never the key, never a word that somebody wrote.

use domain::{letter::Template, paths::page};
use ui::text::Text;

use crate::{office::Office, store::outbox::Due, texts};

/// A letter in words.
pub struct Said {
    /// The language.
    pub language: domain::language::Language,
    /// The heading of a mail.
    pub subject: String,
    /// The sentences.
    pub text: String,
    /// What stands below them in a mail.
    pub end: &'static str,
}

/// The words of a letter, in the language of its complaint.
pub fn say(office: &Office, letter: &Due) -> Said {
    let texts = texts::of(letter.language);
    let (standing, event) = (&letter.standing, &letter.event);
    let ticket = standing.ticket.display(&office.prefix);
    let department = Template::department(standing, event);
    let department =
        department.map_or(texts.get(Text::StatusDepartmentHidden), |department| texts.department(department));
    let until = letter.template.until(standing, event).map(|until| texts.day_of(until)).unwrap_or_default();
    let address = format!("{}{}/{}", office.public_url, page::TICKET, standing.ticket);
    let values = [
        ("ticket", ticket.as_str()),
        ("department", department),
        ("until", until.as_str()),
        ("address", address.as_str()),
    ];
    Said {
        language: letter.language,
        subject: texts.fill(Text::ServerLetterMailSubject, &values),
        text: texts.fill(text(letter.template), &values),
        end: texts.get(Text::ServerLetterMailEnd),
    }
}

/// The words of a letter that everybody reads under a post: the number and no
/// address, because a link costs many times as much; nothing that opens anything.
/// `None` for what is not said there.
pub fn say_under_post(office: &Office, letter: &Due) -> Option<String> {
    let texts = texts::of(letter.language);
    let (standing, event) = (&letter.standing, &letter.event);
    let ticket = standing.ticket.display(&office.prefix);
    let department = Template::department(standing, event);
    let department =
        department.map_or(texts.get(Text::StatusDepartmentHidden), |department| texts.department(department));
    let until = letter.template.until(standing, event).map(|until| texts.day_of(until)).unwrap_or_default();
    let values = [("ticket", ticket.as_str()), ("department", department), ("until", until.as_str())];
    Some(texts.fill(text_under_post(letter.template)?, &values))
}

fn text_under_post(template: Template) -> Option<Text> {
    Some(match template {
        Template::Filed => Text::ServerPostFiled,
        Template::Forwarded => Text::ServerPostForwarded,
        Template::ForwardedLate => Text::ServerPostForwardedLate,
        Template::NeedInfo => Text::ServerPostNeedInfo,
        Template::Resolved => Text::ServerPostResolved,
        Template::NotTenable => Text::ServerPostNotTenable,
        Template::InterimReply | Template::Duplicate | Template::Reopened | Template::Closed => return None,
    })
}

fn text(template: Template) -> Text {
    match template {
        Template::Filed => Text::ServerLetterFiled,
        Template::Forwarded => Text::ServerLetterForwarded,
        Template::ForwardedLate => Text::ServerLetterForwardedLate,
        Template::NeedInfo => Text::ServerLetterNeedInfo,
        Template::InterimReply => Text::ServerLetterInterimReply,
        Template::Resolved => Text::ServerLetterResolved,
        Template::NotTenable => Text::ServerLetterNotTenable,
        Template::Duplicate => Text::ServerLetterDuplicate,
        Template::Reopened => Text::ServerLetterReopened,
        Template::Closed => Text::ServerLetterClosed,
    }
}

#[cfg(test)]
mod tests {
    use domain::{language::Language, reference::Department};

    use super::*;
    use crate::channels::x::weight;

    /// The sentences with the longest values that stand in them.
    fn longest(template: Template, language: Language, department: &str) -> String {
        let texts = texts::of(language);
        let values = [
            ("ticket", "HR 214-8273-6900"),
            ("department", department),
            ("until", &*texts.day(domain::time::Day::parse("2026-09-30").unwrap())),
            ("address", "https://sunwai.haryana.gov.in/t/21482736900"),
        ];
        texts.fill(text(template), &values)
    }

    /// How many parts an SMS has: 160 letters of the GSM alphabet or 70 others in
    /// one, 153 or 67 in each of several (3GPP TS 23.038, 23.040).
    fn parts(text: &str) -> usize {
        let is_gsm = text.chars().all(|letter| letter.is_ascii() && !"`\\[]{}^|~".contains(letter));
        let (alone, each) = if is_gsm { (160, 153) } else { (70, 67) };
        let length = text.encode_utf16().count();
        if length <= alone { 1 } else { length.div_ceil(each) }
    }

    #[test]
    fn a_message_has_at_most_two_parts_and_one_in_english() {
        for template in Template::ALL {
            let hidden = |language| texts::of(language).get(Text::StatusDepartmentHidden);
            for language in Language::ALL {
                let said = longest(template, language, hidden(language));
                let most = if language == Language::En { 1 } else { 2 };
                assert!(parts(&said) <= most, "{}: {} parts: {said}", said.encode_utf16().count(), parts(&said));
            }
        }
    }

    #[test]
    fn a_reply_fits_into_a_post_and_holds_no_link() {
        for language in Language::ALL {
            let texts = texts::of(language);
            for department in Department::all() {
                let values = [
                    ("ticket", "HRY 214-8273-6900"),
                    ("department", texts.department(department)),
                    ("until", &*texts.day(domain::time::Day::parse("2026-09-30").unwrap())),
                ];
                for said in Template::ALL.into_iter().filter_map(text_under_post) {
                    let said = texts.fill(said, &values);
                    assert!(weight::weigh(&said) <= weight::LONGEST, "{}: {said}", weight::weigh(&said));
                    assert!(!weight::has_link(&said) && !said.contains('{'), "{said}");
                }
            }
        }
    }

    #[test]
    fn the_longest_name_of_a_department_adds_at_most_a_part() {
        for language in Language::ALL {
            let names = Department::all().map(|department| texts::of(language).department(department));
            let name = names.max_by_key(|name| name.chars().count()).unwrap();
            for template in [Template::Forwarded, Template::ForwardedLate] {
                let said = longest(template, language, name);
                assert!(parts(&said) <= 3, "{} parts: {said}", parts(&said));
            }
        }
    }
}
