//! What comes in by itself, what goes out, and what could not.

use domain::wire::desk::{Channels, Failed, IntakeHealth, OutboxHealth};
use leptos::prelude::*;
use markup::{IntoMarkup, Markup, view};

use super::{complaint::messages::way, name, queue::line::address};
use crate::{
    button::Button,
    number::grouped,
    text::{Text, Texts},
};

/// `can_open` where the role may read the complaints that are named.
#[component]
pub fn ChannelsPage(channels: Channels, can_open: bool, on_again: Callback<String>) -> Markup {
    let texts = Texts::here();
    let intake = (!channels.intake.is_empty()).then(|| {
        view! {
            <h2>{texts.get(Text::DeskChannelsIntake)}</h2>
            <ul class="channels">
                {channels.intake.into_iter().map(|health| intake(texts, health)).collect::<Markup>()}
            </ul>
        }
    });
    view! {
        <h2>{texts.get(Text::DeskChannelsOutbox)}</h2>
        <ul class="channels">
            {channels.outbox.into_iter().map(|health| outbox(texts, health, on_again)).collect::<Markup>()}
        </ul>
        <h2>{texts.get(Text::DeskChannelsFailures)}</h2>
        {failures(texts, channels.failed, can_open)}
        {intake}
    }
}

fn state(texts: Texts, is_on: bool) -> &'static str {
    texts.get(if is_on { Text::DeskChannelsOn } else { Text::DeskChannelsOff })
}

fn intake(texts: Texts, health: IntakeHealth) -> Markup {
    view! {
        <li class="channels__channel">
            <h3 class="channels__name">{way(texts, &health.channel)}</h3>
            <p>{state(texts, health.on)}</p>
        </li>
    }
}

fn outbox(texts: Texts, health: OutboxHealth, on_again: Callback<String>) -> Markup {
    let never = || texts.get(Text::DeskChannelsNever).to_owned();
    let moment = |moment: Option<_>| moment.map_or_else(never, |moment| texts.moment(moment));
    let oldest = health.oldest.map(|oldest| fact(texts, Text::DeskChannelsOldest, texts.moment(oldest).into_markup()));
    let error =
        health.error.map(|error| fact(texts, Text::DeskChannelsError, texts.get(name::fault(&error)).into_markup()));
    let by = health.by.clone();
    let again = (health.on && health.failed > 0).then(|| {
        let on_press = Callback::new(move |()| on_again.run(by.clone()));
        view! {
            <p>{texts.get(Text::DeskChannelsAgainAbout)}</p>
            <Button label=texts.get(Text::DeskChannelsAgain) on_press />
        }
    });
    view! {
        <li class="channels__channel">
            <h3 class="channels__name">{way(texts, &health.by)}</h3>
            <p>{state(texts, health.on)}</p>
            <dl class="channels__facts">
                {fact(texts, Text::DeskChannelsWaiting, grouped(health.waiting).into_markup())}
                {oldest}
                {fact(texts, Text::DeskChannelsFailed, grouped(health.failed).into_markup())}
                {fact(texts, Text::DeskChannelsLastSent, moment(health.last_sent).into_markup())}
                {error}
            </dl>
            {again}
        </li>
    }
}

fn fact(texts: Texts, label: Text, value: Markup) -> Markup {
    view! { <div class="channels__fact"><dt>{texts.get(label)}</dt> <dd>{value}</dd></div> }
}

fn failures(texts: Texts, failed: Vec<Failed>, can_open: bool) -> Markup {
    if failed.is_empty() {
        return view! { <p>{texts.get(Text::DeskChannelsFailuresNone)}</p> };
    }
    let rows = failed.into_iter().map(|failed| {
        let display = failed.ticket.display(texts.prefix());
        let ticket = if can_open {
            view! { <a href=address(failed.ticket)>{display}</a> }
        } else {
            display.into_markup()
        };
        view! {
            <li>
                {ticket} " · " {way(texts, &failed.by)} " · "
                <time datetime=failed.at.to_string()>{texts.moment(failed.at)}</time>
                " · " {texts.get(name::fault(&failed.error))}
            </li>
        }
    });
    view! { <ul class="channels__failures">{rows.collect::<Markup>()}</ul> }
}
