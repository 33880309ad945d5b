//! Makes a post of what a channel brought: the words are composed, freed of what
//! no screen shows, and masked before anything is kept of them.

use domain::{
    hints::phrases::urgent,
    language::Language,
    masking::{self, Personal},
    mobile::Mobile,
    time::Timestamp,
};

use crate::{api::complaints::compose, store::intake::Post};

/// More photos are not kept.
const PHOTOS: usize = 8;

/// A name is cut after so many characters.
const NAME: usize = 80;

/// A post as a channel has it.
#[derive(Clone, Debug, Default)]
pub struct Foreign {
    /// The name of its first version.
    pub id: String,
    /// The name of this version.
    pub latest: String,
    /// Which version this is, from 0.
    pub version: u32,
    /// The name of the conversation.
    pub conversation: String,
    /// The channel's name for the author.
    pub author: String,
    /// The author's handle.
    pub handle: String,
    /// The author's name.
    pub name: Option<String>,
    /// The words, as plain text.
    pub text: String,
    /// The language, as the channel guesses.
    pub language: Option<String>,
    /// Where it can be read.
    pub link: Option<String>,
    /// Addresses of photos.
    pub photos: Vec<String>,
}

impl Foreign {
    /// The post as it is kept.
    pub fn understood(self, posted_at: Timestamp) -> Post {
        let words = clean(&self.text);
        let mobile = masking::find(&words)
            .into_iter()
            .filter(|found| found.what == Personal::Mobile)
            .find_map(|found| Mobile::parse(&words[found.range]));
        let text = masking::mask(&words);
        let name = self.name.map(|name| masking::mask(clean(&name).replace('\n', " ").trim()));
        Post {
            is_urgent: !urgent(&text).is_empty(),
            language: language(&text, self.language.as_deref()),
            name: name.filter(|name| !name.is_empty()).map(|name| name.chars().take(NAME).collect()),
            photos: self.photos.into_iter().filter(|link| is_link(link)).take(PHOTOS).collect(),
            link: self.link.filter(|link| is_link(link)),
            handle: self.handle.chars().filter(|letter| !letter.is_control() && !letter.is_whitespace()).collect(),
            id: self.id,
            latest: self.latest,
            version: self.version,
            conversation: self.conversation,
            author: self.author,
            text,
            mobile,
            posted_at,
        }
    }
}

/// Composed, with plain line ends and no other control characters.
fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = text.chars().filter(|character| *character == '\n' || !character.is_control()).collect();
    compose(kept.trim())
}

/// An address of the web without anything that ends a line.
fn is_link(link: &str) -> bool {
    link.starts_with("https://")
        && link.len() <= 500
        && !link.chars().any(|letter| letter.is_control() || letter == ' ')
}

/// The language in which a post is answered: that of its script. In Latin letters
/// people write romanised Hindi unless the channel says that it is English.
pub fn language(text: &str, guess: Option<&str>) -> Language {
    let count = |from: char, to: char| text.chars().filter(|letter| (from..=to).contains(letter)).count();
    let (devanagari, gurmukhi) = (count('\u{900}', '\u{97f}'), count('\u{a00}', '\u{a7f}'));
    match guess {
        _ if gurmukhi > devanagari => Language::Pa,
        _ if devanagari > 0 => Language::Hi,
        Some("en") => Language::En,
        Some("pa") => Language::Pa,
        _ => Language::Hi,
    }
}

/// A moment as channels write it, with parts of a second or without.
pub fn moment(written: &str) -> Option<Timestamp> {
    let whole = match written.split_once('.') {
        Some((whole, parts)) if parts.ends_with('Z') => &format!("{whole}Z"),
        _ => written,
    };
    Timestamp::parse(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn understood(text: &str) -> Post {
        Foreign { text: text.to_owned(), ..Foreign::default() }.understood(Timestamp(0))
    }

    #[test]
    fn a_number_becomes_the_contact_and_leaves_the_words() {
        let post = understood("राशन नहीं मिला, मेरा नंबर 98123 45678, आधार 2345 6789 0124, a@b.in");

        assert_eq!(post.mobile.as_ref().map(Mobile::as_str), Some("9812345678"));
        assert_eq!(post.text, "राशन नहीं मिला, मेरा नंबर XXXXX XXXXX, आधार XXXX XXXX XXXX, XXXXXX");
    }

    #[test]
    fn a_name_is_masked_as_well() {
        let post = Foreign { name: Some(" Ram\n9812345678 ".into()), ..Foreign::default() }.understood(Timestamp(0));

        assert_eq!(post.name.as_deref(), Some("Ram XXXXXXXXXX"));
    }

    #[test]
    fn what_no_screen_shows_is_left_out() {
        assert_eq!(understood("  a\u{0}b\r\nc\u{8} ").text, "ab\nc");
        let photos = ["javascript:alert(1)", "https://pbs.example/1.jpg", "http://a/1.jpg"].map(str::to_owned);
        let post = Foreign { photos: photos.to_vec(), ..Foreign::default() }.understood(Timestamp(0));
        assert_eq!(post.photos, ["https://pbs.example/1.jpg"]);
    }

    #[test]
    fn a_post_is_answered_in_its_own_language() {
        assert_eq!(language("@cmohry राशन नहीं मिला", Some("hi")), Language::Hi);
        assert_eq!(language("@cmohry ਰਾਸ਼ਨ ਨਹੀਂ ਮਿਲਿਆ", None), Language::Pa);
        assert_eq!(language("do mahine se ration nahi mila", Some("in")), Language::Hi);
        assert_eq!(language("No ration for two months", Some("en")), Language::En);
    }

    #[test]
    fn a_moment_has_parts_of_a_second_or_none() {
        let at = Timestamp::parse("2026-11-01T10:30:00Z");

        assert_eq!(moment("2026-11-01T10:30:00.000Z"), at);
        assert_eq!(moment("2026-11-01T10:30:00Z"), at);
        assert_eq!(moment("yesterday"), None);
    }
}
