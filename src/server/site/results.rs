//! The public figures, without the app.

use std::sync::Arc;

use axum::response::Response;
use domain::wire::StatisticsAnswer;
use markup::prelude::*;
use markup::view;
use ui::{
    page::Page,
    pages::results::{Results, ResultsPage, asked::Asked, filter::Filter},
    problems::Problems,
};

use super::visit::{Answer, Visit};
use crate::api::statistics::asked::Asked as Query;

/// Filter and figures; where the period is none, what is wrong with it.
pub async fn show(visit: Visit) -> Response {
    let asked = Asked::read(|name| visit.parameter(name));
    let problems: Vec<_> = asked.problem().into_iter().collect();
    let found = if problems.is_empty() { figures(&visit, &asked).await } else { None };
    let mut answer = Answer::of(Page::Results);
    if !problems.is_empty() {
        answer = answer.refused();
    }
    if let Some(found) = &found {
        answer = answer.given(&**found);
    }
    visit.draw(answer, move || {
        let typed = Signal::stored(asked.clone());
        let problems = Problems::new(Signal::stored(problems));
        let figures = found.map(|found| {
            let answer = (*found).clone();
            view! { <Results asked answer on_table=Callback::new(|_| ()) /> }
        });
        view! {
            <ResultsPage>
                <Filter typed problems on_change=Callback::new(|_| ()) on_submit=Callback::new(|()| ()) />
                {figures}
            </ResultsPage>
        }
    })
}

/// The same answer as at the address of the figures.
async fn figures(visit: &Visit, asked: &Asked) -> Option<Arc<StatisticsAnswer>> {
    let address = asked.figures();
    let (_, query) = address.split_once('?')?;
    let question = Query::read(query).ok()?.question;
    visit.office.answers.figures(&visit.office.store, visit.now(), question).await.ok()
}
