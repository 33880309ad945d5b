//! Ready sentences for replies, chosen by the step. They are read from the texts
//! of the citizen's language, which need not be that of the screen.

use domain::life::Verb;

use crate::text::{Text, Texts};

/// The sentences for a step, in the language of these texts.
pub fn templates(texts: Texts, verb: Verb) -> Vec<&'static str> {
    let all: &[Text] = match verb {
        Verb::AskDetails => &[Text::DeskTemplateAskWhen, Text::DeskTemplateAskWhere],
        Verb::InterimReply => &[Text::DeskTemplateInterimWork, Text::DeskTemplateInterimVisit],
        Verb::Resolve => {
            &[Text::DeskTemplateResolveDone, Text::DeskTemplateResolveRation, Text::DeskTemplateResolveMoney]
        }
        Verb::NotTenable => &[
            Text::DeskTemplateNotTenableCourt,
            Text::DeskTemplateNotTenablePrivate,
            Text::DeskTemplateNotTenableOutside,
        ],
        _ => &[],
    };
    all.iter().map(|text| texts.get(*text)).collect()
}

/// What stands in the reply after a sentence was chosen: what was typed stays.
pub fn added(typed: &str, sentence: &str) -> String {
    let typed = typed.trim_end();
    if typed.is_empty() { sentence.to_owned() } else { [typed, "\n", sentence].concat() }
}

#[cfg(test)]
mod tests {
    use domain::{language::Language, masking};

    use super::*;
    use crate::{desk::action::is_reply, text::pack};

    #[test]
    fn every_step_that_answers_the_citizen_has_sentences_that_could_be_sent() {
        for language in Language::ALL {
            let texts = Texts::read(language, pack(language), "HR").unwrap();
            for verb in Verb::ALL {
                let sentences = templates(texts, verb);

                assert_eq!(is_reply(verb), !sentences.is_empty(), "{verb:?}");
                for sentence in sentences {
                    assert!(domain::complaint::check_text(sentence, str::to_owned).is_ok(), "{sentence}");
                    assert!(masking::find(sentence).is_empty(), "{sentence}");
                }
            }
        }
    }

    #[test]
    fn a_sentence_is_added_to_what_was_typed() {
        assert_eq!(added("", "Done."), "Done.");
        assert_eq!(added("Dear Suman,\n", "Done."), "Dear Suman,\nDone.");
    }
}
