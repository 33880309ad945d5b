//! What the citizen wrote, and what it hints at, with the words that say so. A
//! hint changes nothing by itself: someone chooses, or does not.

use domain::{
    language::Language,
    reference::{Category, Department, District},
    wire::desk::{Hint, Hints},
};
use leptos::prelude::*;
use markup::{Markup, view};

use super::marked::marked;
use crate::{
    button::Button,
    text::{Text, Texts},
};

/// The text as it was typed, the words of hints marked.
#[component]
pub fn Words(text: String, language: Language, hints: Hints) -> Markup {
    let texts = Texts::here();
    let all = hints.categories.iter().chain(&hints.departments).chain(&hints.districts);
    let words: Vec<String> = all.flat_map(|hint| hint.words.clone()).collect();
    let pieces = marked(&text, &words).into_iter().map(|(is_marked, piece)| {
        if is_marked {
            view! { <mark class="complaint__mark">{piece}</mark> }
        } else {
            view! { {piece} }
        }
    });
    view! {
        <h2>{texts.get(Text::DeskComplaintWords)}</h2>
        <p class="complaint__words" lang=language.code()>{pieces.collect::<Markup>()}</p>
    }
}

/// The hints; a department can be chosen for forwarding where that is possible.
#[component]
pub fn HintList(hints: Hints, language: Language, can_forward: bool, on_use: Callback<String>) -> Markup {
    let texts = Texts::here();
    let category = |code: &str| Category::from_code(code).map(|category| texts.category(category));
    let department = |code: &str| Department::from_code(code).map(|department| texts.department(department));
    let district = |code: &str| District::from_code(code).map(|district| texts.district(district));
    let mut rows = Vec::new();
    for hint in &hints.departments {
        let Some(name) = department(&hint.code) else { continue };
        let code = hint.code.clone();
        let on_press = Callback::new(move |()| on_use.run(code.clone()));
        let choose = can_forward.then(|| view! { <Button label=texts.get(Text::DeskComplaintHintUse) on_press /> });
        rows.push(row(texts, language, texts.get(Text::DeskQueueDepartment), name, hint, choose));
    }
    for hint in &hints.categories {
        let Some(name) = category(&hint.code) else { continue };
        rows.push(row(texts, language, texts.get(Text::DeskQueueCategory), name, hint, None));
    }
    for hint in &hints.districts {
        let Some(name) = district(&hint.code) else { continue };
        rows.push(row(texts, language, texts.get(Text::DeskQueueDistrict), name, hint, None));
    }
    if rows.is_empty() {
        return Markup::nothing();
    }
    view! {
        <h2>{texts.get(Text::DeskComplaintHints)}</h2>
        <p>{texts.get(Text::DeskComplaintHintsAbout)}</p>
        <ul class="hints">{rows}</ul>
    }
}

fn row(
    texts: Texts,
    language: Language,
    kind: &'static str,
    name: &'static str,
    hint: &Hint,
    choose: Option<Markup>,
) -> Markup {
    view! {
        <li class="hints__hint">
            <p class="hints__name">{kind} ": " <strong>{name}</strong></p>
            <p class="hints__words">
                {texts.get(Text::DeskComplaintHintWords)} ": "
                <span lang=language.code()>{hint.words.join(", ")}</span>
            </p>
            {choose}
        </li>
    }
}
