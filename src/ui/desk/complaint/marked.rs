//! A text with the words that triggered a hint marked in it.

/// The text in pieces, true for those that are among `words`.
pub fn marked<'a>(text: &'a str, words: &[String]) -> Vec<(bool, &'a str)> {
    let mut found: Vec<(usize, usize)> = words
        .iter()
        .filter(|word| !word.is_empty())
        .flat_map(|word| text.match_indices(word.as_str()).map(|(start, word)| (start, start + word.len())))
        .collect();
    found.sort_unstable();
    let mut pieces = Vec::new();
    let mut done = 0;
    for (start, end) in found {
        let start = start.max(done);
        if end <= start {
            continue;
        }
        if start > done {
            pieces.push((false, &text[done..start]));
        }
        pieces.push((true, &text[start..end]));
        done = end;
    }
    if done < text.len() {
        pieces.push((false, &text[done..]));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn the_words_of_a_hint_are_marked_wherever_they_stand() {
        let text = "डिपो पर राशन नहीं, राशन कब?";

        let pieces = marked(text, &words(&["राशन", "डिपो"]));

        let told: Vec<_> = pieces.iter().filter(|(is_marked, _)| *is_marked).map(|(_, piece)| *piece).collect();
        assert_eq!(told, ["डिपो", "राशन", "राशन"]);
    }

    #[test]
    fn words_that_overlap_are_marked_once() {
        assert_eq!(
            marked("ration depot", &words(&["ration depot", "depot", "ration"])),
            [(true, "ration"), (true, " depot")]
        );
    }

    proptest! {
        #[test]
        fn no_letter_is_lost(text in "[ab क]{0,20}", word in "[abक]{0,3}", other in "[ab क]{0,3}") {
            let pieces = marked(&text, &[word, other]);

            prop_assert_eq!(pieces.into_iter().map(|(_, piece)| piece).collect::<String>(), text);
        }
    }
}
