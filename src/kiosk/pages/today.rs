//! The operator's list, and the real slip of what was kept.

use browser::{address::Navigation, api::Failure, arrival::focus_when_drawn};
use domain::{paths::kiosk::APP, wire::kiosk::Today as Listed};
use leptos::task::spawn_local;
use markup::prelude::*;
use markup::{Markup, changing, view};
use ui::{
    kiosk::today::{KeptLine, KeptList, Stands, TodayList},
    text::{Text, Texts},
    waiting::{Failed, Waiting},
};

use crate::{
    api,
    kept::{self, Kept, State},
    sending::Sending,
    serving::{Serving, Shown},
    terminal::Terminal,
};

/// Fetched anew whenever it is opened and whenever something was sent.
#[component]
pub fn Today() -> Markup {
    let texts = Texts::here();
    let (terminal, sending) = (Terminal::here(), Sending::here());
    let (serving, navigation) = (Serving::here(), Navigation::here());
    let listed: RwSignal<Option<Result<Listed, Failure>>> = RwSignal::new(None);
    let failed: RwSignal<Option<&'static str>> = RwSignal::new(None);
    let fetch = move || {
        spawn_local(async move {
            let answer = terminal.heard(api::today().await);
            listed.set(Some(answer));
        });
    };
    markup::whenever(move || {
        sending.kept().track();
        fetch();
    });
    let on_again = Callback::new(move |()| fetch());
    let list = move || match listed.get() {
        None => view! { <Waiting text=Text::KioskTodayWaiting /> },
        Some(Err(failure)) => view! { <Failed sentence=texts.problem(failure.key()) on_again /> },
        Some(Ok(today)) => view! { <TodayList today /> },
    };
    let on_slip = Callback::new(move |key: String| {
        failed.set(None);
        spawn_local(async move {
            match terminal.heard(api::slip(&key).await) {
                Ok(receipt) => {
                    // What is still being sent goes on; the list has it.
                    sending.leave();
                    serving.wipe();
                    serving.shown.set(Shown::Fetched(key, Box::new(receipt)));
                    navigation.go_instead(APP);
                    focus_when_drawn("#print");
                }
                Err(failure) => failed.set(Some(texts.problem(failure.key()))),
            }
        });
    });
    let on_done = Callback::new(move |key: String| {
        spawn_local(async move {
            let _forgotten = kept::forget(&key).await;
            sending.look().await;
        });
    });
    let kept = move || {
        let lines = sending.kept().get().into_iter().map(line).collect();
        view! { <KeptList lines on_slip on_done /> }
    };
    let refusal = move || failed.get().map(|sentence| view! { <Failed sentence on_again /> });
    view! {
        <h1 tabindex="-1">{texts.get(Text::KioskPageToday)}</h1>
        <p class="lead">{texts.get(Text::KioskTodayLead)}</p>
        {changing(refusal)}
        {changing(kept)}
        {changing(list)}
    }
}

fn line(kept: Kept) -> KeptLine {
    let stands = match (kept.state, kept.display) {
        (State::Sent, Some(display)) => Stands::Filed(display),
        (State::Refused, _) => Stands::Refused,
        (State::Waiting | State::Sent, _) => Stands::Waits,
    };
    KeptLine { key: kept.key, provisional: kept.name, stands }
}
