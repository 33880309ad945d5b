//! Whether everything works, asked anew whenever it is opened.

use browser::{api::Failure, clock};
use domain::wire::kiosk::{Centre, KioskHealth};
use leptos::{leptos_dom::helpers::request_animation_frame, task::spawn_local};
use markup::prelude::*;
use markup::{Markup, changing, view};
use ui::{
    kiosk::{
        health::{Found, HealthPage},
        slip::{PaperChoice, TestSlip},
    },
    text::{Text, Texts},
};

use crate::{
    api::{self, Says},
    offline,
    printing::printing,
    sending::Sending,
    terminal::Terminal,
};

/// Line, server, what waits; and a slip to try the printer with.
#[component]
pub fn Health(centre: Centre) -> Markup {
    let texts = Texts::here();
    let (terminal, sending) = (Terminal::here(), Sending::here());
    let answer: RwSignal<Option<Result<KioskHealth, Failure>>> = RwSignal::new(None);
    let is_testing = RwSignal::new(false);
    let fetch = move || {
        answer.set(None);
        spawn_local(async move {
            let said = terminal.heard(api::health().await);
            answer.set(Some(said));
        });
    };
    fetch();
    let on_again = Callback::new(move |()| {
        fetch();
        sending.send();
    });
    let on_test = Callback::new(move |()| {
        is_testing.set(true);
        request_animation_frame(|| {
            let _refused = window().print();
        });
    });
    let printing = printing(Callback::new(|()| ()));
    let here = centre.clone();
    let page = move || {
        let said = answer.get();
        let is_line_up = said.as_ref().and_then(|said| said.as_ref().err()).is_none_or(|failure| {
            api::says(failure) == Says::Nothing || matches!(failure, Failure::Refused(_) | Failure::Broken)
        });
        let server = said.map(|said| said.map_err(|failure| texts.problem(failure.key())));
        let found =
            Found { server, is_line_up, waiting: sending.waiting().get(), opens_offline: offline::is_app_kept() };
        view! { <HealthPage found centre=here.clone() on_again on_test /> }
    };
    let test = move || {
        is_testing.get().then(|| {
            view! { <TestSlip paper=printing.paper centre=centre.clone() at=clock::now() /> }
        })
    };
    view! {
        <h1 tabindex="-1">{texts.get(Text::KioskPageHealth)}</h1>
        {changing(page)}
        <PaperChoice printing />
        {changing(test)}
    }
}
