//! The words of a status, which come as HTML.

/// The plain words: paragraphs and breaks as lines, entities as characters.
pub fn plain(html: &str) -> String {
    let (mut text, mut rest) = (String::with_capacity(html.len()), html);
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        let Some(end) = rest[start..].find('>') else {
            rest = "";
            break;
        };
        let tag = rest[start + 1..start + end].to_ascii_lowercase();
        match tag.split([' ', '/']).find(|part| !part.is_empty()) {
            Some("br") => text.push('\n'),
            Some("p") if tag.starts_with('/') => text.push_str("\n\n"),
            _ => {}
        }
        rest = &rest[start + end + 1..];
    }
    text.push_str(rest);
    entities(text.trim())
}

/// `&amp;` last, so that what was written with it is not read twice.
fn entities(text: &str) -> String {
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&nbsp;", " ")];
    let plain = named.iter().fold(text.to_owned(), |text, (entity, character)| text.replace(entity, character));
    plain.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_and_breaks_are_lines_and_tags_are_nothing() {
        let html = "<p><span class=\"h-card\"><a href=\"https://a.example/@office\">@<span>office</span></a></span> राशन<br />नहीं &lt;2&gt; &amp;lt;</p><p>डिपो 12</p>";

        assert_eq!(plain(html), "@office राशन\nनहीं <2> &lt;\n\nडिपो 12");
    }

    #[test]
    fn what_is_broken_is_no_tag() {
        assert_eq!(plain("a <b"), "a");
        assert_eq!(plain("&unknown;"), "&unknown;");
    }
}
