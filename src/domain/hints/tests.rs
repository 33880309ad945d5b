//! Sentences as people write them, in all four ways of writing.

use proptest::prelude::*;

use super::*;
use crate::language::Language;

fn codes(hints: &[Hint]) -> Vec<&str> {
    hints.iter().map(|hint| hint.code.as_str()).collect()
}

fn words(hints: &[Hint]) -> Vec<&str> {
    hints[0].words.iter().map(String::as_str).collect()
}

#[test]
fn the_articles_first_story_is_understood_in_every_way_of_writing() {
    let ways = [
        ("भिवानी के गांव सिरसा घोघरा में दो महीने से राशन नहीं मिला है।", "राशन"),
        ("ਭਿਵਾਨੀ ਦੇ ਪਿੰਡ ਵਿੱਚ ਦੋ ਮਹੀਨੇ ਤੋਂ ਰਾਸ਼ਨ ਨਹੀਂ ਮਿਲਿਆ।", "ਰਾਸ਼ਨ"),
        ("Bhiwani ke gaon Sirsa Ghoghra me do mahine se Raashan nahi mila", "Raashan"),
        ("No ration for two months in Sirsa Ghoghra, Bhiwani.", "ration"),
    ];

    for (text, word) in ways {
        let hints = hints(text, "Sirsa Ghoghra");

        assert_eq!(hints.categories[0].code, "PDS_NOT_RECEIVED", "{text}");
        assert_eq!(words(&hints.categories), [word]);
        assert_eq!((&*hints.departments[0].code, words(&hints.departments)), ("FOOD", vec![word]), "{text}");
        assert_eq!(codes(&hints.districts), ["bhiwani", "sirsa"], "{text}");
    }
}

#[test]
fn the_articles_second_story_is_understood_in_every_way_of_writing() {
    let ways = [
        "सोनीपत के मोहाना में प्रधानमंत्री मातृ वंदना योजना के पाँच हज़ार रुपये नहीं मिले।",
        "ਮੋਹਾਨਾ, ਸੋਨੀਪਤ: ਮਾਤਰੂ ਵੰਦਨਾ ਯੋਜਨਾ ਦੇ ਪੰਜ ਹਜ਼ਾਰ ਰੁਪਏ ਨਹੀਂ ਮਿਲੇ।",
        "mohana sonipat me pradhan mantri matru vandana yojana ka paisa nahi mila",
        "The PMMVY money has not been paid in Mohana, Sonipat.",
    ];

    for text in ways {
        let hints = hints(text, "");

        assert_eq!(codes(&hints.categories), ["PMMVY_UNPAID"], "{text}");
        assert_eq!(codes(&hints.departments), ["WCD"], "{text}");
        assert_eq!(codes(&hints.districts), ["sonipat"], "{text}");
    }
}

#[test]
fn a_ration_card_is_no_ration() {
    let card = hints("मेरा राशन कार्ड काट दिया गया", "");
    let both = hints("राशन कार्ड है पर राशन नहीं", "");

    assert_eq!(codes(&card.categories), ["PDS_CARD"]);
    assert_eq!(codes(&both.categories), ["PDS_CARD", "PDS_NOT_RECEIVED"], "longer words first");
    assert_eq!(codes(&both.departments), ["FOOD"]);
    assert_eq!(words(&both.departments), ["राशन कार्ड", "राशन"]);
}

#[test]
fn a_word_inside_another_is_no_word() {
    for text in ["बसपा और राशनिंग", "बिजलीघर", "generations of corporations", "सीवरों", "ਰਾਸ਼ਨਿੰਗ"]
    {
        assert_eq!(hints(text, "").categories, [], "{text}");
    }
}

#[test]
fn spellings_differ_and_the_hint_is_the_same() {
    let rows = [
        ("peene ka paani nahi aata", "WATER"),
        ("PINE KA PANI", "WATER"),
        ("फ़सल ख़राब हो गई", "CROP_LOSS"),
        ("फसल खराब हो गई", "CROP_LOSS"),
        ("vidhwah pension band hai", "PENSION_WIDOW_DIS"),
        ("bijlee ka bil galat", "POWER_BILL"),
        ("street-light", "STREETLIGHT"),
        ("streetlight", "STREETLIGHT"),
        ("गली की\nलाइट", "STREETLIGHT"),
        ("नरेगा का पैसा", "MGNREGA"),
        ("१०० gaj plot", "HOUSING"),
    ];

    for (text, category) in rows {
        assert_eq!(codes(&hints(text, "").categories), [category], "{text}");
    }
}

