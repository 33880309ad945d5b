//! The private part of a complaint: the citizen's words, the answers to them,
//! and what the citizen may do now.

use domain::{
    life::Verb,
    paths::page,
    wire::{Details, Reply},
};
use markup::prelude::*;
use markup::{Markup, changing, view};

use super::pictures::Pictures;
use crate::{
    button::{Button, Submit},
    carried::carried,
    form::Form,
    notice::{Notice, Weight},
    personal_warning::PersonalWarning,
    summary_list::{Row, SummaryList},
    text::{Text, Texts},
    text_area::TextArea,
};

/// What a citizen is about to do, and the words for it.
#[derive(Clone, Copy)]
pub struct Doing {
    /// The action that was chosen and still asks for words or a "yes".
    pub chosen: Signal<Option<Verb>>,
    /// The words typed so far.
    pub text: Signal<String>,
    /// What is wrong with them, or why it failed.
    pub error: Signal<Option<&'static str>>,
    /// What was done last.
    pub done: Signal<Option<Verb>>,
}

/// What happens when the citizen acts.
#[derive(Clone, Copy)]
pub struct Acting {
    /// An action is chosen, or with `None` given up.
    pub on_choose: Callback<Option<Verb>>,
    /// The words are typed.
    pub on_input: Callback<String>,
    /// Personal numbers in the words are to be masked.
    pub on_mask: Callback<()>,
    /// The action is to be carried out.
    pub on_send: Callback<Verb>,
}

/// What opens the private part, and what a plain page carries along for the next
/// action.
#[derive(Clone, Default)]
pub struct Carried {
    /// Opens the private part.
    pub key: String,
    /// The Idempotency-Key of what is done next.
    pub once: String,
    /// The photos, as addresses that hold the picture, where they were asked for.
    pub pictures: Vec<String>,
}

/// For whoever holds the key.
#[component]
pub fn PrivatePart(details: Details, doing: Doing, acting: Acting, #[prop(optional)] along: Carried) -> Markup {
    let texts = Texts::here();
    let actions = details.actions.clone();
    let (ticket, photos) = (details.status.ticket, details.photos.clone());
    let pictures = view! { <Pictures ticket photos along=along.clone() /> };
    let address = [page::TICKET, "/", &details.status.ticket.to_string()].concat();
    view! {
        <section class="private">
            <Done done=doing.done />
            <h2>{texts.get(Text::StatusDo)}</h2>
            <Actions form=ActionForm { address, along, doing } actions doing acting />
            <h2>{texts.get(Text::StatusPrivate)}</h2>
            {own_words(texts, &details)}
            {pictures}
            <Replies replies=details.replies />
        </section>
    }
}

/// What was done, spoken by a screen reader.
#[component]
fn Done(done: Signal<Option<Verb>>) -> Markup {
    let texts = Texts::here();
    let told = move || {
        let text = match done.get()? {
            Verb::Confirm => Text::StatusDoneConfirm,
            Verb::Reopen => Text::StatusDoneReopen,
            Verb::AddDetails => Text::StatusDoneAddDetails,
            Verb::Remind => Text::StatusDoneRemind,
            Verb::Withdraw => Text::StatusDoneWithdraw,
            Verb::Erase => Text::StatusDoneErase,
            _ => return None,
        };
        Some(view! { <Notice weight=Weight::Good><p>{texts.get(text)}</p></Notice> })
    };
    view! { <div role="status">{changing(told)}</div> }
}

fn own_words(texts: Texts, details: &Details) -> Markup {
    if let Some(at) = details.erased_at {
        return view! { <p>{texts.fill(Text::StatusErased, &[("day", &texts.day_of(at))])}</p> };
    }
    let rows = [
        (Text::StatusText, Some(details.text.clone())),
        (Text::StatusPlace, details.place.clone()),
        (Text::StatusName, details.name.clone()),
        (Text::StatusMobile, details.mobile.clone()),
    ];
    let given = rows.into_iter().filter_map(|(label, value)| Some((label, value?)));
    let rows = given.map(|(label, value)| Row { label: texts.get(label), value, change: None }).collect();
    view! { <SummaryList rows /> }
}

#[component]
fn Replies(replies: Vec<Reply>) -> Markup {
    let texts = Texts::here();
    if replies.is_empty() {
        return Markup::nothing();
    }
    let each = replies.into_iter().map(|reply| {
        let who = if reply.own { Text::StatusReplyOwn } else { Text::StatusReplyOffice };
        view! {
            <li class="replies__reply" class:replies__reply--own=reply.own>
                <p class="replies__who">{texts.get(who)} " · " {texts.moment(reply.at)}</p>
                <p class="replies__text">{reply.text}</p>
            </li>
        }
    });
    view! {
        <h2>{texts.get(Text::StatusReplies)}</h2>
        <ol class="replies">{each.collect::<Markup>()}</ol>
    }
}

/// Where a plain page sends an action, and with what.
#[derive(Clone)]
struct ActionForm {
    address: String,
    along: Carried,
    doing: Doing,
}

