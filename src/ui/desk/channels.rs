//! What comes in by itself, what goes out, and what could not.

use domain::{
    paths::desk::page,
    time::Timestamp,
    wire::desk::{Channels, Failed, IntakeHealth, OutboxHealth},
};
use leptos::prelude::*;
use markup::{IntoMarkup, Markup, view};

use super::{code::Code, complaint::messages::way, name, queue::line::address};
use crate::{
    button::Button,
    notice::{Notice, Weight},
    number::grouped,
    text::{Text, Texts},
};

/// `can_open` where the role may read the complaints that are named.
#[component]
pub fn ChannelsPage(channels: Channels, can_open: bool, on_again: Callback<String>) -> Markup {
    let texts = Texts::here();
    let comes_in = channels.intake.into_iter().map(|health| {
        let replies = channels.outbox.iter().find(|way| way.by == health.channel);
        intake(texts, health, replies, can_open)
    });
    let comes_in = comes_in.collect::<Markup>();
    view! {
        <h2>{texts.get(Text::DeskChannelsIntake)}</h2>
        <ul class="channels">{comes_in}</ul>
        <h2>{texts.get(Text::DeskChannelsOutbox)}</h2>
        <ul class="channels">
            {channels.outbox.into_iter().map(|health| outbox(texts, health, on_again)).collect::<Markup>()}
        </ul>
        <h2>{texts.get(Text::DeskChannelsFailures)}</h2>
        {failures(texts, channels.failed, can_open)}
    }
}

fn state(texts: Texts, is_on: bool) -> &'static str {
    texts.get(if is_on { Text::DeskChannelsOn } else { Text::DeskChannelsOff })
}

fn intake(texts: Texts, health: IntakeHealth, replies: Option<&OutboxHealth>, can_open: bool) -> Markup {
    let facts = health.on.then(|| facts(texts, &health, replies));
    let gap = health.gap.map(|since| {
        let missing = texts.fill(Text::DeskChannelsGap, &[("moment", &texts.moment(since))]);
        let paste = can_open.then(|| view! { " " <a href=page::PASTE>{texts.get(Text::DeskPagePaste)}</a> });
        view! { <Notice weight=Weight::Warning><p>{missing} {paste}</p></Notice> }
    });
    view! {
        <li class="channels__channel">
            <h3 class="channels__name">{way(texts, &health.channel)}</h3>
            <p>{state(texts, health.on)}</p>
            {gap}
            {facts}
        </li>
    }
}

fn facts(texts: Texts, health: &IntakeHealth, replies: Option<&OutboxHealth>) -> Markup {
    let moment = |moment: Option<Timestamp>| {
        moment.map_or_else(|| texts.get(Text::DeskChannelsNever).to_owned(), |moment| texts.moment(moment))
    };
    let error = health.error.as_deref().map(|error| {
        let since = [("moment", moment(health.error_since)), ("count", grouped(health.errors))];
        let since = texts.fill(Text::DeskChannelsSince, &since.each_ref().map(|(name, value)| (*name, value.as_str())));
        view! { {texts.get(name::fault(error))} " (" {since} ")" }
    });
    let limit = health.limit_left.map(|left| match health.limit_reset {
        None => grouped(left),
        Some(until) => {
            texts.fill(Text::DeskChannelsUntil, &[("count", &grouped(left)), ("moment", &texts.moment(until))])
        }
    });
    let sum = |thousandths| view! { <Code words=dollars(thousandths) /> };
    let budget = health.budget_left.map_or_else(|| texts.get(Text::DeskChannelsBudgetNone).into_markup(), sum);
    let rows = [
        (Text::DeskChannelsLastSuccess, Some(moment(health.last_success).into_markup())),
        (Text::DeskChannelsError, error),
        (Text::DeskChannelsNote, health.note.clone().map(|words| view! { <Code words /> })),
        (Text::DeskChannelsLastPost, Some(moment(health.last_post_at).into_markup())),
        (Text::DeskChannelsWaiting, Some(grouped(health.waiting).into_markup())),
        (Text::DeskChannelsOldest, health.oldest.map(|oldest| texts.moment(oldest).into_markup())),
        (Text::DeskChannelsLimit, limit.map(IntoMarkup::into_markup)),
        (Text::DeskChannelsSpent, health.spent.map(sum)),
        (Text::DeskChannelsBudget, Some(budget)),
        (Text::DeskChannelsReplies, replies.map(|replies| grouped(replies.failed).into_markup())),
    ];
    let rows = rows.into_iter().filter_map(|(label, value)| Some(fact(texts, label, value?)));
    view! { <dl class="channels__facts">{rows.collect::<Markup>()}</dl> }
}

/// Thousandths of a US dollar, in cents.
fn dollars(thousandths: u32) -> String {
    let cents = thousandths / 10;
    let rest = (cents % 100).to_string();
    let zero = if rest.len() < 2 { "0" } else { "" };
    ["US$ ", &grouped(cents / 100), ".", zero, &rest].concat()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_spent_is_told_in_dollars_and_cents() {
        assert_eq!(
            [0, 15, 99, 1_050, 1_234_567].map(dollars),
            ["US$ 0.00", "US$ 0.01", "US$ 0.09", "US$ 1.05", "US$ 1,234.56"]
        );
    }
}