#[test]
fn words_of_two_sentences_make_no_hint() {
    assert_eq!(hints("यह पीला राशन। कार्ड नहीं", "").categories[0].code, "PDS_NOT_RECEIVED");
}

#[test]
fn electricity_goes_to_the_company_of_the_district() {
    let known = District::from_code("ambala");

    assert_eq!(codes(&hints("सिरसा में बिजली नहीं है", "").departments), ["DHBVN"]);
    assert_eq!(codes(&hints_in("सिरसा में बिजली नहीं है", "", known).departments), ["UHBVN"]);
    assert_eq!(codes(&hints("बिजली नहीं है", "").departments), ["ENER"]);
    assert_eq!(codes(&hints_in("bijli vibhag nahi sunta", "", known).departments), ["UHBVN"]);
}

#[test]
fn a_department_that_is_named_is_hinted_at_and_its_single_words_are_not() {
    let rows = [
        ("Health Department के चक्कर लगा रहे हैं", Some("HLTH")),
        ("सिंचाई विभाग नहीं सुनता", Some("IWR")),
        ("ਸਿਹਤ ਵਿਭਾਗ", Some("HLTH")),
        ("the PWD says no", Some("PWD")),
        ("nagar nigam wale nahi aate", Some("ULB")),
        ("I have no food at home", None),
        ("my health is bad, we plan to go", None),
    ];

    for (text, department) in rows {
        assert_eq!(codes(&hints(text, "").departments).first().copied(), department, "{text}");
    }
}

#[test]
fn romanised_little_words_are_no_districts() {
    for text in ["sarkar nu keha si", "gaon me ham sab", "nu bole", "hi sar"] {
        assert_eq!(hints(text, "").districts, [], "{text}");
    }
}

#[test]
fn a_place_hints_at_its_district_but_not_at_a_category() {
    let hints = hints("अब तक कुछ नहीं हुआ", "School Road, Gurgaon");

    assert_eq!(hints.categories, []);
    assert_eq!((codes(&hints.districts), words(&hints.districts)), (vec!["gurugram"], vec!["Gurgaon"]));
}

#[test]
fn there_are_never_more_than_three_of_a_kind() {
    let everything: String =
        Category::all().flat_map(|category| category.keywords()).map(|word| format!("{word}. ")).collect();
    let everywhere: String =
        District::all().map(|district| format!("{}, ", district.names().get(Language::Hi))).collect();

    let hints = hints(&everything, &everywhere);

    assert_eq!((hints.categories.len(), hints.departments.len(), hints.districts.len()), (3, 3, 3));
}

#[test]
fn every_keyword_hints_at_its_category() {
    for category in Category::all() {
        for keyword in category.keywords() {
            let hints = hints(keyword, "");
            assert!(codes(&hints.categories).contains(&category.code()), "{keyword}: {hints:?}");
        }
    }
}

#[test]
fn every_name_of_a_district_hints_at_it() {
    for district in District::all() {
        let names = Language::ALL.map(|language| district.names().get(language));
        for name in names.iter().chain(district.aliases()) {
            assert_eq!(codes(&hints("", name).districts), [district.code()], "{name}");
        }
    }
}

/// Words of the lists and others, in any order, with anything between them.
fn texts() -> impl Strategy<Value = String> {
    let keywords: Vec<&'static str> =
        Category::all().flat_map(|category| category.keywords().iter().copied()).collect();
    let piece = prop_oneof![
        3 => prop::sample::select(keywords).prop_map(str::to_owned),
        2 => "\\PC{0,8}",
        1 => "[\\u0900-\\u097f\\u0a00-\\u0a7f\\u200c\\u200d .\\n-]{0,6}",
    ];
    prop::collection::vec(piece, 0..20).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #[test]
    fn words_really_stand_in_the_text(text in texts(), place in ".{0,20}") {
        let hints = hints(&text, &place);
        for hint in hints.categories.iter().chain(&hints.departments).chain(&hints.districts) {
            prop_assert!(!hint.words.is_empty());
            for word in &hint.words {
                prop_assert!(text.contains(word) || place.contains(word), "{}", word);
            }
        }
        for hint in &hints.categories {
            prop_assert!(Category::from_code(&hint.code).is_some());
            prop_assert!(hint.words.iter().all(|word| text.contains(word)));
        }
    }
}