impl ActionForm {
    /// What was chosen and done goes along for the app that may take over.
    fn carried(&self) -> Option<Markup> {
        let Carried { key, once, pictures: _ } = self.along.clone();
        let code = |verb: Signal<Option<Verb>>| {
            let code = verb.get_untracked().and_then(Verb::citizens_code);
            code.unwrap_or_default().to_owned()
        };
        let (chosen, done) = (code(self.doing.chosen), code(self.doing.done));
        carried([("key", key), ("once", once), ("chosen", chosen), ("done", done)])
    }
}

/// The actions as buttons; the one that asks for more opens below them.
#[component]
fn Actions(form: ActionForm, actions: Vec<Verb>, doing: Doing, acting: Acting) -> Markup {
    let texts = Texts::here();
    if actions.is_empty() {
        return view! { <p>{texts.get(Text::StatusDoNothing)}</p> };
    }
    let buttons = actions.into_iter().filter_map(|verb| {
        let label = label(verb)?;
        let code = verb.citizens_code()?;
        let at_once = matches!(verb, Verb::Confirm | Verb::Remind);
        let press = move |()| {
            if at_once { acting.on_send.run(verb) } else { acting.on_choose.run(Some(verb)) }
        };
        let sends = (if at_once { "action" } else { "choose" }, code);
        Some(view! { <Button label=texts.get(label) sends on_press=Callback::new(press) /> })
    });
    let buttons = buttons.collect::<Markup>();
    let (address, along) = (form.address.clone(), form.carried());
    view! {
        <Form action=address on_submit=Callback::new(|()| ())>
            {along}
            <div class="buttons">{buttons}</div>
        </Form>
        <p class="field__error" role="alert">{changing(move || doing.error.get().filter(|_| doing.chosen.get().is_none()))}</p>
        {changing(move || match doing.chosen.get() {
            Some(Verb::Withdraw) => view! { <Twice asked=WITHDRAW form=form.clone() acting /> },
            Some(Verb::Erase) => view! { <Twice asked=ERASE form=form.clone() acting /> },
            Some(verb) => view! { <Words form=form.clone() verb doing acting /> },
            None => Markup::nothing(),
        })}
    }
}

fn label(verb: Verb) -> Option<Text> {
    Some(match verb {
        Verb::Confirm => Text::StatusDoConfirm,
        Verb::Reopen => Text::StatusDoReopen,
        Verb::AddDetails => Text::StatusDoAddDetails,
        Verb::Remind => Text::StatusDoRemind,
        Verb::Withdraw => Text::StatusDoWithdraw,
        Verb::Erase => Text::StatusDoErase,
        _ => return None,
    })
}

/// Words that go with an action.
#[component]
fn Words(form: ActionForm, verb: Verb, doing: Doing, acting: Acting) -> Markup {
    let texts = Texts::here();
    let label = if verb == Verb::Reopen { Text::StatusDoReopenText } else { Text::StatusDoAddDetailsText };
    let along = form.carried();
    view! {
        <Form action=form.address on_submit=Callback::new(move |()| acting.on_send.run(verb))>
            {along}
            {carried([("action", verb.citizens_code().unwrap_or_default().to_owned())])}
            <TextArea
                name="text"
                label=texts.get(label)
                error=doing.error
                longest=domain::complaint::TEXT_MAX
                value=doing.text
                on_input=acting.on_input
            />
            <PersonalWarning text=doing.text on_mask=acting.on_mask />
            <div class="buttons">
                <Submit label=texts.get(Text::StatusDoSend) />
                <Cancel acting />
            </div>
        </Form>
    }
}

/// What is for good, and the words in which it is asked once more.
#[derive(Clone, Copy)]
struct ForGood {
    verb: Verb,
    sure: Text,
    yes: Text,
}

const WITHDRAW: ForGood =
    ForGood { verb: Verb::Withdraw, sure: Text::StatusDoWithdrawSure, yes: Text::StatusDoWithdrawYes };
const ERASE: ForGood = ForGood { verb: Verb::Erase, sure: Text::StatusDoEraseSure, yes: Text::StatusDoEraseYes };

/// What is for good is asked twice.
#[component]
fn Twice(asked: ForGood, form: ActionForm, acting: Acting) -> Markup {
    let texts = Texts::here();
    let along = form.carried();
    view! {
        <Notice weight=Weight::Warning>
            <p>{texts.get(asked.sure)}</p>
            <Form action=form.address on_submit=Callback::new(|()| ())>
                {along}
                <div class="buttons">
                    <Button
                        label=texts.get(asked.yes)
                        sends=("action", asked.verb.citizens_code().unwrap_or_default())
                        on_press=Callback::new(move |()| acting.on_send.run(asked.verb))
                    />
                    <Cancel acting />
                </div>
            </Form>
        </Notice>
    }
}

#[component]
fn Cancel(acting: Acting) -> Markup {
    let texts = Texts::here();
    view! {
        <Button label=texts.get(Text::StatusDoCancel) sends=("choose", "") on_press=Callback::new(move |()| acting.on_choose.run(None)) />
    }
}
