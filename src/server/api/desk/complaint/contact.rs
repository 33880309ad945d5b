//! How the citizen can be reached, masked: enough to recognise, not enough to
//! call. The whole of it is in the answer to `reveal_contact` and nowhere else.

use domain::wire::desk::Contact;

use crate::store::Particulars;

/// The contact with nothing masked.
pub fn revealed(wrote: &Particulars) -> Contact {
    Contact {
        name: wrote.name.clone(),
        mobile: wrote.mobile.as_ref().map(|mobile| mobile.as_str().to_owned()),
        email: wrote.email.clone(),
        revealed: true,
    }
}

/// The first letter of the name, the last four digits of the mobile number, the
/// first letter and the host of the address.
pub fn masked(wrote: &Particulars) -> Contact {
    Contact {
        name: wrote.name.as_deref().map(first_letter),
        mobile: wrote.mobile.as_ref().map(|mobile| mobile.masked()),
        email: wrote.email.as_deref().map(|email| match email.split_once('@') {
            Some((name, host)) => format!("{}@{host}", first_letter(name)),
            None => first_letter(email),
        }),
        revealed: false,
    }
}

/// Three dots whatever is left out, so that they do not tell how much.
fn first_letter(word: &str) -> String {
    word.chars().take(1).chain("…".chars()).collect()
}

#[cfg(test)]
mod tests {
    use domain::{language::Language, mobile::Mobile};

    use super::*;

    #[test]
    fn a_masked_contact_is_recognised_but_cannot_be_used() {
        let wrote = Particulars {
            place: None,
            text: "राशन नहीं मिला है".to_owned(),
            name: Some("सुमन देवी".to_owned()),
            mobile: Mobile::parse("9812345678"),
            email: Some("suman@example.in".to_owned()),
            language: Language::Hi,
            notice: "2026-11".to_owned(),
            key_version: 1,
        };

        let masked = masked(&wrote);

        assert_eq!(masked.name.as_deref(), Some("स…"));
        assert_eq!(masked.mobile.as_deref(), Some("XXXXXX5678"));
        assert_eq!(masked.email.as_deref(), Some("s…@example.in"));
        assert!(!masked.revealed && revealed(&wrote).revealed);
    }
}
