//! The public figures: fetched anew whenever the address asks for others.

use std::cell::Cell;

use browser::{address::Navigation, arrival::focus_when_drawn, takeover::given};
use domain::wire::{FieldProblem, StatisticsAnswer};
use markup::prelude::*;
use markup::{Markup, changing, view, whenever};
use ui::{
    pages::results::{Results, ResultsPage, asked::Asked, filter::Filter},
    problems::Problems,
    text::{Text, Texts},
    waiting::{Failed, Waiting},
};

use crate::api::statistics;

/// Figures, or why they did not come.
type Answered = Option<Result<(Asked, StatisticsAnswer), &'static str>>;

/// Filter and figures.
#[component]
pub fn Figures() -> Markup {
    let texts = Texts::here();
    let navigation = Navigation::here();
    let asked = Memo::new(move |_| {
        let (address, _) = navigation.get();
        Asked::read(|name| address.parameter(name))
    });
    let drawn = given().map(|answer| Ok((asked.get_untracked(), answer)));
    let is_drawn = Cell::new(drawn.is_some());
    let answered: RwSignal<Answered> = RwSignal::new(drawn);
    let tries = RwSignal::new(0);
    whenever(move || {
        tries.track();
        let asked = asked.get();
        if is_drawn.replace(false) {
            return;
        }
        if asked.problem().is_some() {
            answered.set(None);
            return;
        }
        statistics::figures(&asked.clone(), move |answer| {
            let answer = answer.map(|answer| (asked, answer)).map_err(|failure| texts.problem(failure.key()));
            answered.set(Some(answer));
        });
    });
    let again = Callback::new(move |()| {
        answered.set(None);
        tries.update(|tries| *tries += 1);
    });
    let on_table = Callback::new(move |by| navigation.go_quietly(&asked.get_untracked().page(by)));
    let shown = move || match answered.get() {
        None if untrack(|| asked.get().problem().is_some()) => Markup::nothing(),
        None => view! { <Waiting text=Text::ResultsLoading /> },
        Some(Err(sentence)) => view! { <Failed sentence on_again=again /> },
        Some(Ok((asked, answer))) => view! { <Results asked answer on_table /> },
    };
    view! {
        <ResultsPage>
            <Filtering asked />
            {changing(shown)}
        </ResultsPage>
    }
}

/// The filter as it is typed; the address changes when it is sent.
#[component]
fn Filtering(asked: Memo<Asked>) -> Markup {
    let navigation = Navigation::here();
    let typed = RwSignal::new(asked.get_untracked());
    let problems: RwSignal<Vec<FieldProblem>> = RwSignal::new(Vec::new());
    whenever(move || {
        let asked = asked.get();
        problems.set(asked.problem().into_iter().collect());
        typed.set(asked);
    });
    let on_submit = Callback::new(move |()| {
        let typed = typed.get_untracked();
        match typed.problem() {
            Some(problem) => {
                problems.set(vec![problem]);
                focus_when_drawn(".error-summary");
            }
            None => {
                problems.set(Vec::new());
                navigation.go_quietly(&typed.page(typed.by));
            }
        }
    });
    view! {
        <Filter
            typed=typed.into()
            problems=Problems::new(problems)
            on_change=Callback::new(move |asked| typed.set(asked))
            on_submit
        />
    }
}
